using Screening.Engine.Parties.Identifiers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Screening.Engine.Parties.Text;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// Dates of birth as lists print them, in the stored form of <see cref="BirthDateRange"/>: "circa 07 Jul 1966" becomes `1966~`,
/// "between 1974 and 1976" becomes `1974/1976`, "late 1950s" becomes `1955/1959`. Forms seen in the lists of OFAC, the UN, the EU,
/// the United Kingdom and Canada.
/// </summary>
internal static partial class BirthDateText
{
    private const int LongestSpanYears = 30;
    private const int Earliest = 1800;
    private const int Latest = 2100;
    private static readonly string[] Days = ["yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy"];
    private static readonly string[] Months = ["yyyy-MM", "MMM yyyy", "MMMM yyyy"];

    /// <summary>Reads all dates of a column. A date that cannot be read is reported.</summary>
    public static ImmutableArray<string> All(ListRow row, string column)
    {
        var dates = ImmutableArray.CreateBuilder<string>();
        foreach (var text in row.Parts(column))
        {
            var read = Read(text);
            if (read.IsEmpty)
            {
                row.ReportValue(column, $"`{text}` is not a date of birth; yyyy-MM-dd, yyyy-MM, yyyy, `circa yyyy` and `yyyy to yyyy` are");
            }

            dates.AddRange(read);
        }

        return [.. dates.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The stored forms of a printed date; empty when it cannot be read.</summary>
    public static ImmutableArray<string> Read(string text)
    {
        var plain = text.Trim();
        if (Alternatives().Split(plain) is { Length: > 1 } either)
        {
            ImmutableArray<string>[] read = [.. either.Select(Read)];
            return read.Any(dates => dates.IsEmpty) ? [] : [.. read.SelectMany(dates => dates)];
        }

        return (Range(plain) ?? One(plain)) is { } stored ? [stored] : [];
    }

    private static string? Range(string text)
    {
        var span = Span().Match(text);
        if (!span.Success)
        {
            return null;
        }

        // "circa 1958-1960" and "1958 - 1963 (approximative)": both ends are circa.
        var isCirca = IsCirca(ref text);
        span = Span().Match(text);
        if (!span.Success || One(span.Groups["from"].Value) is not { } from || One(span.Groups["to"].Value) is not { } to)
        {
            return null;
        }

        var stored = isCirca ? $"{Circa(from)}/{Circa(to)}" : $"{from}/{to}";
        return BirthDateRange.Read(stored) is { } range && range.To.Year - range.From.Year <= LongestSpanYears ? stored : null;
    }

    private static string? One(string text)
    {
        var certain = text.Trim();
        var isCirca = IsCirca(ref certain);
        if (Decade().Match(certain) is { Success: true } decade)
        {
            var year = int.Parse(decade.Groups["year"].Value, CultureInfo.InvariantCulture);

            // The parts of a decade overlap, because the words are not exact.
            var (first, last) = decade.Groups["part"].Value.ToUpperInvariant() switch { "EARLY" => (0, 4), "MID" => (3, 7), "LATE" => (5, 9), _ => (0, 9) };
            return year is >= Earliest and <= Latest ? string.Create(CultureInfo.InvariantCulture, $"{year + first}/{year + last}") : null;
        }

        // A month or day of 00 is printed for one that is not known.
        certain = UnknownParts().Replace(certain, "");
        var stored = certain.Length == 4 && certain.All(char.IsAsciiDigit) ? certain
            : Parse(certain, Days) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Parse(certain, Months) is { } month ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : certain;
        return BirthDateRange.Read(stored) is { } range && range.From.Year >= Earliest && range.To.Year <= Latest
            ? isCirca ? Circa(stored) : stored
            : null;
    }

    private static bool IsCirca(ref string text)
    {
        var plain = CircaWords().Replace(text, "").Trim();
        var isCirca = plain.Length < text.Length;
        text = plain;
        return isCirca;
    }

    private static string Circa(string stored) => stored.EndsWith('~') ? stored : $"{stored[..4]}~";

    private static DateOnly? Parse(string text, string[] formats) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var date) ? date : null;

    // "circa", "ca.", "c.", "approximately", "approx.", "about" or "around" before the date, or "(approximately)" behind it.
    [GeneratedRegex(@"^\s*(born\s+)?(in\s+)?(circa|ca\.?|c\.|approximately|approximative|approx\.?|about|around|abt\.?)(?![a-z])\s*(?!$)|\s*\((circa|approximately|approximative|approximate|approx\.?)\)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CircaWords();

    [GeneratedRegex(@"^(?:(?:between|from)\s+)?(?<from>[^/]+?)(?:\s+(?:to|and|until)\s+|\s+[-\u2013]\s+|/|(?<=[0-9]{4})[-\u2013](?=[0-9]{4}))(?<to>[^/]+)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Span();

    [GeneratedRegex(@"^(born\s+)?(in\s+)?(the\s+)?(?:(?<part>early|mid|late)[\s-]+)?(the\s+)?(?<year>[0-9]{3}0)'?s$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Decade();

    [GeneratedRegex(@"(?<=^[0-9]{4}(-[0-9]{2})?)(-00)+$", RegexOptions.CultureInvariant)]
    private static partial Regex UnknownParts();

    [GeneratedRegex(@"\s+or\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Alternatives();
}
