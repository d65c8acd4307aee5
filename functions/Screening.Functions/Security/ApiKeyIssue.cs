using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Screening.Functions.Security;

/// <summary>A key that was just made: the only moment its secret is known.</summary>
/// <param name="Key">What is stored.</param>
/// <param name="Text">The key, for its holder alone.</param>
public sealed record IssuedKey(ApiKey Key, ApiKeyText Text);

/// <summary>Makes, replaces and revokes keys, for the command line and the endpoints alike.</summary>
public static partial class ApiKeyIssue
{
    /// <summary>Days a key is good for unless said otherwise.</summary>
    public const int UsualDays = 365;

    /// <summary>Most days a key can be good for.</summary>
    public const int MostDays = 3650;

    /// <summary>Hours the old key of a rotation stays good unless said otherwise.</summary>
    public const int UsualOverlapHours = 24;

    /// <summary>Most hours the old key of a rotation can stay good: 30 days.</summary>
    public const int MostOverlapHours = 720;

    /// <summary>What a name looks like. It has no colon, which names in tokens have.</summary>
    public const string NameForm = @"^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}\z";

    /// <summary>Whether this can be the name of a holder.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>Makes a key.</summary>
    /// <param name="keys">Where keys are kept.</param>
    /// <param name="wanted">Name, roles, maker and dates; id and hash are made here.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<IssuedKey> CreateAsync(ApiKeyTable keys, WantedKey wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(wanted);
        var text = ApiKeyText.Create();
        var key = new ApiKey
        {
            KeyId = text.Id, Hash = text.Hash(), Name = wanted.Name, Roles = wanted.Roles, CreatedAt = wanted.Now,
            CreatedBy = wanted.By, ExpiresAt = wanted.Now.AddDays(wanted.Days), Replaces = wanted.Replaces,
        };
        await keys.PutAsync(key, cancellation);
        return new IssuedKey(key, text);
    }

    /// <summary>
    /// Makes a key with the name and roles of another, which goes on for a while: holders can change over without a gap.
    /// </summary>
    /// <param name="keys">Where keys are kept.</param>
    /// <param name="old">The key to replace; good now.</param>
    /// <param name="wanted">Maker and dates; name and roles are those of the old key.</param>
    /// <param name="overlapHours">Hours the old key stays good, unless it ends earlier by itself.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<IssuedKey> RotateAsync(
        ApiKeyTable keys, ApiKey old, WantedKey wanted, int overlapHours, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(wanted);
        var issued = await CreateAsync(
            keys, wanted with { Name = old.Name, Roles = old.Roles, Replaces = old.KeyId }, cancellation);
        var end = wanted.Now.AddHours(overlapHours);
        if (old.ExpiresAt is null || old.ExpiresAt > end)
        {
            // Second: should this fail, both keys are good, and nobody is locked out.
            await keys.EndAsync(old.KeyId, end, cancellation);
        }

        return issued;
    }

    [GeneratedRegex(NameForm, RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

/// <summary>What a key is to be.</summary>
public sealed record WantedKey
{
    /// <summary>Name of the holder, of the form <see cref="ApiKeyIssue.NameForm"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Roles, at least one.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Days it is good for.</summary>
    public required int Days { get; init; }

    /// <summary>Who makes it.</summary>
    public required string By { get; init; }

    /// <summary>The time, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Id of the key it replaces; null when it replaces none.</summary>
    public string? Replaces { get; init; }
}
