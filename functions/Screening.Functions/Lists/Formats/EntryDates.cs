using System.Globalization;

namespace Screening.Functions.Lists.Formats;

/// <summary>The first and the last day on which an entry is in force.</summary>
internal static class EntryDates
{
    /// <summary>
    /// Reads both columns; null where a column is empty. With a date that cannot be read, or an end before the start, the entry
    /// has neither, so that it is never taken for ended.
    /// </summary>
    public static (DateOnly? Start, DateOnly? End) Read(ListRow row, string startColumn, string endColumn)
    {
        var (start, end) = (Day(row, startColumn), Day(row, endColumn));
        if (start.IsWrong || end.IsWrong)
        {
            return (null, null);
        }

        if (end.Day < start.Day)
        {
            row.ReportValue(endColumn, $"`{row.Text(endColumn)}` is before the start `{row.Text(startColumn)}`");
            return (null, null);
        }

        return (start.Day, end.Day);
    }

    private static (DateOnly? Day, bool IsWrong) Day(ListRow row, string column)
    {
        var text = row.Text(column);
        if (text.Length == 0)
        {
            return (null, false);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (day, false);
        }

        row.ReportValue(column, $"`{text}` is not a date; yyyy-MM-dd is");
        return (null, true);
    }
}
