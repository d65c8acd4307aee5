using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>
/// Azurite as a child process on loopback, with blob, queue and table service. The account key is new at every start and is used
/// only by this process and its child. The child ends when this process ends, even after a crash. It responds to a change only once
/// the change is on the disk, and reports on its output when the disk fails.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The account name. Azurite stores data per account, so the name must not change between starts.</summary>
    public const string AccountName = "screening";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    // The reserve of azurite/journal.cjs, and its files.
    private const string RoomNeeded = "16 MB";

    private readonly Process process;
    private readonly FolderLock folderLock;
    private readonly Dictionary<string, string> addresses;
    private readonly string key;
    private volatile string? trouble;

    private AzuriteProcess(Process process, FolderLock folderLock, Dictionary<string, string> addresses, string key, string account)
    {
        (this.process, this.folderLock) = (process, folderLock);
        (this.addresses, this.key) = (addresses, key);
        ConnectionString = ConnectionStringOf(account);
        ProcessId = process.Id;
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Connection string of the first account. It is a secret and must never be logged.</summary>
    public string ConnectionString { get; }

    /// <summary>Connection string of an account. It is a secret and must never be logged.</summary>
    /// <param name="account">One of <see cref="AzuriteOptions.Accounts"/>.</param>
    public string ConnectionStringOf(string account) => $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};"
        + string.Concat(addresses.Select(pair => $"{pair.Key}Endpoint={pair.Value}/{account};"));

    /// <summary>The process id of the child.</summary>
    public int ProcessId { get; }

    /// <summary>Code of the error with which the disk fails now, such as ENOSPC; null while it does not.</summary>
    public string? Trouble => trouble;

    /// <summary>Receives <see cref="Trouble"/> whenever it changes.</summary>
    public Action<string?> TroubleChanged { get; set; } = _ => { };

    /// <summary>Completes when the child has ended, on request or not.</summary>
    public Task Exited { get; }

    /// <summary>What the status says about this storage, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        yield return "the embedded storage is for trying only: it keeps one copy, on the disk of this machine";
        if (Trouble is { } code)
        {
            yield return $"the embedded storage cannot write to its disk ({code}): what cannot be written is refused";
        }
    }

    /// <summary>Installs Azurite if needed, starts it, and returns once all three services listen.</summary>
    /// <exception cref="StartupException">Any foreseen reason. The message states what to do.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tools = await NodeTools.FindAsync(options.SearchPath, cancellation);
        var packages = await AzuriteInstall.EnsureAsync(tools, options, cancellation);
        DataFolder.Create(options.StorageFolder);
        var folderLock = FolderLock.TryTake(Path.Combine(options.StorageFolder, "lock"))
            ?? throw new StartupException(
                ExitCode.DataFolderInUse,
                $"Another server uses the data folder '{options.StorageFolder}': stop it "
                + $"or name another folder with {DataFolder.FolderVariable}.");
        try
        {
            await AzuritePredecessor.WaitAsync(options.StorageFolder, cancellation);
            if (AzuriteFiles.FindDamage(options.StorageFolder) is { } damage)
            {
                throw Damaged(options, damage);
            }

            return await LaunchAsync(tools.Node, packages, options, folderLock, cancellation);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Requests the child to write its files and end. After ten seconds, kills the child and its own child processes.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            await Exited.WaitAsync(StopLimit);
        }
        catch (Exception error) when (error is TimeoutException or IOException)
        {
            process.Kill(entireProcessTree: true);
            await Exited;
        }
        finally
        {
            process.Dispose();
            folderLock.Dispose();
        }
    }

    private static async Task<AzuriteProcess> LaunchAsync(
        string node, string packages, AzuriteOptions options, FolderLock folderLock, CancellationToken cancellation)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var process = Process.Start(StartInfo(node, packages, options, key))!;
        try
        {
            AzuritePredecessor.Note(options.StorageFolder, process);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(StartLimit);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var (addresses, trouble) = await ReadAddressesAsync(process, limit.Token);
            if (trouble is not null)
            {
                throw Unwritable(options, trouble);
            }

            if (addresses.Count < 3)
            {
                throw WhyEnded(options, await errors);
            }

            AzuriteFiles.MarkStarted(options.StorageFolder);
            var azurite = new AzuriteProcess(process, folderLock, addresses, key, options.Accounts[0]);
            // All output is read, because a full pipe would block the child.
            _ = azurite.ReadTroubleAsync();
            return azurite;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Discard(process);
            throw new StartupException(
                ExitCode.StorageNotStarted,
                $"The embedded storage did not start within {StartLimit.TotalSeconds} seconds: run again, "
                + "or set AzureWebJobsStorage to use a storage account.");
        }
        catch
        {
            Discard(process);
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(string node, string packages, AzuriteOptions options, string key)
    {
        string[] arguments =
        [
            Path.Combine(AzuriteInstall.SourceFolder, "start.cjs"),
            "--blobHost", "127.0.0.1", "--blobPort", $"{options.BlobPort}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{options.QueuePort}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{options.TablePort}",
            "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            .. options.IsInMemory ? (string[])["--inMemoryPersistence"] : ["--location", options.StorageFolder],
        ];
        var start = new ProcessStartInfo(node, arguments)
        {
            WorkingDirectory = options.StorageFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', options.Accounts.Select(account => $"{account}:{key}"));
        start.Environment["SCREENING_AZURITE_PACKAGES"] = packages;
        return start;
    }

    private async Task ReadTroubleAsync()
    {
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (State().Match(line) is { Success: true } match)
            {
                trouble = TroubleOf(match);
                TroubleChanged(trouble);
            }
        }
    }

    private static string? TroubleOf(Match state) => state.Groups["state"].Value is "sound" ? null : state.Groups["state"].Value;

    /// <summary>
    /// Reads the output of Azurite until all services listen or the process has ended. The disk may fail meanwhile.
    /// </summary>
    private static async Task<(Dictionary<string, string> Addresses, string? Trouble)> ReadAddressesAsync(
        Process process, CancellationToken cancellation)
    {
        string? trouble = null;
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        while (addresses.Count < 3 && await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                addresses[match.Groups["service"].Value] = match.Groups["address"].Value;
            }
            else if (State().Match(line) is { Success: true } state)
            {
                trouble = TroubleOf(state);
            }
        }

        return (addresses, trouble);
    }

    private static StartupException WhyEnded(AzuriteOptions options, string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var reason = lines.FirstOrDefault() ?? "no reason given";
        if (reason.Contains("EADDRINUSE", StringComparison.Ordinal))
        {
            var address = reason[(reason.LastIndexOf(' ') + 1)..];
            return new StartupException(
                ExitCode.StoragePortInUse,
                $"Another program listens on {address}, which the embedded storage was to use: "
                + "stop it or choose other ports.");
        }

        return reason.Contains("Exit due to unhandled error", StringComparison.Ordinal)
            ? Damaged(options, reason[(reason.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
            : new StartupException(
                ExitCode.StorageNotStarted,
                $"The embedded storage ended at once ({reason}): "
                + $"delete '{options.InstallFolder}' to install it again.");
    }

    private static StartupException Damaged(AzuriteOptions options, string what) => new(
        ExitCode.DataFolderDamaged,
        $"The embedded storage cannot read its files in '{options.StorageFolder}' ({what}): restore them from a copy, "
        + "or move the folder away to begin with an empty one.");

    private static StartupException Unwritable(AzuriteOptions options, string code) => new(
        ExitCode.StorageNotStarted,
        $"The embedded storage cannot write to '{options.StorageFolder}' ({code}): free at least {RoomNeeded} of disk space and run again. "
        + "Nothing that was answered is lost.");

    private static void Discard(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>\S+)$")]
    private static partial Regex Listening();

    [GeneratedRegex("^Screening storage: (?<state>\\S+)")]
    private static partial Regex State();
}
