using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Security;

/// <summary>
/// Reads <c>X-API-Key</c>. Every invalid key gets the same 401, so that a caller does not learn which keys exist. If keys cannot
/// be looked up, the response is 503; the request is never let through. A good key is let in whatever else comes from its address:
/// its mark, or its id among those on file, tells it from noise.
/// </summary>
public sealed partial class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeyDirectory keys,
    FailedAttempts attempts, KeyMarks marks, IssuedIds ids)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme, also in WWW-Authenticate.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The header with the key.</summary>
    public const string Header = "X-API-Key";

    /// <summary>Claim with the public part of the key.</summary>
    public const string KeyIdClaim = "key_id";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header];
        if (given.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var key = given.Count == 1 ? ApiKeyText.TryParse(given[0]) : null;
        var isIssued = key is not null && marks.IsIssued(KeyMarks.ApiKey, key);
        try
        {
            if (isIssued ? attempts.AreUsedUp(Context, key!.Id) : await IsTooOftenAsync(key))
            {
                return AuthenticateResult.Fail("too often");
            }

            if (key is not null && await keys.FindGoodAsync(key, Context.RequestAborted) is { } record)
            {
                return AuthenticateResult.Success(new AuthenticationTicket(record.ToPrincipal(), Scheme.Name));
            }

            attempts.Note(Context, isIssued ? key!.Id : null);
            return AuthenticateResult.Fail("refused");
        }
        catch (Exception error) when (!Context.RequestAborted.IsCancellationRequested)
        {
            // Whatever exception storage throws, the caller is not authenticated.
            LogUnavailable(Logger, key!.Id, error);
            Refusal.Unavailable(Context);
            return AuthenticateResult.Fail("unavailable");
        }
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusal.ChallengeAsync(Context);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusal.ForbidAsync(Context);

    // Of the keys without a mark, those of this instance's cache and those on file are looked up from an address without attempts left.
    private async Task<bool> IsTooOftenAsync(ApiKeyText? key) =>
        (key is null || !keys.Knows(key.Id)) && attempts.AreUsedUp(Context)
        && (key is null || !await ids.ContainsAsync(key.Id, Context.RequestAborted));

    [LoggerMessage(LogEvents.ApiKeyAuthenticationUnavailable, LogLevel.Error, "A key cannot be looked up. Key: {KeyId}.")]
    private static partial void LogUnavailable(ILogger log, string keyId, Exception error);
}
