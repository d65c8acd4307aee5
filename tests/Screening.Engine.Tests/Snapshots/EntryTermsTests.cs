using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>The terms that the shipped table gives to the texts of Entity List and Military End User List entries.</summary>
public sealed class EntryTermsTests
{
    private const string All = "For all items subject to the EAR. (See §744.11 of the EAR)";
    private const string FoodApart =
        "Policy of denial for all items subject to the EAR apart from food and medicine designated as EAR99, which will be reviewed on a case-by-case basis. See §§ 746.8(b) and 744.21(e)";

    private const string Supplement7 = "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR";
    private const string NamedCodes =
        "Case-by-case review for ECCNs 1A004.c, 1A004.d, 1A995, 1A999.a, 1D003, 2A983, 2D983, and 2E983, and for EAR99 items described in the Note to ECCN 1A995; case-by-case review for items necessary to detect, identify and treat infectious disease; and presumption of denial for all other items subject to the EAR";

    private const string Projects = "For all items subject to the EAR when used in projects specified in § 746.8(a)(4) of the EAR";
    private const string FoodOutside = "All items subject to the EAR except for food or medicine designated as EAR99, or ECCN 5A992.c and 5D992.c unless for Russian “government end users” and Russian state-owned enterprises (SoEs) to Russia.  (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)";
    private const string Equipment = "Presumption of denial except case-by-case for items not described in ECCN 3B001.a.4, .c, .d, f.1.b.2, .k to .p; 3B002.c, 3B993, or 3B994";

    private static readonly PartyPolicy Seed = Parse(SeedFiles.All.Single(document => document.Id == "party-matching").Json);

    private static readonly string[] Codes =
        ["1A004", "1A004.c", "1A004.c.1", "1A004.a", "1A995", "1C981", "3A001", "3A001.z.1", "3A999", "3B001", "3B001.f.1.b.2", "5A992.c", "5A991", "9A991"];

    [Theory]
    [InlineData(All, "Presumption of denial", "EAR99", EntryReviews.PresumptionOfDenial)]
    [InlineData(All, "Policy of denial.", "EAR99", EntryReviews.PolicyOfDenial)]
    [InlineData(All, "Case-by-case basis", "EAR99", EntryReviews.CaseByCase)]
    [InlineData(All, "Policy of denial. See §§ 746.8(b) and 744.21(e).", "3A001", EntryReviews.PolicyOfDenial)]
    [InlineData("All items subject to the EAR.  (See §§ 734.9(g),3 746.8(a)(3), and 744.2l(b) of the EAR)", "Presumption for denial.", "3A001", EntryReviews.PresumptionOfDenial)]
    [InlineData("For all items subject to the EAR, see §§ 734.9(e)1 and 744.11 of the EAR2", "See § 744.2(d) of the EAR", "EAR99", EntryReviews.CaseByCase)]
    [InlineData(All, "See §§ 744.2(d), 744.3(d), and 744.4(d)", "EAR99", EntryReviews.CaseByCase)]
    [InlineData(All, "Case-by-case for all items listed on the CCL. Presumption of approval for EAR99 items", "EAR99", EntryReviews.CaseByCase)]
    [InlineData(All, "See §§744.11 and 744.23(d) of the EAR.", "EAR99", EntryReviews.PresumptionOfDenial)]
    [InlineData(All, "See §§744.11 and 744.23(d) of the EAR.", "3A001.z.1", EntryReviews.NotReviewed)]
    [InlineData(All, "Case-by-Case review for licenses for the safety of civil aviation and the safe operation of aircraft; Presumption of Denial for all others", "9A991", EntryReviews.PresumptionOfDenial)]
    [InlineData(Supplement7, "Presumption of denial", "1C107", EntryReviews.PresumptionOfDenial)]
    [InlineData(Supplement7, "Presumption of denial", "EAR99", EntryReviews.OutsideScope)]
    [InlineData(Projects, "See § 746.8(b)(2) of the EAR", "EAR99", EntryReviews.NotReviewed)]
    [InlineData("For all items subject to the EAR. (See § 746.8(a)(4) of the EAR)", "Presumption of denial", "EAR99", EntryReviews.PresumptionOfDenial)]
    [InlineData(FoodOutside, "Policy of denial", "5D992.c", EntryReviews.NotReviewed)]
    [InlineData(FoodOutside, "Policy of denial", "5D992.b", EntryReviews.PolicyOfDenial)]
    [InlineData("For all items subject to the EAR having a classification other than EAR99 or a classification where the third through fifth digits of the ECCN are ?999\", e.g., XX999", "See §744.3(d) of this part", "3A999", EntryReviews.OutsideScope)]
    [InlineData("For all items subject to the EAR having a classification other than EAR99 or a classification where the third through fifth digits of the ECCN are ?999\", e.g., XX999", "See §744.3(d) of this part", "3A001", EntryReviews.CaseByCase)]
    [InlineData(All, NamedCodes, "1A004.c.1", EntryReviews.CaseByCase)]
    [InlineData(All, NamedCodes, "1A004.a", EntryReviews.PresumptionOfDenial)]
    [InlineData(All, NamedCodes, "1A004", EntryReviews.CaseByCase | EntryReviews.PresumptionOfDenial)]
    [InlineData(All, NamedCodes, "EAR99", EntryReviews.PresumptionOfDenial)]
    [InlineData(All, Equipment, "3B001.m", EntryReviews.PresumptionOfDenial)]
    [InlineData(All, Equipment, "3B001.e", EntryReviews.CaseByCase)]
    [InlineData(All, Equipment, "EAR99", EntryReviews.CaseByCase)]
    [InlineData(All, "Presumption of denial unless the moon is full", "EAR99", EntryReviews.NotReviewed)]
    [InlineData("For all items that are green", "Presumption of denial", "EAR99", EntryReviews.NotReviewed)]
    [InlineData(null, null, "EAR99", EntryReviews.PresumptionOfDenial)]
    [InlineData("  ", " ", "EAR99", EntryReviews.PresumptionOfDenial)]
    public void AnEntry_IsReadByItsTexts_ForTheItem(string? requirement, string? policy, string eccn, EntryReviews reviews) =>
        Assert.Equal(reviews, Seed.TermsOf(Entry("EL", requirement, policy)).For(new ItemTraits(eccn, eccn == "EAR99", false, Humanitarian.None)));

    [Theory]
    [InlineData("EAR99", Humanitarian.Food, EntryReviews.CaseByCase)]
    [InlineData("EAR99", Humanitarian.Medicine, EntryReviews.CaseByCase)]
    [InlineData("EAR99", Humanitarian.None, EntryReviews.PolicyOfDenial)]
    [InlineData("3A991", Humanitarian.Medicine, EntryReviews.PolicyOfDenial)]
    public void ACarveOutForFoodAndMedicineOfEar99_BindsOnlyThose(string eccn, Humanitarian humanitarian, EntryReviews reviews) =>
        Assert.Equal(reviews, Seed.TermsOf(Entry("EL", All, FoodApart)).For(new ItemTraits(eccn, eccn == "EAR99", false, humanitarian)));

    [Fact]
    public void FoodOutsideTheRequirement_IsHeld_AndOtherItemsAreDenied()
    {
        var terms = Seed.TermsOf(Entry("EL", FoodOutside, "Policy of denial"));
        Assert.Equal(EntryReviews.OutsideScope, terms.For(new ItemTraits("EAR99", true, false, Humanitarian.Food)));
        Assert.Equal(EntryReviews.PolicyOfDenial, terms.For(new ItemTraits("EAR99", true, false, Humanitarian.None)));
        Assert.Equal(EntryReviews.OutsideScope | EntryReviews.PolicyOfDenial | EntryReviews.NotReviewed, terms.For(new ItemTraits(null, null, null, Humanitarian.Food)));
    }

    [Theory]
    [InlineData("For any item subject to the EAR listed in supplement no. 2 to part 744.", "The license application procedure and license review policy for entities specified in supplement no. 2 to part 744 is specified in §744.21(d) and (e).")]
    [InlineData(null, null)]
    public void AMilitaryEndUser_IsAboutTheItemsOfSupplement2(string? requirement, string? policy)
    {
        var terms = Seed.TermsOf(Entry("MEU", requirement, policy));
        Assert.Equal(EntryReviews.PresumptionOfDenial, terms.For(new ItemTraits("9A991", false, true, Humanitarian.None)));
        Assert.Equal(EntryReviews.OutsideScope, terms.For(new ItemTraits("9A001", false, false, Humanitarian.None)));
        Assert.Equal(EntryReviews.OutsideScope, terms.For(new ItemTraits("EAR99", null, null, Humanitarian.None)));
        Assert.Equal(EntryReviews.PresumptionOfDenial | EntryReviews.OutsideScope, terms.For(new ItemTraits(null, null, null, Humanitarian.None)));
    }

    [Fact]
    public void WhatIsNotKnownOfAnItem_LeavesEveryBranchOpen()
    {
        var unknown = new ItemTraits(null, null, null, Humanitarian.None);
        Assert.Equal(EntryReviews.OutsideScope | EntryReviews.PresumptionOfDenial, Seed.TermsOf(Entry("EL", Supplement7, "Presumption of denial")).For(unknown));
        Assert.Equal(EntryReviews.CaseByCase | EntryReviews.PresumptionOfDenial, Seed.TermsOf(Entry("EL", All, NamedCodes)).For(unknown));
        Assert.Equal(EntryReviews.PolicyOfDenial, Seed.TermsOf(Entry("EL", All, FoodApart)).For(unknown));
        Assert.Equal(EntryReviews.PolicyOfDenial | EntryReviews.CaseByCase, Seed.TermsOf(Entry("EL", All, FoodApart)).For(unknown with { Humanitarian = Humanitarian.Food }));
        Assert.Equal(EntryReviews.PresumptionOfDenial, Seed.TermsOf(Entry("EL", All, NamedCodes)).For(unknown with { IsEar99 = true }));
        Assert.Equal(EntryReviews.PresumptionOfDenial, Seed.TermsOf(Entry("EL", Supplement7, "Presumption of denial")).For(unknown with { Eccn = "1C107" }));
    }

    [Fact]
    public void MoreKnownTraits_NeverAddAPossibility_AndFewerGiveTheUnion() => Assert.All(EveryPair(), pair =>
    {
        var terms = Seed.TermsOf(Entry(pair.List, pair.Requirement, pair.Policy));
        foreach (var humanitarian in Enum.GetValues<Humanitarian>())
        {
            var whole = new ItemTraits(null, null, null, humanitarian);
            var union = EntryReviews.None;
            foreach (var known in Completions(humanitarian))
            {
                var reviews = terms.For(known);
                Assert.NotEqual(EntryReviews.None, reviews);
                union |= reviews;
                foreach (var less in Weaker(known))
                {
                    Assert.Equal(reviews, reviews & terms.For(less));
                }
            }

            Assert.Equal(union, terms.For(whole));
        }
    });

    [Fact]
    public void ANote_AddsWhatAReviewerReads()
    {
        Assert.Contains("744.2(d)", Seed.TermsOf(Entry("EL", All, "See § 744.2(d) of the EAR")).Note, StringComparison.Ordinal);
        Assert.Contains("presumption of approval", Seed.TermsOf(Entry("EL", All, "Presumption of approval for EAR99; case-by-case review for all items on the CCL")).Note, StringComparison.Ordinal);
        Assert.Contains("infectious disease", Seed.TermsOf(Entry("EL", All, NamedCodes)).Note, StringComparison.Ordinal);
        var both = Seed.TermsOf(Entry("EL", All + " This license requirement may be overcome by License Exception GOV under § 740.11(b)(2) and (e)", "Policy of denial; Case-by-case basis for U.S. Government supported space programs.")).Note;
        Assert.Contains("GOV", both, StringComparison.Ordinal);
        Assert.Contains("space programs", both, StringComparison.Ordinal);
        Assert.Null(Seed.TermsOf(Entry("EL", All, "Presumption of denial")).Note);
    }

    [Fact]
    public void AnEntryOfAnotherList_HasNoTermsOfItsOwn() =>
        Assert.Same(EntryTerms.Unstated, Seed.TermsOf(Entry("UVL", All, "Case-by-case")));

    [Fact]
    public void OneTextIsReadOnce()
    {
        var first = Seed.TermsOf(Entry("EL", All, "Case-by-case review"));
        Assert.Same(first, Seed.TermsOf(Entry("EL", All, "Case-by-case review")));
    }

    [Theory]
    [InlineData("Policy of Denial for everything", EntryReviews.PolicyOfDenial)]
    [InlineData("Case-by-case", EntryReviews.PresumptionOfDenial)]
    [InlineData(null, EntryReviews.PresumptionOfDenial)]
    public void WithoutATable_NoEntryIsLaxerThanAPresumption(string? policy, EntryReviews reviews)
    {
        var old = Parse(SeedFiles.All.With(DocumentKind.PartyPolicy, "party-matching", root => root.Remove("entryTerms"))
            .Single(document => document.Id == "party-matching").Json);
        Assert.Equal(reviews, old.TermsOf(Entry("EL", All, policy)).For(new ItemTraits("EAR99", true, false, Humanitarian.Food)));
        Assert.Equal(reviews, old.TermsOf(Entry("MEU", null, policy)).For(new ItemTraits("EAR99", true, false, Humanitarian.Food)));
        Assert.Empty(old.UnreadTexts([Source("EL", "Nonsense", "Nonsense")]));
    }

    [Fact]
    public void TextsThatAreNotInTheTable_AreReported_OnceEach() => Assert.Equal(
        [new UnreadText("licensePolicy", "As the minister likes", 2), new UnreadText("licenseRequirement", "For green items", 1)],
        Seed.UnreadTexts(
        [
            Source("EL", All, " As the minister likes"), Source("EL", "For green items", "as the minister likes."), Source("EL", null, "Presumption of denial"),
            Source("DPL", "For blue items", "None"),
        ]));

    private static IEnumerable<(string List, string? Requirement, string? Policy)> EveryPair()
    {
        string?[] requirements = [All, Supplement7, Projects, FoodOutside, "Nonsense", .. TableTexts("requirements")];
        string?[] policies = [FoodApart, NamedCodes, Equipment, "Nonsense", .. TableTexts("policies")];
        return requirements.Distinct().SelectMany(requirement => policies.Distinct().Select(policy => ("EL", requirement, policy)))
            .Append(("MEU", null, null));
    }

    private static IEnumerable<string> TableTexts(string member)
    {
        using var document = System.Text.Json.JsonDocument.Parse(SeedFiles.All.Single(document => document.Id == "party-matching").Json);
        return [.. document.RootElement.GetProperty("entryTerms").GetProperty(member).EnumerateArray()
            .SelectMany(row => row.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!))];
    }

    private static IEnumerable<ItemTraits> Completions(Humanitarian humanitarian) =>
    [
        new ItemTraits("EAR99", true, false, humanitarian),
        .. Codes.SelectMany(code => new[] { true, false }.Select(isMilitary => new ItemTraits(code, false, isMilitary, humanitarian))),
    ];

    private static IEnumerable<ItemTraits> Weaker(ItemTraits known) =>
    [
        known with { Eccn = null },
        known with { IsEar99 = null },
        known with { IsMilitaryEndUseItem = null },
        known with { Eccn = null, IsEar99 = null },
        known with { Eccn = null, IsMilitaryEndUseItem = null },
        known with { IsEar99 = null, IsMilitaryEndUseItem = null },
        known with { Eccn = null, IsEar99 = null, IsMilitaryEndUseItem = null },
        .. known.Eccn is { Length: > 5 } code && code.Contains('.', StringComparison.Ordinal) ? new[] { known with { Eccn = code[..5] } } : [],
    ];

    private static ListedParty Entry(string list, string? requirement, string? policy) => new()
    {
        Feed = "csl", Id = "1", List = list, Name = "Example", Names = [new ListedName("Example", false)],
        LicenseRequirement = requirement, LicensePolicy = policy,
    };

    private static WatchlistEntrySource Source(string list, string? requirement, string? policy) => new()
    {
        Id = Guid.NewGuid().ToString(), List = list, Name = "Example", LicenseRequirement = requirement, LicensePolicy = policy,
    };

    private static PartyPolicy Parse(string json)
    {
        var errors = new List<(string Path, string Message)>();
        var policy = PartyPolicy.Parse(json, errors);
        Assert.Empty(errors);
        return policy;
    }
}
