using System.Globalization;
using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Records.Read;
using Screening.Functions.Security;

namespace Screening.Functions.Hosting;

/// <summary>Everything that the environment decides, read once at start.</summary>
public sealed record HostSettings
{
    /// <summary>The port the Functions host gives to its handler. Its presence is what tells the modes apart.</summary>
    public const string HandlerPortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Port of the standalone server; 0 takes a free one.</summary>
    public const string PortVariable = "SCREENING_PORT";

    /// <summary>IP address of the standalone server. Beyond loopback there are no development identities.</summary>
    public const string AddressVariable = "SCREENING_ADDRESS";

    /// <summary>The account of the Functions host, and of the compile queue.</summary>
    public const string JobsStorage = "AzureWebJobsStorage";

    /// <summary>The account of tables and blobs; the same as <see cref="JobsStorage"/> unless set.</summary>
    public const string ProductStorage = "ScreeningStorage";

    /// <summary>Names another folder for the last good snapshot.</summary>
    public const string CacheFolderVariable = "SCREENING_CACHE_FOLDER";

    private const int DefaultPort = 7071;

    /// <summary>Who runs this executable.</summary>
    public required HostMode Mode { get; init; }

    /// <summary>Where it listens. Port 0 until it does.</summary>
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>
    /// The account of the queues; null only under <see cref="HostMode.StandaloneEmbedded"/>, until Azurite runs.
    /// </summary>
    public StorageConnection? Queues { get; init; }

    /// <summary>The account of tables and blobs; null as <see cref="Queues"/> is.</summary>
    public StorageConnection? Product { get; init; }

    /// <summary>Keys over the records, as set; null when they are not.</summary>
    public string? RecordKey { get; init; }

    /// <summary>Where a standalone server keeps its files.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Rates of callers.</summary>
    public RequestLimits Limits { get; init; } = new();

    /// <summary>Who issues tokens that are accepted; null when none are.</summary>
    public TokenSettings? Tokens { get; init; }

    /// <summary>Where the last good snapshot is kept on the local disk.</summary>
    public string CacheFolder { get; init; } = Path.Combine(Path.GetTempPath(), "screening-snapshots");

    /// <summary>Whether the Functions host drives this process, in either head.</summary>
    public bool IsHosted => Mode is HostMode.FunctionsHost or HostMode.IsolatedWorker;

    /// <summary>
    /// Whether the development identities exist: standalone, on loopback, with the emulator this process started.
    /// </summary>
    public bool AllowsDevelopmentIdentities =>
        Mode == HostMode.StandaloneEmbedded && IPAddress.IsLoopback(Endpoint.Address);

    /// <summary>Reads the settings.</summary>
    /// <param name="settings">Command line and environment.</param>
    /// <param name="isHandedOver">Whether the isolated worker hands requests over, so that nothing listens.</param>
    /// <exception cref="StartupException">They contradict one another or cannot be read.</exception>
    public static HostSettings Read(IConfiguration settings, bool isHandedOver = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ReadPlace(settings, isHandedOver) with { Limits = RequestLimits.Read(settings), Tokens = TokenSettings.Read(settings) };
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
                // The host inherits its own addresses to the handler, so they are not looked at.
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

    /// <summary>Says who and where, never with which key.</summary>
    public override string ToString() => $"{Mode} on {Endpoint}, data in {DataFolder}";

    private static IPAddress Address(IConfiguration settings) => settings[AddressVariable] switch
    {
        null or "" => IPAddress.Loopback,
        var text when IPAddress.TryParse(text, out var address) => address,
        var text => throw new StartupException(
            ExitCode.SettingsInvalid, $"{AddressVariable} '{text}' is not an IP address: use 127.0.0.1 or 0.0.0.0."),
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
                $"{name} '{text}' is not a port: give a number from {smallest} to {IPEndPoint.MaxPort}.");
    }

    private static StartupException MissingStorage(string when) => new(
        ExitCode.SettingsInvalid, $"{JobsStorage} is not set, and {when} it must be: it holds the compile queue.");
}
