using System.Collections.Immutable;
using System.Globalization;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// Reads the query string of a request. Unknown and repeated keys are errors, because a misspelt filter must not widen the
/// result.
/// </summary>
public sealed class QueryInput
{
    private readonly IQueryCollection query;
    private readonly RequestErrors errors = new();

    /// <summary>Reads a query string with these allowed keys.</summary>
    public QueryInput(IQueryCollection query, params ImmutableArray<string> keys)
    {
        ArgumentNullException.ThrowIfNull(query);
        this.query = query;
        foreach (var (key, values) in query)
        {
            if (!keys.Contains(key, StringComparer.Ordinal))
            {
                errors.Add(Echo.Clean(key), ErrorCodes.UnknownMember, keys.IsEmpty
                    ? "is no key of this query; it has none"
                    : $"is no key of this query; known are {string.Join(", ", keys)}");
            }
            else if (values.Count != 1)
            {
                errors.Add(key, ErrorCodes.DuplicateMember, "is given more than once");
            }
        }
    }

    /// <summary>All errors so far.</summary>
    public ImmutableArray<RequestError> Errors => errors.All();

    /// <summary>A text of bounded length; null if absent or empty.</summary>
    public string? Text(string key, int maxCharacters = Screening.Engine.Model.Limits.CodeCharacters)
    {
        var text = query[key].ToString();
        if (text.Length > maxCharacters)
        {
            errors.Add(key, ErrorCodes.TooLong, StrictJson.Invariant($"has more than {maxCharacters} characters"));
        }

        return text.Length is 0 || text.Length > maxCharacters ? null : text;
    }

    /// <summary>One of a fixed set of codes; null if absent or after an error.</summary>
    public string? OneOf(string key, params ImmutableArray<string> codes)
    {
        var text = Text(key);
        if (text is null || codes.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        errors.Add(key, ErrorCodes.UnknownCode, $"must be one of {string.Join(", ", codes)}", codes);
        return null;
    }

    /// <summary>A whole number between two inclusive bounds; null if absent or after an error.</summary>
    public int? Whole(string key, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        errors.Add(key, ErrorCodes.OutOfRange, StrictJson.Invariant($"must be a whole number from {least} to {most}"));
        return null;
    }

    /// <summary>
    /// A whole number from 1 to <paramref name="most"/>; <paramref name="otherwise"/> if absent or after an error.
    /// </summary>
    public int Number(string key, int otherwise, int most) => Whole(key, 1, most) ?? otherwise;

    /// <summary>A value converted by <paramref name="read"/>. A null result is reported as an error.</summary>
    public T? Read<T>(string key, Func<string, T?> read, string expected)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Text(key, 500) is not { } text)
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            errors.Add(key, ErrorCodes.InvalidFormat, $"must be {expected}");
        }

        return value;
    }

    /// <summary>The period between the keys "from" (inclusive) and "to" (exclusive; a date includes its whole day).</summary>
    /// <param name="now">Current time. The default end is the end of this day, UTC.</param>
    /// <param name="reach">Default length.</param>
    /// <param name="most">Maximum length; null for no limit.</param>
    public (DateTimeOffset From, DateTimeOffset Before) Stretch(DateTimeOffset now, TimeSpan reach, TimeSpan? most)
    {
        var before = Instant("to", isEnd: true) ?? new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        var from = Instant("from", isEnd: false) ?? before - reach;
        if (from >= before)
        {
            errors.Add("from", ErrorCodes.OutOfRange, "must be before to");
        }
        else if (most is { } bound && before - from > bound)
        {
            errors.Add("from", ErrorCodes.OutOfRange, StrictJson.Invariant($"must be at most {bound.TotalDays} days before to"));
        }

        return (from, before);
    }

    private DateTimeOffset? Instant(string key, bool isEnd)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (TimeText.Parse(text, isEnd) is { } at)
        {
            return at;
        }

        errors.Add(key, ErrorCodes.InvalidFormat, TimeText.Expected);
        return null;
    }
}

/// <summary>A date, or an instant in UTC, as text.</summary>
public static class TimeText
{
    /// <summary>Error message for a text in any other format.</summary>
    public const string Expected = "must be a date such as 2026-11-23, or an instant such as 2026-11-23T12:00:00Z, from 2020 on";

    private static readonly DateTimeOffset Earliest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Parses the text; null if it is invalid. As the end of a period, a date includes its whole day.</summary>
    public static DateTimeOffset? Parse(string text, bool isEnd)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        DateTimeOffset? at =
            DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var date) ? (isEnd && date.Year < 9999 ? date.AddDays(1) : date)
            : DateTimeOffset.TryParseExact(
                text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"], CultureInfo.InvariantCulture, Utc, out var instant) ? instant
            : null;
        return at >= Earliest && at.Value.Year < 9000 ? at : null;
    }
}
