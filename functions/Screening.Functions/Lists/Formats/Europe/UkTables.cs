using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Europe;

/// <summary>The UK sanctions list as CSV, and the consolidated list of asset freeze targets (ConList) in its columns before and since 2022: a row for every name and place of a party.</summary>
internal static partial class UkTables
{
    private static readonly string[] NameParts = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];

    /// <summary>The formats.</summary>
    public static ImmutableArray<TableFormat> All { get; } =
    [
        new(ListFormats.Uk, ',',
            [
                "Unique ID", .. NameParts, "Name type", "Alias strength", "Name non-latin script", "Regime Name", "Designation Type", "Date Designated", "D.O.B", "Nationality(/ies)",
                "National Identifier number", "Passport number", "Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Address Line 6",
                "Address Postal Code", "Address Country", "Country of birth", "Business registration number (s)", "IMO number", "Current believed flag of ship",
            ],
            ReadList)
        {
            Banner = "Report Date",
            MayEndEarly = 1,
            Optional =
            [
                "Last Updated", "OFSI Group ID", "UN Reference Number", "Title", "Non-latin script type", "Non-latin script language", "Designation source", "Sanctions Imposed", "Other Information",
                "UK Statement of Reasons", "Phone number", "Website", "Email address", "National Identifier additional information", "Passport additional information", "Position", "Gender",
                "Town of birth", "Type of entity", "Subsidiaries", "Parent company", "Current owner/operator (s)", "Previous owner/operator (s)", "Previous flags", "Type of ship", "Tonnage of ship",
                "Length of ship", "Year Built", "Hull identification number (HIN)",
            ],
        },
        new(ListFormats.UkConList, ',',
            [
                .. NameParts, "DOB", "Country of Birth", "Nationality", "Address 1", "Address 2", "Address 3", "Address 4", "Address 5", "Address 6", "Post/Zip Code", "Country",
                "Other Information", "Group Type", "Alias Type",
            ],
            ReadConList)
        {
            Banner = "Last Updated",
            Optional =
            [
                "Title", "Town of Birth", "Passport Details", "NI Number", "Position", "Regime", "Listed On", "Last Updated", "Group ID", "Name Non-Latin Script", "Non-Latin Script Type",
                "Non-Latin Script Language", "Passport Number", "National Identification Number", "National Identification Details", "Alias Quality", "UK Sanctions List Date Designated",
            ],
        },
    ];

    private static void ReadList(IEnumerable<ListRow> rows, ListReading reading)
    {
        foreach (var party in Groups.Of(rows, row => row.Text("Unique ID")))
        {
            var first = party[0];
            if (first.Text("Unique ID") is not { Length: > 0 } number || UkXml.KindOf(first.Text("Designation Type")) is not { } kind)
            {
                reading.Error(first.Line, "Designation Type", $"has no unique id, or `{first.Text("Designation Type")}` is not a kind of party");
                continue;
            }

            reading.Add(new ListEntry
            {
                Line = first.Line,
                List = UkXml.Code,
                Number = number,
                Kind = kind,
                Names = NamesOf(party, "Name type", "Alias strength", "Name non-latin script"),
                Addresses = [.. party.Select(row => new EntryAddress(
                    string.Join(", ", row.Each("Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Address Line 6")),
                    PostalCode: row.Text("Address Postal Code"), Country: row.Text("Address Country"))).Where(address => address.Text.Length > 0).Distinct()],
                Citizenships = [.. party.SelectMany(row => Numbered(row.Text("Nationality(/ies)")).Concat(Numbered(row.Text("Country of birth"))))],
                Countries = [.. party.SelectMany(row => Numbered(row.Text("Current believed flag of ship")))],
                BirthDates = [.. party.SelectMany(row => Numbered(row.Text("D.O.B"))).Select(Dates.Birth)],
                Identifiers = [.. party.SelectMany(row => new[]
                {
                    new PartyIdentifier("Passport", row.Text("Passport number")), new PartyIdentifier("National ID No.", row.Text("National Identifier number")),
                    new PartyIdentifier("Registration Number", row.Text("Business registration number (s)")), new PartyIdentifier("IMO number", row.Text("IMO number")),
                }).Where(one => one.Value.Length > 0)],
                Programs = [.. party.Select(row => row.Text("Regime Name"))],
                Notice = number,
                StartDate = Dates.DayFirst(first.Text("Date Designated")),
            });
        }
    }

    private static void ReadConList(IEnumerable<ListRow> rows, ListReading reading)
    {
        foreach (var party in Groups.Of(rows, row => row.OptionalText("Group ID") ?? ReferenceOf(row) ?? ""))
        {
            var first = party[0];
            if (UkXml.KindOf(first.Text("Group Type")) is not { } kind)
            {
                reading.Error(first.Line, "Group Type", $"`{first.Text("Group Type")}` is not a kind of party");
                continue;
            }

            var reference = party.Select(ReferenceOf).FirstOrDefault(found => found is not null);
            var group = first.OptionalText("Group ID");
            reading.Add(new ListEntry
            {
                Line = first.Line,
                List = UkXml.Code,
                Number = reference ?? (group is null ? null : $"G{group}"),
                Kind = kind,
                Names = NamesOf(party, "Alias Type", "Alias Quality", "Name Non-Latin Script"),
                Addresses = [.. party.Select(row => new EntryAddress(
                    string.Join(", ", row.Each("Address 1", "Address 2", "Address 3", "Address 4", "Address 5", "Address 6")), PostalCode: row.Text("Post/Zip Code"), Country: CountryOf(row.Text("Country"))))
                    .Where(address => address.Text.Length > 0).Distinct()],
                Citizenships = [.. party.SelectMany(row => Numbered(row.Text("Nationality")).Concat(Numbered(row.Text("Country of Birth"))))],
                BirthDates = [.. party.SelectMany(row => Numbered(row.Text("DOB"))).Select(Dates.Birth)],
                Identifiers = [.. party.SelectMany(IdentifiersOf)],
                Programs = [.. party.Select(row => row.Text("Regime"))],
                Notice = reference ?? first.OptionalText("Regime"),
                StartDate = Dates.DayFirst(first.Text("Listed On")),
            });
        }
    }

    // A party has a row for each of its names and places, so most rows repeat a name.
    private static ImmutableArray<EntryName> NamesOf(List<ListRow> party, string type, string strength, string original) =>
    [
        .. party.OrderBy(row => !UkXml.IsPrimary(row.Text(type)))
            .Select(row => new EntryName(string.Join(' ', row.Each(NameParts)), UkXml.IsWeak(row.Text(strength)))).Distinct(),
        .. party.Select(row => row.Text(original)).Where(name => name.Length > 0).Distinct().Select(name => new EntryName(name, Script: "non-Latin")),
    ];

    private static IEnumerable<PartyIdentifier> IdentifiersOf(ListRow row) =>
    [
        .. Numbered(row.Text("Passport Number")).Select(value => new PartyIdentifier("Passport", value)),
        .. Numbered(row.Text("National Identification Number")).Select(value => new PartyIdentifier("National ID No.", value)),
        .. Document().Matches(row.Text("Passport Details")).Select(value => new PartyIdentifier("Passport", value.Value)),
        .. Document().Matches(row.Text("NI Number")).Select(value => new PartyIdentifier("National ID No.", value.Value)),
    ];

    private static string? ReferenceOf(ListRow row) => Reference().Match(row.Text("Other Information")) is { Success: true } match ? match.Groups["id"].Value : null;

    // As "Afghanistan (since 2009)".
    private static string CountryOf(string text) => text.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? text[..at].Trim() : text;

    // As "(1) Tripoli (2) Tunis" and "1) Saudi Arabia 2) Qatar".
    private static IEnumerable<string> Numbered(string text) =>
        Number().Split(text).Select(part => part.Trim().TrimEnd(',', '.', ';').Trim()).Where(part => part.Length > 0 && part != "-");

    [GeneratedRegex(@"(?:^|\s)(?:\(?\d{1,2}\)\s*-?)+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b[A-Z]{0,3}[0-9]{5,12}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Document();

    [GeneratedRegex(@"\(UK Sanctions List Ref\):\s*(?<id>[A-Z]{3}[0-9]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
