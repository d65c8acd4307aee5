using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Records.Write;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Decisions;

/// <summary>
/// Screens many transactions on one snapshot. Each is decided, recorded and answered as if it had been sent alone. A failed one
/// does not affect the others, and its order must be held.
/// </summary>
public sealed partial class BatchFlow(
    SnapshotProvider<Snapshot> provider, ListStandings standings, RecordTable records, IdempotentRecords idempotent, DecisionBudget budget,
    TimeProvider time, ILogger<BatchFlow> log)
{
    /// <summary>Lines of one batch decided in parallel. The other processors stay free for other requests.</summary>
    private static readonly int Workers = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Screens a batch.</summary>
    /// <param name="lines">Its transactions.</param>
    /// <param name="call">Caller and options.</param>
    /// <param name="cancellation">The caller disconnected: decisions that are not made yet are ended; records may still be committed.</param>
    /// <returns>One result per transaction, or the reason why there is none at all.</returns>
    public async Task<(BatchResponse? Response, Problem? Problem)> ScreenAsync(
        ImmutableArray<ReadOnlyMemory<byte>> lines, ScreeningCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var parsed = new Parsed<ScreeningRequest>[lines.Length];
        InParallel(lines.Length, index => parsed[index] = ScreeningRequestParser.Parse(lines[index], today), cancellation);
        if (budget.Take(call.Client, parsed.Sum(line => line.IsValid ? DecisionBudget.UnitsOf(line.Value) : 1)) is { } tooMany)
        {
            return (null, tooMany);
        }

        var taken = await provider.TakeAsync(cancellation);
        if (taken.Lease is not { } lease)
        {
            return (null, Problems.Unavailable($"No decision can be made: {taken.Unavailable}.", ScreeningFlow.RetryAfter));
        }

        if (await standings.TakeAsync(lease.Pointer.SourceVersion, cancellation) is not { } inputs)
        {
            return (null, Problems.Unavailable($"No decision can be made: {ListStandings.NotRead}.", ScreeningFlow.RetryAfter));
        }

        var screener = new Screener(lease, today, call, inputs);
        var drafts = new Draft[lines.Length];
        InParallel(lines.Length, index => drafts[index] = Decide(index, lines[index], parsed[index], screener, cancellation), cancellation);
        try
        {
            var results = await RecordAsync(drafts, lines, call, cancellation);
            return results.All(result => result is { Status: BatchStatus.Unavailable, IsTimeUsedUp: false })
                ? (null, Problems.Unavailable("No decision of the batch could be recorded, so none is given.", ScreeningFlow.RetryAfter))
                : (new BatchResponse(results), null);
        }
        catch (IdempotencyKeyReusedException)
        {
            return (null, ScreeningFlow.KeyReused());
        }
    }

    private static void InParallel(int lines, Action<int> decide, CancellationToken cancellation) => Parallel.For(
        0, lines, new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellation }, decide);

    private Draft Decide(
        int index, ReadOnlyMemory<byte> line, Parsed<ScreeningRequest> parsed, Screener screener, CancellationToken cancellation)
    {
        if (!parsed.IsValid)
        {
            var (isKnown, orderId) = BatchBody.OrderOf(line);
            var invalid = new BatchResult(index, BatchStatus.Invalid) { OrderId = orderId, IsOrderUnknown = !isKnown };
            return new(invalid with { Errors = parsed.Errors }, null);
        }

        var bare = new BatchResult(index, BatchStatus.Unavailable) { Reference = parsed.Value.Reference, OrderId = parsed.Value.OrderId };
        try
        {
            var decided = screener.Decide(parsed.Value, budget.Begin(cancellation));
            return decided.IsValid
                ? new(bare with { Outcome = decided.Value.Decision.Outcome, Disposition = decided.Value.Decision.Disposition }, decided.Value)
                : new(bare with { Status = BatchStatus.Invalid, Errors = decided.Errors }, null);
        }
        catch (DecisionTimeException)
        {
            LogEnded(index);
            return new(bare with { IsTimeUsedUp = true }, null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A bug in one line holds that line only.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            LogFailed(bug);
            return new(bare, null);
        }
    }

    private async Task<ImmutableArray<BatchResult>> RecordAsync(
        Draft[] drafts, ImmutableArray<ReadOnlyMemory<byte>> lines, ScreeningCall call, CancellationToken cancellation)
    {
        var key = call is { IdempotencyKey: { } sent, IsDryRun: false } ? IdempotencyKey.Of(call.Client, sent, HashOf(lines)) : null;
        IReadOnlyDictionary<int, Reservation> reserved = ImmutableDictionary<int, Reservation>.Empty;
        if (key is not null)
        {
            try
            {
                var decided = drafts.Where(draft => draft.Decided is not null).Select(draft => draft.Result.Index + 1).ToArray();
                reserved = await idempotent.ReserveAsync(key, decided, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException && StorageFailure.Is(failure))
            {
                return [.. drafts.Select(draft => draft.Decided is null ? draft.Result : Unrecorded(draft.Result))];
            }
        }

        return [.. await Task.WhenAll(drafts.Select(draft => RecordAsync(draft, call, key, reserved, cancellation)))];
    }

    private async Task<BatchResult> RecordAsync(
        Draft draft, ScreeningCall call, IdempotencyKey? key, IReadOnlyDictionary<int, Reservation> reserved, CancellationToken cancellation)
    {
        if (draft.Decided is not { } decided)
        {
            return draft.Result;
        }

        if (call.IsDryRun)
        {
            return draft.Result with { Status = BatchStatus.Decided, Answer = ScreeningFlow.Response(decided.Record) with { IsSummary = call.IsSummary } };
        }

        try
        {
            var line = draft.Result.Index + 1;
            var recorded = key is null
                ? new(await records.WriteAsync(decided.Record, cancellation), decided.Record, IsReplay: false)
                : await idempotent.RecordAsync(key, line, reserved.GetValueOrDefault(line), decided.Record, cancellation);
            if (!recorded.IsReplay)
            {
                DecisionMeasures.Counted(decided.Decision);
            }

            return Answered(draft.Result, recorded, recorded.IsReplay ? CurrentCheck.Compare(recorded.Record.DecisionJson, decided) : null, call);
        }
        catch (RecordNotWrittenException)
        {
            return Unrecorded(draft.Result);
        }
    }

    // The decision on record may differ from the new one. The recorded one is returned.
    private static BatchResult Answered(BatchResult result, Recorded recorded, DecisionToday? today, ScreeningCall call)
    {
        var answered = result with { Status = BatchStatus.Decided, Answer = ScreeningFlow.Response(recorded, today) with { IsSummary = call.IsSummary } };
        if (!recorded.IsReplay)
        {
            return answered;
        }

        using var decision = JsonDocument.Parse(recorded.Record.DecisionJson);
        return Code<Outcome>.TryParse(decision.RootElement.GetProperty("outcome").GetString()!, out var outcome)
            && Code<Disposition>.TryParse(decision.RootElement.GetProperty("disposition").GetString()!, out var disposition)
            ? answered with { Outcome = outcome, Disposition = disposition }
            : throw new InvalidDataException("a recorded decision has no outcome");
    }

    private static BatchResult Unrecorded(BatchResult result) =>
        new(result.Index, BatchStatus.Unavailable) { Reference = result.Reference, OrderId = result.OrderId };

    private static byte[] HashOf(ImmutableArray<ReadOnlyMemory<byte>> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            hash.AppendData(SHA256.HashData(line.Span));
        }

        return hash.GetHashAndReset();
    }

    private sealed record Draft(BatchResult Result, Decided? Decided);

    [LoggerMessage(LogEvents.BatchFlowEnded, LogLevel.Warning, "A line of a batch took longer than a decision may and was ended. Line: {Line}.")]
    private partial void LogEnded(int line);

    [LoggerMessage(LogEvents.BatchFlowFailed, LogLevel.Error, "A transaction of a batch failed for a reason of the server's own and was not decided.")]
    private partial void LogFailed(Exception error);
}
