using System.Globalization;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Misspellings of names, harsher than usual ones: any letter may change, the first and the last included, and words of the legal
/// form too. Random, and identical for the same seed.
/// </summary>
internal sealed class Mutations(Random random)
{
    private const int ShortestMistyped = 4;
    private const int FewWords = 2;
    private static readonly string[] Suffixes = ["Ltd", "LLC", "GmbH", "Co., Ltd.", "Inc.", "S.A.", "JSC", "B.V."];

    private static readonly HashSet<string> LegalWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "ltd", "ltd.", "limited", "llc", "l.l.c.", "l.l.c", "inc", "inc.", "corp", "corp.", "corporation", "company", "co", "co.", "co.,", "s.a.",
        "s.a.s.", "c.v.", "s.r.l.", "r.l.", "jsc", "ojsc", "pjsc", "ooo", "oao", "ao", "zao", "gmbh", "fze", "fzco", "liability", "joint", "stock",
        "anonim", "sirketi", "incorporated", "ltda", "ltda.", "pte", "pte.", "pvt", "sdn", "bhd", "oy", "ag", "bv", "b.v.", "n.v.", "plc", "dmcc",
        "obshchestvo", "ogranichennoi", "otvetstvennostyu", "aktsionernoe", "private", "public", "open",
    };

    /// <summary>Every kind and its effect on the words of a name; null when the name does not allow it.</summary>
    public static IReadOnlyDictionary<string, Func<Mutations, string[], string?>> Kinds { get; } =
        new SortedDictionary<string, Func<Mutations, string[], string?>>(StringComparer.Ordinal)
        {
            ["exact"] = (_, words) => Text(words),
            ["lower"] = (_, words) => new string([.. Text(words).Where(sign => !char.IsPunctuation(sign))]).ToLower(CultureInfo.InvariantCulture),
            ["reorder"] = (mutations, words) => words.Length < 2 ? null : mutations.Reorder(words),
            ["suffix"] = (mutations, words) => mutations.ChangeSuffix(words),
            ["typo_any"] = (mutations, words) => mutations.InOne(words, word => true, mutations.Anywhere),
            ["typo_first"] = (mutations, words) => mutations.InOne(words, word => !LegalWords.Contains(word), word => mutations.TypoAt(word, 0)),
            ["typo_last"] = (mutations, words) => mutations.InOne(words, word => !LegalWords.Contains(word), word => mutations.TypoAt(word, word.Length - 1)),
            ["typo_legal"] = (mutations, words) => words.Any(LegalWords.Contains) ? mutations.InOne(words, LegalWords.Contains, mutations.Anywhere, 2) : null,
            ["typo_all"] = (mutations, words) => Text([.. words.Select(word => word.Length < ShortestMistyped ? word : mutations.Anywhere(word))]),
            ["join"] = (mutations, words) => words.Length < 2 ? null : mutations.Join(words),
            ["typo_join"] = (mutations, words) => words.Length < 2 || mutations.Join(words) is not { } joined ? null
                : mutations.InOne(joined.Split(' '), word => true, mutations.Anywhere),
            ["droptok"] = (mutations, words) => words.Length < 2 ? null : mutations.Keep(words, words.Length - 1),
            ["few_words"] = (mutations, words) => words.Where(word => !LegalWords.Contains(word)).ToArray() is var telling && telling.Length <= FewWords
                ? null : mutations.Keep(telling, Math.Max(FewWords, telling.Length / 2)),
        };

    /// <summary>The words of a name as printed, without the comma after a surname.</summary>
    public static string[] WordsOf(string name) =>
        [.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.EndsWith(',') ? word[..^1] : word).Where(word => word.Length > 0)];

    private static string Text(IEnumerable<string> words) => string.Join(' ', words);

    private string Reorder(string[] words)
    {
        var order = words.ToArray();
        do
        {
            random.Shuffle(order);
        }
        while (order.AsSpan().SequenceEqual(words) && words.Distinct(StringComparer.Ordinal).Count() > 1);
        return Text(order);
    }

    private string ChangeSuffix(string[] words)
    {
        var kept = words.Length > 1 && LegalWords.Contains(words[^1]) ? words[..^1] : words;
        return Text([.. kept, Suffixes[random.Next(Suffixes.Length)]]);
    }

    private string? InOne(string[] words, Func<string, bool> may, Func<string, string> change, int shortest = ShortestMistyped)
    {
        var places = Enumerable.Range(0, words.Length).Where(place => words[place].Length >= shortest && may(words[place])).ToArray();
        if (places.Length == 0)
        {
            return null;
        }

        var place = places[random.Next(places.Length)];
        return Text(words.Select((word, index) => index == place ? change(word) : word));
    }

    private string? Join(string[] words)
    {
        var place = random.Next(words.Length - 1);
        return Text(words.Where((_, index) => index != place + 1).Select((word, index) => index == place ? word + words[place + 1] : word));
    }

    private string Keep(string[] words, int count)
    {
        var places = Enumerable.Range(0, words.Length).ToArray();
        random.Shuffle(places);
        return Text(places[..count].Order().Select(place => words[place]));
    }

    private string Anywhere(string word) => TypoAt(word, random.Next(word.Length));

    private string TypoAt(string word, int place)
    {
        var letter = (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => word[..place] + letter + word[(place + 1)..],
            1 => word[..place] + word[(place + 1)..],
            2 => word[..place] + letter + word[place..],
            _ when place + 1 < word.Length => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
            _ => $"{word[..(place - 1)]}{word[place]}{word[place - 1]}",
        };
    }
}
