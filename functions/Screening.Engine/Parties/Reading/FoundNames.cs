using System.Collections.Immutable;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>Collects what a field contains. A name with the same words as an earlier one is left out.</summary>
internal sealed class FoundNames(ReadName printed)
{
    /// <summary>Maximum number of names of one field, to bound the size of an import.</summary>
    public const int MostNames = 32;

    private const int LettersOfStrong = 4;
    private const int WordsOfUntelling = 2;

    private readonly List<ReadName> names = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly List<string> relations = [];
    private readonly List<string> scope = [];

    /// <summary>Adds a name, without punctuation around it.</summary>
    public void AddName(string text, bool isWeak)
    {
        var trimmed = Trim(text);
        var words = KindReading.WordsOf(trimmed);
        var letters = words.Sum(word => word.Length);
        if (words.Length == 0 || letters < 2 || names.Count >= MostNames)
        {
            return;
        }

        var name = new ReadName(trimmed, isWeak);
        var key = string.Join(' ', words);
        if (!known.TryGetValue(key, out var at))
        {
            known.Add(key, names.Count);
            names.Add(name);
        }
        else if (names[at].IsWeak)
        {
            names[at] = name;
        }
    }

    /// <summary>Adds what the field says of the entry.</summary>
    public void AddRelation(string text) => AddSentence(relations, $"The list describes the entry as \"{Trim(text)}\".");

    /// <summary>Adds what the entry also covers.</summary>
    public void AddScope(string text)
    {
        var covered = text.Trim().TrimEnd(',', ';', '.', ' ');
        var words = covered.Split(' ', 2);
        AddSentence(scope, words.Length == 2 && words[0].ToLowerInvariant() is "and" or "or" or "including"
            ? $"The entry also covers {words[1]}."
            : $"The list prints for the entry: \"{covered}\".");
    }

    /// <summary>The reading. A field without any name of its own is a note, and has no names.</summary>
    public ListedReading ToReading()
    {
        if (names.Count == 0 && (relations.Count > 0 || scope.Count > 0))
        {
            return new ListedReading([], [.. relations], [.. scope]);
        }

        var key = string.Join(' ', KindReading.WordsOf(printed.Text));
        return new ListedReading(
            [printed, .. names.Where(name => string.Join(' ', KindReading.WordsOf(name.Text)) != key)], [.. relations], [.. scope]);
    }

    /// <summary>
    /// Whether another name is too short or too general to be a strong one: fewer than four letters without its legal form, or a number
    /// with a kind, such as "12th Institute".
    /// </summary>
    internal static bool IsUntelling(string text)
    {
        var words = KindReading.WordsOf(text);
        return words.Where(word => !LegalForms.IsAtAnEnd(word)).Sum(word => word.Length) < LettersOfStrong
            || (words.Length <= WordsOfUntelling && OrganisationWords.AreGeneric(words));
    }

    /// <summary>Text without separators at its ends, and without brackets that have no partner.</summary>
    internal static string Trim(string text)
    {
        var trimmed = text.Trim().Trim(',', ';', ':', '-', '–', '|', ' ');
        if (trimmed is ['(' or '[', ..] && NameMarkers.ClosingOf(trimmed, 0) == trimmed.Length - 1)
        {
            return Trim(trimmed[1..^1]);
        }

        if (!IsBalanced(trimmed))
        {
            trimmed = string.Join(' ', trimmed.Split(['(', ')', '[', ']', ' '], StringSplitOptions.RemoveEmptyEntries));
        }

        return trimmed.StartsWith("and ", StringComparison.Ordinal) ? Trim(trimmed[4..]) : trimmed;
    }

    private static bool IsBalanced(string text)
    {
        var open = 0;
        foreach (var sign in text)
        {
            open += sign is '(' or '[' ? 1 : sign is ')' or ']' ? -1 : 0;
            if (open < 0)
            {
                return false;
            }
        }

        return open == 0;
    }

    private static void AddSentence(List<string> sentences, string sentence)
    {
        if (!sentences.Contains(sentence))
        {
            sentences.Add(sentence);
        }
    }
}
