namespace Screening.Functions.Hosting;

/// <summary>How this executable is run.</summary>
public enum HostMode
{
    /// <summary>The Functions host: it forwards requests and delivers queue messages and timer ticks.</summary>
    FunctionsHost,

    /// <summary>
    /// The isolated worker of the Functions host, in the same process. It passes on requests, messages and timer ticks.
    /// </summary>
    IsolatedWorker,

    /// <summary>Standalone, with a storage account named in the settings. No other process is started.</summary>
    StandaloneConfigured,

    /// <summary>Standalone, without a storage account. Azurite is started on loopback.</summary>
    StandaloneEmbedded,
}
