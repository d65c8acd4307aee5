using System.Collections.Immutable;
using System.Text.Json;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Development;

/// <summary>One development identity: a name such as <c>dev-screener</c>, one role and a key.</summary>
/// <param name="Name">Name, recorded as actor.</param>
/// <param name="Role">The only role.</param>
/// <param name="Key">The key.</param>
public sealed record DevelopmentIdentity(string Name, string Role, ApiKeyText Key);

/// <summary>
/// Development identities: one per role, with random keys stored in the data folder and readable only by its owner. They exist
/// only in a standalone server on loopback with the embedded storage that it started. They are never written to a table, so no
/// other server accepts them.
/// </summary>
public sealed class DevelopmentIdentities
{
    private const string FileName = "development-keys.json";

    private static readonly PlainJson Readable = new(new JsonSerializerOptions { WriteIndented = true });

    private readonly ImmutableDictionary<string, ApiKeyRecord> records;

    private DevelopmentIdentities(ImmutableArray<DevelopmentIdentity> all)
    {
        All = all;
        records = all.ToImmutableDictionary(
            one => one.Key.Id,
            one => new ApiKeyRecord { KeyId = one.Key.Id, Hash = one.Key.Hash(), Name = one.Name, Owner = one.Name, Roles = [one.Role] },
            StringComparer.Ordinal);
    }

    /// <summary>The identities, in the order of <see cref="Roles.All"/>.</summary>
    public ImmutableArray<DevelopmentIdentity> All { get; }

    /// <summary>Reads the identities of the data folder and creates missing ones.</summary>
    /// <returns>The identities; null if they must not exist.</returns>
    /// <exception cref="StartupException">Their file cannot be read.</exception>
    public static async Task<DevelopmentIdentities?> OpenAsync(HostSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!settings.AllowsDevelopmentIdentities)
        {
            return null;
        }

        DataFolder.Create(settings.DataFolder);
        var path = Path.Combine(settings.DataFolder, FileName);
        var known = await ReadAsync(path, cancellation);
        var all = Roles.All
            .Select(role => new DevelopmentIdentity(
                "dev-" + role,
                role,
                ApiKeyText.TryParse(known.GetValueOrDefault("dev-" + role)) ?? ApiKeyText.Create()))
            .ToImmutableArray();
        await WriteAsync(path, all, cancellation);
        return new DevelopmentIdentities(all);
    }

    /// <summary>The ids of the development keys.</summary>
    public ImmutableHashSet<string> Ids => [.. records.Keys];

    /// <summary>The record of a development key; null if the id is not that of a development key.</summary>
    public ApiKeyRecord? Find(string keyId) => records.GetValueOrDefault(keyId);

    /// <summary>The key of the identity with <paramref name="role"/>.</summary>
    public string KeyOf(string role) => All.Single(one => one.Role == role).Key.Reveal();

    private static async Task<Dictionary<string, string>> ReadAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            await using var file = File.OpenRead(path);
            var keys = await JsonSerializer.DeserializeAsync(file, Readable.DictionaryStringString, cancellation);
            return keys ?? [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                ExitCode.DataFolderDamaged,
                $"The development keys in '{path}' cannot be read: delete that file to have new ones made.",
                error);
        }
    }

    private static async Task WriteAsync(
        string path, IEnumerable<DevelopmentIdentity> all, CancellationToken cancellation)
    {
        var keys = all.ToDictionary(one => one.Name, one => one.Key.Reveal(), StringComparer.Ordinal);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var fresh = path + ".new";
        File.Delete(fresh);
        await using (var file = new FileStream(fresh, options))
        {
            await JsonSerializer.SerializeAsync(file, keys, Readable.DictionaryStringString, cancellation);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
