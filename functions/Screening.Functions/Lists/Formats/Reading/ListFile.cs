using System.Text;
using Screening.Functions.Lists.Formats.Model;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>
/// Reads a list in any supported format. The format is known by the content, never by the name of the file; gzip and zip are unpacked
/// within limits. With any error the list must not be used.
/// </summary>
public static class ListFile
{
    private const int StartBytes = 4096;

    /// <summary>Bytes among which a text with two or four bytes to a character has a zero.</summary>
    private const int WideSigns = 8;

    /// <summary>Reads a list.</summary>
    /// <param name="file">The file as it was received; it can seek.</param>
    /// <param name="format">One of <see cref="ListFormats.All"/> when it must be that one; null for any.</param>
    /// <param name="seen">Receives every entry of an official format as it was read.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static ImportResult Read(Stream file, string? format = null, Action<ListEntry>? seen = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read([file], format, seen, cancellation);
    }

    /// <summary>Reads a list that is published in several files.</summary>
    /// <param name="files">The files, in any order.</param>
    /// <param name="format">One of <see cref="ListFormats.All"/> when it must be that one; null for any.</param>
    /// <param name="seen">Receives every entry of an official format as it was read.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static ImportResult Read(
        IReadOnlyList<Stream> files, string? format = null, Action<ListEntry>? seen = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (format is not null && !ListFormats.All.Contains(format))
        {
            return Refused(1, $"`{format}` is not a layout; there are {string.Join(", ", ListFormats.All)}", "");
        }

        var found = "";
        try
        {
            ListPart[] parts = [.. files.SelectMany(Unpacking.PartsOf)];
            var kinds = parts.Select(Recognise).ToArray();
            found = kinds[0].Format;
            if (format is not null && kinds.FirstOrDefault(kind => kind.Format != format) is { } other && !(other == OneOf.Table && format is ListFormats.OfficialCsl or ListFormats.FlatCsl or ListFormats.Own))
            {
                return Refused(1, other == OneOf.Table
                    ? Layout.Explain(HeaderOf(parts[0]), format).Message
                    : $"is a list in the format {other.Format}, not {format}", other.Format);
            }

            if (parts.Length > 1 && !kinds.All(kind => kind.TakesSeveral && kind.Format == found))
            {
                return Refused(1, "holds several files that are not parts of one list", found);
            }

            return kinds[0].Read(parts, format, seen, cancellation);
        }
        catch (UnusableListException fault)
        {
            return Refused(fault.Line, fault.Message, found);
        }
    }

    private static OneOf Recognise(ListPart part)
    {
        var start = part.Start(StartBytes);
        var text = Plain(start);
        if (text.Length == 0)
        {
            throw new UnusableListException(1, "the file is empty");
        }

        if (start.AsSpan(0, Math.Min(start.Length, WideSigns)).Contains((byte)0))
        {
            throw new UnusableListException(1, "is in UTF-16 or UTF-32, or no text; lists are read in UTF-8");
        }

        if (text[0] == '<')
        {
            return RecogniseXml(part, text);
        }

        if (text[0] is '{' or '[')
        {
            throw new UnusableListException(1, "is JSON; the lists that are published as JSON are not read");
        }

        return Tables.Recognise(part) ?? OneOf.Table;
    }

    private static OneOf RecogniseXml(ListPart part, string text)
    {
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnusableListException(1, "is a page (HTML) instead of a list");
        }

        using var xml = new XmlRecords(part);
        return XmlFormats.Find(xml.Root.Name, xml.Namespace)
            ?? throw new UnusableListException(xml.Root.Line, "is XML of no list that is known");
    }

    // The encodings in which XML and tables arrive agree on ASCII.
    private static string Plain(byte[] start)
    {
        var text = Encoding.Latin1.GetString(start);
        return text.TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FF', '\u00FE', ' ', '\t', '\r', '\n');
    }

    private static string[] HeaderOf(ListPart part)
    {
        using var stream = part.Open();
        using var rows = new CsvRecords(stream, ',', []);
        return rows.Read() ? [.. rows.Values.Select(name => name.Trim().TrimStart('\uFEFF'))] : [];
    }

    private static ImportResult Refused(long line, string message, string format) => new([], [new ImportError(line, "", message)], format);
}

/// <summary>Reads the parts of a list of one format.</summary>
/// <param name="parts">The parts.</param>
/// <param name="format">The requested format, or null.</param>
/// <param name="seen">Receives every entry as it was read.</param>
/// <param name="cancellation">Stops reading.</param>
internal delegate ImportResult PartsReader(IReadOnlyList<ListPart> parts, string? format, Action<ListEntry>? seen, CancellationToken cancellation);

/// <summary>A recognised format.</summary>
/// <param name="Format">One of <see cref="ListFormats.All"/>; empty for a table whose header is compared by its reader.</param>
/// <param name="Read">Reads it.</param>
/// <param name="TakesSeveral">Whether the list is published in several files.</param>
internal sealed record OneOf(string Format, PartsReader Read, bool TakesSeveral = false)
{
    /// <summary>The Consolidated Screening List and own lists, whose header is compared by <see cref="WatchlistCsv"/>.</summary>
    public static OneOf Table { get; } = new("", (parts, format, _, cancellation) =>
    {
        using var stream = parts[0].Open();
        var read = WatchlistCsv.Read(stream, format, cancellation);

        // An own list may become empty, with a reason; the list of an agency is never published empty.
        return read.Entries.IsEmpty && read.Errors.IsEmpty && read.Format != ListFormats.Own ? read with { Errors = [new ImportError(1, "", "holds no entry")] } : read;
    });

    /// <summary>A format that a reader adds to a reading, one part at a time.</summary>
    public static OneOf Of(string format, Action<ListPart, ListReading> read) => new(format, (parts, _, seen, cancellation) =>
    {
        var reading = new ListReading(format, seen, cancellation);
        read(parts[0], reading);
        return reading.Result();
    });

    /// <summary>A format of XML.</summary>
    public static OneOf OfXml(string format, Action<XmlRecords, ListReading> read) => Of(format, (part, reading) =>
    {
        using var xml = new XmlRecords(part);
        read(xml, reading);
    });
}
