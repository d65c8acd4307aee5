using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>A bracket within a name.</summary>
/// <param name="Before">Text before it.</param>
/// <param name="Inside">Text within it.</param>
/// <param name="After">Text after it, from the closing bracket on.</param>
/// <param name="IsSquare">Whether it is a square bracket.</param>
internal sealed record Bracket(string Before, string Inside, string After, bool IsSquare)
{
    private const int MostWordsOfAcronym = 3;
    private const int MostLettersOfAcronym = 16;
    private const int LeastCapitals = 2;

    private static readonly string[] Links = [" of the ", " of ", ", "];

    /// <summary>Words before the bracket.</summary>
    public string[] BeforeWords { get; } = KindReading.WordsOf(Before);

    /// <summary>Words within it.</summary>
    public string[] Words { get; } = KindReading.WordsOf(Inside);

    /// <summary>Words after it.</summary>
    public string[] AfterWords { get; } = KindReading.WordsOf(After);

    /// <summary>The text after it, in the form that follows a name: "(CAEP)'s 902 Institute" gives " 902 Institute".</summary>
    public string AfterText
    {
        get
        {
            var text = After.Trim();
            text = text.StartsWith("'s ", StringComparison.Ordinal) || text.StartsWith("’s ", StringComparison.Ordinal) ? text[3..].Trim() : text;
            return text.Length == 0 || text[0] is ',' or '.' or ';' or '-' ? text : " " + text;
        }
    }

    /// <summary>The name without the bracket.</summary>
    public string Without => (Before + AfterText).Trim();

    /// <summary>The name with the bracket in the place of the word before it.</summary>
    public string Replaced => $"{Before[..(Before.TrimEnd('.').LastIndexOf(' ') + 1)]}{Inside}{AfterText}";

    /// <summary>
    /// The words that the acronym does not stand for, with a space: "20th Institute of " of "20th Institute of China Electronic Technology
    /// Corp (CETC)". Empty when it stands for all words before it.
    /// </summary>
    public string PartBeforeAcronym
    {
        get
        {
            var acronym = string.Concat(Words);
            if (InitialsFrom(acronym, BeforeWords, 0) * 2 >= acronym.Length)
            {
                return "";
            }

            foreach (var link in Links)
            {
                var end = Before.LastIndexOf(link, StringComparison.OrdinalIgnoreCase) + link.Length;
                if (end > link.Length && AreInitials(acronym, KindReading.WordsOf(Before[end..])))
                {
                    return Before[..end];
                }
            }

            return "";
        }
    }

    /// <summary>Whether the bracket repeats the first words of the name, or its first word with a legal form.</summary>
    public bool IsStartOfName
    {
        get
        {
            var words = Words.Where(word => !LegalForms.IsAtAnEnd(word)).ToArray();
            return words.Length > 0 && BeforeWords.Length >= words.Length && BeforeWords.AsSpan(0, words.Length).SequenceEqual(words);
        }
    }

    /// <summary>
    /// Whether the bracket is written like an acronym: few letters, several capitals in a word, in a name that is not in capitals.
    /// </summary>
    public bool LooksLikeAcronym =>
        Before.Any(char.IsLower) && !char.IsLower(Inside[0]) && Words.Length <= MostWordsOfAcronym && Words.Sum(word => word.Length) <= MostLettersOfAcronym
        && Inside.Split(' ', ',').Any(word => word.Count(char.IsUpper) >= LeastCapitals && !LegalForms.IsAtAnEnd(word.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal)));

    /// <summary>Whether the letters of the bracket are mostly the initials of the words before it.</summary>
    public bool IsAcronymOfWords => Words.Length <= MostWordsOfAcronym && AreInitials(string.Concat(Words), BeforeWords);

    /// <summary>
    /// Whether the letters of <paramref name="acronym"/> occur in the words in order, and at least half of them, and the first one, are
    /// first letters of a word.
    /// </summary>
    public static bool AreInitials(string acronym, string[] words)
    {
        if (acronym.Length is < 2 or > MostLettersOfAcronym || words.Length < 2)
        {
            return false;
        }

        for (var first = 0; first < words.Length; first++)
        {
            if (InitialsFrom(acronym, words, first) * 2 >= acronym.Length)
            {
                return true;
            }
        }

        return false;
    }

    // Number of letters that are first letters, from a word on; 0 when the letters do not occur in order. A first letter is preferred to
    // a letter within a word.
    private static int InitialsFrom(string acronym, string[] words, int first)
    {
        if (first >= words.Length || words[first][0] != acronym[0])
        {
            return 0;
        }

        var (word, letter, initials) = (first, 0, 0);
        foreach (var sign in acronym)
        {
            var next = Array.FindIndex(words, letter == 0 ? word : word + 1, other => other[0] == sign);
            var within = word < words.Length && letter > 0 ? words[word].IndexOf(sign, letter) : -1;
            if (next >= 0)
            {
                (word, letter) = (next, 1);
                initials++;
            }
            else if (within > 0)
            {
                letter = within + 1;
            }
            else
            {
                return 0;
            }
        }

        return initials > 1 ? initials : 0;
    }
}
