namespace Screening.Functions.Development;

/// <summary>Where the embedded storage keeps its files and which ports it takes.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Folder of the stored tables, queues and blobs. One server at a time.</summary>
    public required string StorageFolder { get; init; }

    /// <summary>
    /// Whether nothing is kept on disk: it is gone when the storage ends. On disk, everything stored is written anew every
    /// five seconds and nothing is answered meanwhile, so whoever measures measures that. Default: on disk.
    /// </summary>
    public bool IsInMemory { get; init; }

    /// <summary>
    /// Folder of the installed packages; may be shared by any number of servers. Default: see <see cref="DataFolder"/>.
    /// </summary>
    public string InstallFolder { get; init; } = DataFolder.DefaultInstallFolder();

    /// <summary>Port of the blob service on loopback; 0 takes a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>Port of the queue service on loopback; 0 takes a free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>Port of the table service on loopback; 0 takes a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>Where node and npm are looked for, in the form of PATH. Default: the PATH of this process.</summary>
    public string? SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH");

    /// <summary>Told what takes long, one line each: the first installation. Default: nobody.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}
