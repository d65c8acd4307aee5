using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Tells the compiler that the head has moved. A compile request carries no data and may be lost: the change it follows is
/// already
/// committed, and the sweep sends another.
/// </summary>
public sealed partial class CompileRequests
{
    /// <summary>Longest time a change waits for its compile request to be queued.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    private static readonly CompileRequestJson MessageJson = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A "+" of a time is written as such.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private readonly Func<long, CancellationToken, Task> send;
    private readonly ILogger<CompileRequests> logger;

    /// <summary>The message: which version the head has reached, and of which trace it is a part.</summary>
    /// <param name="sourceVersion">That version.</param>
    /// <param name="trace">W3C traceparent; null outside of a trace.</param>
    /// <param name="at">When it is sent, to measure how long it waits; null when nobody measures.</param>
    public static string Text(long sourceVersion, string? trace = null, DateTimeOffset? at = null) => JsonSerializer.Serialize(
        new Message(sourceVersion, trace, at), MessageJson.Message);

    /// <summary>What a message says; nothing where it cannot be read, because a compile request means the same whatever is in it.</summary>
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
    /// <param name="send">Puts {sourceVersion} into the queue.</param>
    /// <param name="logger">Told of compile requests that could not be sent.</param>
    public CompileRequests(Func<long, CancellationToken, Task> send, ILogger<CompileRequests> logger) =>
        (this.send, this.logger) = (send, logger);

    /// <summary>Sends a compile request.</summary>
    /// <param name="sourceVersion">Version the head has reached.</param>
    /// <returns>False when it could not be sent.</returns>
    public async Task<bool> TrySendAsync(long sourceVersion)
    {
        try
        {
            // The caller may be gone by now; the change is not.
            using var timeout = new CancellationTokenSource(SendTimeout);
            using var span = Tracing.Step("queue.send", ActivityKind.Producer);
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

    [LoggerMessage(LogEvents.CompileRequestLost, LogLevel.Warning, "Compile request for source version {SourceVersion} was lost; the sweep sends it again")]
    private partial void LogLost(Exception failure, long sourceVersion);

    /// <summary>A compile request.</summary>
    /// <param name="SourceVersion">Version the head has reached.</param>
    /// <param name="Traceparent">Trace it is a part of; null for none.</param>
    /// <param name="At">When it was sent; null when it does not say.</param>
    public sealed record Message(long SourceVersion, string? Traceparent, DateTimeOffset? At);
}

/// <summary>The message of a compile request, described at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CompileRequests.Message))]
internal sealed partial class CompileRequestJson : JsonSerializerContext;
