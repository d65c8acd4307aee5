using System.Security.Claims;

namespace Screening.Functions.Security;

/// <summary>The authenticated caller of a request.</summary>
internal static class Caller
{
    /// <summary>Name of the caller, as used in the history and in the records.</summary>
    public static string Actor(this HttpContext context) => context.User.FindFirstValue(ClaimTypes.Name) ?? "unknown";
}
