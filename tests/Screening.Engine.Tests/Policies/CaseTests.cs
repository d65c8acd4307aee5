using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>The cases of Cases/*.json: the owner's decisions, one by one, for the shipped packs.</summary>
public sealed class CaseTests
{
    private static readonly string[] KnownMembers =
    [
        "id", "decision", "note", "policy", "item", "destination", "region", "transit", "asOf", "endUse", "endUserKind", "wmdDelivery",
        "redFlags", "assessment", "ask", "expect", "rows", "programme", "movement", "nationalities",
        "parties", "from", "military",
    ];

    public static TheoryData<string> Ids => [.. CaseFile.All.Select(file => file.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheCase_IsDecidedAsWritten(string id)
    {
        var file = CaseFile.All.Single(candidate => candidate.Id == id);
        var decision = file.Request().Screen(SnapshotOf(file), file.AsOf);
        var rule = decision.Undecided?.Label ?? decision.Winner();
        Assert.True(
            (file.ExpectedOutcome, file.ExpectedRule) == (Code<Outcome>.Of(decision.Outcome), rule),
            $"{file.Note} Expected {file.ExpectedOutcome} by {file.ExpectedRule}, actual {Code<Outcome>.Of(decision.Outcome)} by {rule}.");
        if (file.ExpectedDisposition is { } disposition)
        {
            Assert.Equal(disposition, Code<Disposition>.Of(decision.Disposition));
        }

        if (file.Ask is { } ask)
        {
            Assert.Equal(ask, decision.Undecided?.Ask ?? []);
        }
    }

    [Fact]
    public void Cases_AreWellFormed()
    {
        Assert.Equal(CaseFile.All.Length, CaseFile.All.Select(file => file.Id).Distinct().Count());
        Assert.All(CaseFile.All, file => Assert.Empty(file.Json.Select(member => member.Key).Except(KnownMembers)));
    }

    /// <summary>The shipped documents, including the bill, with the registry rows of the case.</summary>
    private static Snapshot SnapshotOf(CaseFile file)
    {
        var documents = SeedFiles.All.AddRange(SeedFiles.OnFile);
        if (file.Assessment is null && file.Rows.Count == 0)
        {
            return Lawful.Seed;
        }

        if (file.Assessment is { } status)
        {
            documents = documents.With(DocumentKind.Registry, "assessments", root => Assess(root, file.Destination, status));
        }

        foreach (var (registry, rows) in file.Rows)
        {
            documents = documents.With(DocumentKind.Registry, registry, root => Put(root["entries"]!.AsArray(), rows!.AsArray()));
        }

        return Snapshot.Open(documents.Compile(ListedParties.Watchlist()));
    }

    /// <summary>A row replaces the shipped one of the same country and kind.</summary>
    private static void Put(JsonArray entries, JsonArray rows)
    {
        foreach (var row in rows.Select(row => row!.DeepClone().AsObject()))
        {
            foreach (var shipped in entries.Where(entry => Same(entry!, row, "country") && Same(entry!, row, "kind")).ToArray())
            {
                entries.Remove(shipped);
            }

            entries.Add(row);
        }
    }

    private static bool Same(JsonNode left, JsonNode right, string member) => left[member]?.GetValue<string>() == right[member]?.GetValue<string>();

    private static void Assess(JsonObject root, string country, string status)
    {
        foreach (var entry in root["entries"]!.AsArray().Where(entry => entry!["country"]!.GetValue<string>() == country))
        {
            entry!["status"] = status;
        }
    }
}
