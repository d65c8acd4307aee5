using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Write;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Records.Read;

/// <summary>Why a replayed decision is missing or differs from the recorded one.</summary>
public enum ReplayReason
{
    /// <summary>The record is not a decision.</summary>
    NotADecision,

    /// <summary>The personal fields were erased, so nothing can be matched.</summary>
    PersonalFieldsErased,

    /// <summary>The snapshot of the decision is missing or damaged.</summary>
    SnapshotGone,

    /// <summary>This version does not support the format of the snapshot.</summary>
    SnapshotUnreadable,

    /// <summary>The hash or the seal of the record is invalid, or the record cannot be read.</summary>
    RecordDamaged,

    /// <summary>The record was sealed with a key that is not configured. It may be sound but cannot be read here.</summary>
    KeyNotConfigured,

    /// <summary>
    /// Another engine version made the decision, and this one decides differently or does not accept the request. The differences
    /// are reported with it. The record itself is sound.
    /// </summary>
    EngineDiffers,

    /// <summary>The same engine version decides differently: a defect to be reported.</summary>
    DecisionDiffers,
}

/// <summary>Result of a replay.</summary>
/// <param name="Id">The record.</param>
/// <param name="Identical">Whether both decisions are identical byte for byte.</param>
/// <param name="Reason">Why not; null when they are identical.</param>
/// <param name="Revision">Revision of the snapshot.</param>
/// <param name="RecordedEngine">Engine version of the recorded decision; null when the record does not state it.</param>
/// <param name="Engine">Engine version of the replay.</param>
/// <param name="RecordedSha256">SHA-256 of the recorded decision; empty when it cannot be read.</param>
/// <param name="ReplayedSha256">SHA-256 of the replayed decision; null when there is none.</param>
public sealed record ReplayResult(
    string Id, bool Identical, ReplayReason? Reason, string Revision, string? RecordedEngine, string Engine, string RecordedSha256, string? ReplayedSha256)
{
    /// <summary>
    /// Paths of the decision that differ, at most 50. Without a decision: paths beginning with "request", "mode" or "inputs" that
    /// this version does not accept. Never values.
    /// </summary>
    public ImmutableArray<string> Differs { get; init; } = [];

    /// <summary>
    /// Why no decision could be made, in one sentence; null when one was made or when the reason is sufficient.
    /// </summary>
    public string? Detail { get; init; }
}

/// <summary>Replays recorded decisions from the recorded request, snapshot, date, mode and inputs.</summary>
/// <param name="records">The records.</param>
/// <param name="snapshots">The snapshots of their decisions.</param>
/// <param name="compiler">Names the format that this version reads, and opens it.</param>
public sealed class RecordReplay(RecordTable records, SnapshotBlobs snapshots, Compiler compiler)
{
    // How many formats after its own an older version looks for, to say that it cannot read one instead of that it is gone.
    private const int LaterFormats = 8;

    /// <summary>Replays a decision.</summary>
    /// <param name="id">The record.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="begin">Starts the count of the work, which may end the decision; null counts nothing.</param>
    /// <returns>The result; null when there is no such record.</returns>
    public async Task<ReplayResult?> ReplayAsync(string id, CancellationToken cancellation, Func<Work>? begin = null)
    {
        return await records.FindAsync(id, cancellation) switch
        {
            null => null,
            { Damage: not null } damaged =>
                new(id, false, ReplayReason.RecordDamaged, damaged.Record.Revision, null, ScreeningEngine.Version, "", null),
            var stored => await ReplayAsync(stored, begin, cancellation),
        };
    }

    private async Task<ReplayResult> ReplayAsync(StoredRecord stored, Func<Work>? begin, CancellationToken cancellation)
    {
        var recorded = Encoding.UTF8.GetBytes(stored.Record.DecisionJson);
        var none = new ReplayResult(
            stored.Stamp.Id, false, null, stored.Record.Revision, EngineOf(recorded), ScreeningEngine.Version, HashOf(recorded), null);
        if (WhyNot(stored) is { } reason)
        {
            return none with { Reason = reason };
        }

        var (snapshot, missing) = await OpenAsync(stored.Record.Revision, cancellation);
        if (snapshot is null)
        {
            return none with { Reason = missing };
        }

        var remade = Decide(stored.Record, snapshot, begin?.Invoke());
        if (remade.Decision is { } replayed && replayed.AsSpan().SequenceEqual(recorded))
        {
            return none with { Identical = true, ReplayedSha256 = HashOf(replayed) };
        }

        return none with
        {
            Reason = none.RecordedEngine == none.Engine ? ReplayReason.DecisionDiffers : ReplayReason.EngineDiffers,
            ReplayedSha256 = remade.Decision is { } other ? HashOf(other) : null,
            Differs = remade.Decision is { } decided ? [.. JsonDifference.Of(recorded, decided)] : remade.Places,
            Detail = remade.Refusal,
        };
    }

    private static ReplayReason? WhyNot(StoredRecord stored) => stored switch
    {
        { Record.Kind: not RecordKind.Decision } => ReplayReason.NotADecision,
        { IsLocked: true } => ReplayReason.KeyNotConfigured,
        { IsSound: false } => ReplayReason.RecordDamaged,
        { Personal: PersonalView.Erased } => ReplayReason.PersonalFieldsErased,
        _ => null,
    };

    private async Task<(Snapshot? Snapshot, ReplayReason? Missing)> OpenAsync(string revision, CancellationToken cancellation)
    {
        // A snapshot of another format is stored under the name of that format: an earlier one, or one of a later version of the app.
        ReadOnlyMemory<byte>? bytes = null;
        var later = Enumerable.Range(compiler.Format + 1, LaterFormats);
        foreach (var format in Enumerable.Range(1, compiler.Format).Reverse().Concat(later))
        {
            if ((bytes = await snapshots.GetAsync(format, revision, cancellation)) is not null)
            {
                break;
            }
        }

        if (bytes is not { } found || !string.Equals(SnapshotFormat.RevisionOf(found.Span), revision, StringComparison.Ordinal))
        {
            return (null, ReplayReason.SnapshotGone);
        }

        try
        {
            return (compiler.Open(found, revision), null);
        }
        catch (InvalidDataException)
        {
            return (null, ReplayReason.SnapshotUnreadable);
        }
    }

    private static Remade Decide(DecisionRecord record, Snapshot snapshot, Work? work)
    {
        // Dates are not checked against today: the limits applied on the day of the request, and a recorded request has met them.
        var parsed = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(record.RequestJson), today: null);
        if (!parsed.IsValid)
        {
            return Remade.Refused(
                "This version does not accept the request as it is on record.",
                parsed.Errors.Select(error => error.Path.StartsWith('$') ? "request" : $"request.{error.Path}"));
        }

        if (!Code<ScreeningMode>.TryParse(record.Mode, out var mode))
        {
            return Remade.Refused("This version does not know the mode of the decision.", ["mode"]);
        }

        try
        {
            var lists = RecordedInputs.Read(record.Inputs).Lists;
            return new(DecisionJson.Write(ScreeningEngine.Screen(parsed.Value, snapshot, record.AsOf, mode, lists, work)), null, []);
        }
        catch (JsonException)
        {
            return Remade.Refused("This version cannot read the recorded inputs.", ["inputs"]);
        }
        catch (ArgumentException)
        {
            return Remade.Refused("This version does not know the policy that the request names.", ["request.policy"]);
        }
    }

    private static string? EngineOf(byte[] decision)
    {
        using var document = JsonDocument.Parse(decision);
        return document.RootElement.TryGetProperty("engine", out var engine) ? engine.GetString() : null;
    }

    private sealed record Remade(byte[]? Decision, string? Refusal, ImmutableArray<string> Places)
    {
        internal static Remade Refused(string refusal, IEnumerable<string> places) =>
            new(null, refusal, [.. places.Distinct(StringComparer.Ordinal).Take(JsonDifference.Most)]);
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
