namespace Screening.Functions.Hosting;

/// <summary>
/// What the process answers to its caller. Never 0 after a failure: a Functions host does not restart a handler that
/// ended with 0, and every later request would fail. 130 and above are left to signals.
/// </summary>
public enum ExitCode
{
    /// <summary>Stopped as asked.</summary>
    Success = 0,

    /// <summary>A failure nobody foresaw; the log has it.</summary>
    Unexpected = 1,

    /// <summary>The settings contradict one another or cannot be read.</summary>
    SettingsInvalid = 2,

    /// <summary>
    /// Stopped as asked, under the Functions host: not 0, because the host must start the handler again.
    /// </summary>
    HandlerStopped = 3,

    /// <summary>Another program listens on the address of the API.</summary>
    PortInUse = 10,

    /// <summary>Another program listens on a port that the embedded storage was told to use.</summary>
    StoragePortInUse = 11,

    /// <summary>Node is not on the PATH.</summary>
    NodeMissing = 20,

    /// <summary>Node is older than the embedded storage can use.</summary>
    NodeTooOld = 21,

    /// <summary>npm is not on the PATH.</summary>
    NpmMissing = 22,

    /// <summary>The packages of the embedded storage could not be installed.</summary>
    InstallFailed = 23,

    /// <summary>The files of the embedded storage cannot be read.</summary>
    DataFolderDamaged = 30,

    /// <summary>Another server uses the same data folder.</summary>
    DataFolderInUse = 31,

    /// <summary>The embedded storage did not start for another reason, or not in time.</summary>
    StorageNotStarted = 32,

    /// <summary>The embedded storage ended while the server ran.</summary>
    StorageEnded = 33,

    /// <summary>The storage account in the settings cannot be reached, or refuses.</summary>
    StorageUnreachable = 34,
}
