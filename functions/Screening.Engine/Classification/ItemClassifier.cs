using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Classification;

/// <summary>Classification of an item. The category is determined by the policy.</summary>
/// <param name="AnnexItems">Annex items declared or mapped from a declared code.</param>
/// <param name="DecisivePoint">Declared point that determines the category; null when none is declared.</param>
public sealed record ItemClassification(ImmutableArray<string> AnnexItems, PerformancePoint? DecisivePoint)
{
    /// <summary>
    /// Terms of the declared ECCN in the Commerce Control List; null when none is declared or it is not listed.
    /// </summary>
    public EccnTerms? Terms { get; init; }

    /// <summary>Whether the declared code alone puts the item outside the Annex.</summary>
    public bool IsOutsideByDeclaration { get; init; }
}

/// <summary>Converts the declared data of an item to facts: sets of possible values.</summary>
public static class ItemClassifier
{
    // Classes that do not determine an Annex item: without a code every category is possible.
    private static readonly HashSet<ItemClass> NeedsCode =
    [
        ItemClass.Subsystem, ItemClass.ProductionEquipment, ItemClass.ProductionFacility,
        ItemClass.Technology, ItemClass.Software, ItemClass.Material,
    ];

    // Classes for which a code without a missile technology reason puts the item outside the Annex by declaration.
    private static readonly HashSet<ItemClass> FollowsCode =
        [ItemClass.Generic, ItemClass.Technology, ItemClass.Software, ItemClass.Material, ItemClass.Spacecraft];

    /// <summary>Fills the facts of item <paramref name="index"/>.</summary>
    /// <param name="sheet">Sheet to fill.</param>
    /// <param name="index">Index of the item.</param>
    /// <param name="item">Declared item.</param>
    /// <param name="list">Control list.</param>
    /// <param name="isDeemed">
    /// Whether technology is released to a person. An item that is not classified is then technology.
    /// </param>
    public static ItemClassification Fill(FactSheet sheet, int index, Item item, ControlList list, bool isDeemed = false)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(list);
        var terms = item.Eccn is { } eccn ? list.TermsOf(eccn) : null;
        var annex = DeclaredAnnexItems(item, list, terms);
        sheet.SetItem(index, Fact.Class, Class(item, annex, list, terms, isDeemed));
        var performance = new PerformanceFacts(item);
        performance.Fill(sheet, index);
        FillAttributes(sheet, index, item);
        ControlFacts.Fill(sheet, index, item, list, terms);
        sheet.SetItem(index, Fact.CodeCategory, CodeCategory(item, annex, list, terms));
        FillReach(sheet, index, item, terms);
        sheet.SetItem(index, Fact.CodeIsFacility, PossibleValue.Of(CodeIsFacility(annex, list)));
        sheet.SetItem(index, Fact.ReliefNote, PossibleValue.Of(Relief(item, annex, list)));

        // Without a declared code only the attributes can be right.
        sheet.SetItem(index, Fact.ClassificationBasis, annex.IsEmpty ? PossibleValue.OfCode(1, "attributes") : PossibleValue.OfCodes(0b11));
        return new ItemClassification(annex, performance.DecisivePoint())
        {
            Terms = terms,
            IsOutsideByDeclaration = annex.IsEmpty && IsOutsideByDeclaration(item, terms),
        };
    }

    /// <summary>
    /// Annex items that the declared codes have in common. If an Annex item, an ECCN and a USML paragraph have none in common,
    /// all of them stay possible. An ECCN without a missile technology reason for the code as given contributes none.
    /// </summary>
    private static ImmutableArray<string> DeclaredAnnexItems(Item item, ControlList list, EccnTerms? terms)
    {
        var declared = new List<ImmutableArray<string>>();
        if (item.AnnexItem is { } annexItem)
        {
            declared.Add([annexItem]);
        }

        foreach (var code in new[] { terms?.Mt == MtReach.None ? null : item.Eccn, item.Usml })
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

    /// <summary>
    /// Whether the missile technology reason of the ECCN covers the item. It is open while the paragraph or the condition is
    /// open. A declared Annex item settles both, and so do the figures of a complete system.
    /// </summary>
    private static void FillReach(FactSheet sheet, int index, Item item, EccnTerms? terms)
    {
        var isAnswered = item.AnnexItem is not null || ControlFacts.IsCompleteSystem(item.Class);
        sheet.SetItem(index, Fact.MtParagraph, PossibleValue.Of(!isAnswered && terms?.Mt == MtReach.Paragraphs ? null : (bool?)true));
        sheet.SetItem(index, Fact.MtCondition, PossibleValue.Of(!isAnswered && terms?.Mt == MtReach.Condition ? null : (bool?)true));
        if (terms?.MtQuestion is { } question)
        {
            sheet.Ask(Fact.MtParagraph, index, [new FactAsk($"items[{index}].eccn", question) { Type = AnswerType.Text }]);
            sheet.Ask(Fact.MtCondition, index, [new FactAsk($"items[{index}].annexItem", question) { Type = AnswerType.Text }]);
        }
    }

    private static bool IsSameOrBeneath(string code, string above) =>
        code == above || code.StartsWith(above + ".", StringComparison.Ordinal);

    /// <summary>
    /// Possible classes of the item. Without a declared class, they are the classes the code can describe. With a code without a
    /// missile technology reason, and without figures, the class is one outside the Annex.
    /// </summary>
    private static PossibleValue Class(Item item, ImmutableArray<string> annex, ControlList list, EccnTerms? terms, bool isDeemed)
    {
        if (item.Class is { } declared)
        {
            return PossibleValue.OfCode((int)declared, Code<ItemClass>.Of(declared));
        }

        if (annex.IsEmpty && IsOutsideByDeclaration(item, terms))
        {
            var taken = isDeemed ? ItemClass.Technology : ItemClass.Generic;
            return PossibleValue.OfCode((int)taken, Code<ItemClass>.Of(taken));
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

    private static void FillAttributes(FactSheet sheet, int index, Item item)
    {
        sheet.SetItem(index, Fact.SpeedKmh, Number(item.MaxTrueAirspeedKmh));
        sheet.SetItem(index, Fact.Propulsion, item.Propulsion is { } propulsion
            ? PossibleValue.OfCode((int)propulsion, Code<Propulsion>.Of(propulsion))
            : PossibleValue.OfCodes(FactCatalogue.Of(Fact.Propulsion).AllCodes));
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

    /// <summary>The digits of the ECCN identify the 600 series and 9x515.</summary>
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

    /// <summary>
    /// Whether the declared data put the item outside the Annex. The code has no missile technology reason, and either the
    /// declared class follows the code or there is neither a class nor a figure that may contradict it.
    /// </summary>
    private static bool IsOutsideByDeclaration(Item item, EccnTerms? terms) =>
        terms is { Mt: MtReach.None } && (item.Class is { } declared ? FollowsCode.Contains(declared) : !HasFigures(item));

    private static bool HasFigures(Item item) =>
        !item.Performance.IsEmpty || item.TotalImpulseNs is not null || item.AerosolCapacityL > 0 || item.MaxTrueAirspeedKmh is not null
        || item.RangeAt500KgKm is not null || item.PayloadAt300KmKg is not null || item.MaxRangeKm is not null;

    private static PossibleValue CodeCategory(Item item, ImmutableArray<string> annex, ControlList list, EccnTerms? terms)
    {
        const ulong none = 0b001, first = 0b010, second = 0b100;
        if (annex.IsEmpty && terms is { Mt: not MtReach.None })
        {
            // The code has the reason for all or part of what it covers and maps to no Annex item as given. For a complete system
            // the figures determine whether the condition is met.
            return terms.Mt != MtReach.Entire && ControlFacts.IsCompleteSystem(item.Class)
                ? PossibleValue.OfCode(0, "NONE")
                : PossibleValue.OfCodes(first | second);
        }

        if (annex.IsEmpty)
        {
            var isOpen = !IsOutsideByDeclaration(item, terms) && (item.Class is { } known ? NeedsCode.Contains(known) : item.Class is null);
            return isOpen ? PossibleValue.OfCodes(none | first | second) : PossibleValue.OfCode(0, "NONE");
        }

        ulong categories = 0;
        foreach (var code in annex)
        {
            categories |= CategoryOf(code, list) == "I" ? first : second;
        }

        // An ECCN without the reason contradicts a declared Annex item. Either may be right.
        if (terms is { Mt: MtReach.None } && item.AnnexItem is not null)
        {
            return PossibleValue.OfCodes(none | categories);
        }

        return categories switch
        {
            first => PossibleValue.OfCode(1, "I"),
            second => PossibleValue.OfCode(2, "II"),

            // A code that covers both categories is a known value: the attributes decide between the categories.
            _ => PossibleValue.OfCode(3, "I_OR_II"),
        };
    }

    /// <summary>Annex items 1 and 2 are Category I, and 3 to 20 are Category II, including where the list has no entry.</summary>
    private static string CategoryOf(string code, ControlList list) =>
        list.Find(code)?.Category ?? (code.Split('.')[0] is "1" or "2" ? "I" : "II");

    /// <summary>
    /// Whether the code names a Category I facility; unknown when it also names Category I items that are not facilities.
    /// </summary>
    private static bool? CodeIsFacility(ImmutableArray<string> annex, ControlList list)
    {
        var first = annex.Where(code => CategoryOf(code, list) == "I").Select(code => list.Find(code)?.Kind == "facility").Distinct().ToArray();
        return first switch { [] => false, [var only] => only, _ => null };
    }

    /// <summary>
    /// Whether the claimed relief note applies. The note must exist and be the declared item or below it, and no attribute may
    /// contradict it. Unknown while the attribute that may contradict it is not declared.
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
}
