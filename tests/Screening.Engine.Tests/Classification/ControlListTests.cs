using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Classification;

/// <summary>
/// A code resolves to itself or to the nearest listed code above it, and never to one that is only spelt similarly.
/// </summary>
public sealed class ControlListTests
{
    [Theory]
    [InlineData("2.A.1.c", "2.A.1.c")]
    [InlineData("2.A.1.c.2.a", "2.A.1.c.2")]
    [InlineData("2.A.1.c.3", "2.A.1.c")]
    [InlineData("2.A.1", null)]
    [InlineData("12.A.1", null)]
    [InlineData("", null)]
    public void AnAnnexCode_IsItself_OrTheNearestAbove(string code, string? found) => Assert.Equal(found, Lists.Annex.Find(code)?.Code);

    [Theory]
    [InlineData("9A101", "3.A.1")]
    [InlineData("9a101", "3.A.1")]
    [InlineData("9A101.b.2", "3.A.1")]
    [InlineData("IV(d)(7)", "2.A.1.c")]
    [InlineData("IV(d)", "2.A.1.c")]
    [InlineData("9A990", "")]
    [InlineData("9A1011", null)]
    [InlineData("IV", null)]
    public void ADeclaredCode_MapsAsItIsListed_OrItsNearestParagraph(string code, string? annex) =>
        Assert.Equal(annex, Lists.Annex.AnnexItemsOf(code) is { } mapped ? string.Join(' ', mapped) : null);

    [Theory]
    [InlineData("2.A.1.c.2", "2.A.1.c.2")]
    [InlineData("2.A.1.c.2.a", "2.A.1.c.2")]
    [InlineData("2.A.1.c", "2.A.1.c.2")]
    [InlineData("2.A.1", null)]
    [InlineData("2.A.1.c.1", null)]
    [InlineData("9.A.1", null)]
    public void AReliefNote_IsTheOneClaimed_OrTheOnlyOneBelowIt(string claimed, string? note) => Assert.Equal(note, Lists.Annex.ReliefNoteOf(claimed));

    [Fact]
    public void TheList_HasItsEdition_AndItsItems()
    {
        Assert.Equal(("edition of the tests", 18), (Lists.Annex.Edition, Lists.Annex.Count));
        Assert.Equal(new AnnexItem("2.A.1.c.2", "I", "subsystem", true), Lists.Annex.Find("2.A.1.c.2"));
        Assert.Equal(new AnnexItem("19.A.2", "II", "system", false), Lists.Annex.Find("19.A.2"));
    }

    [Theory]
    [InlineData("2.A.9", "II", "Annex items 1 and 2 are Category I, 3 to 20 Category II; `2.A.9` says II")]
    [InlineData("3.A.9", "I", "`3.A.9` says I")]
    [InlineData("0.A.9", "I", "`0.A.9` says I")]
    [InlineData("21.A.9", "II", "`21.A.9` says II")]
    [InlineData("x.A.9", "II", "`x.A.9` says II")]
    [InlineData("3.A.1", "II", "Annex item `3.A.1` is listed twice")]
    public void AnItemOfTheWrongCategory_OrListedTwice_IsRefused(string code, string category, string message)
    {
        var (path, what) = Assert.Single(Lists.ErrorsOf(Lists.Item(code, category, "material"), ""));
        Assert.Equal("items[18]", path);
        Assert.Contains(message, what, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.A.9")]
    [InlineData("2.A.9")]
    public void TheFirstTwoNumbers_AreCategoryOne(string code) => Assert.Empty(Lists.ErrorsOf(Lists.Item(code, "I", "material"), ""));

    [Theory]
    [InlineData("3.A.9")]
    [InlineData("20.A.9")]
    public void TheOthers_AreCategoryTwo(string code) => Assert.Empty(Lists.ErrorsOf(Lists.Item(code, "II", "material"), ""));

    [Theory]
    [InlineData("""{ "code": "3.A.9", "category": "III", "kind": "material", "description": "d", "source": "s" }""", "items[18].category", "must be one of I, II")]
    [InlineData("""{ "code": "3.A.9", "category": "II", "kind": "gadget", "description": "d", "source": "s" }""", "items[18].kind", "must be one of system, subsystem, facility, ")]
    [InlineData("""{ "category": "II", "kind": "material", "description": "d", "source": "s" }""", "items[18]", "lacks the member `code`")]
    [InlineData("""{ "code": "3.A.9", "kind": "material", "description": "d", "source": "s" }""", "items[18]", "lacks the member `category`")]
    [InlineData("""{ "code": "3.A.9", "category": "II", "description": "d", "source": "s" }""", "items[18]", "lacks the member `kind`")]
    [InlineData("""{ "code": "3.A.9", "category": "II", "kind": "material", "source": "s" }""", "items[18]", "lacks the member `description`")]
    [InlineData("""{ "code": "3.A.9", "category": "II", "kind": "material", "description": "d" }""", "items[18]", "lacks the member `source`")]
    public void AMalformedItem_IsRefused_WithItsPath(string item, string path, string message) =>
        Assert.Contains(Lists.ErrorsOf(item, ""), error => error.Path == path && error.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{ "code": "9A101", "annex": [ "3.A.1" ], "source": "s" }""", "eccns[3]", "`9A101` is listed twice")]
    [InlineData("""{ "code": "9A102", "annex": [ "7.A.1" ], "source": "s" }""", "eccns[3]", "maps to the Annex item `7.A.1`, which is not listed")]
    [InlineData("""{ "code": "9A102", "source": "s" }""", "eccns[3]", "lacks the member `annex`")]
    [InlineData("""{ "code": "9A102", "annex": [ "3.A.1" ] }""", "eccns[3]", "lacks the member `source`")]
    [InlineData("""{ "annex": [ "3.A.1" ], "source": "s" }""", "eccns[3]", "lacks the member `code`")]
    [InlineData("""{ "code": "9A102", "annex": [ 7 ], "source": "s" }""", "eccns[3].annex[0]", "must be a text")]
    public void AMalformedMapping_IsRefused_WithItsPath(string code, string path, string message) =>
        Assert.Contains(Lists.ErrorsOf("", code), error => error.Path == path && error.Message.Contains(message, StringComparison.Ordinal));
}
