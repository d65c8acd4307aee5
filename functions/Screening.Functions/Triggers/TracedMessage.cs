using System.Diagnostics;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Triggers;

/// <summary>Handles a message within the trace of the request that sent it.</summary>
internal static class TracedMessage
{
    /// <summary>Runs <paramref name="handle"/> for a compile request.</summary>
    public static async Task RunAsync(string function, QueueMessage message, TimeProvider time, Func<Task> handle)
    {
        var compileRequest = CompileRequests.Read(message.Text);
        if (compileRequest.At is { } sent)
        {
            Measures.Handled(time.GetUtcNow() - sent);
        }

        using var span = Tracing.Continue(function, ActivityKind.Consumer, compileRequest.Traceparent);
        span?.SetTag("messaging.system", "azure_queues").SetTag("messaging.delivery_count", message.DequeueCount);
        try
        {
            await handle();
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }
}
