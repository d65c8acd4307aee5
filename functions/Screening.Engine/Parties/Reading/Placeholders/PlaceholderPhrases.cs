using System.Collections.Frozen;

namespace Screening.Engine.Parties.Reading.Placeholders;

/// <summary>
/// Placeholders of several words whose single words say nothing, and abbreviations that count only with dots or strokes between
/// their letters. Own table, from the usage of input forms and shipping documents.
/// </summary>
internal static class PlaceholderPhrases
{
    /// <summary>Maximum number of words of a phrase.</summary>
    public const int Longest = 5;

    private static readonly FrozenSet<string> Phrases = FrozenSet.ToFrozenSet(
        """
        walk in|walk ins|one time|one off|over the counter|counter sale|counter sales|cash on delivery|to order|to the order|as per order|to bearer
        to whom it may concern|whom it may concern|no one|any one|some one|nomen nescio|name unknown|of record|do not use|not in use|not used|not valid
        john doe|jane doe|joe bloggs|max mustermann|erika mustermann|max muster|otto normalverbraucher|fulano de tal|mario rossi test
        lorem ipsum|foo bar|foo bar baz|hello world|your name|your company|my company|put name here|enter name|insert name|name here|type here
        dear sir|dear sirs|dear madam|dear sir or madam|sir or madam|damen und herren|sehr geehrte damen und herren|sehr geehrte damen|sehr geehrter herr
        sans nom|sans objet|sem nome|sin nombre|senza nome|ohne namen|ohne name|zonder naam|utan namn|uten navn|uden navn|bez nazwy|bez jmena|bez nazvu|nev nelkul
        fara nume|isim yok|adi yok|belli degil|bez imena|tanpa nama|без имени|без названия|без наименования|то же|тот же|то же самое|тот же самый
        как выше|см выше|см ниже|те саме|без назви|nicht bekannt|dem inhaber|an order|a ordine|a la orden|a ordem|a ordre
        kein name|noch offen|noch nicht bekannt|not a name|none given|khong co|khong ro|khong biet|khach le|tidak ada|tidak diketahui|non applicable
        ingen uppgift|ei tiedossa|ei tietoa|nie dotyczy|nie podano|brak danych|netyka se|bez urceni|nem ismert|n a t|nu e cazul|nu se aplica
        yukaridaki gibi|yukarida belirtilen|son kullanici|nihai kullanici|lo mismo|igual que|el mismo|la misma|o mesmo|a mesma
        lo stesso|la stessa|le meme|la meme|idem que|zelfde als|samma som|samme som|sama kuin|to samo
        to iste|wie vor|wie vorstehend|wie gehabt|same same
        """.Split((char[])['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> FirstWords =
        Phrases.Select(phrase => phrase[..Math.Max(phrase.IndexOf(' ', StringComparison.Ordinal), 0)]).ToFrozenSet(StringComparer.Ordinal);

    // Without separators most of these are companies or names ("SN", "ND", "KA").
    private static readonly FrozenSet<string> Abbreviations = PlaceholderWords.Words(
        "na nn nd sn so su oa on ob ka ke kn bd bn nb nk nr nvt nvd sd si tbd tba tbc tbn tbs ea nz no va vs xx xxx zz jw id dd нд нп бн ип");

    /// <summary>Whether a phrase of several words may begin with <paramref name="word"/>.</summary>
    public static bool MayBegin(string word) => FirstWords.Contains(word);

    /// <summary>Whether the words, joined by single spaces, are a placeholder.</summary>
    public static bool Has(string words) => Phrases.Contains(words);

    /// <summary>Whether letters with dots or strokes between them are an abbreviation of a placeholder: "n.n.", "o.A.", "s/n".</summary>
    public static bool IsAbbreviation(string letters) => Abbreviations.Contains(letters);
}
