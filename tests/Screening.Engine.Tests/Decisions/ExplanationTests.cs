using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Decisions;

/// <summary>
/// The explanation of a classification: one sentence where it is known, one for each possible reading where it is not.
/// </summary>
public sealed class ExplanationTests
{
    private const string Possibly = "Possibly: ";

    [Fact]
    public void WhatIsKnown_IsExplainedWithoutAPossibly() => Assert.All(
        [Lawful.System(ItemClass.BallisticMissile, 310, 600), Lawful.System(ItemClass.Uas, 10, 2), Lawful.System(ItemClass.CruiseMissile, 400, 100)],
        item =>
        {
            var text = Explain(item);
            Assert.NotEmpty(text);
            Assert.DoesNotContain("ossibly", text, StringComparison.Ordinal);
            WellWritten(text);
        });

    [Fact]
    public void WhatIsOpen_IsExplainedByEveryReading_EachOnce() => Assert.All(
        [Lawful.System(ItemClass.BallisticMissile, null, null), new Item { Id = "10", Class = ItemClass.Technology }],
        item =>
        {
            var text = Explain(item);
            Assert.StartsWith(Possibly, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Possibly + Possibly, text, StringComparison.Ordinal);
            var readings = text[Possibly.Length..].Split(Possibly, StringSplitOptions.TrimEntries);
            Assert.True(readings.Length > 1, text);
            Assert.Equal(readings.Length, readings.Distinct().Count());
            // A reading without the word would be reported as a fact.
            Assert.All(readings, reading => Assert.DoesNotMatch("[.] [A-Z]", reading));
            WellWritten(text);
        });

    /// <summary>Both readings may have an Annex item of their own; which of them applies is not known.</summary>
    [Theory]
    [InlineData(ItemClass.CruiseMissile, 400.0, 600.0, "1.A.2")]
    [InlineData(ItemClass.CruiseMissile, 400.0, 100.0, "19.A.2")]
    [InlineData(ItemClass.CruiseMissile, 400.0, null, null)]
    [InlineData(ItemClass.BallisticMissile, 400.0, null, null)]
    [InlineData(ItemClass.BallisticMissile, null, null, null)]
    public void AnAnnexItem_IsNamed_WhereTheReadingIsKnown(ItemClass itemClass, double? range, double? payload, string? annex) =>
        Assert.Equal(annex, Lawful.Of(Lawful.System(itemClass, range, payload), "JP", "us-uas-2025-09").Screen().Items[0].AnnexItem);

    private static void WellWritten(string text)
    {
        Assert.DoesNotMatch("  |^ | $|[.][A-Z][a-z]", text);
        Assert.EndsWith(".", text, StringComparison.Ordinal);
    }

    private static string Explain(Item item) => Lawful.Of(item, "JP", "us-uas-2025-09").Screen().Items[0].Explanation;
}
