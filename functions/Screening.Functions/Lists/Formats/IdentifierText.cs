using Screening.Engine.Parties.Identifiers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// Identifiers of the official CSV. Older files print "country, dates, value, type", newer ones "type, value, country, dates".
/// Other content of the column, such as sex or programme notes, does not identify a party and is left out.
/// </summary>
internal static partial class IdentifierText
{
    private static readonly ImmutableArray<string> NoIdentifiers =
    [
        "Gender", "Additional Sanctions Information", "Secondary sanctions risk", "Transactions Prohibited", "Website",
        "Email Address", "Phone Number", "Executive Order", "CAATSA", "Organization Established Date", "Organization Type",
        "Target Type", "Issuer Name", "Equity Ticker", "Effective Date", "Listing Date", "Purchase/Sales", "Aircraft Model",
        "Aircraft Operator", "Aircraft Manufacture Date", "Aircraft Mode", "Former Vessel Flag", "Other Vessel Flag",
        "Vessel Flag", "Vessel Type", "Vessel Owner", "Nationality", "Flight", "Chinese Commercial Code", "Target", "PEESA",
        "Digital Currency", "Citizenship", "Vessel Year", "Other Vessel",
    ];

    private static readonly FrozenSet<string> Types = FrozenSet.ToFrozenSet(
    [
        "Passport", "Tax ID No.", "National ID No.", "Registration Number", "Cedula No.", "Vessel Registration Identification",
        "NIT #", "C.U.R.P.", "R.F.C.", "RFC", "Registration ID", "SWIFT/BIC", "ISIN", "Government Gazette Number", "RUC #",
        "Identification Number", "Folio Mercantil No.", "Commercial Registry Number", "Company Number", "V.A.T. Number", "MMSI",
        "Unified Social Credit Code (USCC)", "Aircraft Tail Number", "Business Registration Number", "Trade License No.",
        "Matricula Mercantil No", "C.R. No.", "D-U-N-S Number", "BIK (RU)", "D.N.I.", "Business Registration Document #",
        "RIF #", "Electoral Registry No.", "License", "Driver's License No.", "Legal Entity Number", "Italian Fiscal Code",
        "Cartilla de Servicio Militar Nacional", "Chamber of Commerce Number", "Credencial electoral", "US FEIN", "SSN",
        "National Foreign ID Number", "Public Registration Number", "LE Number", "Travel Document Number", "Immigration No.",
        "Registered Charity No.", "Certificate of Incorporation Number", "UK Company Number", "Kenyan ID No.", "Serial No.",
        "Aircraft Manufacturer's Serial Number (MSN)", "Aircraft Construction Number (also called L/N or S/N or F/N)",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> TypesByLength = [.. Types.OrderByDescending(type => type.Length).ThenBy(type => type, StringComparer.Ordinal)];

    /// <summary>Reads all identifiers.</summary>
    public static ImmutableArray<PartyIdentifier> All(ImmutableArray<string> items) =>
        [.. items.Select(Read).OfType<PartyIdentifier>().Distinct()];

    /// <summary>The identifiers without IMO numbers that have a wrong check digit; each of those is reported.</summary>
    public static ImmutableArray<PartyIdentifier> Checked(
        ListRow row, string column, ImmutableArray<PartyIdentifier> identifiers, PartyKind kind)
    {
        foreach (var wrong in identifiers.Where(identifier => ImoNumber.IsWrong(identifier, kind)))
        {
            row.ReportValue(column, $"`{wrong.Value}` is not an IMO number: seven digits with a right check digit are");
        }

        return [.. identifiers.Where(identifier => !ImoNumber.IsWrong(identifier, kind))];
    }

    /// <summary>Whether a printed type is one of an identifier.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isDocument">Whether the list prints it among documents, where every type counts except those that are known to identify no party.</param>
    public static bool Identifies(string type, bool isDocument) => isDocument ? !IsNone(type) : Types.Contains(type);

    /// <summary>The longest type of an identifier with which a text begins; null when it begins with none.</summary>
    public static string? TypeAtTheStartOf(string text) => TypesByLength.FirstOrDefault(type =>
        text.Length > type.Length && text[type.Length] is ' ' or ':' && text.StartsWith(type, StringComparison.OrdinalIgnoreCase));

    private static PartyIdentifier? Read(string item)
    {
        var parts = item.Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || IsNone(parts[0]) || IsNone(parts[^1]))
        {
            return null;
        }

        var typeFirst = Types.Contains(parts[0]) || (!Types.Contains(parts[^1]) && !parts[0].Any(char.IsAsciiDigit) && parts[0].Length > 2);
        var (type, value) = typeFirst ? (parts[0], parts[1]) : (parts[^1], parts[^2]);

        // A date or a country in place of the value means that the list contains no value.
        return value.Length > 2 && !DateOrCountry().IsMatch(value) ? new PartyIdentifier(type, value) : null;
    }

    private static bool IsNone(string text) =>
        NoIdentifiers.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^([A-Z]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2} [A-Z][a-z]{2} [0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex DateOrCountry();
}
