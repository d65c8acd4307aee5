using System.Text.Json;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Tests.Lists;

namespace Screening.Functions.Tests.Seed;

/// <summary>The control list, checked against the Commerce Control List next to the project and the figures of the Annex.</summary>
public sealed partial class ControlListCoverageTests
{
    private static readonly JsonElement List = SeedResources.Json("seed/control-list/mtcr-annex.json");

    // Headings that make the entry subject to the ITAR: no reasons on the list, but items of the Annex. The dated list merges
    // 3E001 with another entry and loses its reason.
    private static readonly string[] NamedBesides =
    [
        "1A102", "1C102", "4A102", "6A103", "7A106", "7A115", "7A117", "7B103", "7D103", "7E104", "9A005", "9A006", "9A007", "9A008", "9A009", "9A011",
        "9A103", "9A104", "9A105", "9A107", "9A108", "9A109", "9A111", "9A116", "9A117", "9A118", "9A119", "9D103", "9D105",
    ];

    [Fact]
    public void EveryEccn_WithAMissileTechnologyReason_IsMapped_AndNoOther()
    {
        using var file = SharedData.Open("controls", "ear_ccl_2026-07-23.json.gz");
        using var commerce = JsonDocument.Parse(file);
        var controlled = commerce.RootElement.GetProperty("entries").EnumerateArray()
            .Where(entry => MissileReason().IsMatch($"{entry.GetProperty("reasonForControl")} {entry.GetProperty("countryChart")}"))
            .Select(entry => entry.GetProperty("eccn").GetString()!).ToHashSet();
        var mapped = Rows("eccns").Select(row => row.TextOf("code")!.Split('.')[0]).ToHashSet();

        Assert.Equal(152, controlled.Count);
        Assert.Equal(controlled.Union(["3E001"]).Concat(NamedBesides).Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("IV", "(a)(1) (a)(2) (b)(1) (c)(1) (d)(1) (d)(2) (d)(3) (d)(4) (h)(1) (h)(4) (h)(6) (h)(7) (h)(8) (h)(9) (h)(10) (h)(11) (h)(12) (h)(13) (h)(14) (h)(15) (h)(17) (h)(20) (h)(21) (h)(22) (h)(24) (h)(25) (h)(26) (h)(27) (h)(28) (h)(29) (i)")]
    [InlineData("VIII", "(a) (a)(5) (a)(10) (a)(13) (a)(16) (d) (h)(6) (h)(10) (h)(12) (i)")]
    [InlineData("XV", "(e)(12) (e)(16) (e)(19)")]
    public void EveryMunitionsParagraph_MarkedMt_IsMapped(string category, string paragraphs) => Assert.Equal(
        paragraphs.Split(' ').Order(StringComparer.Ordinal),
        Rows("usml").Where(row => row.GetProperty("mt").GetBoolean()).Select(row => row.TextOf("code")!)
            .Where(code => code.StartsWith(category + "(", StringComparison.Ordinal)).Select(code => code[category.Length..]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("V")]
    [InlineData("XI")]
    [InlineData("XII")]
    [InlineData("XIII")]
    [InlineData("XIX")]
    public void TheOtherMunitionsCategories_WithMarkedParagraphs_AreMapped(string category) =>
        Assert.Contains(Rows("usml"), row => row.TextOf("code")!.StartsWith(category + "(", StringComparison.Ordinal));

    [Theory]
    [InlineData("IV(a)(3) IV(a)(4) IV(a)(5) IV(d)(5) IV(d)(6) IV(d)(7) IV(h)(16) IV(h)(23)")]
    public void ParagraphsWithoutTheMark_MapToNothing(string codes) => Assert.All(
        codes.Split(' '), code => Assert.Equal(0, Rows("usml").Single(row => row.TextOf("code") == code).GetProperty("annex").GetArrayLength()));

    [Theory]
    [InlineData("1.A.1", "I", "payload >= 500 kg to range >= 300 km")]
    [InlineData("1.A.2", "I", "payload >= 500 kg to range >= 300 km")]
    [InlineData("2.A.1.c", "I", "total impulse >= 1.1e6 N.s")]
    [InlineData("2.A.1.d", "I", "accuracy <= 3.33 % of range")]
    [InlineData("3.A.1", "II", "thrust > 400 N and specific fuel consumption <= 0.15 kg/N/h")]
    [InlineData("3.A.9", "II", "maximum power > 10 kW")]
    [InlineData("6.C.3", "II", "bulk density >= 1.72 g/cm3 at 15 degrees C, grain <= 100 micrometres, machinable to the sizes of 6.C.3.a, 6.C.3.b or 6.C.3.c")]
    [InlineData("6.C.3.a", "II", "diameter >= 120 mm, length >= 50 mm")]
    [InlineData("6.C.3.b", "II", "inner diameter >= 65 mm, wall >= 25 mm, length >= 50 mm")]
    [InlineData("6.C.3.c", "II", "120 x 120 x 50 mm or more")]
    [InlineData("9.A.7", "II", "CEP <= 200 m")]
    [InlineData("11.A.3.b.1", "II", "speed > 600 m/s")]
    [InlineData("19.A.1", "II", "range >= 300 km")]
    [InlineData("19.A.2", "II", "range >= 300 km")]
    [InlineData("19.A.3", "II", "aerosol capacity > 20 litres, any range and payload")]
    [InlineData("20.A.1.b", "II", "total impulse >= 8.41e5 N.s and < 1.1e6 N.s")]
    public void AnItem_HasTheFigureOfTheAnnex(string code, string category, string figure)
    {
        var item = Rows("items").Single(row => row.TextOf("code") == code);
        Assert.Equal(category, item.TextOf("category"));
        Assert.Contains(figure, item.TextOf("thresholds"), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryItemOfTheAnnex_IsThere_InItsGroups()
    {
        Assert.Equal("2024-03-14", List.TextOf("edition"));
        var groups = Rows("items").Select(row => row.TextOf("code")!.Split('.')).GroupBy(code => code[0])
            .ToDictionary(item => int.Parse(item.Key, System.Globalization.CultureInfo.InvariantCulture), item => string.Concat(item.Select(code => code[1]).Distinct().Order()));
        Assert.Equal(
            new Dictionary<int, string>
            {
                [1] = "ABDE", [2] = "ABDE", [3] = "ABCDE", [4] = "BCDE", [6] = "ABCDE", [9] = "ABDE", [10] = "ABDE", [11] = "ADE", [12] = "ADE",
                [13] = "AE", [14] = "AE", [15] = "BDE", [16] = "ADE", [17] = "ABCDE", [18] = "AE", [19] = "ABDE", [20] = "ABDE",
            },
            groups);
        Assert.True(Rows("items").Length >= 280);
    }

    [Fact]
    public void EverySubitem_HasItsParent()
    {
        var codes = Rows("items").Select(row => row.TextOf("code")!).ToHashSet();
        Assert.All(codes.Where(code => code.Count(letter => letter == '.') > 3), code => Assert.Contains(code[..code.LastIndexOf('.')], codes));
    }

    [GeneratedRegex(@"\bMT\b")]
    private static partial Regex MissileReason();

    private static JsonElement[] Rows(string table) => [.. List.GetProperty(table).EnumerateArray()];
}
