using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Classification;

/// <summary>
/// Regulation, control status and humanitarian kind of an item, derived from the declarations (decisions D19, D28, D29).
/// </summary>
public sealed class ControlFactsTests
{
    [Theory]
    [InlineData(Jurisdiction.Ear, null, null, ItemClass.Generic, "EAR")]
    [InlineData(Jurisdiction.Itar, null, null, ItemClass.Generic, "ITAR")]
    [InlineData(null, "EAR99", null, ItemClass.Generic, "unknown")]
    [InlineData(Jurisdiction.Ear, null, "IV(d)", ItemClass.Generic, "unknown")]
    [InlineData(Jurisdiction.Ear, "9A107", null, ItemClass.Generic, "unknown")]
    [InlineData(Jurisdiction.Ear, "9A101", null, ItemClass.Generic, "EAR")]
    [InlineData(Jurisdiction.Ear, null, null, ItemClass.BallisticMissile, "unknown")]
    [InlineData(Jurisdiction.Ear, null, null, ItemClass.CruiseMissile, "unknown")]
    [InlineData(Jurisdiction.Ear, null, null, ItemClass.Rocket, "unknown")]
    [InlineData(Jurisdiction.Ear, null, null, ItemClass.Slv, "unknown")]
    [InlineData(Jurisdiction.Ear, null, null, ItemClass.SoundingRocket, "unknown")]
    [InlineData(Jurisdiction.Ear, null, null, ItemClass.Uas, "EAR")]
    [InlineData(Jurisdiction.Itar, "EAR99", null, ItemClass.Generic, "unknown")]
    [InlineData(Jurisdiction.Itar, "9A101", null, ItemClass.Generic, "unknown")]
    [InlineData(Jurisdiction.Itar, "9A107", null, ItemClass.Generic, "ITAR")]
    [InlineData(Jurisdiction.Itar, null, "IV(d)", ItemClass.BallisticMissile, "ITAR")]
    public void ADeclaredRegulation_StandsUntilACodeOrTheClassContradictsIt(Jurisdiction? declared, string? eccn, string? usml, ItemClass itemClass, string jurisdiction) =>
        Assert.Equal(jurisdiction, Shown(new Item { Id = "10", Class = itemClass, Jurisdiction = declared, Eccn = eccn, Usml = usml }, Fact.Jurisdiction));

    [Theory]
    [InlineData("EAR99", null, "ear99")]
    [InlineData("4A994", null, "ccl")]
    [InlineData(null, "6.C.3", "ccl")]
    [InlineData(null, null, "unknown")]
    public void TheControlStatus_FollowsTheCode(string? eccn, string? annex, string status) =>
        Assert.Equal(status, Shown(new Item { Id = "10", Class = ItemClass.Generic, Eccn = eccn, AnnexItem = annex }, Fact.ControlStatus));

    [Theory]
    [InlineData("9E991", null, "yes")]
    [InlineData("EAR99", null, "no")]
    [InlineData(null, "6.C.3", "no")]
    [InlineData(null, null, "unknown")]
    public void Supplement2_NamesAnItemByItsEccn(string? eccn, string? annex, string named) =>
        Assert.Equal(named, Shown(new Item { Id = "10", Class = ItemClass.Generic, Eccn = eccn, AnnexItem = annex }, Fact.MilitaryEndUseItem));

    [Theory]
    [InlineData(null, null, Humanitarian.None)]
    [InlineData("300490", null, Humanitarian.Medicine)]
    [InlineData("010121", null, Humanitarian.None)]
    [InlineData("020110", null, Humanitarian.Food)]
    [InlineData("210690", null, Humanitarian.Food)]
    [InlineData("220110", null, Humanitarian.None)]
    [InlineData("310210", null, Humanitarian.None)]
    [InlineData("300490", Humanitarian.None, Humanitarian.None)]
    [InlineData("847130", Humanitarian.Food, Humanitarian.Food)]
    public void FoodAndMedicine_AreDerivedFromTheHsChapter_UnlessDeclared(string? hsCode, Humanitarian? declared, Humanitarian kind) =>
        Assert.Equal(kind, ControlFacts.HumanitarianOf(new Item { Id = "10", HsCode = hsCode, Humanitarian = declared }));

    [Fact]
    public void AnHtsCode_IsListed_NotListed_OrNotDeclared()
    {
        Assert.Equal("unknown", Shown(new Item { Id = "10" }, Fact.HtsListed));
        Assert.Equal("yes", Shown(new Item { Id = "10", HsCode = "847130" }, Fact.HtsListed));
        Assert.Equal("no", Shown(new Item { Id = "10", HsCode = "490199" }, Fact.HtsListed));
    }

    [Fact]
    public void ACompleteSystem_IsAVehicle_AndNothingElseIs() => Assert.Equal(
        [
            ItemClass.BallisticMissile, ItemClass.Slv, ItemClass.SoundingRocket, ItemClass.Rocket, ItemClass.CruiseMissile, ItemClass.Uas, ItemClass.TargetDrone,
            ItemClass.Opv, ItemClass.UasAerosol, ItemClass.MannedAircraft,
        ],
        Enum.GetValues<ItemClass>().Where(itemClass => ControlFacts.IsCompleteSystem(itemClass)).ToHashSet());

    private static string Shown(Item item, Fact fact)
    {
        var sheet = new FactSheet([CountryCode.Of("PL")], CountryCode.Of("PL"), [], 1);
        ItemClassifier.Fill(sheet, 0, item, SeedControlList.List);
        return sheet.Get(fact, 0, 0).Shown.ToString();
    }
}
