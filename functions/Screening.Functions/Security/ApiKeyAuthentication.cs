using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Reads <c>X-API-Key</c>. Whatever is wrong with a key, the answer is the same 401: a caller learns nothing about
/// which keys exist. Keys that cannot be looked up are answered 503, never let through.
/// </summary>
public sealed partial class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeyDirectory keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme, also in WWW-Authenticate.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The header that carries the key.</summary>
    public const string Header = "X-API-Key";

    /// <summary>Claim with the public part of the key.</summary>
    public const string KeyIdClaim = "key_id";

    private bool isStorageAway;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header];
        if (given.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (given.Count != 1 || ApiKeyText.TryParse(given[0]) is not { } key)
        {
            return AuthenticateResult.Fail("malformed");
        }

        try
        {
            return await keys.FindGoodAsync(key, Context.RequestAborted) is { } record
                ? AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(record), Scheme.Name))
                : AuthenticateResult.Fail("refused");
        }
        catch (Exception error) when (!Context.RequestAborted.IsCancellationRequested)
        {
            // Whatever storage throws, the caller has not proved who they are.
            LogUnavailable(Logger, key.Id, error);
            isStorageAway = true;
            return AuthenticateResult.Fail("unavailable");
        }
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (isStorageAway)
        {
            Response.Headers.RetryAfter = "5";
            return ProblemResponse.WriteAsync(Context, 503, "Credentials cannot be checked at the moment. Try again.");
        }

        Response.Headers.WWWAuthenticate = $"{SchemeName} realm=\"screening\"";
        return ProblemResponse.WriteAsync(Context, 401, $"Send a valid key in the header {Header}.");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResponse.WriteAsync(Context, 403, "The key is valid, but has no role which allows this.");

    private static ClaimsPrincipal PrincipalOf(ApiKeyRecord record)
    {
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.Name, record.Name));
        identity.AddClaim(new Claim(KeyIdClaim, record.KeyId));
        identity.AddClaims(record.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        return new ClaimsPrincipal(identity);
    }

    [LoggerMessage(3001, LogLevel.Error, "A key cannot be looked up. Key: {KeyId}.")]
    private static partial void LogUnavailable(ILogger log, string keyId, Exception error);
}
