using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.UnitedStates;

/// <summary>Tables of the Department of State: parties debarred under the Arms Export Control Act, and nonproliferation sanctions.</summary>
internal static partial class StateTables
{
    private const string Name = "Party Name";

    private static readonly string[] Births = ["MMMM, yyyy", "MMMM yyyy", "MMM-yy"];

    /// <summary>The formats.</summary>
    public static ImmutableArray<TableFormat> All { get; } =
    [
        new(ListFormats.Dtc, ',', [Name, "Date Of Birth", "Federal Register Notice", "Notice Date", "Corrected Notice", "Corrected Notice Date"], ReadDebarred)
        {
            Renamed = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
            {
                ["Debarred Party Full Name and Alias"] = Name,
                ["Date of Birth"] = "Date Of Birth",
                ["Notice"] = "Federal Register Notice",
                ["Federal Register Notices - Debarred Party (Full Name)"] = Name,
                ["DOB"] = "Date Of Birth",
            }),
            Optional =
            [
                "Corp", "Federal Register Notices - Debarred Party Surname/Corporate Name", "Federal Register Notices - Debarred Party Given Names", "Alias", "Type", "Eff. Date", "Juris",
                "Rescission Notice", "Rescission Eff. Date", "Notes",
            ],
        },
        new(ListFormats.Isn, ',', ["Programs", "Name", "Country", "Federal Register Notice", "Effective Date"], ReadSanctions)
        {
            Optional = ["Source List", "Alternative Names", "Address", "Date Lifted/Waived/Expired", "Remarks/Notes", "Web Link"],
        },
    ];

    private static void ReadDebarred(IEnumerable<ListRow> rows, ListReading reading)
    {
        foreach (var row in rows)
        {
            // As "Hukic, Bajro (a.k.a. Bob Hukic; Bab Hucici)".
            var printed = row.Text(Name);
            var also = Also().Match(printed);
            var name = also.Success ? printed[..also.Index].Trim() : printed;
            var corrected = row.Text("Corrected Notice");
            reading.Add(new ListEntry
            {
                Line = row.Line,
                List = "DTC",
                Names = [new EntryName(name), .. also.Success ? Several.Of(also.Groups["names"].Value).Select(alias => new EntryName(Prefix().Replace(alias, ""))) : []],
                BirthDates = [BirthOf(row.Text("Date Of Birth"))],
                Notice = string.Join("; ", new[] { row.Text("Federal Register Notice"), corrected }.Where(notice => notice.Length > 0)),
                StartDate = Dates.MonthFirst(row.Text("Notice Date")),
                EndDate = DayOf(row, "Rescission Eff. Date", reading),
            });
        }
    }

    private static void ReadSanctions(IEnumerable<ListRow> rows, ListReading reading)
    {
        // One act may name a party under several statutes, each in a row of its own.
        foreach (var party in Groups.Of(rows, row => string.Join(
            '\u001F', row.Text("Name"), row.Text("Country"), row.Text("Federal Register Notice"), row.Text("Effective Date"), row.Text("Date Lifted/Waived/Expired"))))
        {
            var first = party[0];
            if (party.Any(row => row.OptionalText("Source List") is { } code && code != "ISN"))
            {
                reading.Error(first.Line, "Source List", $"`{first.Text("Source List")}` is not ISN");
                continue;
            }

            reading.Add(new ListEntry
            {
                Line = first.Line,
                List = "ISN",
                Names = [new EntryName(first.Text("Name")), .. party.SelectMany(row => Several.Of(row.Text("Alternative Names"))).Select(name => new EntryName(name))],
                Addresses = [.. party.Select(row => new EntryAddress(row.Text("Address"), Country: first.Text("Country"))).Where(address => address.IsPlace).Distinct()],
                Countries = [first.Text("Country")],
                Programs = [.. party.Select(row => row.Text("Programs"))],
                Notice = first.OptionalText("Federal Register Notice"),
                StartDate = Dates.MonthFirst(first.Text("Effective Date")),
                EndDate = DayOf(first, "Date Lifted/Waived/Expired", reading),
            });
        }
    }

    // An end that cannot be read leaves the entry in force.
    private static DateOnly? DayOf(ListRow row, string column, ListReading reading)
    {
        var text = row.Text(column);
        var day = Dates.MonthFirst(text);
        if (text.Length > 0 && day is null)
        {
            reading.LeaveOut(row.Line, column, $"`{text}` is not a date; the entry stays in force");
        }

        return day;
    }

    // As "November, 1975" and "Nov-75".
    private static string BirthOf(string text) =>
        DateTime.TryParseExact(text, Births, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var month) ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture) : text;

    [GeneratedRegex(@"\((?=[afn]\.?k\.?a)(?<names>.+)\)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Also();

    [GeneratedRegex(@"^[afn]\.?k\.?a\.?,?\s*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();
}
