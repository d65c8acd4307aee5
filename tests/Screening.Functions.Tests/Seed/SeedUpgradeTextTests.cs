using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Functions.Tests.Seed;

/// <summary>The pure parts of an upgrade: identity, pins, differences and merges of texts.</summary>
public sealed class SeedUpgradeTextTests
{
    private const string Set = """{ "id": "S", "label": "one", "sourceDate": "2026-01-01", "members": [ { "country": "CN" }, { "country": "IR", "from": "2000-01-01" } ] }""";

    [Fact]
    public void TheIdentity_DependsOnTextsAndStates_NotOnTheirOrder()
    {
        DocumentSource one = new(DocumentKind.CountrySet, "A", 1, "{}"), other = new(DocumentKind.Policy, "B", 1, "{}");
        var seed = new ShippedSeed([one, other], []);
        Assert.Matches("^sha256-[0-9a-f]{64}$", seed.Id);
        Assert.Equal(seed.Id, new ShippedSeed([other, one with { Version = 7 }], []).Id);
        Assert.NotEqual(seed.Id, new ShippedSeed([one], [other]).Id);
        Assert.NotEqual(seed.Id, new ShippedSeed([one with { Json = "{ }" }, other], []).Id);
        Assert.NotEqual(seed.Id, new ShippedSeed([one with { Id = "AA" }, other], []).Id);
    }

    [Fact]
    public void TheShippedSeed_HasEveryPolicyAfterItsParent()
    {
        var ids = ShippedSeed.OfThisProgram().Documents.Where(document => document.Kind == DocumentKind.Policy).Select(document => document.Id).ToList();
        Assert.Equal(ids.Count, SeedDocuments.All().Count(document => document.Kind == DocumentKind.Policy) + SeedDocuments.OnFile().Length);
        Assert.All(SeedDocuments.All().Concat(SeedDocuments.OnFile()).Where(document => document.Kind == DocumentKind.Policy), policy =>
        {
            if ((string?)JsonNode.Parse(policy.Json)!["extends"]?["policy"] is { } parent)
            {
                Assert.True(ids.IndexOf(parent) < ids.IndexOf(policy.Id), $"{policy.Id} stands before {parent}");
            }
        });
    }

    [Theory]
    [InlineData("""{ "id": "a", "extends": { "policy": "p", "version": 1 }, "version": 1 }""", """{ "id": "a", "extends": { "policy": "p", "version": 12 }, "version": 1 }""")]
    [InlineData("""{"extends":{"version":3,"policy":"p"},"x":{"extends":{"version":3}}}""", """{"extends":{"version":12,"policy":"p"},"x":{"extends":{"version":3}}}""")]
    [InlineData("""{ "name": "Zürich", "extends": { "policy": "p", "version": 10 } }""", """{ "name": "Zürich", "extends": { "policy": "p", "version": 12 } }""")]
    [InlineData("""{ "extends": { "policy": "q", "version": 1 } }""", """{ "extends": { "policy": "q", "version": 1 } }""")]
    [InlineData("""{ "version": 1 }""", """{ "version": 1 }""")]
    public void APin_IsReplaced_AndNothingElse(string before, string after) =>
        Assert.Equal(after, SeedPolicyPin.With(before, parent => parent == "p" ? 12 : null));

    [Fact]
    public void WhatTheServiceAddsToAPolicy_AndLayout_AreNoDifference()
    {
        Assert.True(SeedUpgradeText.Same(DocumentKind.Policy, """{"id":"a","title":"t"}""", """{ "title": "t", "id": "a", "version": 4, "flat": { "rules": [] }, "state": "active", "closedOn": null }"""));
        Assert.False(SeedUpgradeText.Same(DocumentKind.Registry, """{"id":"a"}""", """{"id":"a","version":4}"""));
        Assert.False(SeedUpgradeText.Same(DocumentKind.Registry, """{"id":"a"}""", null));
        Assert.False(SeedUpgradeText.Same(DocumentKind.Registry, "no JSON", """{"id":"a"}"""));
    }

    [Fact]
    public void ADifference_NamesEntriesByTheirKey_AndIsBounded()
    {
        var after = """{ "id": "S", "label": "two", "members": [ { "country": "IR", "from": "2001-01-01" }, { "country": "KP" } ] }""";
        var rows = SeedUpgradeDifference.Of(DocumentKind.CountrySet, Set, after, 10).Rows;
        Assert.Equal(
        [
            new("label", "\"one\"", "\"two\""),
            new("members[IR].from", "\"2000-01-01\"", "\"2001-01-01\""),
            new("members[KP]", null, """{"country":"KP"}"""),
            new("members[CN]", """{"country":"CN"}""", null),
            new SeedDifferenceRow("sourceDate", "\"2026-01-01\"", null),
        ], rows);
        var cut = SeedUpgradeDifference.Of(DocumentKind.CountrySet, Set, after, 2);
        Assert.Equal((2, 3), (cut.Rows.Length, cut.Omitted));
        Assert.Empty(SeedUpgradeDifference.Of(DocumentKind.CountrySet, Set, Set, 10).Rows);
        var added = Assert.Single(SeedUpgradeDifference.Of(DocumentKind.CountrySet, null, Set + new string(' ', 5), 10).Rows);
        Assert.Equal(("$", null), (added.Path, added.Before));
        Assert.Equal(SeedUpgradeDifference.MostCharacters + 3, SeedUpgradeDifference.Of(
            DocumentKind.CountrySet, "{}", $$"""{"label":"{{new string('x', 500)}}"}""", 10).Rows.Single().After!.Length);
    }

    [Theory]
    [InlineData("""{"a":["x","y"]}""", """{"a":["y","z"]}""", "a[1] - \"z\"", "a[0] \"x\" -")]
    [InlineData("""{"a":["x","y"]}""", """{"a":["y","x"]}""", """a ["x","y"] ["y","x"]""")]
    [InlineData("""{"a":[{"insertAfter":"R","rules":[{"id":"N","outcome":"HOLD"}]}]}""", """{"a":[{"insertAfter":"R","rules":[{"id":"N","outcome":"STOP"}]}]}""", "a[0].rules[N].outcome \"HOLD\" \"STOP\"")]
    [InlineData("""{"a":null}""", """{}""", "a null -")]
    public void ADifference_OfLists(string before, string after, params string[] rows) => Assert.Equal(
        rows, SeedUpgradeDifference.Of(DocumentKind.Policy, before, after, 10).Rows.Select(row => $"{row.Path} {row.Before ?? "-"} {row.After ?? "-"}"));

    [Fact]
    public void EntriesOfDifferentCountries_AreMerged()
    {
        const string Ours = """{ "id": "S", "label": "one", "sourceDate": "2026-01-01", "members": [ { "country": "BR" }, { "country": "IR", "from": "2000-01-01" } ] }""";
        const string Theirs = """{ "id": "S", "label": "two", "sourceDate": "2026-01-01", "members": [ { "country": "CN" }, { "country": "IR", "from": "2000-01-01" }, { "country": "KP" } ] }""";
        var merged = SeedUpgradeMerge.Of(DocumentKind.CountrySet, Set, Ours, Theirs);
        Assert.Empty(merged.Clashes);
        // CN was removed here, BR added here, KP and the label come from the seed.
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{ "id": "S", "label": "two", "sourceDate": "2026-01-01", "members": [ { "country": "IR", "from": "2000-01-01" }, { "country": "KP" }, { "country": "BR" } ] }"""),
            JsonNode.Parse(merged.Json!)));
    }

    [Theory]
    [InlineData("IR", "from", "2001-01-01", "2002-01-01", "members[IR]")]
    [InlineData("CN", "to", "2001-01-01", "2002-01-01", "members[CN]")]
    [InlineData(null, "label", "here", "there", "label")]
    [InlineData(null, "added", "here", "there", "added")]
    public void WhatBothChanged_Clashes(string? country, string member, string here, string there, string clash)
    {
        string With(string value)
        {
            var set = JsonNode.Parse(Set)!;
            var at = country is null ? set : set["members"]!.AsArray().Single(one => (string)one!["country"]! == country)!;
            at[member] = value;
            return set.ToJsonString();
        }

        var merged = SeedUpgradeMerge.Of(DocumentKind.CountrySet, Set, With(here), With(there));
        Assert.Null(merged.Json);
        Assert.Equal([clash], merged.Clashes);
        Assert.Empty(SeedUpgradeMerge.Of(DocumentKind.CountrySet, Set, With(here), With(here)).Clashes);
    }

    [Fact]
    public void ARemovalHere_AndAChangeThere_Clash()
    {
        const string Ours = """{ "id": "S", "label": "one", "sourceDate": "2026-01-01", "members": [ { "country": "CN" } ] }""";
        var theirs = Set.Replace("2000-01-01", "2000-02-01", StringComparison.Ordinal);
        Assert.Equal(["members[IR]"], SeedUpgradeMerge.Of(DocumentKind.CountrySet, Set, Ours, theirs).Clashes);
        Assert.Equal(["members[IR]"], SeedUpgradeMerge.Of(DocumentKind.CountrySet, Set, theirs, Ours).Clashes);
    }

    [Fact]
    public void ThresholdsAndWeights_AreOneValue()
    {
        const string Before = """{ "id": "party-matching", "t1": 0.83, "weights": { "kind": 0.03 }, "lists": [ { "code": "SDN" } ] }""";
        const string Ours = """{ "id": "party-matching", "t1": 0.9, "weights": { "kind": 0.03 }, "lists": [ { "code": "SDN" } ] }""";
        const string Weighed = """{ "id": "party-matching", "t1": 0.83, "weights": { "kind": 0.04 }, "lists": [ { "code": "SDN" } ] }""";
        const string Listed = """{ "id": "party-matching", "t1": 0.83, "weights": { "kind": 0.03 }, "lists": [ { "code": "SDN" }, { "code": "EL" } ] }""";
        Assert.Equal(["t1", "weights"], SeedUpgradeMerge.Of(DocumentKind.PartyPolicy, Before, Ours, Weighed).Clashes);
        var merged = JsonNode.Parse(SeedUpgradeMerge.Of(DocumentKind.PartyPolicy, Before, Ours, Listed).Json!)!;
        Assert.Equal((0.9, 2), ((double)merged["t1"]!, merged["lists"]!.AsArray().Count));
    }

    [Fact]
    public void EveryShippedDocumentButAPolicy_MergesWithItself_AndStaysWhatItIs() => Assert.All(
        SeedDocuments.All().Where(document => document.Kind != DocumentKind.Policy), document =>
        {
            var merged = SeedUpgradeMerge.Of(document.Kind, document.Json, document.Json, document.Json);
            Assert.Empty(merged.Clashes);
            Assert.True(SeedUpgradeText.Same(document.Kind, document.Json, merged.Json), document.Id);
        });
}
