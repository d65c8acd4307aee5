using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// Dates of birth as printed in lists, reduced to what is certain: "circa 07 Jul 1966" becomes the year 1966, "1974 to 1976"
/// becomes three years.
/// </summary>
internal static partial class BirthDateText
{
    private const int LongestSpanYears = 30;
    private const int Earliest = 1800;
    private const int Latest = 2100;
    private static readonly string[] Days = ["yyyy-MM-dd", "d MMM yyyy", "dd MMM yyyy"];
    private static readonly string[] Months = ["yyyy-MM", "MMM yyyy"];

    /// <summary>Reads all dates of a column.</summary>
    public static ImmutableArray<string> All(ListRow row, string column)
    {
        var dates = ImmutableArray.CreateBuilder<string>();
        foreach (var text in row.Parts(column))
        {
            var read = Read(text);
            if (read.Length == 0)
            {
                row.Report(column, $"`{text}` is not a date of birth; yyyy-MM-dd, yyyy-MM, yyyy, `circa` and `yyyy to yyyy` are");
            }

            dates.AddRange(read);
        }

        return [.. dates.Distinct(StringComparer.Ordinal)];
    }

    private static string[] Read(string text)
    {
        var span = Span().Match(text);
        if (span.Success)
        {
            var (from, to) = (Number(span.Groups["from"].Value), Number(span.Groups["to"].Value));
            return from >= Earliest && to <= Latest && to >= from && to - from <= LongestSpanYears
                ? [.. Enumerable.Range(from, to - from + 1).Select(year => Year(year))]
                : [];
        }

        var isRough = text.StartsWith("circa ", StringComparison.OrdinalIgnoreCase);
        var certain = isRough ? text["circa ".Length..].Trim() : text;
        if (certain.Length == 4 && certain.All(char.IsAsciiDigit) && Number(certain) is >= Earliest and <= Latest)
        {
            return [certain];
        }

        return Parse(certain, Days) is { } day ? [isRough ? Year(day.Year) : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]
            : Parse(certain, Months) is { } month ? [isRough ? Year(month.Year) : month.ToString("yyyy-MM", CultureInfo.InvariantCulture)]
            : [];
    }

    private static DateOnly? Parse(string text, string[] formats) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= Earliest and <= Latest ? date : null;

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    [GeneratedRegex("^(circa )?(?<from>[0-9]{4}) to (circa )?(?<to>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Span();
}
