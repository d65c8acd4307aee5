using System.Text.RegularExpressions;

namespace Screening.Functions.Hosting;

/// <summary>
/// The id shared by a response, its problem and the logs. A caller may send one. An id of another form is replaced, so that only
/// letters, digits, points, hyphens and underscores reach a log.
/// </summary>
public static partial class CorrelationId
{
    /// <summary>Header of requests and responses.</summary>
    public const string Header = "X-Correlation-Id";

    /// <summary>Takes the id of the request or creates one, and sets it on the response.</summary>
    public static void Set(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var given = context.Request.Headers[Header];
        context.TraceIdentifier = given is [{ } id] && Form().IsMatch(id) ? id : Guid.NewGuid().ToString("N");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
