using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Requests a compilation after the versions row has changed. A compile request may be lost: its change is already committed, and
/// the sweep sends another.
/// </summary>
public sealed partial class CompileRequests
{
    /// <summary>Maximum time a change waits until its compile request is queued.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    private static readonly CompileRequestJson MessageJson = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Writes the "+" of a time unescaped.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private readonly Func<long, CancellationToken, Task> send;
    private readonly ILogger<CompileRequests> logger;

    /// <summary>Text of a message.</summary>
    /// <param name="sourceVersion">Source version of the change.</param>
    /// <param name="trace">W3C traceparent; null outside a trace.</param>
    /// <param name="at">Time of sending, to measure the time in the queue; null when it is not measured.</param>
    public static string Text(long sourceVersion, string? trace = null, DateTimeOffset? at = null) => JsonSerializer.Serialize(
        new Message(sourceVersion, trace, at), MessageJson.Message);

    /// <summary>
    /// Parses a message. An unreadable text gives an empty message, because the content does not affect how a compile request is
    /// handled.
    /// </summary>
    public static Message Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, MessageJson.Message) ?? new(0, null, null);
        }
        catch (JsonException)
        {
            return new(0, null, null);
        }
    }

    /// <summary>Creates the sender.</summary>
    /// <param name="send">Puts a source version into the queue.</param>
    /// <param name="logger">Receives compile requests that could not be sent.</param>
    public CompileRequests(Func<long, CancellationToken, Task> send, ILogger<CompileRequests> logger) =>
        (this.send, this.logger) = (send, logger);

    /// <summary>Sends a compile request.</summary>
    /// <param name="sourceVersion">Source version of the change.</param>
    /// <returns>False when it could not be sent.</returns>
    public async Task<bool> TrySendAsync(long sourceVersion)
    {
        try
        {
            // Not cancelled by the caller, because the change is already committed.
            using var timeout = new CancellationTokenSource(SendTimeout);
            using var span = Tracing.Step("queue.send", ActivityKind.Producer);
            await send(sourceVersion, timeout.Token);
            return true;
        }
#pragma warning disable CA1031 // The change is committed before; a failure of the queue does not undo it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogLost(failure, sourceVersion);
            return false;
        }
    }

    [LoggerMessage(LogEvents.CompileRequestsLost, LogLevel.Warning, "Compile request for source version {SourceVersion} was lost; the sweep sends it again")]
    private partial void LogLost(Exception failure, long sourceVersion);

    /// <summary>A compile request.</summary>
    /// <param name="SourceVersion">Source version of the change.</param>
    /// <param name="Traceparent">W3C traceparent; null when there is none.</param>
    /// <param name="At">Time of sending; null when it is not stated.</param>
    public sealed record Message(long SourceVersion, string? Traceparent, DateTimeOffset? At);
}

/// <summary>JSON of a compile request, from source-generated metadata.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CompileRequests.Message))]
internal sealed partial class CompileRequestJson : JsonSerializerContext;
