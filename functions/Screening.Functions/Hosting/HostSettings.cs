using System.Globalization;
using System.Net;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Security;
using Screening.Functions.Storage;

namespace Screening.Functions.Hosting;

/// <summary>All settings from the environment, read once at start.</summary>
public sealed record HostSettings
{
    /// <summary>
    /// The port that the Functions host assigns to its handler. If it is set, the Functions host runs this process.
    /// </summary>
    public const string HandlerPortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Port of the standalone server; 0 selects a free port.</summary>
    public const string PortVariable = "SCREENING_PORT";

    /// <summary>IP address of the standalone server. Development identities exist only on loopback.</summary>
    public const string AddressVariable = "SCREENING_ADDRESS";

    /// <summary>The storage account of the Functions host and of the compile queue.</summary>
    public const string JobsStorage = "AzureWebJobsStorage";

    /// <summary>The storage account of tables and blobs. Default: the account of <see cref="JobsStorage"/>.</summary>
    public const string ProductStorage = "ScreeningStorage";

    /// <summary>A storage account outside for the checkpoints of the anchor chain. Default: no checkpoints.</summary>
    public const string CheckpointStorage = "ScreeningCheckpoints";

    /// <summary>Folder for the last good snapshot.</summary>
    public const string CacheFolderVariable = "SCREENING_CACHE_FOLDER";

    /// <summary>true lets lists be fetched from loopback, by http too. For tests and development; refused under the Functions host.</summary>
    public const string LoopbackSourcesVariable = "SCREENING_LOOPBACK_SOURCES";

    private const int DefaultPort = 7071;

    /// <summary>How this executable is run.</summary>
    public required HostMode Mode { get; init; }

    /// <summary>Where the server listens. The port may be 0 until it listens.</summary>
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>
    /// The account of the queues. Null only under <see cref="HostMode.StandaloneEmbedded"/>, until Azurite runs.
    /// </summary>
    public StorageConnection? Queues { get; init; }

    /// <summary>The account of tables and blobs. Null under the same conditions as <see cref="Queues"/>.</summary>
    public StorageConnection? Product { get; init; }

    /// <summary>Location of the checkpoints; null if there are none.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>Keys that encrypt the record keys, as set; null if not set.</summary>
    public string? RecordKey { get; init; }

    /// <summary>Folder for the files of a standalone server.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Rate limits of callers.</summary>
    public RequestLimits Limits { get; init; } = new();

    /// <summary>The accepted token issuer; null if tokens are not accepted.</summary>
    public TokenSettings? Tokens { get; init; }

    /// <summary>Folder of the last good snapshot on the local disk.</summary>
    public string CacheFolder { get; init; } = Path.Combine(Path.GetTempPath(), "screening-snapshots");

    /// <summary>Whether lists may be fetched from loopback.</summary>
    public bool AllowsLoopbackSources { get; init; }

    /// <summary>Whether the Functions host runs this process, as a custom handler or as an isolated worker.</summary>
    public bool IsHosted => Mode is HostMode.FunctionsHost or HostMode.IsolatedWorker;

    /// <summary>
    /// Whether the development identities exist: only standalone, on loopback, with the emulator started by this process.
    /// </summary>
    public bool AllowsDevelopmentIdentities =>
        Mode == HostMode.StandaloneEmbedded && IPAddress.IsLoopback(Endpoint.Address);

    /// <summary>Reads the settings.</summary>
    /// <param name="settings">Command line and environment.</param>
    /// <param name="isHandedOver">Whether the isolated worker passes the requests on, so that the app does not listen.</param>
    /// <exception cref="StartupException">They contradict one another or cannot be read.</exception>
    public static HostSettings Read(IConfiguration settings, bool isHandedOver = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var place = ReadPlace(settings, isHandedOver);
        return place with
        {
            Limits = RequestLimits.Read(settings),
            Tokens = TokenSettings.Read(settings),
            Checkpoints = ReadCheckpoints(settings, place.Product),
            AllowsLoopbackSources = ReadLoopbackSources(settings, place),
        };
    }

    private static bool ReadLoopbackSources(IConfiguration settings, HostSettings place) => settings[LoopbackSourcesVariable] switch
    {
        null or "" or "false" => false,
        "true" when !place.IsHosted => true,
        "true" => throw new StartupException(
            ExitCode.SettingsInvalid, $"{LoopbackSourcesVariable} is for tests and development, and the Functions host runs this process: remove it."),
        var text => throw new StartupException(ExitCode.SettingsInvalid, $"{LoopbackSourcesVariable} '{text}' is neither true nor false."),
    };

    private static CheckpointOptions? ReadCheckpoints(IConfiguration settings, StorageConnection? product)
    {
        if (StorageConnection.ReadBlobs(settings, CheckpointStorage) is not { } outside)
        {
            return null;
        }

        var container = settings.GetSection(CheckpointStorage)["container"];
        return !outside.HasSameBlobsAs(product)
            ? new(
                outside.ConnectionString, outside.BlobAddress, outside.ManagedIdentityClientId,
                string.IsNullOrWhiteSpace(container) ? CheckpointBlobs.DefaultContainer : container)
            : throw new StartupException(
                ExitCode.SettingsInvalid,
                $"{CheckpointStorage} names the account of the records, and a checkpoint there shows nothing: name an account that others administer.");
    }

    private static HostSettings ReadPlace(IConfiguration settings, bool isHandedOver)
    {
        var handlerPort = settings[HandlerPortVariable];
        var queues = StorageConnection.Read(settings, JobsStorage);
        var product = StorageConnection.Read(settings, ProductStorage) ?? queues;
        var dataFolder = settings[Development.DataFolder.FolderVariable] is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : Development.DataFolder.Default();
        if (isHandedOver)
        {
            return new HostSettings
            {
                Mode = HostMode.IsolatedWorker,
                Endpoint = new IPEndPoint(IPAddress.Loopback, 0),
                Queues = queues ?? throw MissingStorage("under the isolated worker"),
                Product = product,
                RecordKey = settings[RecordKeys.Setting],
                DataFolder = dataFolder,
                CacheFolder = CacheFolderOf(settings, Path.GetTempPath()),
            };
        }

        if (!string.IsNullOrEmpty(handlerPort))
        {
            return new HostSettings
            {
                Mode = HostMode.FunctionsHost,
                // The process inherits the environment of the host, including addresses, so the address setting is ignored.
                Endpoint = new IPEndPoint(IPAddress.Loopback, Port(HandlerPortVariable, handlerPort, smallest: 1)),
                Queues = queues ?? throw MissingStorage("under the Functions host"),
                Product = product,
                RecordKey = settings[RecordKeys.Setting],
                DataFolder = dataFolder,
                CacheFolder = CacheFolderOf(settings, Path.GetTempPath()),
            };
        }

        if (product is not null && queues is null)
        {
            throw MissingStorage($"when {ProductStorage} is set");
        }

        return new HostSettings
        {
            Mode = queues is null ? HostMode.StandaloneEmbedded : HostMode.StandaloneConfigured,
            Endpoint = new IPEndPoint(Address(settings), Port(PortVariable, settings[PortVariable], smallest: 0)),
            Queues = queues,
            Product = product,
            RecordKey = settings[RecordKeys.Setting],
            DataFolder = dataFolder,
            CacheFolder = CacheFolderOf(settings, dataFolder),
        };
    }

    private static string CacheFolderOf(IConfiguration settings, string parent) =>
        settings[CacheFolderVariable] is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(parent, "screening-snapshots");

    /// <summary>Mode, endpoint and data folder. Never a key.</summary>
    public override string ToString() => $"{Mode} on {Endpoint}, data in {DataFolder}";

    private static IPAddress Address(IConfiguration settings) => settings[AddressVariable] switch
    {
        null or "" => IPAddress.Loopback,
        var text when IPAddress.TryParse(text, out var address) => address,
        _ => throw new StartupException(
            ExitCode.SettingsInvalid, $"{AddressVariable} is not an IP address: use 127.0.0.1 or 0.0.0.0."),
    };

    private static int Port(string name, string? text, int smallest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultPort;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port >= smallest && port <= IPEndPoint.MaxPort
            ? port
            : throw new StartupException(
                ExitCode.SettingsInvalid,
                $"{name} is not a port: give a number from {smallest} to {IPEndPoint.MaxPort}.");
    }

    private static StartupException MissingStorage(string when) => new(
        ExitCode.SettingsInvalid, $"{JobsStorage} is not set, and {when} it must be: it holds the compile queue.");
}
