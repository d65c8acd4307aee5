using System.Globalization;
using CsvHelper;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>
/// Rows of a file with separators, quotation marks as in RFC 4180. A quotation mark inside an unquoted field is text in every official
/// file; other faults mean that columns or rows have merged, and are errors.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    private readonly CsvReader reader;
    private readonly List<ImportError> errors;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file in UTF-8.</param>
    /// <param name="separator">Between the columns.</param>
    /// <param name="errors">Receives the faults.</param>
    public CsvRecords(Stream stream, char separator, List<ImportError> errors)
    {
        this.errors = errors;
        reader = CsvReader.Create(stream, CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            SkipEmptyLines = true,
            MaxRecordSize = ImportLimits.RowBytes,
            IncludeValuesInExceptions = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = Report,
        }, true);
    }

    /// <summary>Columns of the row.</summary>
    public string[] Values { get; private set; } = [];

    /// <summary>Line on which the row begins.</summary>
    public long Line => reader.LineNumber;

    /// <summary>Whether a row was so long that nothing behind it can be read.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Reads the next row that is not empty.</summary>
    public bool Read()
    {
        try
        {
            if (!IsCutShort && reader.Read())
            {
                Values = reader.Current.ToArray();
                return true;
            }
        }
        catch (CsvFormatException fault)
        {
            IsCutShort = true;
            errors.Add(new ImportError(fault.LineNumber, "", string.Create(CultureInfo.InvariantCulture, $"cannot be read: a row of more than {ImportLimits.RowBytes} bytes")));
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void Report(CsvMalformedRecord record)
    {
        if (record.Reason != CsvMalformedReason.StrayQuote)
        {
            errors.Add(new ImportError(record.LineNumber, "", record.Reason == CsvMalformedReason.UnterminatedQuote
                ? "opens a quotation mark that is never closed"
                : "has text behind a closing quotation mark"));
        }
    }
}
