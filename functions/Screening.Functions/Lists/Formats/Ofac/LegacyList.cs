using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>
/// The Treasury's legacy list in its three or four files, given together. Weak aliases stand in the remarks; remarks end after exactly
/// 1,000 characters and go on in the file of comments with the next character.
/// </summary>
internal sealed class LegacyList
{
    private readonly ListReading reading;
    private readonly Dictionary<string, List<EntryName>> aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EntryAddress>> addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> comments = new(StringComparer.Ordinal);
    private readonly List<ListEntry> parties = [];
    private readonly HashSet<string> numbers = new(StringComparer.Ordinal);

    private LegacyList(ListReading reading) => this.reading = reading;

    /// <summary>Reads the files.</summary>
    public static ImportResult Read(IReadOnlyList<ListPart> parts, string? format, Action<ListEntry>? seen, CancellationToken cancellation)
    {
        var reading = new ListReading(ListFormats.OfacCsv, seen, cancellation);
        (ListPart Part, LegacyKind Kind, char Separator)[] files = [.. parts.Select(part => Tables.LegacyOf(part) is var (kind, separator)
            ? (part, kind, separator)
            : throw new UnusableListException(1, "is no file of the legacy list"))];
        if (files.DistinctBy(file => file.Kind).Count() < files.Length)
        {
            throw new UnusableListException(1, "holds the same file of the legacy list twice");
        }

        // The parties last: their rows are complete when they are read.
        var list = new LegacyList(reading);
        foreach (var (part, kind, separator) in files.OrderBy(file => file.Kind))
        {
            list.Take(part, kind, separator);
        }

        list.Finish([.. files.Select(file => file.Kind)]);
        return reading.Result();
    }

    private void Take(ListPart part, LegacyKind kind, char separator)
    {
        foreach (var (line, number, values) in LegacyParts.Rows(part, kind, separator, reading))
        {
            switch (kind)
            {
                case LegacyKind.Comments:
                    comments[number] = comments.GetValueOrDefault(number) + values[1];
                    break;
                case LegacyKind.Aliases:
                    Of(aliases, number).Add(new EntryName(LegacyParts.Value(values, 3)));
                    break;
                case LegacyKind.Addresses:
                    Of(addresses, number).Add(new EntryAddress(LegacyParts.Value(values, 2), LegacyParts.Value(values, 3), Country: LegacyParts.Value(values, 4)));
                    break;
                case LegacyKind.Parties:
                    Add(line, number, values);
                    break;
            }
        }
    }

    private void Add(long line, string number, string[] values)
    {
        if (OfacParty.KindOf(LegacyParts.Value(values, 2)) is not { } kind)
        {
            reading.Error(line, "type", $"`{LegacyParts.Value(values, 2)}` is not a kind of party");
            return;
        }

        var party = new OfacParty();
        party.Names.Add(new EntryName(LegacyParts.Value(values, 1)));
        party.Names.AddRange(aliases.GetValueOrDefault(number) ?? []);
        party.Addresses.AddRange(addresses.GetValueOrDefault(number) ?? []);
        party.Programs.AddRange(LegacyParts.Value(values, 3).Split("] [", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        party.Add("Vessel Call Sign", LegacyParts.Value(values, 5));
        party.Add("Vessel Flag", LegacyParts.Value(values, 9));
        var remarks = values[11].Trim() == "-0-" ? "" : values[11];
        Remarks.Add(remarks + comments.GetValueOrDefault(number), party);
        numbers.Add(number);
        parties.Add(party.ToEntry(line, number, kind));
    }

    private void Finish(ImmutableArray<LegacyKind> kinds)
    {
        if (!kinds.Contains(LegacyKind.Parties))
        {
            reading.Part = string.Create(CultureInfo.InvariantCulture,
                $"holds {aliases.Values.Sum(one => one.Count)} aliases and {addresses.Values.Sum(one => one.Count)} addresses of the legacy list and no party: send sdn.csv, alt.csv and add.csv together in one zip");
            return;
        }

        OfacLists.AddByProgram(parties, reading);
        string[] missing = [.. new[] { (LegacyKind.Aliases, "alt.csv"), (LegacyKind.Addresses, "add.csv") }.Where(file => !kinds.Contains(file.Item1)).Select(file => file.Item2)];
        if (missing.Length > 0)
        {
            reading.Part = $"is without {string.Join(" and ", missing)}, which hold the other names and the places of its parties: send the files of one day together in one zip";
        }

        Orphans(aliases, "aliases");
        Orphans(addresses, "addresses");
        foreach (var number in comments.Keys.Where(number => !numbers.Contains(number)).Take(1))
        {
            reading.Error(1, "", $"the file of comments continues the remarks of party {number}, which the list does not have: the files are not of one day");
        }
    }

    private void Orphans<T>(Dictionary<string, List<T>> rows, string what)
    {
        string[] lost = [.. rows.Keys.Where(number => !numbers.Contains(number))];
        if (lost.Length > 0)
        {
            reading.Error(1, "", string.Create(CultureInfo.InvariantCulture,
                $"{lost.Sum(number => rows[number].Count)} {what} of {lost.Length} numbers have no party: the files are not of one day"));
        }
    }

    private static List<T> Of<T>(Dictionary<string, List<T>> rows, string number)
    {
        if (!rows.TryGetValue(number, out var held))
        {
            rows[number] = held = [];
        }

        return held;
    }
}
