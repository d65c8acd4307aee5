using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Screening.Functions.Security;

/// <summary>A new key. Its secret is available only here.</summary>
/// <param name="Key">The part that is stored.</param>
/// <param name="Text">The complete key, for its holder only.</param>
public sealed record IssuedKey(ApiKey Key, ApiKeyText Text);

/// <summary>Creates, replaces and revokes keys, for the command line and for the endpoints.</summary>
public static partial class ApiKeyIssue
{
    /// <summary>Maximum number of keys, including revoked ones. This is far more than there are clients.</summary>
    public const int MostKeys = 5000;

    /// <summary>Default validity of a key in days.</summary>
    public const int UsualDays = 365;

    /// <summary>Maximum validity of a key in days.</summary>
    public const int MostDays = 3650;

    /// <summary>Default number of hours that the old key of a rotation stays valid.</summary>
    public const int UsualOverlapHours = 24;

    /// <summary>Maximum number of hours that the old key of a rotation stays valid: 30 days.</summary>
    public const int MostOverlapHours = 720;

    /// <summary>The form of a name. It has no colon; names from tokens contain one.</summary>
    public const string NameForm = @"^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}\z";

    /// <summary>Maximum number of characters of an owner.</summary>
    public const int OwnerCharacters = 200;

    /// <summary>Whether the text can be an owner: one line that is not blank.</summary>
    public static bool IsOwner(string owner) =>
        owner is { Length: <= OwnerCharacters } && !string.IsNullOrWhiteSpace(owner) && owner.Trim() == owner && !owner.Any(char.IsControl);

    /// <summary>Whether keys with these roles take effect only when a second administrator approves them.</summary>
    public static bool NeedsTwoAdministrators(ImmutableArray<string> roles) => roles.Any(Roles.OfTwoAdministrators.Contains);

    /// <summary>Whether the text is a valid name of a holder.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>Whether no further key can be stored.</summary>
    /// <param name="keys">Where keys are stored.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<bool> IsFullAsync(ApiKeyTable keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return await keys.ListAsync(cancellation).CountAsync(cancellation) >= MostKeys;
    }

    /// <summary>Creates a key.</summary>
    /// <param name="keys">Where keys are stored.</param>
    /// <param name="marks">Marks the key.</param>
    /// <param name="wanted">Name, roles, creator and dates. The id and the hash are generated.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<IssuedKey> CreateAsync(ApiKeyTable keys, KeyMarks marks, WantedKey wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(wanted);
        var text = marks.Create(KeyMarks.ApiKey);
        var key = new ApiKey
        {
            KeyId = text.Id, Hash = text.Hash(), Name = wanted.Name, Roles = wanted.Roles, CreatedAt = wanted.Now,
            Owner = wanted.Owner, CreatedByOwner = wanted.ByOwner, PendingOverlapHours = wanted.PendingOverlapHours,
            CreatedBy = wanted.By, ExpiresAt = wanted.Now.AddDays(wanted.Days), Replaces = wanted.Replaces,
        };
        await keys.PutAsync(key, cancellation);
        return new IssuedKey(key, text);
    }

    /// <summary>
    /// Creates a key with the name and roles of another key. The old key stays valid for a while, so that its holders can switch
    /// without interruption.
    /// </summary>
    /// <param name="keys">Where keys are stored.</param>
    /// <param name="marks">Marks the key.</param>
    /// <param name="old">The key to replace. It must be valid now.</param>
    /// <param name="wanted">Creator and dates. Name and roles are taken from the old key.</param>
    /// <param name="overlapHours">Hours that the old key stays valid, unless it expires earlier.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<IssuedKey> RotateAsync(
        ApiKeyTable keys, KeyMarks marks, ApiKey old, WantedKey wanted, int overlapHours, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(wanted);
        var issued = await CreateAsync(
            keys, marks, wanted with { Name = old.Name, Owner = old.Owner ?? wanted.Owner, Roles = old.Roles, Replaces = old.KeyId }, cancellation);
        if (!issued.Key.IsPending)
        {
            // Done last: if this fails, both keys are valid and no client is locked out.
            await EndAsync(keys, old, wanted.Now.AddHours(overlapHours), cancellation);
        }

        return issued;
    }

    /// <summary>Lets a pending key take effect. A key that it replaces ends after the overlap.</summary>
    /// <param name="keys">Where keys are stored.</param>
    /// <param name="key">The pending key.</param>
    /// <param name="approvedBy">The administrator who approves it.</param>
    /// <param name="now">Current time, UTC.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The key as stored.</returns>
    public static async Task<ApiKey> ApproveAsync(ApiKeyTable keys, ApiKey key, string approvedBy, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(key);
        await keys.ApproveAsync(key, approvedBy, cancellation);
        if (key is { Replaces: { } replaced, PendingOverlapHours: { } hours } && await keys.FindAsync(replaced, cancellation) is { } old)
        {
            await EndAsync(keys, old, now.AddHours(hours), cancellation);
        }

        return key with { PendingOverlapHours = null, ApprovedBy = approvedBy };
    }

    private static async Task EndAsync(ApiKeyTable keys, ApiKey old, DateTimeOffset end, CancellationToken cancellation)
    {
        if (old.ExpiresAt is null || old.ExpiresAt > end)
        {
            await keys.EndAsync(old.KeyId, end, cancellation);
        }
    }

    [GeneratedRegex(NameForm, RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

/// <summary>The properties of a key to be created.</summary>
public sealed record WantedKey
{
    /// <summary>Name of the holder, of the form <see cref="ApiKeyIssue.NameForm"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Person who owns the key; required where it takes part in a change by two persons.</summary>
    public string? Owner { get; init; }

    /// <summary>Owner of the administrator who creates it; null for the command line.</summary>
    public string? ByOwner { get; init; }

    /// <summary>For a key that a second administrator must approve: hours that the replaced key then stays valid.</summary>
    public int? PendingOverlapHours { get; init; }

    /// <summary>Roles, at least one.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Validity in days.</summary>
    public required int Days { get; init; }

    /// <summary>Creator of the key.</summary>
    public required string By { get; init; }

    /// <summary>Current time, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Id of the key that it replaces; null if none.</summary>
    public string? Replaces { get; init; }
}
