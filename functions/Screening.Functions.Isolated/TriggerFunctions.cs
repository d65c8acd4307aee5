using Microsoft.Azure.Functions.Worker;
using Screening.Functions.Storage;
using Screening.Functions.Triggers;

namespace Screening.Functions.Isolated;

/// <summary>Queue and timer functions. Each calls the handler that the custom handler calls too.</summary>
public sealed class TriggerFunctions(TriggerHandlers handlers)
{
    /// <summary>Handles a compile request.</summary>
    [Function("CompileSnapshot")]
    public Task CompileSnapshot(
        [QueueTrigger("snapshot-compile", Connection = "AzureWebJobsStorage")] string message, FunctionContext context) =>
        handlers.CompileSnapshot(Read(message, context), context.CancellationToken);

    /// <summary>Handles a compile request that was dead-lettered.</summary>
    [Function("CompileSnapshotPoison")]
    public Task CompileSnapshotPoison(
        [QueueTrigger("snapshot-compile-poison", Connection = "AzureWebJobsStorage")] string message, FunctionContext context) =>
        handlers.CompileSnapshotPoison(Read(message, context), context.CancellationToken);

    /// <summary>Repeats a compile request that was lost.</summary>
    [Function("SweepSnapshot")]
    public Task SweepSnapshot(
        [TimerTrigger("0 */1 * * * *", UseMonitor = true, RunOnStartup = false)] TimerInfo timer, FunctionContext context) =>
        handlers.SweepSnapshot(context.CancellationToken);

    /// <summary>Fetches lists from their addresses.</summary>
    [Function("RefreshLists")]
    public Task RefreshLists(
        [TimerTrigger("30 */5 * * * *", UseMonitor = true, RunOnStartup = false)] TimerInfo timer, FunctionContext context) =>
        handlers.RefreshLists(context.CancellationToken);

    /// <summary>The message with the id and the number of deliveries from the metadata of the host.</summary>
    private static QueueMessage Read(string message, FunctionContext context) => TriggerPayload.Delivered(
        message, Metadata(context, "Id"), Metadata(context, "DequeueCount"));

    private static string? Metadata(FunctionContext context, string name) =>
        context.BindingContext.BindingData.TryGetValue(name, out var value) ? value?.ToString() : null;
}
