namespace Screening.Functions.Snapshots;

/// <summary>
/// Tells the compiler that the head has moved. A nudge carries no data and may be lost: the change it follows is
/// already
/// committed, and the sweep nudges again.
/// </summary>
public sealed partial class CompileNudge
{
    /// <summary>Longest time a change waits for its nudge to be queued.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    private readonly Func<long, CancellationToken, Task> send;
    private readonly ILogger<CompileNudge> logger;

    /// <summary>The message: which version the head has reached.</summary>
    /// <param name="sourceVersion">That version.</param>
    public static string Text(long sourceVersion) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{{\"sourceVersion\":{sourceVersion}}}");

    /// <summary>Creates the sender.</summary>
    /// <param name="send">Puts {sourceVersion} into the queue.</param>
    /// <param name="logger">Told of nudges that could not be sent.</param>
    public CompileNudge(Func<long, CancellationToken, Task> send, ILogger<CompileNudge> logger) =>
        (this.send, this.logger) = (send, logger);

    /// <summary>Sends a nudge.</summary>
    /// <param name="sourceVersion">Version the head has reached.</param>
    /// <returns>False when it could not be sent.</returns>
    public async Task<bool> TrySendAsync(long sourceVersion)
    {
        try
        {
            // The caller may be gone by now; the change is not.
            using var timeout = new CancellationTokenSource(SendTimeout);
            await send(sourceVersion, timeout.Token);
            return true;
        }
#pragma warning disable CA1031 // Whatever the queue does, the change before it stands.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogLost(failure, sourceVersion);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Nudge for source version {SourceVersion} was lost; the sweep sends it again")]
    private partial void LogLost(Exception failure, long sourceVersion);
}
