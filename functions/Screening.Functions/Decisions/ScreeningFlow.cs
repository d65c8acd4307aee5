using System.Diagnostics;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Records;
using Screening.Functions.Records.Write;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Decisions;

/// <summary>Processes a screening request from its bytes to a recorded response: steps 2 to 9 of the design, in order.</summary>
public sealed class ScreeningFlow(
    SnapshotProvider<Snapshot> provider, ListStandings standings, RecordTable records, IdempotentRecords idempotent, DecisionBudget budget,
    TimeProvider time)
{
    /// <summary>Suggested time before a retry after a temporary failure of storage.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private const string NotRecorded = "The decision could not be recorded, so it is not given.";

    /// <summary>Screens the body. A decision is returned only after it is recorded; a dry run is not recorded.</summary>
    /// <param name="body">The request as received.</param>
    /// <param name="call">Caller and options.</param>
    /// <param name="cancellation">The caller disconnected: a decision that is not made yet is ended; a record may still be committed.</param>
    /// <exception cref="DecisionTimeException">The decision took too long. Nothing was recorded and no key was used.</exception>
    public async Task<IResult> ScreenAsync(ReadOnlyMemory<byte> body, ScreeningCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var parsed = Parse(body, today);
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        if (budget.Take(call.Client, DecisionBudget.UnitsOf(parsed.Value)) is { } tooMany)
        {
            return tooMany;
        }

        var key = KeyOf(call, parsed.Value);
        var taken = await TakeAsync(cancellation);
        var inputs = taken.Lease is { } held ? await standings.TakeAsync(held.Pointer.SourceVersion, cancellation) : null;
        if (taken.Lease is not { } lease || inputs is null)
        {
            var reason = $"No decision can be made: {taken.Unavailable ?? ListStandings.NotRead}.";
            return await EarlierAsync(key, call, DecisionToday.Unknown(reason), cancellation) ?? Problems.Unavailable(reason, RetryAfter);
        }

        var screener = new Screener(lease, today, call, inputs);
        try
        {
            var decided = screener.Decide(parsed.Value, budget.Begin(cancellation));
            return decided.IsValid
                ? await AnswerAsync(decided.Value, call, key, cancellation)
                : await EarlierAsync(key, call, CurrentCheck.Refused(decided.Errors), cancellation) ?? Problems.InvalidRequest(decided.Errors);
        }
        catch (DecisionTimeException ended) when (key is not null)
        {
            // A repeated request gets the decision that is on record, however long a new one takes.
            if (await EarlierAsync(key, call, DecisionToday.Unknown(ended.Message), cancellation) is { } earlier)
            {
                return earlier;
            }

            throw;
        }
    }

    // The decision on record for a request that cannot be decided now; null when there is none.
    private async Task<IResult?> EarlierAsync(IdempotencyKey? key, ScreeningCall call, DecisionToday today, CancellationToken cancellation) =>
        key is not null && await idempotent.FindAsync(key, cancellation) is { } recorded ? Answer(recorded, call, today) : null;

    /// <summary>Response to a recorded decision.</summary>
    /// <param name="recorded">The decision.</param>
    /// <param name="today">Whether it would be given again today; null for a new decision.</param>
    public static ScreeningResponse Response(Recorded recorded, DecisionToday? today = null)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var age = TimeSpan.FromSeconds(recorded.Record.SnapshotAgeSeconds);
        return new(recorded.Stamp.Id, recorded.Stamp.RecordedAt, age, Encoding.UTF8.GetBytes(recorded.Record.DecisionJson))
        {
            IsLive = recorded.Record.IsLive, IsReplay = recorded.IsReplay, Today = today,
        };
    }

    /// <summary>Response to a decision that is not recorded.</summary>
    public static ScreeningResponse Response(DecisionRecord dryRun)
    {
        ArgumentNullException.ThrowIfNull(dryRun);
        return new(null, null, TimeSpan.FromSeconds(dryRun.SnapshotAgeSeconds), Encoding.UTF8.GetBytes(dryRun.DecisionJson));
    }

    private static IdempotencyKey? KeyOf(ScreeningCall call, ScreeningRequest request) => call is { IdempotencyKey: { } sent, IsDryRun: false }
        ? IdempotencyKey.Of(call.Client, sent, ScreeningRequestJson.Write(request))
        : null;

    private static Parsed<ScreeningRequest> Parse(ReadOnlyMemory<byte> body, DateOnly today)
    {
        using var timer = Measures.Stage("parse");
        using var span = Tracing.Step("parse");
        return ScreeningRequestParser.Parse(body, today);
    }

    private async ValueTask<SnapshotAnswer<Snapshot>> TakeAsync(CancellationToken cancellation)
    {
        using var timer = Measures.Stage("snapshot");
        using var span = Tracing.Step("snapshot.take");
        var taken = await provider.TakeAsync(cancellation);
        span?.SetTag("screening.revision", taken.Lease?.Pointer.Revision);
        return taken;
    }

    private async Task<Recorded> RecordAsync(Decided decided, IdempotencyKey? key, CancellationToken cancellation)
    {
        using var timer = Measures.Stage("record");
        using var span = Tracing.Step("record.write", ActivityKind.Client);
        return key is null
            ? new(await records.WriteAsync(decided.Record, cancellation), decided.Record, IsReplay: false)
            : await idempotent.RecordAsync(key, 0, decided.Record, cancellation);
    }

    private async Task<IResult> AnswerAsync(Decided decided, ScreeningCall call, IdempotencyKey? key, CancellationToken cancellation)
    {
        if (call.IsDryRun)
        {
            return Results.Bytes((Response(decided.Record) with { IsSummary = call.IsSummary }).ToUtf8(), "application/json");
        }

        try
        {
            var recorded = await RecordAsync(decided, key, cancellation);
            if (!recorded.IsReplay)
            {
                DecisionMeasures.Recorded(decided.Decision);
            }

            return Answer(recorded, call, recorded.IsReplay ? CurrentCheck.Compare(recorded.Record.DecisionJson, decided) : null);
        }
        catch (RecordNotWrittenException)
        {
            // A decision that is not on record is never returned.
            return Problems.Unavailable(NotRecorded, RetryAfter);
        }
        catch (IdempotencyKeyReusedException)
        {
            return KeyReused();
        }
    }

    /// <summary>422: the key was used with another body.</summary>
    public static Problem KeyReused() => Problems.Unprocessable(
        "The key was sent with another body within the last 7 days; nothing was decided.",
        [new(IdempotencyKey.Header, ErrorCodes.KeyReused, "stands for another body; send a new key with a new body")]);

    private static ReplayMark Answer(Recorded recorded, ScreeningCall call, DecisionToday? today) => new(
        recorded.IsReplay, Results.Bytes((Response(recorded, today) with { IsSummary = call.IsSummary }).ToUtf8(), "application/json"));

    private sealed record ReplayMark(bool IsReplay, IResult Inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (IsReplay)
            {
                httpContext.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
            }

            return Inner.ExecuteAsync(httpContext);
        }
    }
}
