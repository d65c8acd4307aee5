using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Phrases that lists print inside the field of a name and that are no part of it. Each was taken from the lists of the U.S.
/// Consolidated Screening List.
/// </summary>
internal static partial class NameMarkers
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>"Address 07": the label of an entry that consists of an address. "(all of preceding located in ...)": a note.</summary>
    [GeneratedRegex(@"^\W*address(es)? (no\.? ?)?[0-9]+\W*$|^\W*reserved\W*$|^\W*all of (the )?preceding\b.*$", Options)]
    public static partial Regex Label();

    /// <summary>"and any successor, sub-unit, or subsidiary thereof" at the end.</summary>
    [GeneratedRegex(
        @"[\s,;]+(?<scope>(?:and|or|including)\s+(?:(?:any|all|its|their|or|and|of|the|other|named|controlled|wholly|owned|successors?|assigns?|sub-?\s?units?|subsidiar(?:y|ies)|affiliates?|affiliated|compan(?:y|ies)|entit(?:y|ies)|divisions?|branch(?:es)?|offices?|agents?)[\s,]*)*(?:successors?|assigns?|sub-?\s?units?|subsidiar(?:y|ies)|affiliates?|branch(?:es)?)[\s,]*(?:thereof)?)\W*$",
        Options)]
    public static partial Regex ScopeTail();

    /// <summary>", including the Armed Forces and all operating units wherever located. ..." to the end.</summary>
    [GeneratedRegex(@",\s+(?<scope>including\s.+)$", Options | RegexOptions.Singleline)]
    public static partial Regex Including();

    /// <summary>A subordinate institution that is printed after the body it belongs to.</summary>
    [GeneratedRegex(@"^(?<head>.+?)[\s.,;]+(?:and\s+)?(?:(?:the|its)\s+)?(?:following\s+)?(?<what>subordinate\s+(?:entit(?:y|ies)|institutions?|institutes?|units?))\s*[-:–]?\s+(?<tail>.+)$", Options)]
    public static partial Regex Subordinate();

    /// <summary>An affiliate or a branch that is printed after the party it belongs to.</summary>
    [GeneratedRegex(@"^(?<head>.+?)[\s.,;]+(?<what>affiliated entit(?:y|ies)|affiliates?|subsidiar(?:y|ies)|entit(?:y|ies)|branch)\s*:\s+(?<tail>.+)$", Options)]
    public static partial Regex Affiliated();

    /// <summary>"Department of Atomic Energy facilities: Heavy water production facilities".</summary>
    [GeneratedRegex(@"^(?<head>.+?)\s+(?<tail>facilit(?:y|ies)\s*:\s+.+)$", Options)]
    public static partial Regex Facilities();

    /// <summary>", a subsidiary of X" to the end.</summary>
    [GeneratedRegex(@"[,;]?\s+(?<relation>an?\s+(?:wholly[- ]owned\s+|majority[- ]owned\s+)?(?:subsidiary|subordinate\s+\w+|division|affiliate|branch|unit)\s+of\s+.+)$", Options)]
    public static partial Regex RelationTail();

    /// <summary>"c/o X" or "on behalf of X" to the end.</summary>
    [GeneratedRegex(@"[\s,;]+(?<relation>(?:c/o|on behalf of)\s+.+)$", Options)]
    public static partial Regex CareOf();

    /// <summary>"see Note 3", "(see also alternate addresses)".</summary>
    [GeneratedRegex(@"[\s,;.]*\(?(?<relation>see\s+(?:also\s+)?(?:the\s+)?(?:note|footnote|alternate|additional|entr(?:y|ies)|above|below|under|supplement)\b[^()]*)\)?\s*$", Options)]
    public static partial Regex SeeNote();

    /// <summary>A mark of another name: a.k.a., f.k.a., d/b/a, also known as, formerly.</summary>
    [GeneratedRegex(
        @"(?<![\w'])(?:a\.\s?k\.\s?a|f\.\s?k\.\s?a|n\.\s?k\.\s?a|d\.\s?b\.\s?a|a/k/a|f/k/a|n/k/a|d/b/a|(?:also|formerly|previously|now|or|commonly)\s+known\s+as|doing\s+business\s+as|trading\s+as|formerly|previously)s?(?![\w])[.,:]*"
        + @"|(?<![\w'.])(?:(?<=[-(\[,;]\s*)(?:akas?|fka|nka|dba)|aka|fka|nka|dba|AKAS?|FKA|NKA|DBA)(?![\w'])[.,:]*",
        RegexOptions.CultureInvariant)]
    private static partial Regex MarkAsPrinted();

    /// <summary>The same in capitals, which is also how some lists print every name.</summary>
    [GeneratedRegex(
        @"(?<![\w'])(?:A\.K\.A|F\.K\.A|N\.K\.A|D\.B\.A|A/K/A|F/K/A|N/K/A|D/B/A|(?:ALSO|FORMERLY|PREVIOUSLY|NOW|OR|COMMONLY)\s+KNOWN\s+AS|DOING\s+BUSINESS\s+AS|TRADING\s+AS|FORMERLY|Formerly|Previously|Also\s+known\s+as|Also\s+Known\s+As)S?(?![\w])[.,:]*",
        RegexOptions.CultureInvariant)]
    private static partial Regex MarkInCapitals();

    /// <summary>What a bracket says of the party: its kind and country, its office, the party it belongs to.</summary>
    [GeneratedRegex(
        @"^(?:.*\b(?:individual|national|citizen|entity|person|official)s?(?:\s+in\s+.+)?|(?:an?\s+|the\s+)?(?:\S+[- ]owned\s+)?(?:subsidiary|subordinate|affiliate|affiliated|division|branch|department|unit|part|member|president|director|chairman|owner|manager|parent|owned|controlled|operated|managed)\b.*\b(?:of|by|to|with)\s.+|(?:parent|parent\s+\w+|owner|affiliate)\s*:.+|see\s.+|c/o\s.+)$",
        Options)]
    public static partial Regex Description();

    /// <summary>What a bracket says of what is covered.</summary>
    [GeneratedRegex(@"^(?:all\s+of\s+.+|.*\blocations?\s+only|excluding\s.+|including\s.+|except\s.+|.*\blocated\s+in\s.+|and\s+any\s.+|and\s+its\s.+)$", Options)]
    public static partial Regex Coverage();

    /// <summary>Marks of other names outside brackets, in order. At the start of a bracket, a mark needs no other sign.</summary>
    public static ImmutableArray<(int Start, int End)> MarksIn(string text, bool isBracket = false)
    {
        var depths = DepthsOf(text);
        return [.. MarkAsPrinted().Matches(text).Concat(MarkInCapitals().Matches(text))
            .Where(match => depths[match.Index] == 0)
            .Select(match => (match.Index, match.Index + match.Length))
            .Where(mark => (isBracket && mark.Index == 0) || IsMark(text, mark.Index, mark.Item2))
            .Distinct().OrderBy(mark => mark.Index)];
    }

    /// <summary>Number of brackets open at each character; a bracket without a partner opens none.</summary>
    public static int[] DepthsOf(string text)
    {
        var depths = new int[text.Length + 1];
        for (var at = 0; at < text.Length;)
        {
            var close = text[at] is '(' or '[' ? ClosingOf(text, at) : -1;
            if (close < 0)
            {
                at++;
                continue;
            }

            Array.Fill(depths, 1, at, close - at + 1);
            at = close + 1;
        }

        return depths;
    }

    /// <summary>Position of the bracket that closes the one at <paramref name="open"/>; -1 when none does.</summary>
    public static int ClosingOf(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += text[at] is '(' or '[' ? 1 : text[at] is ')' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    // Three plain letters are also a name: "Simon Aka", "YK-AKA", "AKA, Mehmet". They are a mark where punctuation or several words
    // stand before them and words follow.
    private static bool IsMark(string text, int start, int end)
    {
        var mark = text[start..end];
        var isPlain = mark.Count(char.IsLetter) is 3 or 4 && !mark.TrimEnd('.', ',', ':').Any(letter => letter is '.' or '/');
        var before = text[..start].TrimEnd();
        var after = text[end..].TrimStart();
        // "A.K.A. Rahman": initials of a person.
        if (!after.Any(char.IsLetter) || (before.Length == 0 && mark.StartsWith("A.K", StringComparison.Ordinal)))
        {
            return false;
        }

        return !isPlain || (before.Length == 0 ? !mark.EndsWith(',') && after.Contains(' ', StringComparison.Ordinal)
            : before[^1] is '-' or '(' or '[' or ',' or ';' or '.' ? text[start - 1] != '-' || (end < text.Length && text[end] is '-' or ' ')
            : char.IsLower(mark[0]) || (before.Contains(' ', StringComparison.Ordinal) && after.Contains(' ', StringComparison.Ordinal)));
    }
}
