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
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Records.Read;

/// <summary>Why a decision made again is not, or could not be, the recorded one.</summary>
public enum ReplayReason
{
    /// <summary>The record is no decision.</summary>
    NotADecision,

    /// <summary>The personal fields were erased, so there is nothing to match.</summary>
    PersonalFieldsErased,

    /// <summary>The snapshot it was decided from is gone or damaged.</summary>
    SnapshotGone,

    /// <summary>The snapshot is of a format this version does not read.</summary>
    SnapshotUnreadable,

    /// <summary>The record does not have its hash, or cannot be read any more.</summary>
    RecordDamaged,

    /// <summary>It was sealed with a key that is not configured: it may be sound, and cannot be read here.</summary>
    KeyNotConfigured,

    /// <summary>
    /// Another version of the engine decided it, and this one decides otherwise, or does not accept the request any more. What
    /// differs is told beside it. The record is sound all the same.
    /// </summary>
    EngineDiffers,

    /// <summary>The same version of the engine decides otherwise: a fault to be reported.</summary>
    DecisionDiffers,
}

/// <summary>A decision made again.</summary>
/// <param name="Id">The record.</param>
/// <param name="Identical">Whether it is the recorded one to the byte.</param>
/// <param name="Reason">Why not; null when it is.</param>
/// <param name="Revision">Revision of the snapshot.</param>
/// <param name="RecordedEngine">Version of the engine that decided; null when the record does not say.</param>
/// <param name="Engine">Version of the engine now.</param>
/// <param name="RecordedSha256">Hash of the recorded decision.</param>
/// <param name="ReplayedSha256">Hash of the decision made now; null when none could be made.</param>
public sealed record ReplayResult(
    string Id, bool Identical, ReplayReason? Reason, string Revision, string? RecordedEngine, string Engine, string RecordedSha256, string? ReplayedSha256)
{
    /// <summary>
    /// Places of the decision that differ, the first 50; or, beginning with "request", "mode" or "inputs", of what this version
    /// does not accept. Never values.
    /// </summary>
    public ImmutableArray<string> Differs { get; init; } = [];

    /// <summary>Why no decision could be made, one sentence; null when one was, or the reason says it all.</summary>
    public string? Detail { get; init; }
}

/// <summary>Makes recorded decisions again, from the request, snapshot, date, mode and inputs on record.</summary>
/// <param name="records">The records.</param>
/// <param name="snapshots">The snapshots.</param>
public sealed class RecordReplay(RecordTable records, SnapshotBlobs snapshots)
{
    /// <summary>Makes a decision again.</summary>
    /// <param name="id">The record.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The result; null when there is no such record.</returns>
    public async Task<ReplayResult?> ReplayAsync(string id, CancellationToken cancellation)
    {
        return await records.FindAsync(id, cancellation) switch
        {
            null => null,
            { Personal: PersonalView.Damaged } damaged =>
                new(id, false, ReplayReason.RecordDamaged, damaged.Record.Revision, null, ScreeningEngine.Version, "", null),
            var stored => await ReplayAsync(stored, cancellation),
        };
    }

    private async Task<ReplayResult> ReplayAsync(StoredRecord stored, CancellationToken cancellation)
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

        var remade = Decide(stored.Record, snapshot);
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
        // A snapshot of an earlier format lies under that format's name.
        ReadOnlyMemory<byte>? bytes = null;
        for (var format = SnapshotFormat.Version; format > 0 && bytes is null; format--)
        {
            bytes = await snapshots.GetAsync(format, revision, cancellation);
        }

        if (bytes is not { } found || !string.Equals(SnapshotFormat.RevisionOf(found.Span), revision, StringComparison.Ordinal))
        {
            return (null, ReplayReason.SnapshotGone);
        }

        try
        {
            return (Snapshot.Open(found), null);
        }
        catch (InvalidDataException)
        {
            return (null, ReplayReason.SnapshotUnreadable);
        }
    }

    private static Remade Decide(DecisionRecord record, Snapshot snapshot)
    {
        // Bounds of dates are those of the day it was asked; a recorded request has passed them.
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
            return new(DecisionJson.Write(ScreeningEngine.Screen(parsed.Value, snapshot, record.AsOf, mode, lists)), null, []);
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
