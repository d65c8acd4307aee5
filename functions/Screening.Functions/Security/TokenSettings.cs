using System.Collections.Immutable;
using System.Net;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// The issuer of accepted bearer tokens: Entra ID, or any authority that publishes OpenID Connect metadata. Tokens are not
/// accepted unless an authority is set.
/// </summary>
public sealed record TokenSettings
{
    /// <summary>Address of the authority, under which its metadata is published; https, or http on loopback.</summary>
    public const string AuthorityVariable = "SCREENING_TOKEN_AUTHORITY";

    /// <summary>Audiences, separated by commas. A token must name one of them.</summary>
    public const string AudienceVariable = "SCREENING_TOKEN_AUDIENCE";

    /// <summary>Issuer that tokens must name. Default: the issuer in the metadata.</summary>
    public const string IssuerVariable = "SCREENING_TOKEN_ISSUER";

    /// <summary>Claim with the roles. Default: <c>roles</c>.</summary>
    public const string RolesVariable = "SCREENING_TOKEN_ROLES_CLAIM";

    /// <summary>Claim with a name of the caller that never changes. Default: <c>sub</c>.</summary>
    public const string NameVariable = "SCREENING_TOKEN_NAME_CLAIM";

    /// <summary>Allowed clock difference between the authority and this instance.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Accepted signature algorithms. All use a private key; shared secrets and unsigned tokens are not accepted.
    /// </summary>
    public static ImmutableArray<string> Algorithms { get; } =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The authority.</summary>
    public required Uri Authority { get; init; }

    /// <summary>Audiences, of which a token must name one.</summary>
    public required ImmutableArray<string> Audiences { get; init; }

    /// <summary>The issuer; null for the issuer in the metadata.</summary>
    public string? Issuer { get; init; }

    /// <summary>Claim with the roles.</summary>
    public required string RolesClaim { get; init; }

    /// <summary>Claim with the name.</summary>
    public required string NameClaim { get; init; }

    /// <summary>Whether the metadata may be read over plain HTTP: only from this machine.</summary>
    public bool IsLoopback => IsOnLoopback(Authority);

    /// <summary>The settings; null if no authority is set.</summary>
    /// <exception cref="StartupException">
    /// The settings are incomplete, or keys would be read over an unencrypted connection.
    /// </exception>
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
            // Without an audience, a token issued for any other service of the same authority would be accepted.
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
                ExitCode.SettingsInvalid, $"{AuthorityVariable} must be an https address: keys that are changed on the way would make every token valid.");

    private static bool IsOnLoopback(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
}
