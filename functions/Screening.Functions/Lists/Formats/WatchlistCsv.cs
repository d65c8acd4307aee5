using Screening.Engine.Snapshots;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// Reads a list from CSV (UTF-8, comma, quotation marks as in RFC 4180). The header line determines the layout. A header repeated
/// later, as in some official files, is skipped. Every other row becomes exactly one entry or an error with its line;
/// values left out of an entry are reported.
/// </summary>
public static class WatchlistCsv
{
    /// <summary>Reads a list.</summary>
    /// <param name="csv">The file, uncompressed.</param>
    /// <param name="format">One of <see cref="ListFormats.All"/>, or null to detect the layout from the header.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static ImportResult Read(Stream csv, string? format, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var errors = new List<ImportError>();
        using var rows = new CsvRecords(csv, ',', errors);
        return ReadRows(rows, format, errors, cancellation);
    }

    private static ImportResult ReadRows(CsvRecords reader, string? format, List<ImportError> errors, CancellationToken cancellation)
    {
        if (!reader.Read())
        {
            return new ImportResult([], errors.Count > 0 ? [.. errors] : [new ImportError(1, "", "the file is empty")], format ?? "");
        }

        var header = reader.Values.Select(name => name.Trim().TrimStart('\uFEFF')).ToArray();
        if (Layout.Find(header, format) is not { } layout)
        {
            return new ImportResult([], [Layout.Explain(header, format)], format ?? "");
        }

        ImportError[] added = [.. layout.Unknown(header).Select(name => new ImportError(1, name, "is a column that is not known; it was not read"))];
        var columns = header.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        var order = layout.Order(header);
        var rows = new List<ReadRow>();
        List<ImportError>? leftOut = layout.LeavesOutValues ? [] : null;
        while (errors.Count < ImportLimits.Errors && reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var values = reader.Values;
            if (values.AsSpan().SequenceEqual(header))
            {
                continue;
            }

            if (values.Length != header.Length)
            {
                errors.Add(new ImportError(reader.Line, "", $"has {values.Length} columns; the header has {header.Length}"));
                continue;
            }

            var row = new ListRow(columns, values, reader.Line, errors, leftOut);
            var entry = layout.Read(row);
            if (!row.IsBad && entry is not null)
            {
                rows.Add(new ReadRow(entry, string.Join('\u001F', order.Select(place => values[place])), row.Line));
            }
        }

        var entries = EntryIdentity.Settle(rows, errors);
        if (leftOut?.Count > ImportLimits.LeftOut)
        {
            errors.Add(new ImportError(leftOut[ImportLimits.LeftOut].Line, leftOut[ImportLimits.LeftOut].Column,
                $"{leftOut[ImportLimits.LeftOut].Message}; more than {ImportLimits.LeftOut} values of the file cannot be used, so its format has probably changed"));
        }

        return new ImportResult(
            entries, [.. errors.OrderBy(error => error.Line).Take(ImportLimits.Errors)], layout.Format)
        { LeftOut = [.. added.Concat(leftOut ?? []).Take(ImportLimits.LeftOut)] };
    }
}

/// <summary>An entry with the row it came from.</summary>
/// <param name="Entry">The entry; its id may not be unique yet.</param>
/// <param name="Raw">The columns of the row as one text.</param>
/// <param name="Line">Line on which the row begins.</param>
internal sealed record ReadRow(WatchlistEntrySource Entry, string Raw, long Line);
