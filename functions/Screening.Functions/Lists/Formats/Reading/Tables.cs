using System.Collections.Immutable;
using System.Text;
using Screening.Functions.Lists.Formats.Europe;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Ofac;
using Screening.Functions.Lists.Formats.UnitedStates;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>A table with a header: which columns it must have and how it is read.</summary>
/// <param name="Format">One of <see cref="ListFormats.All"/>.</param>
/// <param name="Separator">Between the columns.</param>
/// <param name="Required">Columns that every file of the format has.</param>
/// <param name="Read">Adds its rows to a reading.</param>
internal sealed record TableFormat(string Format, char Separator, ImmutableArray<string> Required, Action<IEnumerable<ListRow>, ListReading> Read)
{
    /// <summary>First word of a line above the header, which holds the date of the list; null when there is none.</summary>
    public string? Banner { get; init; }

    /// <summary>Columns that some files have, read or known to say nothing that is kept.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>Old names of columns with the names they have here.</summary>
    public ImmutableDictionary<string, string> Renamed { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Columns at the end of a row that a file may leave out when they are empty.</summary>
    public int MayEndEarly { get; init; }
}

/// <summary>The formats of tables but the Consolidated Screening List and own lists, by their first lines.</summary>
internal static class Tables
{
    /// <summary>Longest first line of a table, in characters.</summary>
    private const int FirstLine = 16 * 1024;

    private static readonly ImmutableArray<TableFormat> Known =
        [.. UkTables.All, .. BisTables.All, .. StateTables.All, .. FsfCsv.All];

    /// <summary>The format of a table; null when its header is that of no format here.</summary>
    public static OneOf? Recognise(ListPart part)
    {
        if (LegacyOf(part) is not null)
        {
            return new OneOf(ListFormats.OfacCsv, LegacyList.Read, TakesSeveral: true);
        }

        return Find(part) is var (table, _) ? OneOf.Of(table.Format, (file, reading) => Read(table, file, reading)) : null;
    }

    /// <summary>Kind and separator of a file of the Treasury's legacy list; null when it is none.</summary>
    public static (LegacyKind Kind, char Separator)? LegacyOf(ListPart part) => LegacyParts.Recognise(LinesOf(part)[0]);

    private static (TableFormat Table, string[] Header)? Find(ListPart part)
    {
        var lines = LinesOf(part);
        foreach (var table in Known)
        {
            var at = table.Banner is null ? 0 : lines[0].TrimStart('\uFEFF', '"').StartsWith(table.Banner, StringComparison.Ordinal) ? 1 : -1;
            if (at >= 0 && at < lines.Length && Header(lines[at], table) is { } header && table.Required.All(header.Contains))
            {
                return (table, header);
            }
        }

        return null;
    }

    private static void Read(TableFormat table, ListPart part, ListReading reading)
    {
        using var stream = TextPart.OpenUtf8(part, TextPart.IsUtf8(part));
        using var rows = new CsvRecords(stream, table.Separator, reading.Errors);
        if (table.Banner is not null && rows.Read())
        {
            reading.Date = Dates.DayFirst(rows.Values.FirstOrDefault(value => Dates.DayFirst(value) is not null) ?? rows.Values[0].Split(':')[^1]);
        }

        if (rows.Read())
        {
            var header = Named(rows.Values, table);
            foreach (var unknown in header.Except(table.Required, StringComparer.Ordinal).Where(name => name.Length > 0).Except(table.Optional, StringComparer.Ordinal))
            {
                reading.Note(rows.Line, $"the column `{unknown}` is not known and was not read");
            }

            table.Read(Below(rows, header, table, reading), reading);
        }
    }

    private static IEnumerable<ListRow> Below(CsvRecords rows, string[] header, TableFormat table, ListReading reading)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < header.Length; column++)
        {
            columns.TryAdd(header[column], column);
        }

        while (!reading.IsFull && rows.Read())
        {
            var values = rows.Values;
            if (values.All(string.IsNullOrWhiteSpace) || (values.Length == 1 && values[0] == "\u001A"))
            {
                continue;
            }

            if (values.Length < header.Length && values.Length >= header.Length - table.MayEndEarly)
            {
                values = [.. values, .. Enumerable.Repeat("", header.Length - values.Length)];
            }

            if (values.Length != header.Length)
            {
                reading.Error(rows.Line, "", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"has {values.Length} columns; the header has {header.Length}"));
                continue;
            }

            yield return new ListRow(columns, values, rows.Line, reading.Errors, reading.LeftOut);
        }
    }

    private static string[]? Header(string line, TableFormat table)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(line));
        using var rows = new CsvRecords(stream, table.Separator, []);
        return rows.Read() ? Named(rows.Values, table) : null;
    }

    private static string[] Named(string[] header, TableFormat table) =>
        [.. header.Select(name => name.Trim().TrimStart('\uFEFF')).Select(name => table.Renamed.GetValueOrDefault(name, name))];

    // Latin-1 keeps every byte, so a header is found whatever the encoding of what is below.
    private static string[] LinesOf(ListPart part)
    {
        var start = part.Start(FirstLine).AsSpan();
        var text = Encoding.Latin1.GetString(start.StartsWith(Encoding.UTF8.Preamble) ? start[3..] : start);
        return [.. text.Split('\n').Take(2).Select(line => line.TrimEnd('\r'))];
    }
}
