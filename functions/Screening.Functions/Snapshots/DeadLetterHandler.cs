using System.Security.Cryptography;
using System.Text;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Handles a dead-lettered compile request: stores its text and reports it in the status. Nothing is lost, because the sweep
/// sends compile requests while the versions row is ahead of the pointer.
/// </summary>
public sealed partial class DeadLetterHandler
{
    private readonly StatusTable status;
    private readonly TimeProvider time;
    private readonly ILogger<DeadLetterHandler> logger;

    /// <summary>Creates the handler.</summary>
    public DeadLetterHandler(StatusTable status, TimeProvider time, ILogger<DeadLetterHandler> logger) =>
        (this.status, this.time, this.logger) = (status, time, logger);

    /// <summary>Stores a message. The same message delivered again is stored once.</summary>
    /// <param name="messageId">Id assigned by the queue.</param>
    /// <param name="text">Its complete text.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task HandleAsync(string messageId, string text, CancellationToken cancellation)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32];
        await status.PutPoisonAsync(new(id, text, time.GetUtcNow()), cancellation);
        Measures.DeadLettered();
        LogPoison(id);
    }

    [LoggerMessage(LogEvents.DeadLetterHandlerPoison, LogLevel.Error, "A message to the compiler was dead-lettered; it is kept in status as {Id}")]
    private partial void LogPoison(string id);
}
