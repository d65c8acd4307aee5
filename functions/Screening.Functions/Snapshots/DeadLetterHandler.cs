using System.Security.Cryptography;
using System.Text;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Takes a compile request that failed as often as the queue allows. Its text is kept and the status raised; nothing is lost with
/// it, because the sweep sends a compile request for as long as the head is ahead.
/// </summary>
public sealed partial class DeadLetterHandler
{
    private readonly StatusTable status;
    private readonly TimeProvider time;
    private readonly ILogger<DeadLetterHandler> logger;

    /// <summary>Creates the handler.</summary>
    /// <param name="status">Keeps the messages.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Told that there was one.</param>
    public DeadLetterHandler(StatusTable status, TimeProvider time, ILogger<DeadLetterHandler> logger) =>
        (this.status, this.time, this.logger) = (status, time, logger);

    /// <summary>Keeps a message; the same one delivered again is kept once.</summary>
    /// <param name="messageId">Id the queue gave it.</param>
    /// <param name="text">Its text, whole.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task HandleAsync(string messageId, string text, CancellationToken cancellation)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32];
        await status.PutPoisonAsync(new(id, text, time.GetUtcNow()), cancellation);
        Measures.DeadLettered();
        LogPoison(id);
    }

    [LoggerMessage(LogEvents.PoisonHandlerPoison, LogLevel.Error, "A message to the compiler was given up; it is kept in status as {Id}")]
    private partial void LogPoison(string id);
}
