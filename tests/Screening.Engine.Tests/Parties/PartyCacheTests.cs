using System.Text.Json;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Search;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Parties;

/// <summary>The cache saves the search and changes nothing else.</summary>
public sealed class PartyCacheTests
{
    private static readonly PartyQuery Query = new(
        "Shahid Hemat Group", ["Hemat"], PartyKind.Organization, CountryCode.Of("IR"), "Damavand road", new DateOnly(1970, 1, 2),
        [new PartyIdentifier("DUNS", "123456789")]);

    private static readonly Dictionary<string, object> Otherwise = new(StringComparer.Ordinal)
    {
        [nameof(PartyQuery.Name)] = "Shahid Hemat Groups",
        [nameof(PartyQuery.Aliases)] = Query.Aliases.Add("Other"),
        [nameof(PartyQuery.Kind)] = PartyKind.Person,
        [nameof(PartyQuery.Country)] = CountryCode.Of("AE"),
        [nameof(PartyQuery.Address)] = "Damavand street",
        [nameof(PartyQuery.BirthDate)] = new DateOnly(1970, 1, 3),
        [nameof(PartyQuery.Identifiers)] = Query.Identifiers.Add(new PartyIdentifier("DUNS", "987654321")),
    };

    private readonly WatchlistIndex index = Listed.Index(Listed.Party("Shahid Hemmat Industrial Group"), Listed.Party("Rosvertol"));

    [Fact]
    public void ARepeatedQuery_ReturnsTheCachedResult()
    {
        var memory = new PartyCache(index, Listed.Thresholds);
        var first = memory.Search(Query);
        // Equal in every member, but not the same object.
        var again = memory.Search(Query with { Aliases = [.. Query.Aliases], Identifiers = [.. Query.Identifiers] });
        Assert.NotEmpty(first);
        Assert.True(first == again, "the same answer, not one made anew");
        Assert.Equal(JsonSerializer.Serialize(index.Search(Query, Listed.Thresholds, 1000)), JsonSerializer.Serialize(again));
        Assert.Equal(1, memory.Count);
    }

    [Fact]
    public void EveryMemberOfAQuery_IsPartOfTheCacheKey()
    {
        var memory = new PartyCache(index, Listed.Thresholds);
        memory.Search(Query);
        var parts = typeof(PartyQuery).GetConstructors().Single(made => made.GetParameters().Length > 1).GetParameters();
        foreach (var part in parts)
        {
            var other = (PartyQuery)typeof(PartyQuery).GetMethod("<Clone>$")!.Invoke(Query, null)!;
            typeof(PartyQuery).GetProperty(part.Name!)!.SetValue(other, Otherwise[part.Name!]);
            var before = memory.Count;
            Assert.Equal(
                JsonSerializer.Serialize(index.Search(other, Listed.Thresholds, 1000)), JsonSerializer.Serialize(memory.Search(other)));
            Assert.True(memory.Count == before + 1, $"{part.Name} does not count");

            // Two queries may have the same hash; then only this comparison separates their results.
            Assert.False(PartyQueryComparer.Instance.Equals(Query, other), $"{part.Name} is not compared");
        }

        Assert.Equal(1 + Otherwise.Count, memory.Count);
    }

    [Fact]
    public void TheCache_IsBounded_AndKeepsFrequentQueries()
    {
        var memory = new PartyCache(index, Listed.Thresholds, generation: 10);
        var often = memory.Search(Query);
        for (var number = 0; number < 200; number++)
        {
            memory.Search(Listed.Query($"Ordinary {number}"));
            Assert.InRange(memory.Count, 1, 21);
            Assert.True(often == memory.Search(Query), $"forgotten after {number}");
        }
    }

    [Fact]
    public void AResultAboveTheCandidateLimit_IsNotCached()
    {
        var many = Listed.Index([.. Enumerable.Range(0, PartyCache.CandidatesKept + 1)
            .Select(number => Listed.Party("Qixun Heavy Forging") with { Id = $"{number}" })]);
        var memory = new PartyCache(many, Listed.Thresholds);
        Assert.Equal(PartyCache.CandidatesKept + 1, memory.Search(Listed.Query("Qixun Heavy Forging")).Length);
        Assert.Equal(0, memory.Count);
    }

    [Fact]
    public void ADecision_IsTheSameInEveryMember_WithAndWithoutCache()
    {
        var cold = Engine.Snapshots.Snapshot.Open(SeedFiles.All.Compile(ListedParties.Watchlist()));
        var queries = 0;
        TransactionGen.Partial.Sample(
            transaction =>
            {
                var request = transaction.Request();
                var first = Json(request.Screen(cold));
                Assert.Equal(first, Json(request.Screen(cold)));
                queries += request.Parties.Length;
            },
            iter: Effort.Of(200), threads: 1);
        Assert.True(cold.Memory.Count > 1 && cold.Memory.Count < queries, "some were remembered");
    }

    private static string Json(Decision decision) => JsonSerializer.Serialize(decision);
}
