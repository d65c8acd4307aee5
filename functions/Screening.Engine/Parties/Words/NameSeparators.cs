using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Screening.Engine.Parties.Words;

/// <summary>How a part of a name field is related to the part before it.</summary>
internal enum NameLink
{
    /// <summary>The first part.</summary>
    First,

    /// <summary>Another or a former name of the same party.</summary>
    Alias,

    /// <summary>Another party, or the party a letter is to be sent through.</summary>
    Party,

    /// <summary>The person or department a letter is for.</summary>
    Attention,

    /// <summary>Text in brackets: an acronym, a place, another name.</summary>
    Bracket,

    /// <summary>Text after a slash, a semicolon, a vertical bar, a line break or a dash.</summary>
    Sign,
}

/// <summary>A part of a name field.</summary>
/// <param name="Text">The part as written, trimmed.</param>
/// <param name="Link">Relation to the part before it.</param>
internal readonly record struct NamePart(string Text, NameLink Link);

/// <summary>
/// Separates the names that stand in one field. The parts are candidates beside the whole text: a marker may belong to a name
/// (VIA Technologies), so the whole is compared as well. Source of the markers: the abbreviations of the OFAC and BIS lists
/// (a.k.a., f.k.a., d.b.a.), of the Universal Postal Union for addresses (c/o, Attn.), and their equivalents in other languages.
/// </summary>
internal static class NameSeparators
{
    private const int LongestText = 1_000;

    // Letters of a marker without dots, slashes and spaces; "a.k.a.", "a/k/a" and "aka" are the same. A space is at least one space.
    private static readonly ImmutableArray<(string Marker, NameLink Link)> Markers =
    [
        .. Rows(NameLink.Alias, """
            aka, fka, nka, dba, tra, also known as, known as, previously known as, formerly known as, now known as, formerly, former name, formerly named, previously, doing business as,
            trading as, trading under the name, trading under the style of, operating as, carrying on business as, alias, nee, otherwise known as, alternatively, renamed, now called,
            alternative name, short name, ehemals, vormals, fruher, früher, genannt, firmierend als, anciennement, connu sous le nom de, dit, exploitant sous le nom,
            tambien conocido como, también conocido como, conocido como, antes, antiguamente, anteriormente, nombre comercial, tambem conhecido como, noto come, gia,
            он же, она же, также известный как, также известная как, также, ранее, прежнее название, бывший, бывшее, сокращенно, известный как,
            takzhe izvestnyy kak, ranee, eski adi, diger adi, 又名, 又称, 亦称, 亦名, 别名, 曾用名, 原名, 简称, 前身, 英文名, 別名, 旧称, 통칭, 별명, 구명,
            المعروف باسم, المعروف ب, المعروفة باسم, ويعرف باسم, معروف به
            """),
        .. Rows(NameLink.Party, """
            on behalf of, obo, for and on behalf of, for account of, fao account of, for the account of, by order of, represented by, represented through, acting for, acting through,
            acting by, through, via, co, care of, in care of, to the care of, per procurationem, agent for, as agent for, as agent of, agents for, im auftrag von, fur rechnung von,
            vertreten durch, pour le compte de, pour compte de, representee par, représentée par, aux bons soins de, por cuenta de, en nombre de, representado por, por orden de,
            per conto di, a cura di, по поручению, от имени, через, в лице, в интересах, ot imeni, cherez, adina, hesabina, نيابة عن, 代表, 委托, 代理
            """),
        .. Rows(NameLink.Attention, """
            attn, attention, att, kind attn, kind attention, for the attention of, for attention of, fao, zhd, zhdn, zu handen, zu händen, zu haenden, a lattention de, à lattention de,
            a la atencion de, a la atención de, atencion, atención, atte, ao cuidado de, alla cortese attenzione, ter attentie van, tav, вниманию, для, кому, dikkatine, dikkat,
            contact person, contact, 收件人, 联系人, 收
            """),
    ];

    // These letters are a marker only when written with dots or slashes: "c/o" is one, "Co" is a legal form.
    private static readonly string[] OnlyDotted = ["co", "tra", "att", "tav", "zhd", "zhdn"];

    // Words of names as often as markers: only after a bracket or a comma.
    private static readonly string[] OnlyAfterSign = ["through", "via", "dit", "gia", "antes", "nee", "known as", "для", "также", "contact", "alternatively", "former name", "收", "代表", "代理", "委托", "previously"];

    private static readonly FrozenDictionary<char, (string Marker, NameLink Link)[]> ByFirst =
        Markers.GroupBy(row => row.Marker[0]).ToFrozenDictionary(rows => rows.Key, rows => rows.ToArray());

    /// <summary>
    /// The parts of <paramref name="text"/>; one part when nothing separates. A slash without spaces and a dash between spaces
    /// separate only where both sides have two words.
    /// </summary>
    public static List<NamePart> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<NamePart>(2);
        if (text.Length > LongestText)
        {
            parts.Add(new NamePart(text.Trim(), NameLink.First));
            return parts;
        }

        var (start, link, outer, rest) = (0, NameLink.First, -1, -1);
        for (var at = 0; at < text.Length; at++)
        {
            var (length, next) = SeparatorAt(text, at, start);
            if (length == 0)
            {
                continue;
            }

            Add(parts, text[start..at], link, rest);

            // What follows a closing bracket continues the part before the opening one.
            var isOpening = next == NameLink.Bracket && text[at] is '(' or '[' or '{' or '（' or '【';
            rest = next == NameLink.Bracket && !isOpening ? outer : -1;
            outer = isOpening ? parts.Count - 1 : outer;
            link = next;
            start = at + length;
            at = start - 1;
        }

        Add(parts, text[start..], link, rest);
        return parts;
    }

    private static void Add(List<NamePart> parts, string text, NameLink link, int outer)
    {
        var part = text.Trim().Trim(',', ':', '-', '–', '—', '"', '“', '”', '/', ' ');
        if (outer >= 0 && part.Length > 0)
        {
            parts[outer] = parts[outer] with { Text = $"{parts[outer].Text} {part}" };
        }
        else if (link == NameLink.Attention && part.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
        {
            // "Attn. Receiving, Company Ltd": the name follows the comma.
            Add(parts, part[..comma], link, -1);
            Add(parts, part[(comma + 1)..], NameLink.First, -1);
        }
        else if (part.Count(char.IsLetterOrDigit) > 1 || (parts.Count == 0 && part.Any(char.IsLetterOrDigit)))
        {
            parts.Add(new NamePart(part, parts.Count == 0 && link != NameLink.Attention ? NameLink.First : link));
        }
    }

    private static (int Length, NameLink Link) SeparatorAt(string text, int at, int start)
    {
        var sign = text[at];
        if (sign is ';' or '|' or '\n' or '\r' or '；' or '、' or '│')
        {
            return (1, NameLink.Sign);
        }

        if (sign is '(' or ')' or '[' or ']' or '{' or '}' or '（' or '）' or '【' or '】')
        {
            return (1, NameLink.Bracket);
        }

        if (sign is '/' or '\\' or '／' && IsBetweenNames(text, at, start))
        {
            return (1, NameLink.Sign);
        }

        if (sign is '-' or '–' or '—' && IsSpace(text, at - 1) && IsSpace(text, at + 1) && HasTwoWords(text.AsSpan(start, at - start)) && HasTwoWords(text.AsSpan(at + 1)))
        {
            return (1, NameLink.Sign);
        }

        return IsWordStart(text, at) ? MarkerAt(text, at) : default;
    }

    // "a/s" and "M/S" are no separators, nor is a slash inside a dotted marker.
    private static bool IsBetweenNames(string text, int at, int start)
    {
        var left = text.AsSpan(start, at - start);
        var right = text.AsSpan(at + 1);
        return IsSpace(text, at - 1) && IsSpace(text, at + 1)
            ? Letters(left) > 2 && Letters(right) > 2
            : (HasTwoWords(left) && HasTwoWords(right) && LastWord(left) > 2 && FirstWord(right) > 2);
    }

    private static (int Length, NameLink Link) MarkerAt(string text, int at)
    {
        var (longest, link) = (0, NameLink.First);
        foreach (var (marker, kind) in ByFirst.TryGetValue(char.ToLowerInvariant(text[at]), out var markers) ? markers : [])
        {
            var length = LengthOf(text, at, marker, out var isDotted);
            var isAllowed = length > longest && (isDotted || !OnlyDotted.Contains(marker, StringComparer.Ordinal))
                && (!OnlyAfterSign.Contains(marker, StringComparer.Ordinal) || IsAfterSign(text, at));
            (longest, link) = isAllowed ? (length, kind) : (longest, link);
        }

        return (longest, link);
    }

    // Number of characters of the marker at this position with the dots, slashes and colon that follow; 0 when it is not there.
    private static int LengthOf(string text, int at, string marker, out bool isDotted)
    {
        var (next, dots) = (at, 0);
        isDotted = false;
        for (var sign = 0; sign < marker.Length; sign++)
        {
            while (sign > 0 && marker[sign] != ' ' && marker[sign - 1] != ' ' && next < text.Length && text[next] is '.' or '/' or '\'' or '’')
            {
                dots++;
                next++;
            }

            if (next >= text.Length || (marker[sign] == ' ' ? !char.IsWhiteSpace(text[next]) : char.ToLowerInvariant(text[next]) != marker[sign]))
            {
                return 0;
            }

            next++;
        }

        isDotted = dots > 0;
        var isEnd = next == text.Length || !char.IsLetterOrDigit(text[next]) || marker[^1] > '\u2E7F' || (marker[^1] > '\u0600' && marker[^1] < '\u0700');
        while (next < text.Length && text[next] is '.' or ':' or ' ' or '：')
        {
            next++;
        }

        return isEnd && (dots == 0 || dots >= marker.Length - 1) ? next - at : 0;
    }

    private static bool IsWordStart(string text, int at) =>
        char.IsLetter(text[at]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || text[at] > '\u2E7F');

    private static bool IsAfterSign(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        return before.Length > 0 && before[^1] is ',' or '(' or '[' or '（' or '，' or ';' or ':';
    }

    private static bool IsSpace(string text, int at) => at >= 0 && at < text.Length && char.IsWhiteSpace(text[at]);

    private static int Letters(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var sign in text)
        {
            count += char.IsLetter(sign) ? 1 : 0;
        }

        return count;
    }

    private static bool HasTwoWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var range in text.SplitAny(" \t,.()"))
        {
            words += Letters(text[range]) > 1 ? 1 : 0;
        }

        return words > 1;
    }

    private static int LastWord(ReadOnlySpan<char> text) => text.Length - 1 - text.LastIndexOfAny(" \t,(");

    private static int FirstWord(ReadOnlySpan<char> text) => text.IndexOfAny(" \t,)") is var end && end < 0 ? text.Length : end;

    private static IEnumerable<(string, NameLink)> Rows(NameLink link, string markers) =>
        markers.Split((char[])[',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(marker => (marker, link));
}
