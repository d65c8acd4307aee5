using Screening.Engine.Parties;
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

    private static (PartyPolicy Policy, List<(string Path, string Message)> Errors) Parse(string weights)
    {
        var errors = new List<(string Path, string Message)>();
        var policy = PartyPolicy.Parse(
            $"{{ \"id\": \"party-matching\", \"t1\": 0.84, \"t2\": 0.95, {weights} \"source\": \"x\", \"sourceDate\": \"2026-07-31\","
            + " \"lists\": [], \"redFlags\": { \"version\": \"1\", \"codes\": [] } }", errors);
        return (policy, errors);
    }
}
