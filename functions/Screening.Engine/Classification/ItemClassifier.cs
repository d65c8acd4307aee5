using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Classification;

/// <summary>What classification alone says of an item; the category itself is policy.</summary>
/// <param name="AnnexItems">Annex items declared or mapped from a declared code.</param>
/// <param name="DecisivePoint">The declared point the category turns on; null when none is declared.</param>
public sealed record ItemClassification(ImmutableArray<string> AnnexItems, PerformancePoint? DecisivePoint);

/// <summary>Turns what is declared of an item into facts: sets of possible values.</summary>
public static class ItemClassifier
{
    // Classes whose Annex item cannot be told from the class: without a code anything is possible.
    private static readonly HashSet<ItemClass> NeedsCode =
    [
        ItemClass.Subsystem, ItemClass.ProductionEquipment, ItemClass.ProductionFacility,
        ItemClass.Technology, ItemClass.Software, ItemClass.Material,
    ];

    /// <summary>Fills the facts of item <paramref name="index"/>.</summary>
    public static ItemClassification Fill(FactSheet sheet, int index, Item item, ControlList list)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(list);
        var annex = DeclaredAnnexItems(item, list);
        sheet.SetItem(index, Fact.Class, Class(item, annex, list));
        FillPerformance(sheet, index, item);
        FillAttributes(sheet, index, item);
        sheet.SetItem(index, Fact.CodeCategory, CodeCategory(item, annex, list));
        sheet.SetItem(index, Fact.CodeIsFacility, PossibleValue.Of(CodeIsFacility(annex, list)));
        sheet.SetItem(index, Fact.ReliefNote, PossibleValue.Of(Relief(item, annex, list)));

        // A code nobody declared cannot be right against the figures.
        sheet.SetItem(index, Fact.ClassificationBasis, annex.IsEmpty ? PossibleValue.OfCode(1, "attributes") : PossibleValue.OfCodes(0b11));
        return new ItemClassification(annex, DecisivePoint(item));
    }

    /// <summary>
    /// Annex items the declared codes agree on. Where an Annex item, an ECCN and a USML paragraph have none in common, all of
    /// them stay possible.
    /// </summary>
    private static ImmutableArray<string> DeclaredAnnexItems(Item item, ControlList list)
    {
        var declared = new List<ImmutableArray<string>>();
        if (item.AnnexItem is { } annexItem)
        {
            declared.Add([annexItem]);
        }

        foreach (var code in new[] { item.Eccn, item.Usml })
        {
            if (code is not null && list.AnnexItemsOf(code) is { IsEmpty: false } mapped)
            {
                declared.Add(mapped);
            }
        }

        if (declared.Count < 2)
        {
            return declared.Count == 0 ? [] : declared[0];
        }

        ImmutableArray<string> common =
        [
            .. declared[0].Where(code => declared.Skip(1).All(others =>
                others.Any(other => IsSameOrBeneath(code, other) || IsSameOrBeneath(other, code)))),
        ];
        return common.IsEmpty ? [.. declared.SelectMany(codes => codes).Distinct(StringComparer.Ordinal)] : common;
    }

    private static bool IsSameOrBeneath(string code, string above) =>
        code == above || code.StartsWith(above + ".", StringComparison.Ordinal);

    /// <summary>A class that is not declared is whatever the code can describe.</summary>
    private static PossibleValue Class(Item item, ImmutableArray<string> annex, ControlList list)
    {
        if (item.Class is { } declared)
        {
            return PossibleValue.OfCode((int)declared, Code<ItemClass>.Of(declared));
        }

        ulong classes = 0;
        foreach (var code in annex)
        {
            foreach (var possible in ClassesOf(code, list.Find(code)?.Kind))
            {
                classes |= 1UL << (int)possible;
            }
        }

        return PossibleValue.OfCodes(classes == 0 ? FactCatalogue.Of(Fact.Class).AllCodes : classes);
    }

    private static ItemClass[] ClassesOf(string code, string? kind) => kind switch
    {
        "system" when code.StartsWith("1.A.1", StringComparison.Ordinal) || code.StartsWith("19.A.1", StringComparison.Ordinal) =>
            [ItemClass.BallisticMissile, ItemClass.Slv, ItemClass.SoundingRocket, ItemClass.Rocket],
        "system" => [ItemClass.CruiseMissile, ItemClass.Uas, ItemClass.TargetDrone, ItemClass.Opv, ItemClass.UasAerosol],
        "facility" => [ItemClass.ProductionFacility],
        "equipment" => [ItemClass.ProductionEquipment, ItemClass.Subsystem],
        "material" => [ItemClass.Material],
        "software" => [ItemClass.Software],
        "technology" => [ItemClass.Technology],
        _ => [ItemClass.Subsystem],
    };

    /// <summary>
    /// Range is the longest declared. Payload is the largest declared at a range of 300 km or more, given that some point
    /// reaches it; a point of unknown range or payload leaves it open upwards, never downwards.
    /// </summary>
    private static void FillPerformance(FactSheet sheet, int index, Item item)
    {
        var points = item.Performance;
        sheet.SetItem(index, Fact.RangeDeclared, PossibleValue.Of(!points.IsEmpty && points.All(point => point.RangeKm is not null)));
        if (points.IsEmpty)
        {
            sheet.SetItem(index, Fact.RangeKm, PossibleValue.OfNumbers([], 0));
            sheet.SetItem(index, Fact.PayloadKg, PossibleValue.OfNumbers([], 0));
            return;
        }

        var longest = points.Max(point => point.RangeKm ?? 0);
        sheet.SetItem(index, Fact.RangeKm, points.Any(point => point.RangeKm is null)
            ? PossibleValue.OfNumbers([], longest)
            : PossibleValue.Of(longest));

        var reaching = points.Where(point => point.RangeKm is null or >= FactCatalogue.ReferenceRangeKm).ToArray();
        var least = reaching.Where(point => point.RangeKm is not null).Max(point => point.PayloadKg) ?? 0;
        if (reaching.Any(point => point.PayloadKg is null))
        {
            sheet.SetItem(index, Fact.PayloadKg, PossibleValue.OfNumbers([], least));
            return;
        }

        // The payload is read only together with a range of 300 km or more. When only points of unknown range may reach it,
        // one of them does; when another point is known to, each of them may or may not add a larger payload.
        var unsure = reaching.Where(point => point.RangeKm is null).Select(point => point.PayloadKg!.Value);
        double[] possible = reaching.All(point => point.RangeKm is null) && reaching.Length > 0
            ? [.. unsure]
            : [least, .. unsure.Where(payload => payload > least)];
        sheet.SetItem(index, Fact.PayloadKg, PossibleValue.OfNumbers(possible, null));
    }

    private static void FillAttributes(FactSheet sheet, int index, Item item)
    {
        sheet.SetItem(index, Fact.SpeedKmh, Number(item.MaxTrueAirspeedKmh));
        sheet.SetItem(index, Fact.Propulsion, item.Propulsion is { } propulsion
            ? PossibleValue.OfCode((int)propulsion, Code<Propulsion>.Of(propulsion))
            : PossibleValue.OfCodes(FactCatalogue.Of(Fact.Propulsion).AllCodes));
        sheet.SetItem(index, Fact.Jurisdiction, item.Jurisdiction is { } jurisdiction
            ? PossibleValue.OfCode((int)jurisdiction, Code<Jurisdiction>.Of(jurisdiction))
            : PossibleValue.OfCodes(FactCatalogue.Of(Fact.Jurisdiction).AllCodes));
        sheet.SetItem(index, Fact.AerosolL, PossibleValue.Of(item.AerosolCapacityL ?? 0));
        sheet.SetItem(index, Fact.AutonomousOrBvlos, PossibleValue.Of(item.AutonomousOrBeyondVisualLine));
        sheet.SetItem(index, Fact.ForUasLt800, PossibleValue.Of(item.ForUasBelow800Kmh ?? false));
        sheet.SetItem(index, Fact.SlvRelated, PossibleValue.Of(item.SlvRelated ?? item.Class == ItemClass.Slv));
        sheet.SetItem(index, Fact.FacilityComplete, PossibleValue.Of(item.FacilityComplete ?? true));
        sheet.SetItem(index, Fact.ImpulseDeclared, PossibleValue.Of(item.TotalImpulseNs is not null));
        sheet.SetItem(index, Fact.TotalImpulseNs, Number(item.TotalImpulseNs));
        var availability = item.ForeignAvailability ?? ForeignAvailability.NotAssessed;
        sheet.SetItem(index, Fact.ForeignAvailability, PossibleValue.OfCode((int)availability, Code<ForeignAvailability>.Of(availability)));
        var series = EccnSeries(item.Eccn);
        sheet.SetItem(index, Fact.EccnSeries, PossibleValue.OfCode(FactCatalogue.EccnSeriesCodes.IndexOf(series), series));
    }

    /// <summary>The 600 series and 9x515 are told by the digits of the ECCN.</summary>
    private static string EccnSeries(string? eccn) => eccn switch
    {
        null => "not_declared",
        "EAR99" => "ear99",
        { Length: >= 5 } when eccn[2..5] == "515" => "series_9x515",
        { Length: >= 5 } when eccn[2] == '6' => "series_600",
        _ => "other",
    };

    private static PossibleValue Number(double? value) =>
        value is { } known ? PossibleValue.Of(known) : PossibleValue.OfNumbers([], 0);

    private static PossibleValue CodeCategory(Item item, ImmutableArray<string> annex, ControlList list)
    {
        const ulong none = 0b001, first = 0b010, second = 0b100;
        if (annex.IsEmpty)
        {
            var isOpen = item.Class is { } known ? NeedsCode.Contains(known) : item.Class is null;
            return isOpen ? PossibleValue.OfCodes(none | first | second) : PossibleValue.OfCode(0, "NONE");
        }

        ulong categories = 0;
        foreach (var code in annex)
        {
            categories |= CategoryOf(code, list) == "I" ? first : second;
        }

        return categories switch
        {
            first => PossibleValue.OfCode(1, "I"),
            second => PossibleValue.OfCode(2, "II"),

            // A code that covers both categories is a known statement: the attributes decide between them.
            _ => PossibleValue.OfCode(3, "I_OR_II"),
        };
    }

    /// <summary>Items 1 and 2 are Category I, 3 to 20 Category II, also where the list has no entry of its own.</summary>
    private static string CategoryOf(string code, ControlList list) =>
        list.Find(code)?.Category ?? (code.Split('.')[0] is "1" or "2" ? "I" : "II");

    /// <summary>Whether the code names a Category I facility; unknown when it also names Category I items that are none.</summary>
    private static bool? CodeIsFacility(ImmutableArray<string> annex, ControlList list)
    {
        var first = annex.Where(code => CategoryOf(code, list) == "I").Select(code => list.Find(code)?.Kind == "facility").Distinct().ToArray();
        return first switch { [] => false, [var only] => only, _ => null };
    }

    /// <summary>
    /// The claimed note must exist, be the declared item or lie beneath it, and no attribute may contradict it. Unknown
    /// while the attribute that may contradict it is not declared.
    /// </summary>
    private static bool? Relief(Item item, ImmutableArray<string> annex, ControlList list)
    {
        if (item.CategoryIIReliefNote is not { } claimed || list.ReliefNoteOf(claimed) is not { } note
            || !annex.Any(code => IsSameOrBeneath(claimed, code)))
        {
            return false;
        }

        // 2.A.1.c.2 is the note for liquid and gel engines: any other propulsion contradicts it.
        var isForLiquid = note.StartsWith("2.A.1.c", StringComparison.Ordinal);
        return !isForLiquid || item.Propulsion == Propulsion.Liquid ? true : item.Propulsion is null ? null : false;
    }

    /// <summary>The point of Category I if there is one, else the longest range with its payload.</summary>
    private static PerformancePoint? DecisivePoint(Item item) =>
        item.Performance.IsEmpty
            ? null
            : item.Performance
                .OrderByDescending(point => point.RangeKm >= FactCatalogue.ReferenceRangeKm)
                .ThenByDescending(point => point.RangeKm >= FactCatalogue.ReferenceRangeKm ? point.PayloadKg ?? 0 : 0)
                .ThenByDescending(point => point.RangeKm ?? 0)
                .First();
}
