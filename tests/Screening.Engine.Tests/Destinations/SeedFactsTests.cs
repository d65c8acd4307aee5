using System.Text.Json;
using System.Text.RegularExpressions;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Destinations;

/// <summary>The source of every shipped fact about a country, and the values of the shipped facts on given dates.</summary>
public sealed partial class SeedFactsTests(ITestOutputHelper output)
{
    private static readonly DocumentKind[] Kinds = [DocumentKind.CountrySet, DocumentKind.Registry];
    private static readonly CountrySets Sets = ReadSets();
    private static readonly Registries Entries = ReadRegistries();

    /// <summary>Prints the facts that have no looked-up source: look these up next.</summary>
    [Fact]
    public void EveryFact_HasASourceAndADate_AndThoseFromMemoryAreNamed()
    {
        var byBasis = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (document, row) in Rows())
        {
            var name = $"{document.Id} {Subject(row)}";
            Assert.False(string.IsNullOrWhiteSpace(TextOf(row, "source") ?? TextOf(Root(document), "source")), $"{name} has no source");
            Assert.True(DateOnly.TryParse(TextOf(row, "sourceDate") ?? TextOf(Root(document), "sourceDate"), out _), $"{name} has no date");
            var basis = TextOf(row, "basis") ?? "source";
            Assert.True(basis != "memory" || SaysWhat(document, row), $"{name} does not say what of it rests on memory");
            if (!byBasis.TryGetValue(basis, out var names))
            {
                byBasis.Add(basis, names = []);
            }

            names.Add(name);
        }

        Assert.Equal(["assumption", "memory", "source"], byBasis.Keys);
        foreach (var (basis, names) in byBasis.Where(pair => pair.Key != "source"))
        {
            output.WriteLine($"{basis} ({names.Count}):");
            names.ForEach(name => output.WriteLine($"  {name}"));
        }
    }

    [Fact]
    public void EveryRuleOfAPolicy_HasACitation_AndEveryPolicyItsSources()
    {
        var rules = 0;
        foreach (var document in SeedFiles.All.Concat(SeedFiles.OnFile).Where(document => document.Kind == DocumentKind.Policy))
        {
            Assert.NotEmpty(Root(document).GetProperty("sources").EnumerateArray());
            foreach (var rule in RulesIn(Root(document).GetProperty("ruleSets")))
            {
                rules++;
                Assert.False(string.IsNullOrWhiteSpace(TextOf(rule, "citation")), $"{document.Id} {TextOf(rule, "id")}");
            }
        }

        Assert.True(rules > 40, $"only {rules} rules were seen");
    }

    [Fact]
    public void NoFact_CitesAWorkingPaper()
    {
        foreach (var document in SeedFiles.All.Where(document => Kinds.Contains(document.Kind)))
        {
            Assert.DoesNotMatch(WorkingPaper(), document.Json);
        }
    }

    [Fact]
    public void EveryClearAssessment_IsMarkedAsAnAssumption()
    {
        var entries = Countries.All.SelectMany(country => Entries.EntriesOf("assessments", country)).ToList();
        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.Equal(FactBasis.Assumption, entry.Origin.Basis));
        Assert.All(entries, entry => Assert.StartsWith("Assumption, not a finding", entry.Evidence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-09-30", "partner-status IN")]
    [InlineData("2026-10-01", "ITAR-126-1 CY in; partner-status IN")]
    [InlineData("2026-06-30", "partner-status IN")]
    [InlineData("2026-07-01", "EAR-A5 AE out; EAR-D4 AE in; partner-status IN")]
    [InlineData("2026-07-22", "EAR-A5 AE out; EAR-D4 AE in; partner-status IN")]
    [InlineData("2026-07-23", "partner-status IN")]
    [InlineData("2025-01-07", "")]
    public void OnADay_TheseFactsAreUnconfirmed(string day, string facts)
    {
        var found = Countries.All.SelectMany(country => Sets.UnconfirmedOf(country, Day(day)).Concat(Entries.UnconfirmedOf(country, Day(day)))).ToList();
        Assert.Equal(
            facts,
            string.Join("; ", found.Select(fact => fact.Set is null
                ? $"{fact.Document["registries/".Length..]} {fact.Country}"
                : $"{fact.Set} {fact.Country} {(fact.IsMemberWithout ? "in" : "out")}").Order(StringComparer.Ordinal)));
        Assert.All(found, fact => Assert.False(string.IsNullOrWhiteSpace(fact.Source) || string.IsNullOrWhiteSpace(fact.Sentence)));
    }

    [Fact]
    public void TheStatusOfIndia_IsUnstated_WithoutItsUnconfirmedEntry()
    {
        var fact = Assert.Single(Entries.UnconfirmedOf(CountryCode.Of("IN"), Day("2026-11-29")));
        Assert.Equal((Fact.PartnerStatus, "UNSTATED"), (fact.Fact, fact.CodeWithout));
        Assert.Contains("22 CFR 120.22", fact.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HK", "EAR-D4 EAR-D5 ITAR-126-1 MILITARY-END-USE MILITARY-INTELLIGENCE")]
    [InlineData("MO", "EAR-D4 ITAR-126-1 MILITARY-END-USE MILITARY-INTELLIGENCE")]
    [InlineData("LI", "EAR-A2 EAR-A5")]
    [InlineData("ER", "EAR-D5 ITAR-126-1 ITAR-126-1-PARTIAL")]
    [InlineData("ET", "ITAR-126-1 ITAR-126-1-PARTIAL")]
    [InlineData("RU", "EAR-D4 EAR-D5 ITAR-126-1 MILITARY-END-USE MILITARY-INTELLIGENCE MTCR-PARTNERS NPT-NWS NSG RUSSIA-BELARUS WASSENAAR")]
    [InlineData("NI", "EAR-D5 ITAR-126-1 MILITARY-END-USE MILITARY-INTELLIGENCE")]
    [InlineData("CY", "AUSTRALIA-GROUP EAR-A6 NSG")]
    [InlineData("AE", "EAR-A5 MDP")]
    [InlineData("IR", "EAR-D4 EAR-D5 EAR-E1 EMBARGO-WITHOUT-SPP ITAR-126-1 MILITARY-INTELLIGENCE")]
    public void ACountry_IsInTheseSets_AtTheEndOfNovember2026(string country, string sets) =>
        Assert.Equal(sets, string.Join(' ', Sets.Ids.Where(set => Sets.IsMember(CountryCode.Of(country), set, Day("2026-11-29"))).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("MILITARY-END-USE", "CN", "2007-06-19")]
    [InlineData("MILITARY-END-USE", "RU", "2014-09-17")]
    [InlineData("MILITARY-END-USE", "VE", "2014-11-07")]
    [InlineData("MILITARY-END-USE", "MM", "2021-03-08")]
    [InlineData("MILITARY-END-USE", "KH", "2021-12-09")]
    [InlineData("MILITARY-END-USE", "BY", "2022-03-02")]
    [InlineData("MILITARY-END-USE", "NI", "2024-03-15")]
    [InlineData("MILITARY-INTELLIGENCE", "CU", "2021-03-16")]
    [InlineData("MILITARY-INTELLIGENCE", "CN", "2021-03-16")]
    [InlineData("MILITARY-INTELLIGENCE", "MM", "2021-04-09")]
    [InlineData("RUSSIA-BELARUS", "RU", "2022-02-24")]
    [InlineData("RUSSIA-BELARUS", "BY", "2022-03-02")]
    [InlineData("MNNA", "PK", "2004-06-16")]
    public void ACountry_EntersASet_OnItsDay(string set, string country, string day)
    {
        Assert.False(Sets.IsMember(CountryCode.Of(country), set, Day(day).AddDays(-1)));
        Assert.True(Sets.IsMember(CountryCode.Of(country), set, Day(day)));
    }

    [Theory]
    [InlineData("BR", "2019-12-16")]
    [InlineData("AU", "2024-07-23")]
    public void ASafeguardsAgreement_IsInForce_FromItsDay(string country, string day)
    {
        Assert.False(Entries.HasAgreement(CountryCode.Of(country), "tsa", Day(day).AddDays(-1)));
        Assert.True(Entries.HasAgreement(CountryCode.Of(country), "tsa", Day(day)));
    }

    [Fact]
    public void OnlyCrimeaAndThePartsOfDonetskAndLuhansk_AreUnderEmbargo() => Assert.Equal(
        ["DNR", "LNR", "UA-09", "UA-14", "UA-40", "UA-43"],
        Countries.All.SelectMany(Sets.EmbargoedRegionsOf).Select(region => region.Region).Order(StringComparer.Ordinal));

    private static IEnumerable<(DocumentSource Document, JsonElement Row)> Rows() =>
        from document in SeedFiles.All
        where Kinds.Contains(document.Kind)
        from member in (string[])["members", "entries", "cities"]
        where Root(document).TryGetProperty(member, out _)
        from row in Root(document).GetProperty(member).EnumerateArray()
        select (document, row);

    /// <summary>Every element with an id and an outcome, also one that a change adds.</summary>
    private static IEnumerable<JsonElement> RulesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(RulesIn),
        JsonValueKind.Object when element.TryGetProperty("id", out _) && element.TryGetProperty("outcome", out _) => [element],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => RulesIn(member.Value)),
        _ => [],
    };

    private static bool SaysWhat(DocumentSource document, JsonElement row) =>
        TextOf(row, "note") is not null || TextOf(Root(document), "source")!.Contains("general knowledge", StringComparison.Ordinal);

    private static string Subject(JsonElement row) => TextOf(row, "label") ?? $"{TextOf(row, "country")} {TextOf(row, "region")} {TextOf(row, "from")}".TrimEnd();

    private static JsonElement Root(DocumentSource document) => JsonDocument.Parse(document.Json).RootElement;

    private static string? TextOf(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static CountrySets ReadSets()
    {
        var sets = new CountrySets();
        var errors = new List<(string Path, string Message)>();
        foreach (var document in SeedFiles.All.Where(document => document.Kind == DocumentKind.CountrySet))
        {
            sets.Add(document.Json, errors);
        }

        sets.CheckFollowers(errors);
        Assert.Empty(errors);
        return sets;
    }

    private static Registries ReadRegistries()
    {
        var registries = new Registries();
        var errors = new List<(string Path, string Message)>();
        foreach (var document in SeedFiles.All.Where(document => document.Kind == DocumentKind.Registry))
        {
            registries.Add(document.Json, errors);
        }

        Assert.Empty(errors);
        return registries;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b[SD][0-9]{2}\b|policy\.md|contract|seed:")]
    private static partial Regex WorkingPaper();
}
