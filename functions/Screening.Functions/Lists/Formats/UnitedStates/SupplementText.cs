using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.UnitedStates;

/// <summary>
/// A cell of the supplements to 15 CFR part 744: "Name, a.k.a., the following two aliases: —X; and —Y. Street 1, City, Country; and Street 2, ...".
/// The regulation has no mark between a name and its address, so the end of a name is where an address begins, or the first comma that no legal form follows.
/// </summary>
internal static partial class SupplementText
{
    /// <summary>Whether a cell is no party: "[Reserved]", and headings such as "Subordinate institution:".</summary>
    public static bool IsHeading(string text) => text.Length == 0 || text.StartsWith("[Reserved", StringComparison.OrdinalIgnoreCase) || text.EndsWith(':');

    /// <summary>Names, the first one first, and places. Names of subordinate and affiliated institutions of the same cell follow as further names.</summary>
    public static (ImmutableArray<string> Names, ImmutableArray<string> Places) Read(string printed)
    {
        var (names, places) = (new List<string>(), new List<string>());
        foreach (var party in Parties().Split(SeeAlso().Replace(printed, "").Trim()).Where(party => party.Any(char.IsLetterOrDigit)))
        {
            ReadOne(party.Trim(), names, places);
        }

        return ([.. names.Select(Clean).Where(name => name.Length > 0)], [.. places.Select(Clean).Where(place => place.Length > 0)]);
    }

    private static void ReadOne(string text, List<string> names, List<string> places)
    {
        string rest;
        if (List().Match(text) is { Success: true } list)
        {
            string[] aliases = [.. Dash().Split(text[(list.Index + list.Length)..]).Select(part => part.Trim()).Where(part => part.Length > 0)];
            names.Add(text[..list.Index]);
            names.AddRange(aliases.SkipLast(1));
            rest = aliases.Length > 0 ? aliases[^1] : "";
        }
        else if (Bracketed().Match(text) is { Success: true } bracket)
        {
            names.Add(text[..bracket.Index]);
            names.AddRange(Between().Split(bracket.Groups["names"].Value).SelectMany(name => Inline().Split(" " + name)));
            places.AddRange(Between().Split(text[(bracket.Index + bracket.Length)..]));
            return;
        }
        else if (Inline().Match(text) is { Success: true } also)
        {
            names.Add(text[..also.Index]);
            rest = text[(also.Index + also.Length)..];
        }
        else
        {
            rest = text;
        }

        var (last, address) = Cut(rest);
        names.AddRange(Inline().Split(last));
        places.AddRange(Between().Split(address));
    }

    // The name before the address, and the address.
    private static (string Name, string Behind) Cut(string text)
    {
        for (var at = NextBreak(text, 0); at >= 0; at = NextBreak(text, at + 1))
        {
            var behind = text[(at + 1)..].TrimStart();
            if (behind.Length > 0 && !LegalForm().IsMatch(behind) && !Inline().IsMatch(behind.Length > 12 ? behind[..12] : behind))
            {
                return (text[..at], behind);
            }
        }

        return (text, "");
    }

    // A comma outside brackets, or a full stop behind a word of more than three letters.
    private static int NextBreak(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var isOpen = text.AsSpan(0, at).Count('(') > text.AsSpan(0, at).Count(')');
            if (!isOpen && (text[at] == ',' || (text[at] == '.' && at + 1 < text.Length && text[at + 1] == ' ' && IsEndOfName(text, at))))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsEndOfName(string text, int at) =>
        StartOfAddress().IsMatch(text[(at + 1)..].TrimStart()) || (at > 3 && text.AsSpan(at - 4, 4).IndexOfAny(' ', '.') < 0);

    private static string Clean(string text) => And().Replace(text.Trim().TrimStart(',', ';', '.', ' '), "").Trim().Trim(',', ';', '.', ' ').Trim();

    // Where the next party of a cell begins: at these words, or behind the country that ends an address.
    [GeneratedRegex(@"\.?\s*Subordinate [Ii]nstitutions?\s*:?\s*|^Affiliated entities\s*:\s*|(?<=, (?:[A-Z][a-z]{3,}|Hong Kong|United Kingdom|South Africa)\.)\s+(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Parties();

    [GeneratedRegex(@",?\s*[afn]\.?k\.?a\.?,?\s*(?:the\s+following\s+)?[\w-]*\s*alias(?:es)?[^—]{0,80}(?=—)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex List();

    // As "(a.k.a. X; a.k.a. Y)".
    [GeneratedRegex(@",?\s*\(\s*[afn]\.?k\.?a\.?,?\s+(?<names>(?:[^()]|\([^()]*\))+)\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@",?\s+\(?[afn]\.?k\.?a\.?,?\s+(?:the following [\w-]+ alias(?:es)?\s*:?\s*)?-?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("—", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();

    [GeneratedRegex(@";?\s*\band\s*$|^and\s+|;\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(@"[;,]\s*and\s+(?=\S)|;\s+|\.?,?\s*(?:Alt\.? )?Address:\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"\((?:See|see)[^)]*\)\.?", RegexOptions.CultureInvariant)]
    private static partial Regex SeeAlso();

    [GeneratedRegex(
        @"^(?:Ltd|Limited|LLC|L\.L\.C|Inc|Incorporated|Corp|Co\b|Company|S\.?A\.?\b|S\.?A\.?R\.?L|S\.?L\.?\b|GmbH|AG\b|B\.?V\b|N\.?V\b|Pte|Pvt|Private|Sdn|Bhd"
        + @"|JSC|OJSC|PJSC|CJSC|OOO|OAO|AO\b|LLP|PLC|FZE|FZC|FZCO|OY\b|AB\b|Jr|Sr|and\s|a\.k\.a|f\.k\.a|d\.b\.a|aka)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LegalForm();

    [GeneratedRegex(
        @"^(?:[0-9]|No\.|Nos\.|Room|Rm\.?|Suite|Unit|Flat|Building|Bldg|P\.?O\.? Box|Floor|Block|Office|Apt|Plot|Shop|Level|House|Street|Ulitsa|ul\.)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StartOfAddress();
}
