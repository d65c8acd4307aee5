using System.Text.RegularExpressions;

namespace Screening.Engine.Snapshots;

/// <summary>
/// The normalised form in which texts of licence requirements and licence policies are compared: words and section numbers in
/// lower case. Punctuation, section marks, footnote marks, a leading `for`, the words `of the EAR` or `of this part` after a
/// section, and references to neutral sections are removed. Every other word is kept, so two texts are equal only when their
/// wording has the same meaning.
/// </summary>
internal static partial class EntryText
{
    private static readonly string[][] Owners = [["of", "the", "ear"], ["of", "this", "part"]];

    /// <summary>The normalised form of a text; empty when the text states nothing.</summary>
    /// <param name="text">The text as printed.</param>
    /// <param name="neutral">Sections to which a reference has no effect, such as 744.11.</param>
    public static string Normalise(string? text, IReadOnlySet<string> neutral)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        return string.Join(' ', WithoutReferences(Words(text), neutral));
    }

    /// <summary>Whether a text is a section number with paragraphs, such as 734.9(e)(2).</summary>
    public static bool IsSection(string text) => SectionNumber().Match(text) is { Success: true } match && match.Length == text.Length;

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (Match match in Word().Matches(text.ToLowerInvariant()))
        {
            // Some texts print the letter l instead of the digit 1, or a space before a paragraph.
            var word = match.Value.Contains('.', StringComparison.Ordinal)
                ? match.Value.Replace('l', '1').Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal)
                : match.Value;
            var before = words.Count > 0 ? words[^1] : "";
            if (word == "99" && before == "ear")
            {
                words[^1] = "ear99";
            }
            else if (!IsFootnote(word, before) && !(word == "for" && words.Count == 0))
            {
                words.Add(word is ['e', 'a', 'r', >= '1' and <= '9'] ? "ear" : word);
            }

            DropOwner(words);
        }

        return words;
    }

    private static bool IsFootnote(string word, string before) =>
        word is [>= '0' and <= '9'] && (IsSectionWord(before) || before == "ear");

    // "744.11 of the EAR" and "744.11" are the same section.
    private static void DropOwner(List<string> words)
    {
        foreach (var owner in Owners)
        {
            var start = words.Count - owner.Length;
            if (start > 0 && IsSectionWord(words[start - 1]) && words.Skip(start).SequenceEqual(owner))
            {
                words.RemoveRange(start, owner.Length);
            }
        }
    }

    // A reference that is the whole text is the content of the text, so it is kept.
    private static List<string> WithoutReferences(List<string> words, IReadOnlySet<string> neutral)
    {
        var kept = new List<string>();
        for (var at = 0; at < words.Count; at++)
        {
            var end = words[at] == "see" ? EndOfReference(words, at + 1, neutral) : at;
            if (end > at && (at > 0 || end < words.Count))
            {
                at = end - 1;
            }
            else
            {
                kept.Add(words[at]);
            }
        }

        return kept;
    }

    private static int EndOfReference(List<string> words, int start, IReadOnlySet<string> neutral)
    {
        var at = start;
        var hasSection = false;
        while (at < words.Count && (neutral.Contains(words[at]) || words[at] is "and" or "part"))
        {
            hasSection |= IsSectionWord(words[at]);
            at++;
        }

        var stopsAtSection = at < words.Count && IsSectionWord(words[at]);
        return hasSection && !stopsAtSection ? at : start - 1;
    }

    private static bool IsSectionWord(string word) => word.Contains('.', StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![a-z0-9])[0-9]{3}\.[0-9l]+([ \u00a0]?\([0-9a-z]{1,4}\))*|[a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[0-9]{3}\.[0-9]+(\([0-9a-z]{1,4}\))*", RegexOptions.CultureInvariant)]
    private static partial Regex SectionNumber();
}
