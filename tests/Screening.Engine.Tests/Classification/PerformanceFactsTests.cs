using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Classification;

/// <summary>The facts derived from declared points and from the three figures that settle a trade-off (decision D22).</summary>
public sealed class PerformanceFactsTests
{
    private static readonly Item Rocket = new() { Id = "10", Class = ItemClass.BallisticMissile, Performance = [new PerformancePoint(400, 100)] };

    [Theory]
    [InlineData(null, null, null, "unknown")]
    [InlineData(299.9, null, null, "falls_short")]
    [InlineData(300.0, null, null, "reaches")]
    [InlineData(null, 499.9, null, "falls_short")]
    [InlineData(null, 500.0, null, "reaches")]
    [InlineData(null, null, 299.0, "falls_short")]
    [InlineData(null, null, 300.0, "unknown")]
    [InlineData(299.9, 500.0, null, "reaches")]
    public void OneFigureAtAThreshold_SettlesTheTradeOff(double? rangeAt500, double? payloadAt300, double? maxRange, string settled)
    {
        var sheet = Fill(Rocket with { RangeAt500KgKm = rangeAt500, PayloadAt300KmKg = payloadAt300, MaxRangeKm = maxRange });
        Assert.Equal(settled, sheet.Get(Fact.TradeOff, 0, 0).Shown.Kind == System.Text.Json.JsonValueKind.Null ? "unknown" : sheet.Get(Fact.TradeOff, 0, 0).Shown.ToString());
        Assert.Equal(["items[0].rangeAt500KgKm", "items[0].payloadAt300KmKg"], sheet.AsksOf(Fact.TradeOff, 0).Select(ask => ask.Path));
        Assert.Equal(["km", "kg"], sheet.AsksOf(Fact.TradeOff, 0).Select(ask => ask.Unit));
    }

    [Fact]
    public void TheProduct_IsOfPointsThatReachAThreshold()
    {
        Assert.Equal(0, Number(Fill(Rocket with { Performance = [new PerformancePoint(299, 499)] }), Fact.TradeOffProduct));
        Assert.Equal(150_000, Number(Fill(Rocket with { Performance = [new PerformancePoint(1500, 100), new PerformancePoint(250, 500)] }), Fact.TradeOffProduct));
        Assert.Equal(0, Number(Fill(Rocket with { Performance = [new PerformancePoint(1500, null)] }), Fact.TradeOffProduct));
    }

    [Fact]
    public void TheHeavyRange_IsTheLongestWith500Kilograms()
    {
        Assert.Equal(0, Number(Fill(Rocket), Fact.HeavyRangeKm));
        Assert.Equal(90, Number(Fill(Rocket with { Performance = [new PerformancePoint(75, 900), new PerformancePoint(90, 500), new PerformancePoint(400, 499)] }), Fact.HeavyRangeKm));
        Assert.Equal(120, Number(Fill(Rocket with { RangeAt500KgKm = 120 }), Fact.HeavyRangeKm));
    }

    [Fact]
    public void TheGreatestRange_IsKnown_WhereThePointsAreTheLimit_OrItIsDeclared()
    {
        Assert.Equal((null, 400.0), Bounds(Fill(Rocket), Fact.MaxRangeKm));
        Assert.Equal((400.0, null), Bounds(Fill(Rocket with { PerformanceIsEnvelope = true }), Fact.MaxRangeKm));
        Assert.Equal((450.0, null), Bounds(Fill(Rocket with { MaxRangeKm = 450 }), Fact.MaxRangeKm));

        // A declared point beyond the declared greatest range counts as declared.
        Assert.Equal((400.0, null), Bounds(Fill(Rocket with { MaxRangeKm = 350 }), Fact.MaxRangeKm));
        Assert.Equal((null, 0.0), Bounds(Fill(Rocket with { Performance = [new PerformancePoint(null, 900)], PerformanceIsEnvelope = true }), Fact.MaxRangeKm));
    }

    [Fact]
    public void TheDecisivePoint_IsThatOfCategoryI_ElseTheLongest()
    {
        Assert.Null(new PerformanceFacts(Rocket with { Performance = [] }).DecisivePoint());
        Assert.Equal(
            new PerformancePoint(310, 600),
            new PerformanceFacts(Rocket with { Performance = [new PerformancePoint(900, 100), new PerformancePoint(310, 600), new PerformancePoint(100, 900)] }).DecisivePoint());
        Assert.Equal(
            new PerformancePoint(200, 100), new PerformanceFacts(Rocket with { Performance = [new PerformancePoint(100, 900), new PerformancePoint(200, 100)] }).DecisivePoint());
        Assert.Equal(new PerformancePoint(300, 700), new PerformanceFacts(Rocket with { PayloadAt300KmKg = 700 }).DecisivePoint());
    }

    private static FactSheet Fill(Item item)
    {
        var sheet = new FactSheet([CountryCode.Of("PL")], CountryCode.Of("PL"), [], 1);
        new PerformanceFacts(item).Fill(sheet, 0);
        return sheet;
    }

    private static double? Number(FactSheet sheet, Fact fact) => sheet.Get(fact, 0, 0).Only;

    private static (double? Only, double? From) Bounds(FactSheet sheet, Fact fact) => (sheet.Get(fact, 0, 0).Only, sheet.Get(fact, 0, 0).From);
}
