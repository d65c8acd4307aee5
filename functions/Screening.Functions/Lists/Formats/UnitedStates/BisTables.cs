using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.UnitedStates;

/// <summary>
/// Tables of the Bureau of Industry and Security: the Denied Persons List, the Unverified List, and the table of the Entity List and the Military
/// End-User List, which have a row for every name and place of a party; and the supplements to part 744 as tables.
/// </summary>
internal static class BisTables
{
    /// <summary>Columns without a name by which the header of a file may be wider than its rows.</summary>
    private const int EmptyColumns = 5;

    private static readonly FrozenSet<string> Codes = FrozenSet.ToFrozenSet(["EL", "MEU"], StringComparer.Ordinal);

    /// <summary>The formats.</summary>
    public static ImmutableArray<TableFormat> All { get; } =
    [
        new(ListFormats.Dpl, '\t',
            [
                "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation",
            ],
            ReadDenied)
        { MayEndEarly = 2 },
        new(ListFormats.Uvl, ',', ["COUNTRY", "NAME", "ADDRESS"], ReadUnverified) { MayEndEarly = EmptyColumns },
        new(ListFormats.Bis, ',',
            [
                "Source List", "Entity Number", "Name", "Address", "City", "State/Province", "Postal Code", "Country", "Federal Register Notice", "Effective Date", "License Requirement",
                "License Policy", "Alternate Name",
            ],
            ReadEntities)
        {
            MayEndEarly = EmptyColumns,
            Optional =
            [
                "SDN Type", "Programs", "Title", "Date Lifted/Waived/Expired", "Standard Order", "Call Sign", "Vessel Type", "Gross Tonnage", "Gross Register Tonnage", "Vessel Flag", "Vessel Owner",
                "Remarks/Notes", "Address Number", "Address Remarks", "Alternate Number", "Alternate Type", "Alternate Remarks", "Web Link",
            ],
        },
        new(ListFormats.Supplement4, ',', ["country", "entity", "license_requirement", "license_review_policy", "fr_citation"], (rows, reading) => ReadSupplement("EL", "entity", rows, reading)),
        new(ListFormats.Supplement6, ',', ["country", "listed_person_and_address", "fr_citation"], (rows, reading) => ReadSupplement("UVL", "listed_person_and_address", rows, reading)),
        new(ListFormats.Supplement7, ',', ["country", "entity", "fr_citation"], (rows, reading) => ReadSupplement("MEU", "entity", rows, reading)),
    ];

    private static void ReadDenied(IEnumerable<ListRow> rows, ListReading reading)
    {
        // One order may deny a person at several addresses. A row is otherwise a party of its own.
        foreach (var party in Groups.Of(rows, row => string.Join('\u001F', row.Each("Name", "Effective_Date", "Expiration_Date", "FR_Citation"))))
        {
            var first = party[0];
            var start = Day(first, "Effective_Date", reading);
            reading.Add(new ListEntry
            {
                Line = first.Line,
                List = "DPL",
                Names = [new EntryName(first.Text("Name"))],
                Addresses = [.. party.Select(row => new EntryAddress(row.Text("Street_Address"), row.Text("City"), row.Text("State"), row.Text("Postal_Code"), row.Text("Country")))
                    .Where(address => address.Text.Length > 0).Distinct()],
                Notice = first.OptionalText("FR_Citation"),
                StartDate = start,
                EndDate = Day(first, "Expiration_Date", reading),
            });
        }
    }

    private static void ReadUnverified(IEnumerable<ListRow> rows, ListReading reading)
    {
        foreach (var party in Groups.Of(rows, row => string.Join('\u001F', row.Text("COUNTRY"), row.Text("NAME"))))
        {
            reading.Add(new ListEntry
            {
                Line = party[0].Line,
                List = "UVL",
                Names = [new EntryName(party[0].Text("NAME"))],
                Addresses = [.. party.Select(row => new EntryAddress(row.Text("ADDRESS"), Country: row.Text("COUNTRY"))).Where(address => address.IsPlace).Distinct()],
                Countries = [party[0].Text("COUNTRY")],
            });
        }
    }

    private static void ReadEntities(IEnumerable<ListRow> rows, ListReading reading)
    {
        foreach (var party in Groups.Of(rows, row => string.Join('\u001F', row.Text("Source List"), row.Text("Entity Number"), row.Text("Name"), row.Text("Federal Register Notice"), row.Text("Effective Date"))))
        {
            var first = party[0];
            var code = first.Text("Source List");
            if (!Codes.Contains(code))
            {
                reading.Error(first.Line, "Source List", $"`{code}` is no list of this table; there are EL, MEU");
                continue;
            }

            reading.Add(new ListEntry
            {
                Line = first.Line,
                List = code,
                Number = first.OptionalText("Entity Number"),
                Names = [new EntryName(first.Text("Name")), .. party.Select(row => row.Text("Alternate Name")).Where(name => name.Length > 0).Distinct().Select(name => new EntryName(name))],
                Addresses = [.. party.Select(row => new EntryAddress(row.Text("Address"), row.Text("City"), row.Text("State/Province"), row.Text("Postal Code"), row.Text("Country")))
                    .Where(address => address.Text.Length > 0).Distinct()],
                LicenseRequirement = first.OptionalText("License Requirement"),
                LicensePolicy = first.OptionalText("License Policy"),
                Notice = first.OptionalText("Federal Register Notice"),
                StartDate = Day(first, "Effective Date", reading),
                EndDate = Day(first, "Date Lifted/Waived/Expired", reading),
            });
        }
    }

    private static void ReadSupplement(string code, string column, IEnumerable<ListRow> rows, ListReading reading)
    {
        foreach (var row in rows)
        {
            var printed = row.Text(column);
            if (SupplementText.IsHeading(printed))
            {
                continue;
            }

            var (names, places) = SupplementText.Read(printed);
            reading.Add(new ListEntry
            {
                Line = row.Line,
                List = code,
                Kind = PartyKind.Unknown,
                Names = [.. names.Select(name => new EntryName(name))],
                Addresses = [.. places.Select(place => new EntryAddress(place))],
                Countries = [row.Text("country")],
                LicenseRequirement = row.OptionalText("license_requirement"),
                LicensePolicy = row.OptionalText("license_review_policy"),
                Notice = row.OptionalText("fr_citation"),
            });
        }
    }

    private static DateOnly? Day(ListRow row, string column, ListReading reading)
    {
        var text = row.Text(column);
        var day = Dates.MonthFirst(text) ?? Dates.Iso(text);
        if (text.Length > 0 && day is null)
        {
            reading.LeaveOut(row.Line, column, $"`{text}` is not a date");
        }

        return day;
    }
}
