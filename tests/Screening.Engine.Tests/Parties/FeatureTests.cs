using System.Collections.Concurrent;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

/// <summary>The scoring table: each row is complete, and its bound never exceeds what the scorer charges.</summary>
public sealed class FeatureTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-12;

    // Cases after which every row has been charged: the rarest is charged about once in 20 cases.
    private const int EnoughCases = 1_000;

    // Half of the policies are the default, the others anything within the ranges.
    private static readonly Gen<MatchWeights> Policy = Gen.Select(Gen.Bool, Gen.Double[0, 1].Array[MatchWeight.All.Length], (isDefault, shares) => isDefault
        ? MatchWeights.Default
        : MatchWeight.All.Zip(shares).Aggregate(MatchWeights.Default, (weights, row) =>
            row.First.With(weights, row.First.Least + (row.Second * (row.First.Most - row.First.Least)))));

    [Fact]
    public void EveryFeature_HasASentence_WithItsAmount()
    {
        Assert.All(NameFeatures.All, feature => Assert.Matches("^[A-Z][^:]{20,}: -0\\.125\\.$", feature.Explain(0.125)));
        // Features share a sentence only where at most one of them applies to a name.
        Assert.Equal(
            [("initial", 2), ("onlyCommonWords", 2)],
            NameFeatures.All.GroupBy(feature => feature.Sentence).Where(group => group.Count() > 1)
                .Select(group => (group.First().Weight.Name, group.Count())).Order());
    }

    [Fact]
    public void EveryFeature_HasAWeightOfItsOwnInThePolicy_WithinItsRange() => Assert.All(NameFeatures.All, feature =>
    {
        Assert.Single(MatchWeight.All, weight => weight == feature.Weight);
        Assert.InRange(feature.Weight.Get(MatchWeights.Default), feature.Weight.Least, feature.Weight.Most);
        Assert.Equal(0, feature.Weight.Least);
        var changed = feature.Weight.With(MatchWeights.Default, 0.29);
        Assert.Equal([feature], NameFeatures.All.Where(other => other.Weight.Get(changed) == 0.29));
    });

    [Fact]
    public void TheBoundOfEveryFeature_NeverExceedsItsCost()
    {
        var charged = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var bounded = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Gen.Select(Gen.Int[0, int.MaxValue], Policy, Gen.Bool).Sample((seed, weights, isPerson) =>
        {
            var mill = new NameGenerator(seed);
            var kind = isPerson ? PartyKind.Person : PartyKind.Organization;
            var listed = mill.Listed(15);
            var index = WatchlistIndex.Open(WatchlistIndexWriter.Write([.. listed.Select(name => Listed.Party(name, kind))])).View;
            // With a word repeated, more words of the query are covered than can be aligned.
            string[] queries = [mill.Foreign(), mill.Foreign(), .. Enumerable.Range(0, 4).Select(_ => mill.Misspelt(listed)), .. listed.Take(3).Select(name => $"{name.Split(' ')[0]} {name}")];
            foreach (var query in queries)
            {
                CheckAll(index, query, kind, weights, (charged, bounded));
            }
        }, iter: Effort.Of(EnoughCases));

        output.WriteLine(string.Join(", ", NameFeatures.All.Select(feature => feature.Weight.Name).Select(name => $"{name} {charged.GetValueOrDefault(name)}/{bounded.GetValueOrDefault(name)}")));
        // A row that is never charged, or a bound that is always 0, would be no check.
        if (Effort.Of(EnoughCases) >= EnoughCases)
        {
            Assert.All(NameFeatures.All, feature => Assert.True(charged.ContainsKey(feature.Weight.Name), feature.Weight.Name));
            Assert.All(NameFeatures.Bounded, feature => Assert.True(bounded.ContainsKey(feature.Weight.Name), feature.Weight.Name));
        }
    }

    private static void CheckAll(
        IndexView index, string asked, PartyKind kind, MatchWeights weights, (ConcurrentDictionary<string, int> Charged, ConcurrentDictionary<string, int> Bounded) seen)
    {
        var scratch = new SearchScratch(index.Names, index.Words);
        var names = new NameSearch(index, scratch, weights);
        var question = QueryExpansion.Of(index, NameParser.ParseQuery(asked, kind), weights, scratch);
        var costs = new NameCost(weights);
        names.Scorer.RecordExpansions(question);
        var bound = new ScoreBound(index, scratch, weights, question);
        for (var name = 0; name < index.Names; name++)
        {
            var score = names.Scorer.Score(question, name);
            var sums = AlignedSums.Of(question.Query, TermsOf(index, name, weights), scratch.Alignment, weights.InitialProof);
            if (sums.Words == 0)
            {
                continue;
            }

            var pair = $"{asked} | {index.Party(index.NameParties[name]).Name}";
            var facts = new NameFacts(question.Query, TermsOf(index, name, weights).Legal, TermsOf(index, name, weights).Kind, sums, weights);
            var most = bound.MostFavourable(name, out var mayBeSeveral);
            var favourable = bound.FactsOf(name, most, Math.Min(sums.Words, 2));
            Assert.True(sums.Words == 1 || mayBeSeveral, pair);
            Assert.True(favourable.Sums.Matched >= sums.Matched, pair);
            Assert.True(costs.Least(most) <= costs.Of(facts) + Tolerance, pair);
            foreach (var feature in NameFeatures.All)
            {
                var least = feature.Bound == FeatureBound.MostFavourable ? feature.Times(favourable) : 0;
                Assert.True(least <= feature.Times(facts), $"{feature.Weight.Name}: {pair}");
                Count(seen.Charged, feature, feature.Times(facts));
                Count(seen.Bounded, feature, least);
            }

            // The bound is of the score without the floors, which names found by their anchors are given.
            var floor = facts.IsContained ? weights.Contained : facts.IsOfFamily ? weights.Family : 0;
            Assert.True(score >= Math.Min(floor, MatchWeights.BestOfUnequal) - Tolerance, pair);
            if (score > floor)
            {
                Assert.True(Math.Max(0, bound.Of(name)) >= score - Tolerance, pair);
                Assert.True(Math.Max(0, bound.Of(name, score)) >= score - Tolerance, pair);
            }
        }
    }

    private static void Count(ConcurrentDictionary<string, int> seen, NameFeature feature, double times)
    {
        if (times > 0)
        {
            seen.AddOrUpdate(feature.Weight.Name, 1, (_, count) => count + 1);
        }
    }

    private static ListedTerms TermsOf(IndexView index, int name, MatchWeights weights)
    {
        var tokens = index.TokensOf(name).ToArray();
        var (_, legal, _) = IndexFormat.TraitsOf(index.NameTraits[name]);
        return new ListedTerms(
            tokens.Select(IndexFormat.RoleOf).ToArray(),
            tokens.Select(token => weights.OfRarity(index.WordRarities[IndexFormat.WordOf(token)]) * weights.OfRole(IndexFormat.RoleOf(token))).ToArray(),
            legal,
            IndexFormat.KindOf(index.NameTraits[name]));
    }
}
