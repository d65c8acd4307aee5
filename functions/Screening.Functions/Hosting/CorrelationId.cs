using System.Text.RegularExpressions;

namespace Screening.Functions.Hosting;

/// <summary>
/// The id that an answer, its problem and the logs share. A caller may bring one; whatever does not have its form is
/// replaced, so nothing of a caller's choosing but letters, digits, points, hyphens and underscores reaches a log.
/// </summary>
public static partial class CorrelationId
{
    /// <summary>Header of requests and answers.</summary>
    public const string Header = "X-Correlation-Id";

    /// <summary>Takes the id of the request or makes one, and puts it on the answer.</summary>
    public static void Set(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var given = context.Request.Headers[Header];
        context.TraceIdentifier = given is [{ } id] && Form().IsMatch(id) ? id : Guid.NewGuid().ToString("N");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
