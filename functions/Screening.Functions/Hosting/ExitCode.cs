namespace Screening.Functions.Hosting;

/// <summary>
/// Exit codes of the process. A failure never exits with 0: a Functions host does not restart a handler that ended with 0, and
/// every later request would fail. 130 and above are reserved for signals.
/// </summary>
public enum ExitCode
{
    /// <summary>Stopped on request.</summary>
    Success = 0,

    /// <summary>An unexpected failure. The log has the details.</summary>
    Unexpected = 1,

    /// <summary>The settings contradict each other or cannot be read.</summary>
    SettingsInvalid = 2,

    /// <summary>Stopped on request under the Functions host. Not 0, because the host must start the handler again.</summary>
    HandlerStopped = 3,

    /// <summary>Another program listens on the address of the API.</summary>
    PortInUse = 10,

    /// <summary>Another program listens on a port configured for the embedded storage.</summary>
    StoragePortInUse = 11,

    /// <summary>Node is not on the PATH.</summary>
    NodeMissing = 20,

    /// <summary>Node is too old for the embedded storage.</summary>
    NodeTooOld = 21,

    /// <summary>npm is not on the PATH.</summary>
    NpmMissing = 22,

    /// <summary>The packages of the embedded storage could not be installed.</summary>
    InstallFailed = 23,

    /// <summary>The files of the embedded storage cannot be read.</summary>
    DataFolderDamaged = 30,

    /// <summary>Another server uses the same data folder.</summary>
    DataFolderInUse = 31,

    /// <summary>The embedded storage did not start in time, or failed for another reason.</summary>
    StorageNotStarted = 32,

    /// <summary>The embedded storage ended while the server was running.</summary>
    StorageEnded = 33,

    /// <summary>The configured storage account cannot be reached or refuses access.</summary>
    StorageUnreachable = 34,

    /// <summary>A backup could not be taken, or is damaged, or does not fit the storage it should be restored into.</summary>
    BackupRefused = 40,
}
