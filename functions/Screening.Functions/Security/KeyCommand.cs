using Azure;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Creates and revokes API keys from the command line, where the first key of an environment is created: <c>keys create NAME
/// ROLE[,ROLE] [DAYS [OWNER]]</c>, <c>keys approve KEYID</c>, <c>keys revoke KEYID</c>, <c>keys list</c>. A key made here is in effect at once,
/// because anyone who runs the command can write to the storage account anyway. Requires a storage connection. The embedded storage has
/// its own development keys.
/// </summary>
public static class KeyCommand
{
    private const string Unmarked =
        $" It has no mark, because {RecordKeys.Setting} is not set here: while attempts fail at its address, a new instance looks it up in a list that is up to a minute old.";

    private const string Usage = "usage: keys create NAME ROLE[,ROLE] [DAYS [OWNER]] | keys approve KEYID | keys revoke KEYID | keys list";

    /// <summary>Runs the command.</summary>
    /// <param name="args">Arguments after "keys".</param>
    /// <param name="cancellation">Ends the command.</param>
    /// <exception cref="StartupException">The arguments or the settings are invalid, or storage refuses access.</exception>
    public static async Task RunAsync(string[] args, CancellationToken cancellation)
    {
        var settings = HostSettings.Read(WebServer.CreateBuilder(new ScreeningAppOptions()).Configuration);
        if (settings.Product is null)
        {
            throw new StartupException(
                ExitCode.SettingsInvalid, $"Keys are kept in a storage account: set {HostSettings.JobsStorage}. Without one the development keys apply.");
        }

        try
        {
            var storage = await ScreeningStorage.OpenAsync(settings.Product.ToStorageOptions(), cancellation);
            await (args switch
            {
                ["create", var name, var roles] => CreateAsync(storage.Keys, MarksOf(settings), name, roles, ApiKeyIssue.UsualDays, name, cancellation),
                ["create", var name, var roles, var days, .. var owner] when owner.Length < 2 && int.TryParse(days, out var count) && count is > 0 and <= ApiKeyIssue.MostDays =>
                    CreateAsync(storage.Keys, MarksOf(settings), name, roles, count, owner is [var only] ? only : name, cancellation),
                ["approve", var id] => ApproveAsync(storage.Keys, id, cancellation),
                ["revoke", var id] => RevokeAsync(storage.Keys, id, cancellation),
                ["list"] => ListAsync(storage.Keys, cancellation),
                _ => throw new StartupException(ExitCode.SettingsInvalid, Usage),
            });
        }
        catch (RequestFailedException error)
        {
            throw new StartupException(ExitCode.StorageUnreachable, $"The storage account cannot be used ({error.ErrorCode}).", error);
        }
    }

    private static async Task CreateAsync(ApiKeyTable keys, KeyMarks marks, string name, string roles, int days, string owner, CancellationToken cancellation)
    {
        var wantedRoles = roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = wantedRoles.Where(role => !Roles.All.Contains(role)).ToArray();
        if (wantedRoles.Length == 0 || unknown.Length > 0)
        {
            throw new StartupException(ExitCode.SettingsInvalid, $"Unknown role {string.Join(", ", unknown)}: use {string.Join(", ", Roles.All)}.");
        }

        if (!ApiKeyIssue.IsName(name))
        {
            throw new StartupException(
                ExitCode.SettingsInvalid, "A name is 1 to 64 letters, digits, blanks and . _ @ -, beginning with a letter or digit.");
        }

        if (!ApiKeyIssue.IsOwner(owner))
        {
            throw new StartupException(ExitCode.SettingsInvalid, $"An owner is one line of up to {ApiKeyIssue.OwnerCharacters} characters.");
        }

        var wanted = new WantedKey { Name = name, Owner = owner, Roles = [.. wantedRoles], Days = days, By = "command line", Now = DateTimeOffset.UtcNow };
        var (key, text) = await ApiKeyIssue.CreateAsync(keys, marks, wanted, cancellation);

        // The key is shown once. Only its hash is stored.
        await Console.Out.WriteLineAsync($"{text.Reveal()}\nGood until {key.ExpiresAt:yyyy-MM-dd} for {name} ({string.Join(", ", key.Roles)}). It is not shown again.{(text.Mark is null ? Unmarked : "")}");
    }

    private static async Task ApproveAsync(ApiKeyTable keys, string id, CancellationToken cancellation)
    {
        if (await keys.FindAsync(id, cancellation) is not { IsPending: true } key)
        {
            throw new StartupException(ExitCode.SettingsInvalid, "There is no key with this id that waits for approval; `keys list` shows them.");
        }

        await ApiKeyIssue.ApproveAsync(keys, key, "command line", DateTimeOffset.UtcNow, cancellation);
        await Console.Out.WriteLineAsync($"Approved for {key.Name} ({string.Join(", ", key.Roles)}).");
    }

    // The mark is made with the record key. Where the command is run without it, a key is made all the same.
    private static KeyMarks MarksOf(HostSettings settings) => string.IsNullOrWhiteSpace(settings.RecordKey) && !settings.Product!.IsEmulator
        ? KeyMarks.None
        : RecordKeys.MarksOf(settings);

    private static async Task RevokeAsync(ApiKeyTable keys, string id, CancellationToken cancellation)
    {
        if (!await keys.RevokeAsync(id, DateTimeOffset.UtcNow, cancellation))
        {
            throw new StartupException(ExitCode.SettingsInvalid, "There is no key with this id; `keys list` shows them.");
        }

        await Console.Out.WriteLineAsync($"Revoked. Instances that have just used it may accept it for {ApiKeyDirectory.Memory.TotalSeconds} more seconds.");
    }

    private static async Task ListAsync(ApiKeyTable keys, CancellationToken cancellation)
    {
        await foreach (var key in keys.ListAsync(cancellation))
        {
            var state = key.RevokedAt is not null ? "revoked" : key.IsPending ? "waits for a second administrator" : $"good until {key.ExpiresAt:yyyy-MM-dd}";
            await Console.Out.WriteLineAsync($"{key.KeyId}  {key.Name}  {string.Join(",", key.Roles)}  {state}");
        }
    }
}
