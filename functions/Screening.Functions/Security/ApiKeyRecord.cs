using System.Collections.Immutable;
using System.Security.Claims;

namespace Screening.Functions.Security;

/// <summary>A key without its secret. Only the hash of the secret is stored.</summary>
public sealed record ApiKeyRecord
{
    /// <summary>Public part of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>Hash of the secret, computed by <see cref="ApiKeyText.Hash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>Name of the holder, recorded as actor.</summary>
    public required string Name { get; init; }

    /// <summary>Person who owns the key, as the subject of a token names a person; null for keys from before this was stored.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether a second administrator must still approve the key.</summary>
    public bool IsPending { get; init; }

    /// <summary>Roles of the holder, from <see cref="Roles"/>.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Time from which the key is no longer valid, UTC; null for no expiry.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Time from which the key is revoked, UTC; null if it is not revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The principal of the holder.</summary>
    public ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity(ApiKeyAuthentication.SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.Name, Name));
        identity.AddClaim(new Claim(ApiKeyAuthentication.KeyIdClaim, KeyId));
        if (Owner is { } owner)
        {
            identity.AddClaim(new Claim(Caller.OwnerClaim, owner));
        }

        identity.AddClaims(Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Whether the key is valid at <paramref name="now"/>.</summary>
    public bool IsGoodAt(DateTimeOffset now) => !IsPending && !(ExpiresAt <= now) && !(RevokedAt <= now);
}
