using System.Text;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Records;
using Screening.Functions.Records.Read;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Decisions;

/// <summary>
/// Decides a recorded request again on the snapshot, the lists and the day of now, and compares. Nothing is recorded. A failure
/// never becomes "current": the result then states that it is unknown, and why.
/// </summary>
public sealed partial class CurrentCheck(
    SnapshotProvider<Snapshot> provider, ListStandings standings, DecisionBudget budget, TimeProvider time, ILogger<CurrentCheck> log)
{
    /// <summary>Members of a decision that are compared (decision D40). The others name versions, dates and advice.</summary>
    private static readonly string[] Compared = ["disposition", "outcome", "findings", "matches"];

    /// <summary>Compares a recorded decision with one made now.</summary>
    /// <param name="recorded">Canonical JSON of the recorded decision.</param>
    /// <param name="now">The decision made now.</param>
    public static DecisionToday Compare(string recorded, Decided now)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(now);
        var differs = JsonDifference.Of(Encoding.UTF8.GetBytes(recorded), Encoding.UTF8.GetBytes(now.Record.DecisionJson), Compared);
        return new(differs.Count == 0)
        {
            AsOf = now.Record.AsOf,
            Revision = now.Record.Revision,
            Disposition = Code<Disposition>.Of(now.Decision.Disposition),
            Outcome = Code<Outcome>.Of(now.Decision.Outcome),
            Differs = [.. differs],
            IsSuperseded = differs.Contains("disposition") || differs.Contains("outcome"),
        };
    }

    /// <summary>The result when the request is refused today: the recorded decision must no longer be acted on.</summary>
    public static DecisionToday Refused(IEnumerable<RequestError> errors)
    {
        var reasons = string.Join(", ", errors.Select(error => $"{error.Path} {error.Code}"));
        return DecisionToday.Unknown($"The request would be refused today: {reasons}.") with { IsSuperseded = true };
    }

    /// <summary>Decides a recorded request again.</summary>
    /// <param name="stored">The record with its personal fields.</param>
    /// <param name="cancellation">The caller disconnected.</param>
    public async Task<DecisionToday> OfAsync(StoredRecord stored, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (WhyNot(stored) is { } reason)
        {
            return DecisionToday.Unknown(reason);
        }

        try
        {
            return await DecideAsync(stored.Record, cancellation);
        }
        catch (DecisionTimeException)
        {
            return DecisionToday.Unknown("The decision took longer than one may, and was ended.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The record is returned whatever happens; that it is current is then not said.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            LogFailed(bug, stored.Stamp.Id);
            return DecisionToday.Unknown("The decision failed for a reason of the server's own.");
        }
    }

    private async Task<DecisionToday> DecideAsync(DecisionRecord record, CancellationToken cancellation)
    {
        var taken = await provider.TakeAsync(cancellation);
        if (taken.Lease is not { } lease)
        {
            return DecisionToday.Unknown($"No decision can be made: {taken.Unavailable}.");
        }

        if (await standings.TakeAsync(lease.Pointer.SourceVersion, cancellation) is not { } inputs)
        {
            return DecisionToday.Unknown($"No decision can be made: {ListStandings.NotRead}.");
        }

        // The limits of dates applied on the day of the request, and a recorded request has met them.
        var parsed = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(record.RequestJson), today: null);
        if (!parsed.IsValid)
        {
            return Refused(parsed.Errors);
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var call = new ScreeningCall(record.Client, IdempotencyKey: null, IsDryRun: false);
        var decided = new Screener(lease, today, call, inputs).Decide(parsed.Value, budget.Begin(cancellation));
        return decided.IsValid ? Compare(record.DecisionJson, decided.Value) : Refused(decided.Errors);
    }

    private static string? WhyNot(StoredRecord stored) => stored switch
    {
        { Record.Kind: not RecordKind.Decision } => "The record holds no decision.",
        { IsLocked: true } => "The record key is not configured here.",
        { IsSound: false } or { Damage: not null } => "The record is damaged.",
        { Personal: PersonalView.Erased } => "The personal fields of the request were erased.",
        { Personal: not PersonalView.Shown } => "The personal fields of the request cannot be read.",
        _ => null,
    };

    [LoggerMessage(LogEvents.CurrentCheckFailed, LogLevel.Error, "A recorded request could not be decided again. Record: {Record}.")]
    private partial void LogFailed(Exception error, string record);
}
