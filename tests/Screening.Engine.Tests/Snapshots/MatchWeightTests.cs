using Screening.Engine.Model;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Tests.Snapshots;

public sealed class MatchWeightTests
{
    [Fact]
    public void AWeightOfTheDocument_IsTheWeightOfTheSearch()
    {
        var (policy, errors) = Parse("\"weights\": { \"kind\": 0.1 },");
        Assert.Empty(errors);
        Assert.Equal(0.1, policy.Matching.Weights.Kind);
        Assert.Equal(MatchWeights.Default.Conflict, policy.Matching.Weights.Conflict);
    }

    [Fact]
    public void AWeightOfAnEarlierVersion_IsAccepted_AndHasNoEffect()
    {
        var (policy, errors) = Parse($"\"weights\": {{ {string.Join(", ", MatchWeight.Retired.Select(name => $"\"{name}\": 0.2"))} }},");
        Assert.Empty(errors);
        Assert.All(MatchWeight.All, weight => Assert.Equal(weight.Get(MatchWeights.Default), weight.Get(policy.Matching.Weights)));
    }

    [Fact]
    public void WithoutWeights_TheDefaultsApply() => Assert.Equal(MatchWeights.Default.Kind, Parse("").Policy.Matching.Weights.Kind);

    [Theory]
    [InlineData("\"misspeltAlone\": 0", "weights.misspeltAlone")]
    [InlineData("\"extraInQuery\": 9", "weights.extraInQuery")]
    [InlineData("\"kind\": \"high\"", "weights.kind")]
    [InlineData("\"kid\": 0.1", "weights.kid")]
    public void RefusesAWeight_OutOfItsRange_OrUnknown(string weight, string path) =>
        Assert.Contains(Parse($"\"weights\": {{ {weight} }},").Errors, error => error.Path == path);

    [Fact]
    public void EveryWeight_HasARow_AndADefaultInItsRange()
    {
        var properties = typeof(MatchWeights).GetProperties().Where(property => property.PropertyType == typeof(double) && property.CanWrite).ToArray();
        Assert.Equal(
            properties.Select(property => property.Name).Order(StringComparer.OrdinalIgnoreCase),
            MatchWeight.All.Select(weight => weight.Name).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        Assert.All(MatchWeight.All, weight =>
        {
            Assert.InRange(weight.Get(MatchWeights.Default), weight.Least, weight.Most);
            Assert.Equal(weight.Most, weight.Get(weight.With(MatchWeights.Default, weight.Most)));
        });
    }

    /// <summary>
    /// The rarest word weighs 1. Between it and common words the power bends the scale, and no word weighs less than a common
    /// one.
    /// </summary>
    [Fact]
    public void AWordWeighsAsItIsRare()
    {
        var weights = MatchWeights.Default with { CommonWord = 0.2, RarityPower = 2 };
        var scale = weights.WeightsOfRarity.ToArray();
        Assert.Equal(256, scale.Length);
        Assert.All(Enumerable.Range(0, 256), level => Assert.Equal(Math.Max(0.2, level / 255.0 * (level / 255.0)), scale[level], 1e-12));
        Assert.Equal(scale[200], weights.OfRarity(200));
        // A copy with another power or another floor has its own scale and does not change this one.
        Assert.Equal(Math.Max(0.2, 200 / 255.0), (weights with { RarityPower = 1 }).OfRarity(200), 1e-12);
        Assert.Equal(0.9, (weights with { CommonWord = 0.9 }).OfRarity(200), 1e-12);
        Assert.Equal(scale, weights.WeightsOfRarity.ToArray());
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.6)]
    [InlineData(3, 0.7)]
    [InlineData(9, 0.7)]
    public void MisspellingCosts_ByHowManyWordsMatch(int words, double cost) => Assert.Equal(
        cost, (MatchWeights.Default with { MisspeltAlone = 0.5, MisspeltOfTwo = 0.6, MisspeltOfMany = 0.7 }).Misspelling(words));

    /// <summary>The search skips candidates by this bound, so no cost may be below it.</summary>
    [Theory]
    [InlineData(0.1, 0.5, 0.6, 0.7, 0.1)]
    [InlineData(0.9, 0.5, 0.6, 0.7, 0.5)]
    [InlineData(0.9, 0.8, 0.6, 0.7, 0.6)]
    [InlineData(0.9, 0.8, 0.9, 0.7, 0.7)]
    public void TheLeastCost_IsTheLeastOfAll(double extra, double alone, double two, double many, double least) => Assert.Equal(
        least, (MatchWeights.Default with { ExtraInQuery = extra, MisspeltAlone = alone, MisspeltOfTwo = two, MisspeltOfMany = many }).LeastCost);

    [Fact]
    public void ASmallWordWeighsLess() => Assert.Equal(
        [1, 0.3, 0.3, 1], Enum.GetValues<TokenRole>().Select((MatchWeights.Default with { SmallWord = 0.3 }).OfRole));

    private static (PartyPolicy Policy, List<(string Path, string Message)> Errors) Parse(string weights)
    {
        var errors = new List<(string Path, string Message)>();
        var policy = PartyPolicy.Parse(
            $"{{ \"id\": \"party-matching\", \"t1\": 0.84, \"t2\": 0.95, {weights} \"source\": \"x\", \"sourceDate\": \"2026-07-31\","
            + " \"lists\": [], \"redFlags\": { \"version\": \"1\", \"codes\": [] } }", errors);
        return (policy, errors);
    }
}
