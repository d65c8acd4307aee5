using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// How credentials of every kind are refused: 401 without a reason, 403, 429 after too many failures, 503 if they cannot be
/// checked. A browser that opens a page without a session is redirected to the sign-in page.
/// </summary>
internal static class Refusal
{
    private const string Realm = "realm=\"screening\"";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The reason of a refusal, stored in the request until the challenge is written.</summary>
    private sealed record Reason(int Status, string Detail, TimeSpan RetryAfter);

    public static void Unavailable(HttpContext context) => context.Features.Set(
        new Reason(StatusCodes.Status503ServiceUnavailable, "Credentials cannot be checked at the moment. Try again.", RetryAfter));

    public static void TooOften(HttpContext context, TimeSpan wait) => context.Features.Set(
        new Reason(StatusCodes.Status429TooManyRequests, "Too many attempts to prove an identity failed from this address.", wait));

    /// <summary>Writes the refusal of an unauthenticated caller.</summary>
    public static Task ChallengeAsync(HttpContext context)
    {
        if (context.Features.Get<Reason>() is { } reason)
        {
            return ProblemResponse.WriteAsync(context, reason.Status, reason.Detail, reason.RetryAfter);
        }

        if (PageOf(context) is { } page)
        {
            var address = context.Request.Path.Value + context.Request.QueryString.Value;
            context.Response.Redirect("/?to=" + (page.ReturnsToAddress ? Uri.EscapeDataString(address) : page.Name));
            return Task.CompletedTask;
        }

        var takesTokens = context.RequestServices.GetService<TokenSettings>() is not null;
        context.Response.Headers.WWWAuthenticate = takesTokens
            ? new([$"{ApiKeyAuthentication.SchemeName} {Realm}", $"{TokenAuthentication.SchemeName} {Realm}"])
            : new($"{ApiKeyAuthentication.SchemeName} {Realm}");
        var token = takesTokens ? ", or a valid token in Authorization" : "";
        return ProblemResponse.WriteAsync(context, 401, $"Send a valid key in the header {ApiKeyAuthentication.Header}{token}.");
    }

    /// <summary>The page that a browser opened without credentials; null for every other request.</summary>
    private static OpensInABrowser? PageOf(HttpContext context)
    {
        var request = context.Request;
        var isPerson = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !request.Headers.ContainsKey(ApiKeyAuthentication.Header) && request.Headers.Authorization.Count == 0;
        return isPerson ? context.GetEndpoint()?.Metadata.GetMetadata<OpensInABrowser>() : null;
    }

    /// <summary>Writes the refusal of an authenticated caller without the required role.</summary>
    public static Task ForbidAsync(HttpContext context) =>
        ProblemResponse.WriteAsync(context, 403, "The credentials are valid, but have no role which allows this.");
}
