using System.Collections.Immutable;
using System.Security.Claims;

namespace Screening.Functions.Security;

/// <summary>What is known of a key: never the key, only the hash of its secret.</summary>
public sealed record ApiKeyRecord
{
    /// <summary>Public part of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>Hash of the secret, by <see cref="ApiKeyText.Hash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>Name of the holder, recorded as actor.</summary>
    public required string Name { get; init; }

    /// <summary>Roles of the holder, from <see cref="Roles"/>.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>From when it is no longer good, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>From when it was revoked, UTC; null when it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The holder, as endpoints see them.</summary>
    public ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity(ApiKeyAuthentication.SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.Name, Name));
        identity.AddClaim(new Claim(ApiKeyAuthentication.KeyIdClaim, KeyId));
        identity.AddClaims(Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Whether it is good at <paramref name="now"/>.</summary>
    public bool IsGoodAt(DateTimeOffset now) => !(ExpiresAt <= now) && !(RevokedAt <= now);
}
