using Azure;
using Screening.Functions.Records.Erase;
using Screening.Functions.Storage;
using Screening.Functions.Storage.Backup;

namespace Screening.Functions.Hosting.Commands;

/// <summary>
/// Backup and restore from the command line: <c>backup --to FOLDER</c>, <c>restore --from FOLDER [--erasures FILE] [--sha256 HEX]
/// [--merge]</c>, <c>erasures --to FILE</c>. The storage account is that of the settings. Only a restore with a list of erasures
/// needs the record key: everything else copies what is encrypted as it is.
/// </summary>
public static class BackupCommand
{
    private const string Usage =
        "usage: backup --to FOLDER | restore --from FOLDER [--erasures FILE] [--sha256 HEX] [--merge] | erasures --to FILE";

    private static readonly string[] Options = ["--to", "--from", "--erasures", "--sha256"];

    /// <summary>Runs the command.</summary>
    /// <param name="args">The arguments, the name of the command first.</param>
    /// <param name="say">Receives what it has done, line by line.</param>
    /// <param name="cancellation">Ends the command.</param>
    /// <param name="settings">Settings that take precedence over the environment; null for none.</param>
    /// <param name="time">Clock; null for that of the machine.</param>
    /// <exception cref="StartupException">It was refused or failed; the message says why.</exception>
    public static async Task RunAsync(
        IReadOnlyList<string> args, Action<string> say, CancellationToken cancellation, IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(say);
        var (values, isMerge) = Parse(args);
        var clock = time ?? TimeProvider.System;
        var options = settings is null ? new ScreeningAppOptions() : new ScreeningAppOptions { Settings = settings };
        var read = HostSettings.Read(WebServer.CreateBuilder(options).Configuration);
        if (read.Product is null)
        {
            throw new StartupException(ExitCode.SettingsInvalid, $"A backup is one of a storage account: set {HostSettings.JobsStorage}.");
        }

        try
        {
            await ((args[0], values) switch
            {
                ("backup", { To: { } folder, From: null, Erasures: null }) when !isMerge => TakeAsync(read, clock, folder, say, cancellation),
                ("erasures", { To: { } file, From: null, Erasures: null }) when !isMerge => ListAsync(read, clock, file, say, cancellation),
                ("restore", { From: { } folder, To: null }) => RestoreAsync(read, clock, folder, values, isMerge, say, cancellation),
                _ => throw new StartupException(ExitCode.SettingsInvalid, Usage),
            });
        }
        catch (RequestFailedException error)
        {
            throw new StartupException(ExitCode.StorageUnreachable, $"The storage account cannot be used ({error.ErrorCode}).", error);
        }
        catch (Exception error) when (error is InvalidDataException or RowRefusedException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCode.BackupRefused, $"The {args[0]} was refused: {error.Message}.", error);
        }
    }

    private static async Task TakeAsync(HostSettings settings, TimeProvider time, string folder, Action<string> say, CancellationToken cancellation)
    {
        var backup = ScreeningStorage.Backup(settings.Product!.ToStorageOptions(), time);
        var (manifest, sha256) = await backup.TakeAsync(folder, say, cancellation);
        say($"The backup is whole: {manifest.Records} records, source version {manifest.SourceVersion}, {manifest.Files.Sum(file => file.Bytes)} bytes.");
        say($"SHA-256 of its manifest: {sha256}. Keep it apart from the folder.");
        say("Not copied: queues, sessions, checkpoints in another account, and the record key, without which no personal field of it can be read.");
    }

    private static async Task ListAsync(HostSettings settings, TimeProvider time, string file, Action<string> say, CancellationToken cancellation)
    {
        var backup = ScreeningStorage.Backup(settings.Product!.ToStorageOptions(), time);
        say($"Erasures on record: {await backup.ListErasuresAsync(file, cancellation)}.");
    }

    private static async Task RestoreAsync(
        HostSettings settings, TimeProvider time, string folder, Values values, bool isMerge, Action<string> say, CancellationToken cancellation)
    {
        // Read first: a list that is missing, or a key that is missing for it, must not be noticed after hours.
        var erasures = values.Erasures is { } list ? await File.ReadAllLinesAsync(list, cancellation) : null;
        var keys = erasures is null ? null : RecordKeys.Open(settings.RecordKey, settings);
        if (values.Sha256 is { } expected
            && !string.Equals(BackupFolder.HashOf(await File.ReadAllBytesAsync(Path.Combine(folder, BackupManifest.FileName), cancellation)), expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException("the manifest does not have the SHA-256 that was given");
        }

        var options = settings.Product!.ToStorageOptions();
        var done = await ScreeningStorage.Restore(options, time).RunAsync(folder, isMerge, say, cancellation);
        say($"Restored: {done.Rows} rows and {done.Blobs} blobs were added, of a backup of {done.Manifest.Finished:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        if (erasures is not null)
        {
            await using var repeated = await RepeatedErasures.OpenAsync(options, keys!, time, cancellation);
            var (erased, unknown) = await repeated.RunAsync(erasures, cancellation);
            say($"Erasures repeated: {erased}. Ids that are not in the backup: {unknown}.");
        }
        else
        {
            say("Personal data that were erased after the backup are back: repeat those erasures before anyone uses this environment.");
        }

        say("API keys that were revoked after the backup are good again: revoke them. Emergency stops and changes made after it are gone.");
        say("Next: start one instance, wait for /readyz, and run GET /api/v1/records/verify over the months of the backup.");
        say("With checkpoints it reports rolled_back: keep them, and name a new container in ScreeningCheckpoints__container.");
    }

    private static (Values Values, bool IsMerge) Parse(IReadOnlyList<string> args)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var isMerge = false;
        for (var at = 1; at < args.Count; at++)
        {
            if (args[at] == "--merge")
            {
                isMerge = true;
            }
            else if (!Options.Contains(args[at]) || at + 1 >= args.Count || !found.TryAdd(args[at], args[++at]))
            {
                throw new StartupException(ExitCode.SettingsInvalid, Usage);
            }
        }

        return (new(found.GetValueOrDefault("--to"), found.GetValueOrDefault("--from"), found.GetValueOrDefault("--erasures"), found.GetValueOrDefault("--sha256")), isMerge);
    }

    private sealed record Values(string? To, string? From, string? Erasures, string? Sha256);
}
