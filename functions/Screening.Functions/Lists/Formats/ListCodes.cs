using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Functions.Lists.Formats;

/// <summary>Codes of the lists in the Consolidated Screening List, and its kinds of party.</summary>
internal static partial class ListCodes
{
    private static readonly FrozenSet<string> Official = FrozenSet.ToFrozenSet(
        ["SDN", "EL", "DPL", "DTC", "ISN", "MEU", "UVL", "SSI", "FSE", "CAP", "CMIC", "NS-MBS", "PLC"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, PartyKind> Kinds = new Dictionary<string, PartyKind>
    {
        [""] = PartyKind.Unknown,
        ["Individual"] = PartyKind.Person,
        ["Entity"] = PartyKind.Organization,
        ["Vessel"] = PartyKind.Vessel,
        ["Aircraft"] = PartyKind.Aircraft,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads the code from a source such as "Entity List (EL) - Bureau of Industry and Security".</summary>
    public static string OfSource(ListRow row, string column)
    {
        var source = row.Text(column);
        if (Official.Contains(source))
        {
            // The files of 2016 print the code alone.
            return source;
        }

        var match = CodeInSource().Match(source);
        if (match.Success && Official.Contains(match.Groups["code"].Value))
        {
            return match.Groups["code"].Value;
        }

        row.Report(column, $"`{source}` names no list that is known; there are {Names()}");
        return "";
    }

    /// <summary>Reads a code without its source name.</summary>
    public static string OfCode(ListRow row, string column)
    {
        var code = row.Text(column);
        if (!Official.Contains(code))
        {
            row.Report(column, $"`{code}` is no list that is known; there are {Names()}");
        }

        return code;
    }

    /// <summary>Reads the code of an own list: capital letters, digits and hyphens.</summary>
    public static string OfOwn(ListRow row, string column)
    {
        var code = row.Text(column);
        if (!OwnCode().IsMatch(code))
        {
            row.Report(column, $"`{code}` is not a list code; 2 to 20 capital letters, digits and hyphens are");
        }

        return code;
    }

    /// <summary>Reads the kind of party as printed in an official list.</summary>
    public static PartyKind KindOf(ListRow row, string column)
    {
        var kind = row.Text(column);
        if (Kinds.TryGetValue(kind, out var known))
        {
            return known;
        }

        row.Report(column, $"`{kind}` is not a kind; there are Individual, Entity, Vessel, Aircraft or nothing");
        return PartyKind.Unknown;
    }

    private static string Names() => string.Join(", ", Official.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\((?<code>[A-Z-]{2,6})( List)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex CodeInSource();

    [GeneratedRegex("^[A-Z][A-Z0-9-]{1,19}$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnCode();
}
