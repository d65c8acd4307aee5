using System.Security.Claims;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Sessions of the pages: a key is exchanged for a cookie that scripts cannot read and that expires.</summary>
public static class SessionEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/api/v1/sessions", OpenAsync).RequireAccess(Access.UsePages);
        routes.MapPost("/api/v1/sessions/end", CloseAsync).RequireAccess(Access.UsePages);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, SessionDirectory sessions, CancellationToken cancellation)
    {
        // Only a key opens a session. A session or a token could open another session before it expires, and so never end.
        if (!context.Request.Headers.ContainsKey(ApiKeyAuthentication.Header)
            || context.User.FindFirstValue(ApiKeyAuthentication.KeyIdClaim) is not { } keyId)
        {
            return Problems.Conflict($"A session is opened with a key in {ApiKeyAuthentication.Header}.");
        }

        var (session, expiresAt) = await sessions.OpenAsync(keyId, cancellation);
        context.Response.Cookies.Append(SessionAuthentication.Cookie, session.Reveal(), CookieOf(context, expiresAt));
        return Wire.Json(new SessionAnswer(context.Actor(), context.User.FindAll(ClaimTypes.Role).Select(role => role.Value), expiresAt));
    }

    private static async Task<IResult> CloseAsync(HttpContext context, SessionDirectory sessions, CancellationToken cancellation)
    {
        if (ApiKeyText.TryParse(context.Request.Cookies[SessionAuthentication.Cookie]) is { } session
            && await sessions.FindGoodAsync(session, cancellation) is not null)
        {
            await sessions.CloseAsync(session, cancellation);
        }

        context.Response.Cookies.Delete(SessionAuthentication.Cookie, CookieOf(context, null));
        return Wire.Json(new SessionEndAnswer(true));
    }

    private static CookieOptions CookieOf(HttpContext context, DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = SecurityHeaders.IsHttps(context.Request),
        Path = "/",
        Expires = expiresAt,
    };
}
