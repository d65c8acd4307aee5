using System.Text.Json;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Parties;

/// <summary>Remembering what was found saves the search and changes nothing else.</summary>
public sealed class PartyCacheTests
{
    private static readonly PartyQuery Asked = new(
        "Shahid Hemat Group", ["Hemat"], PartyKind.Organization, CountryCode.Of("IR"), "Damavand road", new DateOnly(1970, 1, 2),
        [new PartyIdentifier("DUNS", "123456789")]);

    private static readonly Dictionary<string, object> Otherwise = new(StringComparer.Ordinal)
    {
        [nameof(PartyQuery.Name)] = "Shahid Hemat Groups",
        [nameof(PartyQuery.Aliases)] = Asked.Aliases.Add("Other"),
        [nameof(PartyQuery.Kind)] = PartyKind.Person,
        [nameof(PartyQuery.Country)] = CountryCode.Of("AE"),
        [nameof(PartyQuery.Address)] = "Damavand street",
        [nameof(PartyQuery.BirthDate)] = new DateOnly(1970, 1, 3),
        [nameof(PartyQuery.Identifiers)] = Asked.Identifiers.Add(new PartyIdentifier("DUNS", "987654321")),
    };

    private readonly WatchlistIndex index = Listed.Index(Listed.Party("Shahid Hemmat Industrial Group"), Listed.Party("Rosvertol"));

    [Fact]
    public void WhatIsAskedAgain_IsFoundAgain()
    {
        var memory = new PartyCache(index, Listed.Thresholds);
        var first = memory.Search(Asked);
        // Equal in every part, but not the same object.
        var again = memory.Search(Asked with { Aliases = [.. Asked.Aliases], Identifiers = [.. Asked.Identifiers] });
        Assert.NotEmpty(first);
        Assert.True(first == again, "the same answer, not one made anew");
        Assert.Equal(JsonSerializer.Serialize(index.Search(Asked, Listed.Thresholds, 1000)), JsonSerializer.Serialize(again));
        Assert.Equal(1, memory.Count);
    }

    [Fact]
    public void EveryPartOfAQuestion_MakesItAnother()
    {
        var memory = new PartyCache(index, Listed.Thresholds);
        memory.Search(Asked);
        var parts = typeof(PartyQuery).GetConstructors().Single(made => made.GetParameters().Length > 1).GetParameters();
        foreach (var part in parts)
        {
            var other = (PartyQuery)typeof(PartyQuery).GetMethod("<Clone>$")!.Invoke(Asked, null)!;
            typeof(PartyQuery).GetProperty(part.Name!)!.SetValue(other, Otherwise[part.Name!]);
            var before = memory.Count;
            Assert.Equal(
                JsonSerializer.Serialize(index.Search(other, Listed.Thresholds, 1000)), JsonSerializer.Serialize(memory.Search(other)));
            Assert.True(memory.Count == before + 1, $"{part.Name} does not count");

            // Two questions may have one hash; then this alone keeps the answer of the one from the other.
            Assert.False(PartyQueryComparer.Instance.Equals(Asked, other), $"{part.Name} is not compared");
        }

        Assert.Equal(1 + Otherwise.Count, memory.Count);
    }

    [Fact]
    public void Memory_IsBounded_AndKeepsWhatIsAskedOften()
    {
        var memory = new PartyCache(index, Listed.Thresholds, generation: 10);
        var often = memory.Search(Asked);
        for (var number = 0; number < 200; number++)
        {
            memory.Search(Listed.Query($"Ordinary {number}"));
            Assert.InRange(memory.Count, 1, 21);
            Assert.True(often == memory.Search(Asked), $"forgotten after {number}");
        }
    }

    [Fact]
    public void ACrowd_IsNotKept()
    {
        var crowd = Listed.Index([.. Enumerable.Range(0, PartyCache.CandidatesKept + 1)
            .Select(number => Listed.Party("Qixun Heavy Forging") with { Id = $"{number}" })]);
        var memory = new PartyCache(crowd, Listed.Thresholds);
        Assert.Equal(PartyCache.CandidatesKept + 1, memory.Search(Listed.Query("Qixun Heavy Forging")).Length);
        Assert.Equal(0, memory.Count);
    }

    [Fact]
    public void ADecision_IsTheSameToTheLastMember_WithAndWithoutMemory()
    {
        var cold = Engine.Snapshots.Snapshot.Open(SeedFiles.All.Compile(ListedParties.Watchlist()));
        var asked = 0;
        TransactionGen.Partial.Sample(
            transaction =>
            {
                var request = transaction.Request();
                var first = Json(request.Screen(cold));
                Assert.Equal(first, Json(request.Screen(cold)));
                asked += request.Parties.Length;
            },
            iter: Effort.Of(200), threads: 1);
        Assert.True(cold.Memory.Count > 1 && cold.Memory.Count < asked, "some were remembered");
    }

    private static string Json(Decision decision) => JsonSerializer.Serialize(decision);
}
