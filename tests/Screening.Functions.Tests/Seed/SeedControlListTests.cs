using System.Text.Json;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Seed;

/// <summary>Invariants of the shipped control list and party policy.</summary>
public sealed partial class SeedControlListTests
{
    private static readonly JsonElement List = SeedResources.Json("seed/control-list/mtcr-annex.json");
    private static readonly JsonElement PartyPolicy = SeedResources.Json("seed/party-policy/party-matching.json");

    [Fact]
    public void EveryItem_IsWellFormed()
    {
        foreach (var item in Rows("items"))
        {
            var code = item.TextOf("code")!;
            Assert.Matches(AnnexCode(), code);
            Assert.Equal(code.Split('.')[0] is "1" or "2" ? "I" : "II", item.TextOf("category"));
            Assert.Contains(
                item.TextOf("kind"), (string[])["system", "subsystem", "facility", "equipment", "material", "software", "technology"]);
            Assert.Equal(
                (string[])["code", "category", "kind", "description", "thresholds", "relief", "source"], item.MemberNames().Where(name => name != "basis"));
        }
    }

    [Theory]
    [InlineData("items")]
    [InlineData("eccns")]
    [InlineData("usml")]
    public void NoCode_AppearsTwice_AndEachHasItsSource(string table)
    {
        var rows = Rows(table);

        Assert.Equal(rows.Length, rows.Select(row => row.TextOf("code")).Distinct().Count());
        Assert.All(rows, row => Assert.False(string.IsNullOrWhiteSpace(row.TextOf("source"))));
        Assert.All(rows, row => Assert.False(string.IsNullOrWhiteSpace(row.TextOf("description"))));
    }

    [Fact]
    public void EveryEccn_AndUsmlParagraph_PointsToItemsOfTheAnnex()
    {
        var codes = Rows("items").Select(item => item.TextOf("code")!).ToHashSet();
        foreach (var row in Rows("eccns").Concat(Rows("usml")))
        {
            var annex = row.GetProperty("annex").EnumerateArray().Select(code => code.GetString()!).ToList();
            Assert.Subset(codes, annex.ToHashSet());
            Assert.Equal(row.TryGetProperty("mt", out var mt) && !mt.GetBoolean(), annex.Count == 0);
        }
    }

    [Fact]
    public void OnlyTheItemsTheAnnexRelieves_HaveRelief() =>
        Assert.Equal(
            ["2.A.1.b", "2.A.1.c.2", "2.A.1.d", "2.A.1.e", "2.A.1.f"],
            Rows("items").Where(item => item.GetProperty("relief").ValueKind == JsonValueKind.Object).Select(item => item.TextOf("code")));

    [Theory]
    [InlineData("1.B.1 2.B.1 3.B.1 19.B.1 20.B.1", "facility")]
    [InlineData("2.B.2 20.B.2", "equipment")]
    [InlineData("1.A.1 1.A.2 19.A.1 19.A.2 19.A.3", "system")]
    [InlineData("1.E.1 2.E.1 19.E.1", "technology")]
    public void Distinguishes_FacilitiesFromEquipment_AndSystemsFromTheirParts(string codes, string kind)
    {
        foreach (var code in codes.Split(' '))
        {
            Assert.Equal(kind, Rows("items").Single(item => item.TextOf("code") == code).TextOf("kind"));
        }
    }

    [Theory]
    [InlineData("eccns", "9A012", "1.A.2 19.A.2 19.A.3")]
    [InlineData("eccns", "9A120", "19.A.3")]
    [InlineData("eccns", "1C107", "6.C.3 6.C.4 6.C.5 6.C.6")]
    [InlineData("eccns", "2B121", "9.B.2.d")]
    [InlineData("usml", "IV(a)(1)", "1.A.1")]
    [InlineData("usml", "IV(d)(3)", "20.A.1.b")]
    [InlineData("usml", "IV(h)(23)", "")]
    [InlineData("eccns", "3E001", "14.E.1 15.E.1 18.E.1")]
    [InlineData("eccns", "9A106.c", "2.A.1.e")]
    [InlineData("eccns", "9A604.f", "6.A.1")]
    [InlineData("eccns", "9B604.a", "1.B.1 19.B.1")]
    [InlineData("eccns", "9A117", "3.A.4")]
    [InlineData("usml", "V(a)", "4.C.4.b")]
    [InlineData("usml", "VIII(a)", "1.A.2 19.A.2")]
    [InlineData("usml", "XIX(a)", "3.A.1")]
    [InlineData("usml", "XIX(b)", "3.A.9")]
    [InlineData("usml", "XIX(e)", "3.A.9 3.D.2")]
    public void Maps_ACode_ToEveryItemItMayMean(string table, string code, string annex) =>
        Assert.Equal(
            annex,
            string.Join(' ', Rows(table).Single(row => row.TextOf("code") == code).GetProperty("annex").EnumerateArray().Select(item => item.GetString())));

    [Fact]
    public void AnEntryWithoutAMissileTechnologyReason_IsNotMapped() => Assert.DoesNotContain(Rows("eccns"), row => row.TextOf("code") == "9D004");

    [Fact]
    public void EveryRelief_IsLimitedInQuantity_AndRequiresAnEndUseStatement() => Assert.All(
        Rows("items").Where(item => item.GetProperty("relief").ValueKind == JsonValueKind.Object).Select(item => item.GetProperty("relief").TextOf("condition")!),
        condition =>
        {
            Assert.Contains("with an end-use statement", condition, StringComparison.Ordinal);
            Assert.Contains("quantity limits", condition, StringComparison.Ordinal);
        });

    [Fact]
    public void PartyPolicy_DeclaresEveryList_AndOrdersItsThresholds()
    {
        Assert.Equal(
            "SDN DPL DTC EL MEU ISN UN UVL SSI FSE CAP CMIC NS-MBS PLC MIEU",
            string.Join(' ', PartyPolicy.GetProperty("lists").EnumerateArray().Select(list => list.TextOf("code"))));
        Assert.InRange(PartyPolicy.GetProperty("t1").GetDouble(), 0.5, PartyPolicy.GetProperty("t2").GetDouble());
        Assert.InRange(PartyPolicy.GetProperty("t2").GetDouble(), 0.5, 1.0);
    }

    [Fact]
    public void RedFlags_AreSnakeCase_AndUnique()
    {
        var codes = PartyPolicy.GetProperty("redFlags").GetProperty("codes").EnumerateArray().Select(flag => flag.TextOf("code")!).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z0-9]+(_[a-z0-9]+)*$", code));
        Assert.Contains("freight_forwarder_final_destination", codes);
        Assert.Contains("ownership_by_listed_party", codes);
    }

    [GeneratedRegex(@"^(1|2|3|4|6|9|1[0-9]|20)\.[A-E]\.[0-9]+(\.[a-z](\.[0-9]+)?)?$")]
    private static partial Regex AnnexCode();

    private static JsonElement[] Rows(string table) => [.. List.GetProperty(table).EnumerateArray()];
}
