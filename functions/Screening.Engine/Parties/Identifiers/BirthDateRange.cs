using System.Globalization;

namespace Screening.Engine.Parties.Identifiers;

/// <summary>
/// A listed date of birth as the days it may mean. Stored as in ISO 8601-2: `1960-02-28`, `1960-02`, `1960`, `1960/1965` for a
/// range of any of these, and `1958~` for a circa year; a range may have a circa end.
/// </summary>
/// <param name="From">First possible day.</param>
/// <param name="To">Last possible day.</param>
public readonly record struct BirthDateRange(DateOnly From, DateOnly To)
{
    /// <summary>
    /// Years by which a circa date may be wrong. Where a list prints a circa year with other dates of the same person, they
    /// mostly differ by one to three years; two keeps a birth year of another generation apart.
    /// </summary>
    public const int CircaYears = 2;

    private const char Circa = '~';
    private const char Interval = '/';
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];

    /// <summary>Whether a day is possible.</summary>
    public bool Contains(DateOnly day) => day >= From && day <= To;

    /// <summary>Reads the stored form.</summary>
    /// <returns>Null when the text is not of that form, or the range is empty.</returns>
    public static BirthDateRange? Read(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var at = stored.IndexOf(Interval, StringComparison.Ordinal);
        var from = One(at < 0 ? stored : stored[..at]);
        var to = at < 0 ? from : One(stored[(at + 1)..]);
        return from is { } first && to is { } last && first.From <= last.To ? new BirthDateRange(first.From, last.To) : null;
    }

    /// <summary>The stored form in words: `circa 1958`, `1960 to 1965`.</summary>
    public static string InWords(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return string.Join(" to ", stored.Split(Interval).Select(part => part.EndsWith(Circa) ? $"circa {part[..^1]}" : part));
    }

    private static BirthDateRange? One(string text)
    {
        var isCirca = text.EndsWith(Circa);
        var certain = isCirca ? text[..^1] : text;
        for (var form = 0; form < Forms.Length; form++)
        {
            if (DateOnly.TryParseExact(certain, Forms[form], CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            {
                var last = form switch { 0 => first, 1 => first.AddMonths(1).AddDays(-1), _ => first.AddYears(1).AddDays(-1) };
                return !isCirca ? new(first, last)
                    : new(new DateOnly(Math.Max(first.Year - CircaYears, 1), 1, 1), new DateOnly(last.Year + CircaYears, 12, 31));
            }
        }

        return null;
    }
}
