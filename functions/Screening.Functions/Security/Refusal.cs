using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// How credentials are refused, the same for every kind of them: 401 without a reason, 403, 429 after too many failures,
/// 503 when they cannot be checked. A browser that opens a page without a session is sent to the sign-in page instead.
/// </summary>
internal static class Refusal
{
    private const string Realm = "realm=\"screening\"";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>What a refused caller is told; kept with the request until the challenge is written.</summary>
    private sealed record Reason(int Status, string Detail, TimeSpan RetryAfter);

    /// <summary>The credentials cannot be checked at the moment.</summary>
    public static void Unavailable(HttpContext context) => context.Features.Set(
        new Reason(StatusCodes.Status503ServiceUnavailable, "Credentials cannot be checked at the moment. Try again.", RetryAfter));

    /// <summary>This address has failed too often.</summary>
    public static void TooOften(HttpContext context, TimeSpan wait) => context.Features.Set(
        new Reason(StatusCodes.Status429TooManyRequests, "Too many attempts to prove an identity failed from this address.", wait));

    /// <summary>Writes the refusal of somebody unknown.</summary>
    public static Task ChallengeAsync(HttpContext context)
    {
        if (context.Features.Get<Reason>() is { } reason)
        {
            return ProblemResponse.WriteAsync(context, reason.Status, reason.Detail, reason.RetryAfter);
        }

        if (PageOf(context) is { } page)
        {
            context.Response.Redirect("/?to=" + page);
            return Task.CompletedTask;
        }

        var takesTokens = context.RequestServices.GetService<TokenSettings>() is not null;
        context.Response.Headers.WWWAuthenticate = takesTokens
            ? new([$"{ApiKeyAuthentication.SchemeName} {Realm}", $"{TokenAuthentication.SchemeName} {Realm}"])
            : new($"{ApiKeyAuthentication.SchemeName} {Realm}");
        var token = takesTokens ? ", or a valid token in Authorization" : "";
        return ProblemResponse.WriteAsync(context, 401, $"Send a valid key in the header {ApiKeyAuthentication.Header}{token}.");
    }

    /// <summary>The page that a person wants to look at without having proved anything yet; null for everybody else.</summary>
    private static string? PageOf(HttpContext context)
    {
        var request = context.Request;
        var isPerson = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !request.Headers.ContainsKey(ApiKeyAuthentication.Header) && request.Headers.Authorization.Count == 0;
        return isPerson ? context.GetEndpoint()?.Metadata.GetMetadata<OpensInABrowser>()?.Name : null;
    }

    /// <summary>Writes the refusal of somebody known.</summary>
    public static Task ForbidAsync(HttpContext context) =>
        ProblemResponse.WriteAsync(context, 403, "The credentials are valid, but have no role which allows this.");
}
