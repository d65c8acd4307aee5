using System.Buffers.Text;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Screening.Functions.Security;

/// <summary>
/// Bearer tokens of one authority. The signing keys are read from its metadata, and read again when a token names an unknown key.
/// If the metadata cannot be read, the response is 503; the request is never let through.
/// </summary>
internal static class TokenAuthentication
{
    /// <summary>Name of the scheme, also in WWW-Authenticate.</summary>
    public const string SchemeName = "Bearer";

    /// <summary>
    /// Prefix of names from tokens. Names of keys contain no colon, so a token can never be mistaken for the holder of a key
    /// where two different persons are required.
    /// </summary>
    public const string NamePrefix = "oidc:";

    /// <summary>How long a withdrawn signing key may still be accepted if no token names a new key.</summary>
    private static readonly TimeSpan KeysReadAgainAfter = TimeSpan.FromHours(1);

    private const int NameCharacters = 200;

    /// <summary>Adds the services of the scheme. The scheme itself is added together with the others.</summary>
    public static void Add(IServiceCollection services, TokenSettings settings)
    {
        services.AddTransient<JwtBearerHandler>();
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        services.AddOptions<JwtBearerOptions>(SchemeName)
            .Configure<TimeProvider>((options, time) => Configure(options, settings, time))
            .PostConfigure(options =>
            {
                // A signing key withdrawn by its authority may be stolen, so it is not kept.
                ((BaseConfigurationManager)options.ConfigurationManager!).UseLastKnownGoodConfiguration = false;
            });
    }

    private static void Configure(JwtBearerOptions options, TokenSettings settings, TimeProvider time)
    {
        options.Authority = settings.Authority.AbsoluteUri;
        options.RequireHttpsMetadata = !settings.IsLoopback;
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.SaveToken = false;
        options.AutomaticRefreshInterval = KeysReadAgainAfter;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudiences = settings.Audiences,
            ValidAlgorithms = TokenSettings.Algorithms,
            ValidTypes = ["JWT", "at+jwt", "application/at+jwt"],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TokenSettings.ClockSkew,
            LifetimeValidator = (from, to, _, parameters) => IsInTime(from, to, parameters.ClockSkew, time.GetUtcNow().UtcDateTime),
        };
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = EnsureKeysAsync,
            OnTokenValidated = context => Accept(context, settings),
            OnAuthenticationFailed = context =>
            {
                // The failure is counted here. The challenge gives no reason.
                context.HttpContext.RequestServices.GetRequiredService<FailedAttempts>().Note(context.HttpContext);
                context.Fail("refused");
                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                context.HandleResponse();
                return Refusal.ChallengeAsync(context.HttpContext);
            },
            OnForbidden = context => Refusal.ForbidAsync(context.HttpContext),
        };
    }

    private static bool IsInTime(DateTime? from, DateTime? to, TimeSpan skew, DateTime now) =>
        to is { } end && now < end + skew && (from is not { } start || now >= start - skew);

    /// <summary>
    /// Without signing keys no token can be checked. This is not the fault of the caller, so the response is 503.
    /// </summary>
    private static async Task EnsureKeysAsync(MessageReceivedContext context)
    {
        if (!context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Refusal.Unavailable(context.HttpContext);
            context.Fail("unavailable");
        }
    }

    private static Task Accept(TokenValidatedContext context, TokenSettings settings)
    {
        if (HasCriticalHeader(context.SecurityToken))
        {
            return Refuse(context);
        }

        var claims = context.Principal!;
        var name = claims.FindFirstValue(settings.NameClaim);
        if (string.IsNullOrWhiteSpace(name) || name.Length > NameCharacters || name.Any(char.IsControl))
        {
            return Refuse(context);
        }

        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.Name, NamePrefix + name));
        if (claims.FindFirstValue("sub") is { Length: > 0 and <= NameCharacters } subject)
        {
            identity.AddClaim(new Claim(Caller.OwnerClaim, subject));
        }

        // Roles of other services of the same authority are ignored.
        identity.AddClaims(claims.FindAll(settings.RolesClaim).Select(role => role.Value).Where(Roles.All.Contains).Distinct()
            .Select(role => new Claim(ClaimTypes.Role, role)));
        context.Principal = new ClaimsPrincipal(identity);
        return Task.CompletedTask;
    }

    private static Task Refuse(TokenValidatedContext context)
    {
        context.HttpContext.RequestServices.GetRequiredService<FailedAttempts>().Note(context.HttpContext);
        context.Fail("refused");
        return Task.CompletedTask;
    }

    /// <summary>
    /// Whether the header has <c>crit</c>, which lists extensions that the recipient must understand (RFC 7515, 4.1.11). This
    /// service understands none, and the token handler does not look at it.
    /// </summary>
    private static bool HasCriticalHeader(SecurityToken token)
    {
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(((JsonWebToken)token).EncodedHeader));
        return header.RootElement.TryGetProperty("crit", out _);
    }
}
