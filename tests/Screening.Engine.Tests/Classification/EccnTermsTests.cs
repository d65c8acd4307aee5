using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Classification;

/// <summary>The terms of a code on the shipped Commerce Control List.</summary>
public sealed class EccnTermsTests
{
    [Theory]
    [InlineData("3A001", MtReach.Paragraphs)]
    [InlineData("3A001.a", MtReach.Paragraphs)]
    [InlineData("3A001.a.1", MtReach.Paragraphs)]
    [InlineData("3A001.a.1.a", MtReach.Condition)]
    [InlineData("3A001.a.5.a.1", MtReach.Condition)]
    [InlineData("3A001.a.2", MtReach.None)]
    [InlineData("3A001.b.2", MtReach.None)]
    [InlineData("3A001.z", MtReach.Paragraphs)]
    [InlineData("3A001.z.2.b", MtReach.Entire)]
    [InlineData("9A610", MtReach.Paragraphs)]
    [InlineData("9A610.a", MtReach.Condition)]
    [InlineData("9A610.t", MtReach.Entire)]
    [InlineData("9A610.w.2", MtReach.Entire)]
    [InlineData("9A610.x", MtReach.None)]
    [InlineData("9A610.y.33", MtReach.None)]
    [InlineData("9A604", MtReach.Paragraphs)]
    [InlineData("9A604.f.5", MtReach.Entire)]
    [InlineData("9A604.e", MtReach.None)]
    [InlineData("1C608.m", MtReach.Entire)]
    [InlineData("1E002.e", MtReach.Entire)]
    [InlineData("6A002.a", MtReach.Paragraphs)]
    [InlineData("6A002.a.3.b", MtReach.Condition)]
    [InlineData("6A002.a.2", MtReach.None)]
    public void AReasonForParagraphs_ReachesThemAndTheirSubparagraphs_AndIsOpenAbove(string eccn, MtReach reach) =>
        Assert.Equal(reach, SeedControlList.Terms(eccn).Mt);

    [Theory]
    [InlineData("1B001", MtReach.Paragraphs)]
    [InlineData("1B001.a", MtReach.Entire)]
    [InlineData("1B001.d", MtReach.Paragraphs)]
    [InlineData("1B001.d.1", MtReach.Entire)]
    [InlineData("1B001.d.4", MtReach.Condition)]
    [InlineData("1B001.e", MtReach.None)]
    [InlineData("1B001.f.2", MtReach.None)]
    public void AReasonForTheEntryExceptParagraphs_LeavesThoseOut(string eccn, MtReach reach) => Assert.Equal(reach, SeedControlList.Terms(eccn).Mt);

    [Theory]
    [InlineData("7A001", "it meets or exceeds the parameters of 7A101")]
    [InlineData("7A003.d.2", "it meets or exceeds the parameters of 7A103")]
    [InlineData("9A001", "the engine has the characteristics of 9A101")]
    [InlineData("9A012", "a maximum range of 300 km or more at any payload")]
    [InlineData("9A012.a.1", "a maximum range of 300 km or more at any payload")]
    [InlineData("9A610.a", "a maximum range of 300 km or more at any payload")]
    [InlineData("2D001", "it is software for equipment of 2B004 or 2B009 controlled for missile technology reasons")]
    [InlineData("6A008", "it is designed for airborne use and usable in systems controlled for missile technology reasons")]
    public void ACondition_IsAsked_InItsWords(string eccn, string words)
    {
        var terms = SeedControlList.Terms(eccn);
        Assert.Equal(MtReach.Condition, terms.Mt);
        Assert.StartsWith($"Missile technology (MT) control applies to {eccn} only where ", terms.MtQuestion, StringComparison.Ordinal);
        Assert.Contains(words, terms.MtQuestion, StringComparison.Ordinal);
        Assert.EndsWith(". Is that so for this item?", terms.MtQuestion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9A604", "Missile technology (MT) control of 9A604 applies only to paragraphs c, d and f. Which paragraph is the item in?")]
    [InlineData("3A001.a.1", "Missile technology (MT) control of 3A001.a.1 applies only to paragraph a.1.a where it is usable in missiles. Which paragraph is the item in?")]
    [InlineData("1B001", "Missile technology (MT) control of 1B001 applies only to every paragraph except d.4, e and f; paragraph d.4 where it meets or exceeds the parameters of 1B101. Which paragraph is the item in?")]
    public void OpenParagraphs_AreNamed_WithTheirConditions(string eccn, string question) => Assert.Equal(question, SeedControlList.Terms(eccn).MtQuestion);

    [Theory]
    [InlineData("3A001.b.2")]
    [InlineData("7A103")]
    [InlineData("EAR99")]
    public void WhereNothingIsOpen_NothingIsAsked(string eccn) => Assert.Null(SeedControlList.Terms(eccn).MtQuestion);

    [Theory]
    [InlineData("9A012", "NS")]
    [InlineData("9A012.a.1", "NS")]
    [InlineData("3A001", "NS RS NP")]
    [InlineData("3A001.b.2", "NS RS")]
    [InlineData("3A001.c.1", "NS")]
    [InlineData("5A002", "NS RS EI")]
    [InlineData("9A610.a", "NS RS UN")]
    [InlineData("9A610.y", "RS")]
    [InlineData("9A610.b", "UN")]
    [InlineData("9A515.y", "RS")]
    [InlineData("9A604", "NS RS UN")]
    [InlineData("7A103", "")]
    [InlineData("1C107", "")]
    [InlineData("9E101", "")]
    [InlineData("3A991", "")]
    [InlineData("EAR99", "")]
    [InlineData("9D004", "NS")]
    [InlineData("0A521", "RS")]
    [InlineData("2B910", "NS RS")]
    [InlineData("4A611", "NS RS UN")]
    public void OpenReasons_AreAllThatMayApply_ButMissileTechnologyAndAntiTerrorism(string eccn, string reasons) =>
        Assert.Equal(reasons, string.Join(' ', SeedControlList.Terms(eccn).OpenReasons));

    [Theory]
    [InlineData("3A991", true)]
    [InlineData("3A991.a.1", true)]
    [InlineData("5A992", true)]
    [InlineData("9A991", true)]
    [InlineData("4A994", null)]
    [InlineData("4A994.b", null)]
    [InlineData("5A991", null)]
    [InlineData("5A991.a", true)]
    [InlineData("5A991.b", null)]
    [InlineData("5A991.b.7.a", true)]
    [InlineData("5A991.b.1", false)]
    [InlineData("5A991.f", null)]
    [InlineData("2B991.d.1.a", true)]
    [InlineData("2B991.d.1", null)]
    [InlineData("2B991.a.1", false)]
    [InlineData("2A991.c", null)]
    [InlineData("1D999.a", false)]
    [InlineData("1D999.b", null)]
    [InlineData("EAR99", false)]
    [InlineData("9A012", false)]
    public void AMilitaryEndUseItem_IsNamedInTheSupplement_OrOpenWhereOnlyAPartIs(string eccn, bool? isNamed)
    {
        var terms = SeedControlList.Terms(eccn);
        Assert.Equal(isNamed, terms.IsMilitaryEndUseItem);
        Assert.Equal(isNamed is null, terms.MilitaryEndUseQuestion?.StartsWith("Supplement 2 to part 744 names ", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("9a610.A", "9A610.a", "9A610")]
    [InlineData("3a001.B.2", "3A001.b.2", "3A001")]
    [InlineData("ear99", "EAR99", "EAR99")]
    public void ACode_IsReadInAnyLetterCase(string given, string code, string entry)
    {
        var terms = SeedControlList.Terms(given);
        Assert.Equal((code, entry), (terms.Code, terms.Entry));
    }

    [Theory]
    [InlineData("9A004", MtReach.None)]
    [InlineData("9D004", MtReach.None)]
    [InlineData("3A991", MtReach.None)]
    [InlineData("EAR99", MtReach.None)]
    [InlineData("9A120", MtReach.Entire)]
    [InlineData("9E101", MtReach.Entire)]
    public void AnEntryWithoutAReason_ReachesNothing_AndOneOfTheEntireEntryAll(string eccn, MtReach reach)
    {
        Assert.Equal(reach, SeedControlList.Terms(eccn).Mt);
        Assert.Equal(reach == MtReach.None, SeedControlList.List.AnnexItemsOf(eccn) is { IsEmpty: true });
    }

    [Fact]
    public void AParagraphWithoutAReason_MapsToNoAnnexItem_ThoughItsEntryDoes()
    {
        Assert.Empty(SeedControlList.List.AnnexItemsOf("3A001.b.2")!.Value);
        Assert.NotEmpty(SeedControlList.List.AnnexItemsOf("3A001.a.1.a")!.Value);
    }

    [Fact]
    public void AnEntryWithoutItems_IsAsOpenAsTheEntriesItRefersTo()
    {
        var terms = SeedControlList.Terms("1C018");
        Assert.Equal(MtReach.Paragraphs, terms.Mt);
        Assert.Equal("1C018 lists no items of its own and refers to 1C608, 1C011, 1C111 and 1C239. Which of these entries is the item in?", terms.MtQuestion);
        Assert.Equal(MtReach.None, SeedControlList.Terms("5A611").Mt);
    }

    [Theory]
    [InlineData("3A919", "3A991")]
    [InlineData("3A919.b", "3A991")]
    [InlineData("9A021", "9A012")]
    [InlineData("1C017", "1C107")]
    [InlineData("EAR9", "EAR99")]
    [InlineData("0C888", "1C988")]
    [InlineData("9E555", "9E515")]
    [InlineData("", null)]
    [InlineData("XXXXXXXX", null)]
    public void AnUnknownCode_HasANearestEntry_WhereOneIsNear(string eccn, string? nearest)
    {
        Assert.Null(SeedControlList.List.TermsOf(eccn));
        Assert.Equal(nearest, SeedControlList.List.NearestEccn(eccn));
    }
}
