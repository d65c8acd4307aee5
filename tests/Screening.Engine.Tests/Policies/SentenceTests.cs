using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>Every shipped rule and table is rendered as a sentence from its data, without codes in place of words.</summary>
public sealed class SentenceTests
{
    private static readonly DocumentSource Foundation = SeedFiles.All.Single(document => document.Id == "us-common-base");

    public static TheoryData<string> Packs =>
        [.. SeedFiles.All.AddRange(SeedFiles.OnFile).Where(document => document.Kind == DocumentKind.Policy && document.Id != Foundation.Id).Select(document => document.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void EveryRule_IsASentence(string id)
    {
        var reading = Read(id);
        Assert.All(reading.Rules, rule =>
        {
            Assert.Matches("^(If .+,|Otherwise) the outcome is [A-Z_]+ \\(.+\\)\\.$", rule.Sentence);
            Assert.DoesNotContain('_', rule.Sentence.Replace(Code<Outcome>.Of(rule.Rule.Outcome), "", StringComparison.Ordinal));
            Assert.DoesNotContain('"', rule.Sentence);
        });
        Assert.All(reading.Tables.SelectMany(table => table.Sentences), sentence => Assert.DoesNotContain('_', sentence));
        Assert.All(
            reading.Tables.SelectMany(table => table.Sentences).Concat(reading.Rules.Select(rule => rule.Sentence)),
            sentence => Assert.DoesNotMatch("  | ,|,,|If ,|(in|or) the set ", sentence));
        Assert.Equal(reading.Rules.Length, reading.Rules.Select(rule => rule.Rule.Id).Distinct().Count());
    }

    [Fact]
    public void TheFlatList_EndsWithTheBase() => Assert.Equal(
        Read("us-uas-2025-09").Rules.SkipWhile(rule => !rule.IsBase).Select(rule => rule.Rule.Id),
        PolicyReading.Of(Foundation, null)!.Rules.Select(rule => rule.Rule.Id));

    [Theory]
    [InlineData("R25U-AS-AIRCRAFT", "If the regulation the item is subject to is the ITAR and the item is an unmanned aircraft system, a target drone or an optionally piloted vehicle, the outcome is CASE_BY_CASE (licence required, reviewed case by case).")]
    [InlineData("B-CHART", "If (the item is Category I of the MTCR Annex or the item is Category II of the MTCR Annex) and the regulation the item is subject to is the EAR and the destination is, on the date asked about, in the destinations without a mark in MT column 1, the outcome is NO_LICENSE_REQUIRED (no licence required for the reason checked; see notChecked).")]
    [InlineData("R25-DEFAULT", "Otherwise the outcome is PRESUMPTION_OF_DENIAL (licence required; presumed denied).")]
    public void ARule_StatesItsData(string rule, string sentence) =>
        Assert.Equal(sentence, Read("us-uas-2025-09").Rules.Single(flat => flat.Rule.Id == rule).Sentence);

    private static PolicyReading Read(string id) => PolicyReading.Of(
        SeedFiles.All.AddRange(SeedFiles.OnFile).Single(document => document.Id == id) with { Parents = SeedFiles.All }, Foundation)!;
}
