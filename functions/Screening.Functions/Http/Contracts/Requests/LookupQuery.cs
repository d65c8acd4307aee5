using System.Globalization;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>
/// Reads the query string of a lookup as strictly as a body. Unknown keys, repeated keys and invalid dates are errors, and all of
/// them are reported.
/// </summary>
internal static class LookupQuery
{
    private const string AsOf = "asOf";

    /// <summary>The requested date, or today if absent; null after an error.</summary>
    public static DateOnly? Date(HttpRequest request, DateOnly today, RequestErrors errors)
    {
        foreach (var key in request.Query.Keys.Where(key => key != AsOf))
        {
            errors.Add("query", ErrorCodes.UnknownMember, $"{Echo.Quote(key)} is no key of this query; the only one is `{AsOf}`");
        }

        if (!request.Query.TryGetValue(AsOf, out var values))
        {
            return today;
        }

        if (values.Count != 1)
        {
            errors.Add(AsOf, ErrorCodes.DuplicateMember, "is given more than once");
            return null;
        }

        var (least, most) = (WireLimits.EarliestAsOf, WireLimits.LatestAsOf(today));
        if (!DateOnly.TryParseExact(values[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            errors.Add(AsOf, ErrorCodes.InvalidFormat, "is not a date; write it as yyyy-MM-dd");
            return null;
        }

        if (date < least || date > most)
        {
            errors.Add(AsOf, ErrorCodes.OutOfRange, StrictJson.Invariant($"must be between {least:yyyy-MM-dd} and {most:yyyy-MM-dd}"));
            return null;
        }

        return date;
    }

    /// <summary>The country in the route: a code or an unambiguous name; null after an error.</summary>
    public static CountryCode? Country(string text, RequestErrors errors)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToElement(text, PlainJson.Default.String);
        return new JsonInput(json, "$", errors, "country").Country();
    }
}
