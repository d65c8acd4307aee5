namespace Screening.Engine.Tests.Parties;

/// <summary>Generates names from few words, and typical misspellings of them; the same seed gives the same names.</summary>
internal sealed class NameGenerator(int seed)
{
    private static readonly string[] Words =
    [
        "ali", "hassan", "mohammad", "mohamed", "muhammad", "reza", "yusuf", "sergey", "sergei", "ivanov", "petrov", "aleksandr", "alexander", "maria",
        "lopez", "kim", "jong", "sik", "wei", "zhang", "abdul", "malik", "rahman", "abdulrahman", "al", "bin", "trading", "general", "oil", "petro", "gaz",
        "prom", "gazprom", "gazprombank", "bank", "shipping", "lines", "ural", "airlines", "technology", "industries", "industrial", "group", "international",
        "intl", "export", "import", "star", "starline", "line", "north", "northern", "energy", "energia", "45", "46", "7", "b", "j", "s",
    ];

    private static readonly string[] Forms = ["llc", "jsc", "ltd", "gmbh", "co., ltd.", "inc", "sarl", "ao", "limited liability company"];

    private static readonly string[] ForeignNames =
    [
        "محمد رضا", "علی حسن", "عبدالرحمن مالک", "김 종식", "Газпромбанк", "Сергей Иванов", "עלי חסן", "हसन अली", "ガズプロム バンク", "Александр Петров",
        "يوسف علي", "Мария Лопес", "Урал Эйрлайнс", "北方 国际", "张 伟",
    ];

    private readonly Random random = new(seed);

    /// <summary>Distinct names in the form of watchlists.</summary>
    public string[] Listed(int count) => [.. Enumerable.Repeat(0, count).Select(_ => Name()).Distinct(StringComparer.Ordinal)];

    public string Foreign() => Pick(ForeignNames);

    /// <summary>One of the names with up to three random changes.</summary>
    public string Misspelt(string[] listed)
    {
        var words = Pick(listed).Replace(",", "", StringComparison.Ordinal).Split(' ').ToList();
        for (var times = random.Next(4); times > 0; times--)
        {
            Misspell(words, random.Next(words.Count));
        }

        return string.Join(' ', words);
    }

    private string Name()
    {
        var words = Enumerable.Repeat(0, random.Next(1, 5)).Select(_ => Pick(Words)).ToList();
        return random.Next(4) switch
        {
            0 => string.Join(' ', words),
            1 when words.Count > 1 => $"{words[0]}, {string.Join(' ', words.Skip(1))}",
            _ => string.Join(' ', words.Append(Pick(Forms))),
        };
    }

    private void Misspell(List<string> words, int at)
    {
        switch (random.Next(9))
        {
            case 0 when words.Count > 1: words.RemoveAt(at); break;
            case 1 when words.Count > 1: (words[0], words[at]) = (words[at], words[0]); break;
            case 2 when at + 1 < words.Count: Join(words, at); break;
            case 3 when words[at].Length > 4: Cut(words, at, random.Next(2, words[at].Length - 1)); break;
            case 4: words[at] = words[at][..1]; break;
            case 5: words.Insert(at, Pick(Words)); break;
            case 6: words[at] = Pick(Forms); break;
            case 7 when words[at].Length > 3: Exchange(words, at, random.Next(words[at].Length - 1)); break;
            default: words[at] = words[at].Insert(random.Next(words[at].Length + 1), $"{(char)('a' + random.Next(26))}"); break;
        }
    }

    private static void Join(List<string> words, int at)
    {
        words[at] += words[at + 1];
        words.RemoveAt(at + 1);
    }

    private static void Cut(List<string> words, int at, int place)
    {
        words.Insert(at + 1, words[at][place..]);
        words[at] = words[at][..place];
    }

    private static void Exchange(List<string> words, int at, int place) =>
        words[at] = $"{words[at][..place]}{words[at][place + 1]}{words[at][place]}{words[at][(place + 2)..]}";

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
