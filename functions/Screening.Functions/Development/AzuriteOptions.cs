namespace Screening.Functions.Development;

/// <summary>Folders and ports of the embedded storage.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Folder of the stored tables, queues and blobs. Only one server at a time can use it.</summary>
    public required string StorageFolder { get; init; }

    /// <summary>
    /// Whether data is kept only in memory and lost when the storage ends. With data on disk, Azurite rewrites all data every
    /// five seconds and does not respond meanwhile, which distorts measurements. Default: on disk.
    /// </summary>
    public bool IsInMemory { get; init; }

    /// <summary>Names of the accounts, which share nothing but their key. Default: the one of the embedded storage.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [AzuriteProcess.AccountName];

    /// <summary>
    /// Folder of the installed packages, which several servers may share. Default: see <see cref="DataFolder"/>.
    /// </summary>
    public string InstallFolder { get; init; } = DataFolder.DefaultInstallFolder();

    /// <summary>Port of the blob service on loopback; 0 selects a free port.</summary>
    public int BlobPort { get; init; }

    /// <summary>Port of the queue service on loopback; 0 selects a free port.</summary>
    public int QueuePort { get; init; }

    /// <summary>Port of the table service on loopback; 0 selects a free port.</summary>
    public int TablePort { get; init; }

    /// <summary>Search path for node and npm, in the form of PATH. Default: the PATH of this process.</summary>
    public string? SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH");

    /// <summary>Receives one line for each slow step, such as the first installation. Default: ignored.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}
