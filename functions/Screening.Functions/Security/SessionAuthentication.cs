using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Security;

/// <summary>
/// Marks an endpoint that a browser opens directly: a page, or a file that a page loads. The cookie is accepted there without a
/// header, and a browser without a session is redirected to the sign-in page.
/// </summary>
/// <param name="Name">Name of the target for the sign-in page, which redirects only to names that it defines.</param>
/// <param name="ReturnsToAddress">
/// Whether the sign-in page continues to the address that was asked for; the sign-in page checks its form.
/// </param>
public sealed record OpensInABrowser(string Name, bool ReturnsToAddress = false);

/// <summary>
/// Reads the cookie of the pages. A browser sends a cookie automatically, even for a request that another site triggered. The
/// cookie is therefore accepted only for pages, or together with a header that other sites cannot send. The cookie is also
/// SameSite=Strict.
/// </summary>
public sealed partial class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, SessionDirectory sessions,
    FailedAttempts attempts, KeyMarks marks)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Session";

    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "screening-session";

    /// <summary>Header that scripts of the pages send with the cookie, with any value.</summary>
    public const string Header = "X-Screening-Page";

    /// <summary>Claim with the expiry of the session, ISO 8601, UTC.</summary>
    public const string EndsClaim = "session_ends";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ApiKeyText.TryParse(Request.Cookies[Cookie]) is not { } session || !IsOurs())
        {
            return AuthenticateResult.NoResult();
        }

        var isIssued = marks.IsIssued(KeyMarks.Session, session);
        if (isIssued ? attempts.AreUsedUp(Context, session.Id) : !sessions.HasAccepted(session) && attempts.AreUsedUp(Context))
        {
            return AuthenticateResult.Fail("too often");
        }

        try
        {
            if (await sessions.FindGoodAsync(session, Context.RequestAborted) is { } key)
            {
                var caller = key.ToPrincipal();
                ((ClaimsIdentity)caller.Identity!).AddClaim(new Claim(EndsClaim, $"{key.ExpiresAt:O}"));
                return AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name));
            }

            attempts.Note(Context, isIssued ? session.Id : null);
            return AuthenticateResult.Fail("refused");
        }
        catch (Exception error) when (!Context.RequestAborted.IsCancellationRequested)
        {
            LogUnavailable(Logger, session.Id, error);
            Refusal.Unavailable(Context);
            return AuthenticateResult.Fail("unavailable");
        }
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusal.ChallengeAsync(Context);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusal.ForbidAsync(Context);

    /// <summary>
    /// Browsers also send the origin of a request in Sec-Fetch-Site. A cross-site value refuses the cookie. A missing value
    /// proves nothing, so the other conditions decide.
    /// </summary>
    private bool IsOurs()
    {
        var isPage = (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method))
            && Context.GetEndpoint()?.Metadata.GetMetadata<OpensInABrowser>() is not null;
        var site = Request.Headers["Sec-Fetch-Site"].ToString();
        return (isPage || Request.Headers.ContainsKey(Header)) && (site is "" or "same-origin" or "none");
    }

    [LoggerMessage(LogEvents.SessionAuthenticationUnavailable, LogLevel.Error, "A session cannot be looked up. Session: {SessionId}.")]
    private static partial void LogUnavailable(ILogger log, string sessionId, Exception error);
}
