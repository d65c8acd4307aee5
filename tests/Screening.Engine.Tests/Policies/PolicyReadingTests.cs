using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>A policy as shown to a reader: complete, and in the order of evaluation.</summary>
public sealed class PolicyReadingTests
{
    private static readonly DocumentSource Base = SeedFiles.All.Single(document => document.Id == "us-common-base");

    [Fact]
    public void TheRulesOfTheBase_ComeAfterThoseOfThePolicy_AndAreMarkedAsBase()
    {
        var reading = Read("mtcr-guidelines", Base);
        var own = reading.Rules.TakeWhile(rule => !rule.IsBase).ToArray();
        var foundation = reading.Rules.Skip(own.Length).ToArray();
        Assert.All(foundation, rule => Assert.True(rule.IsBase));
        Assert.Equal(reading.Document.RuleSets.SelectMany(set => set.Rules).Select(rule => rule.Id), own.Select(rule => rule.Rule.Id));
        Assert.Contains(foundation, rule => rule.Rule.Id == "B-EMBARGO");
        Assert.DoesNotContain(own, rule => rule.Rule.Id == "B-EMBARGO");
        Assert.All(reading.Rules, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Sentence)));
        Assert.Equal(Base.Json.Contains("B-EMBARGO", StringComparison.Ordinal), reading.FlatBase!.Contains("B-EMBARGO", StringComparison.Ordinal));
    }

    [Fact]
    public void ItsHash_IsTheOneOfTheDecisions() =>
        Assert.Equal(Lawful.Seed.Policy("mtcr-guidelines")!.Identity.Hash, Read("mtcr-guidelines", Base).Hash);

    [Fact]
    public void EveryTable_OfBoth_IsThere_WithItsSentences()
    {
        var reading = Read("mtcr-guidelines", Base);
        Assert.Equal(reading.Tables.Length, reading.Tables.Select(table => table.Id).Distinct().Count());
        Assert.All(reading.Tables, table => Assert.NotEmpty(table.Sentences));
        var alone = PolicyReading.Of(Base, null)!;
        Assert.All(alone.Tables, table => Assert.Contains(reading.Tables, other => other.Id == table.Id));
        Assert.Null(alone.FlatBase);
    }

    [Fact]
    public void APolicyOrBaseWithErrors_HasNoReading()
    {
        var broken = Base with { Json = Base.Json.Replace("\"PROHIBITED\"", "\"FORBIDDEN\"", StringComparison.Ordinal) };
        var policy = SeedFiles.All.Single(document => document.Id == "mtcr-guidelines");
        Assert.Null(PolicyReading.Of(policy, broken));
        Assert.Null(PolicyReading.Of(policy with { Json = "{" }, Base));
        Assert.Null(PolicyReading.Of(broken, null));
    }

    [Fact]
    public void AParent_IsTheVersionThatIsPinned()
    {
        var child = SeedFiles.All.First(document => document.Kind == DocumentKind.Policy && document.Json.Contains("\"extends\"", StringComparison.Ordinal));
        var parents = SeedFiles.All.Where(document => document.Kind == DocumentKind.Policy && document.Id != child.Id).ToArray();
        Assert.NotNull(PolicyReading.Of(child with { Parents = [.. parents] }, Base));
        Assert.Null(PolicyReading.Of(child with { Parents = [.. parents.Select(parent => parent with { Version = 9 })] }, Base));
        Assert.Null(PolicyReading.Of(child, Base));
    }

    private static PolicyReading Read(string id, DocumentSource foundation) =>
        PolicyReading.Of(SeedFiles.All.Single(document => document.Id == id), foundation)!;
}
