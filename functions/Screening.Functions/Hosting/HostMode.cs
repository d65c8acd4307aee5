namespace Screening.Functions.Hosting;

/// <summary>Who runs this executable.</summary>
public enum HostMode
{
    /// <summary>The Functions host: it forwards requests and delivers queue messages and timer ticks.</summary>
    FunctionsHost,

    /// <summary>
    /// The isolated worker of the Functions host, in the same process: it hands over requests, messages and ticks.
    /// </summary>
    IsolatedWorker,

    /// <summary>
    /// A person or a service manager, with a storage account named in the settings. Nothing else is started.
    /// </summary>
    StandaloneConfigured,

    /// <summary>A person without a storage account: Azurite is started on loopback.</summary>
    StandaloneEmbedded,
}
