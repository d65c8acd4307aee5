using System.Collections.Frozen;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Rarity of a word in the lists and, for words common in business names, in names in general. It is stored as a level, so that
/// the weights of the policy apply when a name is searched and not when the index is built.
/// </summary>
internal static class WordRarity
{
    /// <summary>Levels in which a rarity is stored.</summary>
    public const int Levels = 256;

    // A short list gives little information about how common a word is. Rarity is computed as if a list had at least this many
    // names.
    private const int FewestNames = 30_000;
    private const double ShareOfBusinessWord = 0.004;

    private static readonly FrozenSet<string> BusinessWords = FrozenSet.ToFrozenSet(
        """
        academy administration advanced aero aerospace affairs agency agricultural agriculture air aircraft airline airlines airways
        america american analytics apparel applied asia asset assets associates association atlantic auto automation automotive
        aviation bank banco bancorp beijing biotech biotechnology brands brothers building business capital care cargo cement center
        central centre chartering chemical chemicals china city clinical club college comercial comercializadora commerce commercial commission
        committee communication communications community companies computer computing construction constructora consulting consumer
        control council credit data defence defense design development digital distribution east eastern education electric electrical
        electronic electronics element energy engineering enterprise enterprises entertainment environmental equipment equity estate euro
        europe european exchange exploration export express factory fashion federal fertilizer fiber finance financial first fleet
        food foods force foundation free freight fuel fund future gas general global gold group grupo gulf health healthcare
        heavy high holding holdings home hong hotel hotels import india industrial industries industry informatics information innovation
        innovations innovative institute instruments insurance integrated intelligence interactive international internet
        invest investment investments iron laboratories laboratory lab land life line lines logistics machine machinery
        management manufacturing marine maritime market marketing markets materials media medical metal metals microelectronics
        middle military mineral minerals mining ministry mobile motor motors national natural naval net network networks new north
        northern ocean office offshore oil online operating optical organization pacific park partners partnership parts
        petrochemical petroleum pharma pharmaceutical pharmaceuticals plant plastic plastics port power precision premium press private
        procurement product production products project projects properties property public publishing rail railway real refinery regional
        research resort resource resources retail royal russia russian school science sciences scientific sea
        securities security semiconductor service services servicios shanghai shenzhen ship shipping shop sky smart
        social society software solar solution solutions source south southern space special sport sports star state steel storage
        store supplies supply support surveillance system systems tanker tankers tech technical technological technologies
        technology telecom telecommunication telecommunications textile therapeutics tobacco tools tour tourism trade trading training trans
        transport transportation travel trust union united universal university usa vessel video water wear west
        western wireless wood works world worldwide
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>Level of a word that occurs in <paramref name="names"/> of <paramref name="total"/> listed names.</summary>
    public static byte Of(string word, int names, int total)
    {
        var all = Math.Max(total, FewestNames) + 1.0;
        var bearing = names + (BusinessWords.Contains(word) ? ShareOfBusinessWord * all : 0);
        return (byte)Math.Round(Math.Clamp(Math.Log(all / bearing) / Math.Log(all), 0, 1) * (Levels - 1));
    }

    /// <summary>Whether the word is common in business names of all kinds.</summary>
    public static bool IsBusinessWord(string word) => BusinessWords.Contains(word);

    /// <summary>Level of a word that occurs in no listed name.</summary>
    public static byte OfUnlisted(string word) => BusinessWords.Contains(word) ? Of(word, 1, 0) : byte.MaxValue;
}
