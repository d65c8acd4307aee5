using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>The response to a party search. It is not a decision and does not clear a transaction.</summary>
/// <param name="Matches">Matches, strong before possible, then by score.</param>
/// <param name="T1">Minimum score of a match.</param>
/// <param name="T2">Minimum score of a strong match.</param>
public sealed record PartySearchResponse(ImmutableArray<PartyMatch> Matches, double T1, double T2)
{
    /// <summary>Number of entries that match, also those beyond the limit of the request.</summary>
    public required int Total { get; init; }

    /// <summary>Names that could not be compared, one sentence each. For these the absence of a match says nothing.</summary>
    public ImmutableArray<string> NotCompared { get; init; } = [];

    /// <summary>Revision of the snapshot searched.</summary>
    public required string Revision { get; init; }

    /// <summary>The lists searched.</summary>
    public required ImmutableArray<ListVintage> Lists { get; init; }

    /// <summary>Time since this instance last confirmed its snapshot.</summary>
    public required TimeSpan SnapshotAge { get; init; }

    /// <summary>The response as UTF-8 JSON.</summary>
    public byte[] ToUtf8() => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("text", Matches.IsEmpty
            ? NotCompared.IsEmpty ? "no listed party found at this sensitivity; this is no decision about a transaction"
                : "no listed party found, and not every name could be compared: see notCompared; this is no decision about a transaction"
            : "listed parties found; this is no decision about a transaction");
        writer.WriteStartObject("thresholds");
        writer.WriteNumber("possible", T1);
        writer.WriteNumber("strong", T2);
        writer.WriteEndObject();
        writer.WriteNumber("total", Total);
        DecisionJson.WriteMatches(writer, Matches);
        writer.Texts("notCompared", NotCompared);
        DecisionJson.WriteLists(writer, Lists);
        writer.WriteString("revision", Revision);
        writer.WriteNumber("snapshotAgeSeconds", Math.Max(0, (long)SnapshotAge.TotalSeconds));
        writer.WriteEndObject();
    });
}
