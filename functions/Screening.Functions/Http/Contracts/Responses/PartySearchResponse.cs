using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>What a party search answers. It is no decision: nothing in it says that a transaction may go ahead.</summary>
/// <param name="Matches">Matches, strong before possible, then by score.</param>
/// <param name="T1">Score from which a match counted.</param>
/// <param name="T2">Score from which a match is strong.</param>
public sealed record PartySearchResponse(ImmutableArray<PartyMatch> Matches, double T1, double T2)
{
    /// <summary>Revision of the snapshot searched.</summary>
    public required string Revision { get; init; }

    /// <summary>The lists searched.</summary>
    public required ImmutableArray<ListVintage> Lists { get; init; }

    /// <summary>Time since this instance last confirmed its snapshot.</summary>
    public required TimeSpan SnapshotAge { get; init; }

    /// <summary>The answer as UTF-8 JSON.</summary>
    public byte[] ToUtf8() => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("text", Matches.IsEmpty
            ? "no listed party found at this sensitivity; this is no decision about a transaction"
            : "listed parties found; this is no decision about a transaction");
        writer.WriteStartObject("thresholds");
        writer.WriteNumber("possible", T1);
        writer.WriteNumber("strong", T2);
        writer.WriteEndObject();
        DecisionJson.WriteMatches(writer, Matches);
        DecisionJson.WriteLists(writer, Lists);
        writer.WriteString("revision", Revision);
        writer.WriteNumber("snapshotAgeSeconds", Math.Max(0, (long)SnapshotAge.TotalSeconds));
        writer.WriteEndObject();
    });
}
