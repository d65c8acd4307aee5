using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Classification;

/// <summary>
/// Facts from the declared points of range and payload. A point is used as given. Whether the system can trade range against
/// payload between and beyond the points is open, unless the points are declared to be the outer limit or one of the three
/// figures that settle it is declared (docs/policy.md, "Trade-off").
/// </summary>
internal sealed class PerformanceFacts
{
    private readonly Item item;
    private readonly ImmutableArray<PerformancePoint> points;

    public PerformanceFacts(Item item)
    {
        this.item = item;

        // The two figures at the thresholds are treated as points.
        points =
        [
            .. item.Performance,
            .. item.RangeAt500KgKm is { } range ? [new PerformancePoint(range, FactCatalogue.ReferencePayloadKg)] : ImmutableArray<PerformancePoint>.Empty,
            .. item.PayloadAt300KmKg is { } payload ? [new PerformancePoint(FactCatalogue.ReferenceRangeKm, payload)] : ImmutableArray<PerformancePoint>.Empty,
        ];
    }

    private bool IsEnvelope => item.PerformanceIsEnvelope ?? false;

    /// <summary>Fills the facts of range, payload and trade-off.</summary>
    public void Fill(FactSheet sheet, int index)
    {
        sheet.SetItem(index, Fact.PerformanceIsEnvelope, PossibleValue.Of(IsEnvelope));
        sheet.SetItem(index, Fact.RangeDeclared, PossibleValue.Of(
            (!points.IsEmpty && points.All(point => point.RangeKm is not null)) || (points.IsEmpty && item.MaxRangeKm is not null)));
        var longest = Math.Max(points.Select(point => point.RangeKm ?? 0).DefaultIfEmpty(0).Max(), item.MaxRangeKm ?? 0);
        var isRangeKnown = item.MaxRangeKm is not null || (!points.IsEmpty && points.All(point => point.RangeKm is not null));
        sheet.SetItem(index, Fact.RangeKm, isRangeKnown ? PossibleValue.Of(longest) : PossibleValue.OfNumbers([], longest));
        sheet.SetItem(index, Fact.PayloadKg, points.IsEmpty ? PossibleValue.OfNumbers([], 0) : Payload());
        sheet.SetItem(index, Fact.MaxRangeKm, isRangeKnown && (IsEnvelope || item.MaxRangeKm is not null)
            ? PossibleValue.Of(longest)
            : PossibleValue.OfNumbers([], longest));
        sheet.SetItem(index, Fact.TradeOffProduct, PossibleValue.Of(Product()));
        sheet.SetItem(index, Fact.HeavyRangeKm, PossibleValue.Of(
            points.Where(point => point.PayloadKg >= FactCatalogue.ReferencePayloadKg).Max(point => point.RangeKm) ?? 0));
        FillTradeOff(sheet, index);
    }

    /// <summary>
    /// The point with the largest payload at a range of 300 km or more; without one, the point with the longest range.
    /// </summary>
    public PerformancePoint? DecisivePoint() => points.IsEmpty
        ? null
        : points
            .OrderByDescending(point => point.RangeKm >= FactCatalogue.ReferenceRangeKm)
            .ThenByDescending(point => point.RangeKm >= FactCatalogue.ReferenceRangeKm ? point.PayloadKg ?? 0 : 0)
            .ThenByDescending(point => point.RangeKm ?? 0)
            .First();

    /// <summary>
    /// The largest payload declared at a range of 300 km or more, given that some point reaches that range. A point of unknown
    /// range or payload leaves the value open upwards, never downwards.
    /// </summary>
    private PossibleValue Payload()
    {
        var reaching = points.Where(point => point.RangeKm is null or >= FactCatalogue.ReferenceRangeKm).ToArray();
        var least = reaching.Where(point => point.RangeKm is not null).Max(point => point.PayloadKg) ?? 0;
        if (reaching.Any(point => point.PayloadKg is null))
        {
            return PossibleValue.OfNumbers([], least);
        }

        // The payload is read only together with a range of 300 km or more. If only points of unknown range may reach 300 km, one
        // of them does. If another point is known to reach it, each point of unknown range may or may not add a larger payload.
        var unsure = reaching.Where(point => point.RangeKm is null).Select(point => point.PayloadKg!.Value);
        double[] possible = reaching.All(point => point.RangeKm is null) && reaching.Length > 0
            ? [.. unsure]
            : [least, .. unsure.Where(payload => payload > least)];
        return PossibleValue.OfNumbers(possible, null);
    }

    /// <summary>
    /// The largest product of range and payload (km x kg) among the points that reach one of the two thresholds.
    /// </summary>
    private double Product() => points
        .Where(point => point.RangeKm >= FactCatalogue.ReferenceRangeKm || point.PayloadKg >= FactCatalogue.ReferencePayloadKg)
        .Select(point => (point.RangeKm ?? 0) * (point.PayloadKg ?? 0)).DefaultIfEmpty(0).Max();

    /// <summary>Either figure at a threshold settles the trade-off, and so does a maximum range below 300 km.</summary>
    private void FillTradeOff(FactSheet sheet, int index)
    {
        var isReached = item.RangeAt500KgKm >= FactCatalogue.ReferenceRangeKm || item.PayloadAt300KmKg >= FactCatalogue.ReferencePayloadKg;
        var isSettled = item.RangeAt500KgKm is not null || item.PayloadAt300KmKg is not null || item.MaxRangeKm < FactCatalogue.ReferenceRangeKm;
        sheet.SetItem(index, Fact.TradeOff, !isReached && !isSettled
            ? PossibleValue.OfCodes(0b11)
            : isReached ? PossibleValue.OfCode(1, "reaches") : PossibleValue.OfCode(0, "falls_short"));
        sheet.Ask(Fact.TradeOff, index,
        [
            new FactAsk($"items[{index}].rangeAt500KgKm") { Type = AnswerType.Number, Unit = "km" },
            new FactAsk($"items[{index}].payloadAt300KmKg", "What is its greatest payload carried to 300 km, in kilograms?") { Type = AnswerType.Number, Unit = "kg" },
        ]);
    }
}
