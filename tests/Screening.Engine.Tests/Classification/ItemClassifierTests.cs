using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Classification;

/// <summary>
/// The facts derived from the declaration of an item: which are known, which stay open, and the defaults of undeclared ones.
/// </summary>
public sealed class ItemClassifierTests
{
    private const string AllCategories = "NONE I II";

    [Theory]
    [InlineData("1.A.1", "BALLISTIC_MISSILE SLV SOUNDING_ROCKET ROCKET")]
    [InlineData("19.A.1", "BALLISTIC_MISSILE SLV SOUNDING_ROCKET ROCKET")]
    [InlineData("1.A.2", "CRUISE_MISSILE UAS TARGET_DRONE OPV UAS_AEROSOL")]
    [InlineData("19.A.2", "CRUISE_MISSILE UAS TARGET_DRONE OPV UAS_AEROSOL")]
    [InlineData("1.B.1", "PRODUCTION_FACILITY")]
    [InlineData("2.B.2", "SUBSYSTEM PRODUCTION_EQUIPMENT")]
    [InlineData("4.C.1", "MATERIAL")]
    [InlineData("4.D.1", "SOFTWARE")]
    [InlineData("4.E.1", "TECHNOLOGY")]
    [InlineData("2.A.1.c.1", "SUBSYSTEM")]
    [InlineData("7.A.1", "SUBSYSTEM")]
    public void AnUndeclaredClass_IsAnyClassTheCodeDescribes(string annexItem, string classes) =>
        Assert.Equal(classes, Codes(new Item { Id = "10", AnnexItem = annexItem }, Fact.Class));

    [Fact]
    public void WithoutClassAndCode_EveryClassIsPossible_AndADeclaredOneIsKnown()
    {
        Assert.Equal(string.Join(' ', Code<ItemClass>.All), Codes(new Item { Id = "10" }, Fact.Class));
        Assert.Equal("SLV", Codes(new Item { Id = "10", Class = ItemClass.Slv, AnnexItem = "1.A.2" }, Fact.Class));
        Assert.Equal("SUBSYSTEM PRODUCTION_EQUIPMENT PRODUCTION_FACILITY", Codes(new Item { Id = "10", Eccn = "9B604" }, Fact.Class));
    }

    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData("2.A.1.c", null, null, "2.A.1.c")]
    [InlineData(null, "9A101", null, "3.A.1")]
    [InlineData(null, null, "IV(d)(2)", "2.A.1.c")]
    [InlineData("2.A.1.c.2", null, "IV(d)", "2.A.1.c.2")]
    [InlineData("2.A.1", null, "IV(d)", "2.A.1")]
    [InlineData("2.B.2", "9B604", null, "2.B.2")]
    [InlineData("2.A.1.d", null, "IV(d)", "2.A.1.d 2.A.1.c")]
    [InlineData("2.A.1.c", "9A101", "IV(d)", "2.A.1.c 3.A.1")]
    [InlineData("2.A.1.cc", null, "IV(d)", "2.A.1.cc 2.A.1.c")]
    [InlineData("3.A.1", "9A990", null, "3.A.1")]
    [InlineData("3.A.1", "9A555", null, "3.A.1")]
    public void CodesThatAgree_AreOneStatement_AndThoseThatDoNot_AllStayPossible(string? annexItem, string? eccn, string? usml, string items) =>
        Assert.Equal(items, string.Join(' ', Fill(new Item { Id = "10", AnnexItem = annexItem, Eccn = eccn, Usml = usml }).Classified.AnnexItems));

    [Theory]
    [InlineData(ItemClass.Uas, null, "NONE")]
    [InlineData(ItemClass.Generic, null, "NONE")]
    [InlineData(ItemClass.Subsystem, null, AllCategories)]
    [InlineData(ItemClass.ProductionEquipment, null, AllCategories)]
    [InlineData(ItemClass.ProductionFacility, null, AllCategories)]
    [InlineData(ItemClass.Technology, null, AllCategories)]
    [InlineData(ItemClass.Software, null, AllCategories)]
    [InlineData(ItemClass.Material, null, AllCategories)]
    [InlineData(null, null, AllCategories)]
    [InlineData(ItemClass.Subsystem, "2.A.1.c", "I")]
    [InlineData(ItemClass.Subsystem, "3.A.1", "II")]
    [InlineData(ItemClass.Subsystem, "2.Z.9", "I")]
    [InlineData(ItemClass.Subsystem, "1.Z.9", "I")]
    [InlineData(ItemClass.Subsystem, "11.Z.9", "II")]
    public void TheCategory_IsThatOfTheCode_AndOpenWhereTheClassNeedsOne(ItemClass? itemClass, string? annexItem, string categories) =>
        Assert.Equal(categories, Codes(new Item { Id = "10", Class = itemClass, AnnexItem = annexItem }, Fact.CodeCategory));

    [Fact]
    public void ACodeForBothCategories_IsAStatement_NotADoubt() =>
        Assert.Equal("I_OR_II", Codes(new Item { Id = "10", Class = ItemClass.Subsystem, Eccn = "9B604" }, Fact.CodeCategory));

    [Fact]
    public void ACodeThatIsNotOnTheList_IsReadAsNotDeclared()
    {
        Assert.Equal(AllCategories, Codes(new Item { Id = "10", Class = ItemClass.Subsystem, Eccn = "9A990" }, Fact.CodeCategory));
        Assert.Equal("attributes", Codes(new Item { Id = "10", Class = ItemClass.Uas, Eccn = "9A555" }, Fact.ClassificationBasis));
        Assert.Equal("code attributes", Codes(new Item { Id = "10", Class = ItemClass.Uas, Eccn = "9A101" }, Fact.ClassificationBasis));
    }

    [Theory]
    [InlineData("1.B.1", null, "yes")]
    [InlineData("2.B.2", null, "no")]
    [InlineData("20.B.1", null, "no")]
    [InlineData(null, "9B604", "unknown")]
    [InlineData(null, null, "no")]
    public void ACategoryOneFacility_IsRecognised_UnlessTheCodeNamesOthersToo(string? annexItem, string? eccn, string isFacility) =>
        Assert.Equal(isFacility, Fill(new Item { Id = "10", AnnexItem = annexItem, Eccn = eccn }).Sheet.Get(Fact.CodeIsFacility, 0, 0).Shown.ToString());

    [Theory]
    [InlineData("2.A.1.c", "2.A.1.c.2", Propulsion.Liquid, "yes")]
    [InlineData("2.A.1.c", "2.A.1.c.2", Propulsion.Solid, "no")]
    [InlineData("2.A.1.c", "2.A.1.c.2", null, "unknown")]
    [InlineData("2.A.1.d", "2.A.1.d", null, "yes")]
    [InlineData("2.A.1.d", "2.A.1.d", Propulsion.Solid, "yes")]
    [InlineData("2.A.1.d", "2.A.1.c.2", Propulsion.Liquid, "no")]
    [InlineData("3.A.1", "3.A.1", null, "no")]
    [InlineData("2.A.1.d", null, null, "no")]
    public void AReliefNote_MustExist_BeOfTheItem_AndFitItsPropulsion(string annexItem, string? claimed, Propulsion? propulsion, string relief) => Assert.Equal(
        relief,
        Fill(new Item { Id = "10", AnnexItem = annexItem, CategoryIIReliefNote = claimed, Propulsion = propulsion }).Sheet.Get(Fact.ReliefNote, 0, 0).Shown.ToString());

    [Theory]
    [InlineData(null, "not_declared")]
    [InlineData("EAR99", "ear99")]
    [InlineData("9A515", "series_9x515")]
    [InlineData("9A515.a", "series_9x515")]
    [InlineData("9A604", "series_600")]
    [InlineData("6A001", "other")]
    [InlineData("9A5", "other")]
    [InlineData("9A6", "other")]
    public void TheSeries_IsReadOffTheDigits(string? eccn, string series) =>
        Assert.Equal(series, Fill(new Item { Id = "10", Eccn = eccn }).Sheet.Get(Fact.EccnSeries, 0, 0).Shown.ToString());

    // Points as range/payload in km and kg; a question mark stands for an undeclared figure. The payload is that carried to 300
    // km.
    [Theory]
    [InlineData("", "0..", "0..")]
    [InlineData("310/600", "310", "600")]
    [InlineData("300/600", "300", "600")]
    [InlineData("299/600", "299", "0")]
    [InlineData("310/600 400/200", "400", "600")]
    [InlineData("100/900 400/200", "400", "200")]
    [InlineData("310/? 400/200", "400", "200..")]
    [InlineData("100/? 400/200", "400", "200")]
    [InlineData("?/900", "0..", "900")]
    [InlineData("?/900 400/200", "400..", "200|900")]
    [InlineData("?/100 400/200", "400..", "200")]
    [InlineData("?/200 400/200", "400..", "200")]
    [InlineData("?/900 ?/100", "0..", "900|100")]
    [InlineData("?/? 400/200", "400..", "200..")]
    [InlineData("?/900 100/50", "100..", "900")]
    public void RangeAndPayload_AreKnownAsFarAsThePointsSay(string points, string range, string payload)
    {
        var sheet = Fill(new Item { Id = "10", Class = ItemClass.BallisticMissile, Performance = [.. Points(points)] }).Sheet;
        Assert.Equal((range, payload), (Numbers(sheet, Fact.RangeKm), Numbers(sheet, Fact.PayloadKg)));
        Assert.Equal(points.Length > 0 && !points.Contains("?/", StringComparison.Ordinal) ? "yes" : "no", sheet.Get(Fact.RangeDeclared, 0, 0).Shown.ToString());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("310/600", "310/600")]
    [InlineData("310/600 400/200", "310/600")]
    [InlineData("299/900 300/100", "300/100")]
    [InlineData("310/600 400/600", "400/600")]
    [InlineData("300/600 400/100", "300/600")]
    [InlineData("100/900 200/50", "200/50")]
    [InlineData("?/900 200/50", "200/50")]
    [InlineData("310/? 400/200", "400/200")]
    public void TheDecisivePoint_IsTheHeaviestThatReaches_ElseTheFarthest(string points, string? decisive)
    {
        var point = Fill(new Item { Id = "10", Performance = [.. Points(points)] }).Classified.DecisivePoint;
        Assert.Equal(decisive, point is null ? null : $"{point.RangeKm}/{point.PayloadKg}");
    }

    [Fact]
    public void WhatIsNotDeclared_IsOpen_OrHasItsDefault()
    {
        var undeclared = Fill(new Item { Id = "10", Class = ItemClass.Slv }).Sheet;
        Assert.Equal("0..", Numbers(undeclared, Fact.SpeedKmh));
        Assert.Equal("0..", Numbers(undeclared, Fact.TotalImpulseNs));
        Assert.Equal("0", Numbers(undeclared, Fact.AerosolL));
        Assert.Equal(FactCatalogue.Of(Fact.Propulsion).AllCodes, undeclared.Get(Fact.Propulsion, 0, 0).Codes);
        Assert.Equal(FactCatalogue.Of(Fact.Jurisdiction).AllCodes, undeclared.Get(Fact.Jurisdiction, 0, 0).Codes);
        Assert.Equal(
            ["unknown", "no", "yes", "yes", "no", "not_assessed"],
            Shown(undeclared, Fact.AutonomousOrBvlos, Fact.ForUasLt800, Fact.SlvRelated, Fact.FacilityComplete, Fact.ImpulseDeclared, Fact.ForeignAvailability));
        Assert.Equal(["no"], Shown(Fill(new Item { Id = "10", Class = ItemClass.Uas }).Sheet, Fact.SlvRelated));
    }

    [Fact]
    public void WhatIsDeclared_IsKnown()
    {
        var sheet = Fill(new Item
        {
            Id = "10", Class = ItemClass.TargetDrone, MaxTrueAirspeedKmh = 900, TotalImpulseNs = 5e5, AerosolCapacityL = 30, Propulsion = Propulsion.Hybrid,
            Jurisdiction = Jurisdiction.Ear, AutonomousOrBeyondVisualLine = false, ForUasBelow800Kmh = true, SlvRelated = false, FacilityComplete = false,
            ForeignAvailability = ForeignAvailability.Comparable,
        }).Sheet;
        Assert.Equal(("900", "500000", "30"), (Numbers(sheet, Fact.SpeedKmh), Numbers(sheet, Fact.TotalImpulseNs), Numbers(sheet, Fact.AerosolL)));
        Assert.Equal(
            ["hybrid", "EAR", "no", "yes", "no", "no", "yes", "comparable"],
            Shown(sheet, Fact.Propulsion, Fact.Jurisdiction, Fact.AutonomousOrBvlos, Fact.ForUasLt800, Fact.SlvRelated, Fact.FacilityComplete,
                Fact.ImpulseDeclared, Fact.ForeignAvailability));
    }

    private static (FactSheet Sheet, ItemClassification Classified) Fill(Item item)
    {
        var sheet = new FactSheet([CountryCode.Of("PL")], CountryCode.Of("PL"), [], 1);
        return (sheet, ItemClassifier.Fill(sheet, 0, item, Lists.Annex));
    }

    private static string Codes(Item item, Fact fact)
    {
        var value = Fill(item).Sheet.Get(fact, 0, 0);
        return string.Join(' ', FactCatalogue.Of(fact).Codes.Where((_, position) => (value.Codes & (1UL << position)) != 0));
    }

    private static string[] Shown(FactSheet sheet, params Fact[] facts) => [.. facts.Select(fact => sheet.Get(fact, 0, 0).Shown.ToString()!)];

    private static string Numbers(FactSheet sheet, Fact fact)
    {
        var value = sheet.Get(fact, 0, 0);
        var known = value.Only is { } only ? $"{only}" : string.Join('|', value.Several.ToArray());
        return value.From is { } from ? $"{known}{from}.." : known;
    }

    private static IEnumerable<PerformancePoint> Points(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(point => point.Split('/').Select(number => number == "?" ? (double?)null : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray())
        .Select(numbers => new PerformancePoint(numbers[0], numbers[1]));
}
