using System.Collections.Immutable;
using System.Net;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Whose bearer tokens are accepted: Entra ID, or any authority that publishes OpenID Connect metadata. Nobody's unless
/// an authority is set.
/// </summary>
public sealed record TokenSettings
{
    /// <summary>Address of the authority, below which its metadata lies; https, or http on loopback.</summary>
    public const string AuthorityVariable = "SCREENING_TOKEN_AUTHORITY";

    /// <summary>Audiences of which a token must name one, separated by commas.</summary>
    public const string AudienceVariable = "SCREENING_TOKEN_AUDIENCE";

    /// <summary>Issuer that tokens must name; the one in the metadata unless set.</summary>
    public const string IssuerVariable = "SCREENING_TOKEN_ISSUER";

    /// <summary>Claim that holds the roles; <c>roles</c> unless set.</summary>
    public const string RolesVariable = "SCREENING_TOKEN_ROLES_CLAIM";

    /// <summary>Claim that names the caller, the same for as long as the caller exists; <c>sub</c> unless set.</summary>
    public const string NameVariable = "SCREENING_TOKEN_NAME_CLAIM";

    /// <summary>How far the clock of the authority may be from ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Signatures that are accepted: made with a private key. A shared secret, or none, is not among them.</summary>
    public static ImmutableArray<string> Algorithms { get; } =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The authority.</summary>
    public required Uri Authority { get; init; }

    /// <summary>Audiences of which a token must name one.</summary>
    public required ImmutableArray<string> Audiences { get; init; }

    /// <summary>The issuer; null takes that of the metadata.</summary>
    public string? Issuer { get; init; }

    /// <summary>Claim of the roles.</summary>
    public required string RolesClaim { get; init; }

    /// <summary>Claim of the name.</summary>
    public required string NameClaim { get; init; }

    /// <summary>Whether the metadata may come over plain HTTP: only from this machine.</summary>
    public bool IsLoopback => IsOnLoopback(Authority);

    /// <summary>The settings; null when no authority is set.</summary>
    /// <exception cref="StartupException">They are incomplete, or would fetch keys over an open line.</exception>
    public static TokenSettings? Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string? Text(string name) => settings[name] is { Length: > 0 } text ? text : null;
        var audiences = (Text(AudienceVariable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Text(AuthorityVariable) is not { } authority)
        {
            return audiences.Length == 0 && Text(IssuerVariable) is null
                ? null
                : throw new StartupException(ExitCode.SettingsInvalid, $"{AuthorityVariable} is not set, and tokens cannot be checked without it.");
        }

        if (audiences.Length == 0)
        {
            // Without an audience a token made for any other service of the same authority would be good here.
            throw new StartupException(ExitCode.SettingsInvalid, $"{AudienceVariable} is not set: say for whom tokens are issued.");
        }

        return new TokenSettings
        {
            Authority = Address(authority),
            Audiences = [.. audiences],
            Issuer = Text(IssuerVariable),
            RolesClaim = Text(RolesVariable) ?? "roles",
            NameClaim = Text(NameVariable) ?? "sub",
        };
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsOnLoopback(address)))
            ? address
            : throw new StartupException(
                ExitCode.SettingsInvalid, $"{AuthorityVariable} must be an https address: whoever changes the keys on the way makes every token good.");

    private static bool IsOnLoopback(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
}
