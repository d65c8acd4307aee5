using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Snapshots;
using Screening.Functions;
using Screening.Functions.Development;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Benchmarks.Scale;

/// <summary>
/// Repeats every decision from the bytes of the revision it names. A difference means that the decision was made from an
/// inconsistent state.
/// </summary>
/// <param name="storage">Storage of the revisions.</param>
internal sealed class DecisionCheck(ScreeningStorage storage)
{
    private readonly ConcurrentDictionary<(string Revision, string AsOf), byte[]> expected = new();

    /// <summary>Revisions named by decisions.</summary>
    public int Revisions => expected.Keys.Select(key => key.Revision).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Whether the decision in the response equals the decision of its revision byte for byte.</summary>
    public async Task<bool> HoldsAsync(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var decision = document.RootElement.GetProperty("decision");
        var revision = decision.GetProperty("snapshot").GetProperty("revision").GetString()!;
        var asOf = decision.GetProperty("asOf").GetString()!;
        if (!expected.TryGetValue((revision, asOf), out var bytes))
        {
            bytes = expected.GetOrAdd((revision, asOf), await DecideAsync(revision, DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return Encoding.UTF8.GetBytes(decision.GetRawText()).AsSpan().SequenceEqual(bytes);
    }

    private async Task<byte[]> DecideAsync(string revision, DateOnly today)
    {
        var bytes = await storage.Snapshots.GetAsync(SnapshotFormat.Version, revision, CancellationToken.None)
            ?? throw new InvalidDataException($"a decision names {revision}, which is nowhere");
        if (SnapshotFormat.RevisionOf(bytes.Span) != revision)
        {
            throw new InvalidDataException($"the bytes of {revision} are others");
        }

        var snapshot = Snapshot.Open(bytes);
        var request = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(SampleRequest.Json), today).Value;
        return DecisionJson.Write(ScreeningEngine.Screen(request, snapshot, today, ScreeningEngine.ModeOf(request, snapshot, today)));
    }
}
