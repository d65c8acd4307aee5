using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Seed;

/// <summary>Invariants of every shipped document, of any kind.</summary>
public sealed class SeedDocumentsTests
{
    private static readonly string[] Folders =
        ["seed/control-list/", "seed/country-sets/", "seed/party-policy/", "seed/registries/"];

    public static TheoryData<string> Documents => [.. Folders.SelectMany(SeedResources.Under)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Has_TheIdOfItsFile_ASource_AndADate(string name)
    {
        var document = SeedResources.Json(name);

        Assert.Equal(Path.GetFileNameWithoutExtension(name), document.TextOf("id"));
        Assert.False(string.IsNullOrWhiteSpace(document.TextOf("source")));
        Assert.InRange(SeedResources.Day(document.TextOf("sourceDate")!), new DateOnly(2024, 1, 1), new DateOnly(2026, 11, 23));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Names_OnlyCountriesThatExist_AndIntervalsThatRunForward(string name)
    {
        foreach (var row in DatedRows(SeedResources.Json(name)))
        {
            foreach (var member in (string[])["country", "follows"])
            {
                if (row.TextOf(member) is { } country)
                {
                    Assert.True(CountryCode.TryParse(country, out var code) && Countries.Exists(code), $"{name}: `{country}`");
                }
            }

            if (row.TextOf("from") is { } from && row.TextOf("to") is { } to)
            {
                Assert.True(SeedResources.Day(from) < SeedResources.Day(to), $"{name}: {from} to {to}");
            }
        }
    }

    [Theory]
    [InlineData("assessments", "country status from to assessor basis evidence")]
    [InlineData("programmes", "id name country type startYear vetted evidence from to")]
    [InlineData("agreements", "country kind status from to source sourceDate basis evidence note")]
    [InlineData("partner-status", "country status from to confirmBy confirmer sentence evidence note")]
    public void EveryRegistryRow_HasEvidence_AndNoUnknownMember(string id, string members)
    {
        foreach (var row in DatedRows(SeedResources.Json($"seed/registries/{id}.json")))
        {
            Assert.Subset(members.Split(' ').ToHashSet(), row.MemberNames().ToHashSet());
            Assert.False(string.IsNullOrWhiteSpace(row.TextOf("evidence")));
        }
    }

    [Fact]
    public void Takes_TheNamedStatesAsClear_AndNoOther()
    {
        var assessed = DatedRows(SeedResources.Json("seed/registries/assessments.json")).ToList();
        var nato = SeedResources.Json("seed/country-sets/NATO.json").GetProperty("members").EnumerateArray()
            .Select(member => member.TextOf("country")!).Where(country => country != "US");

        Assert.All(assessed, row => Assert.Equal("clear", row.TextOf("status")));
        Assert.Equal(
            nato.Concat(["JP", "KR", "IL", "NZ", "TW", "IN", "UA", "AU"]).Order(StringComparer.Ordinal),
            assessed.Select(row => row.TextOf("country")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ships_NoVettedProgramme_AndNoCloseAlly()
    {
        Assert.Empty(DatedRows(SeedResources.Json("seed/registries/programmes.json")));
        Assert.DoesNotContain(
            DatedRows(SeedResources.Json("seed/registries/agreements.json")), row => row.TextOf("kind") == "close_ally");
    }

    [Theory]
    [InlineData("2015-01-01", "")]
    [InlineData("2019-12-15", "NZ")]
    [InlineData("2019-12-16", "BR NZ")]
    [InlineData("2024-07-23", "AU BR GB NZ")]
    [InlineData("2026-09-01", "AU BR GB NZ")]
    public void CountsASafeguardsAgreement_OnlyOnceInForce(string day, string countries) =>
        Assert.Equal(
            countries.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            DatedRows(SeedResources.Json("seed/registries/agreements.json"))
                .Where(row => row.TextOf("status") == "in_force" && row.IsInForce(SeedResources.Day(day)))
                .Select(row => row.TextOf("country")!).Order(StringComparer.Ordinal));

    private static IEnumerable<JsonElement> DatedRows(JsonElement document) =>
        ((string[])["members", "entries"])
            .Where(member => document.TryGetProperty(member, out _))
            .SelectMany(member => document.GetProperty(member).EnumerateArray());
}
