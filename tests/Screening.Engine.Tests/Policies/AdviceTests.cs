using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>Exceptions, factors and conditions of approval: their values for known cases, and that they decide no outcome.</summary>
public sealed class AdviceTests
{
    private const string Law = "us-uas-2025-09";
    private const string Article = "founding article of this service (analysis of the MTCR guidance of January 2025)";
    private static readonly Item Graphite = Dual("1C107", "6.C.3");

    [Theory]
    [InlineData("7A103", "9.A.6", "SA", "EAR-RPL", Availability.Unknown, "740.2(a)(5)(ii)")]
    [InlineData("7A103", "9.A.6", "SA", "EAR-GOV", Availability.No, "740.2(a)(5)(ii)")]
    [InlineData("1C107", "6.C.3", "SA", "EAR-RPL", Availability.No, "740.2(a)(5)(ii)")]
    [InlineData("2A101", "3.A.7", "SA", "EAR-TMP", Availability.Unknown, "740.2(a)(5)(ii)")]
    [InlineData("2A101", "3.A.7", "SA", "EAR-TSU", Availability.No, "740.2(a)(5)(ii)")]
    [InlineData("1C107", "6.C.3", "MO", "EAR-RPL", Availability.No, "740.2(a)(5)(ii)")]
    [InlineData("1C107", "6.C.3", "JP", "EAR-RPL", Availability.Unknown, "740.2(a)(5)(i)")]
    [InlineData("1C107", "6.C.3", "JP", "EAR-STA", Availability.Unknown, "740.20(c)(1)(ii)")]
    [InlineData("1C107", "6.C.3", "AE", "EAR-STA", Availability.Unknown, "740.2(a)(26)")]
    [InlineData("1C107", "6.C.3", "SG", "EAR-STA", Availability.No, "740.2(a)(5)(i)")]
    [InlineData("1C107", "6.C.3", "KE", "EAR-STA", Availability.No, "740.20(c)")]
    [InlineData("9A610.t", "6.A.1", "JP", "EAR-STA", Availability.No, "740.2(a)(13)")]
    [InlineData("9A610.a", "19.A.2", "JP", "EAR-STA", Availability.Unknown, "740.20(c)(1)(ii)")]
    [InlineData("9A610.a", "1.A.2", "JP", "EAR-STA", Availability.No, "91 FR 52501")]
    [InlineData("9A610.t", "6.A.1", "CN", "EAR-TMP", Availability.No, "740.2(a)(12)")]
    [InlineData("1C107", "6.C.3", "JP", "EAR-LVS", Availability.No, "740.2(a)(5)(i)")]
    [InlineData("1C107", "6.C.3", "IR", "EAR-RPL", Availability.No, "740.2(a)(6)")]
    [InlineData("1C107", "6.C.3", "AU", "ITAR-126.7", Availability.No, "120.5")]
    public void AnEarException_IsOpenOrNot_AndStatesTheReason(string eccn, string annex, string country, string id, Availability available, string citation)
    {
        var candidate = Candidate(Lawful.Of(Dual(eccn, annex), country, Law), id);
        Assert.Equal(available, candidate.Available);
        Assert.Contains(citation, candidate.Citation, StringComparison.Ordinal);
        Assert.NotEmpty(candidate.Why);
    }

    [Theory]
    [InlineData(ItemClass.CruiseMissile, "AU", true, Availability.No, "2778(j)(1)(C)(ii)(I)")]
    [InlineData(ItemClass.CatIiItem, "AU", true, Availability.Unknown, "Supp. 2")]
    [InlineData(ItemClass.CatIiItem, "AU", false, Availability.No, "126.7(b)(2)")]
    [InlineData(ItemClass.CatIiItem, "JP", true, Availability.No, "126.7(b)(1)")]
    [InlineData(ItemClass.CatIiItem, "CN", true, Availability.No, "126.1")]
    [InlineData(ItemClass.MannedAircraft, "GB", true, Availability.Unknown, "Supp. 2")]
    public void TheAukusExemption_StopsAtTheStatute(ItemClass itemClass, string country, bool isAuthorized, Availability available, string citation)
    {
        var request = Lawful.Of(Lawful.System(itemClass, 1000, 500), country, Law);
        request = request with { Parties = [ListedParties.EndUser(country: country) with { AukusAuthorizedUser = isAuthorized }] };
        var candidate = Candidate(request, "ITAR-126.7");
        Assert.Equal(available, candidate.Available);
        Assert.Contains(citation, candidate.Citation, StringComparison.Ordinal);
    }

    [Fact]
    public void CategoryTwoForRockets_IsExcludedByStatute()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Rocket, 400, 100), "AU", Law);
        request = request with { Parties = [ListedParties.EndUser(country: "AU") with { AukusAuthorizedUser = true }] };
        Assert.Contains("(III)", Candidate(request, "ITAR-126.7").Citation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ItemClass.CatIiItem, Availability.No)]
    [InlineData(ItemClass.MannedAircraft, Availability.Unknown)]
    public void TheCanadianExemption_ExcludesTheAnnex(ItemClass itemClass, Availability available) => Assert.Equal(
        available, Candidate(Lawful.Of(Lawful.System(itemClass, 1000, 500), "CA", Law), "ITAR-126.5").Available);

    [Fact]
    public void WithTheJurisdictionUnknown_NoExceptionIsCertainEitherWay() => Assert.Equal(
        Availability.Unknown, Candidate(Lawful.Of(Graphite with { Jurisdiction = null }, "JP", Law), "EAR-RPL").Available);

    [Fact]
    public void AListedParty_RemovesEveryException()
    {
        var request = Lawful.Of(Graphite, "JP", Law);
        request = request with { Parties = [ListedParties.EndUser(country: "JP"), ListedParties.Matching("EL-CASE") with { Country = CountryCode.Of("JP") }] };
        Assert.All(request.Screen().ExceptionCandidates, candidate => Assert.Equal(Availability.No, candidate.Available));
    }

    [Fact]
    public void TheGuidelines_HaveNoExceptions_AndEveryItemHasItsOwnCandidates()
    {
        Assert.Empty(Lawful.Of(Graphite, "JP", "mtcr-guidelines").Screen().ExceptionCandidates);
        var two = Lawful.Of(Graphite, "JP", Law) with { Items = [Graphite, Lawful.System(ItemClass.CruiseMissile, 1000, 500) with { Id = "20" }] };
        var candidates = two.Screen().ExceptionCandidates;
        Assert.Equal(["10", "20"], candidates.Select(candidate => candidate.Item).Distinct());
        Assert.Equal(candidates.Length, candidates.Select(candidate => (candidate.Id, candidate.Item)).Distinct().Count());
    }

    [Fact]
    public void TheRegimeMatrix_NamesRegimes_AndDecidesNothing()
    {
        Assert.Equal("3 of 4: MTCR, AG, WA", Factor("IN", "regime_membership"));
        Assert.Equal("4 of 4: MTCR, NSG, AG, WA", Factor("UA", "regime_membership"));
        Assert.Equal("2 of 4: MTCR, NSG", Factor("BR", "regime_membership"));
        Assert.Equal("0 of 4", Factor("TW", "regime_membership"));
    }

    [Fact]
    public void EveryGuidelinesFactor_IsThere_AndTheOpenOnesAreAsked()
    {
        var decision = Lawful.Of(Lawful.System(ItemClass.CruiseMissile, 1000, 500), "JP", Law).Screen();
        Assert.Equal(
            ["guidelines_A", "guidelines_B", "guidelines_C", "guidelines_D", "guidelines_E", "guidelines_F"],
            decision.Factors.Where(factor => factor.Id.StartsWith("guidelines_", StringComparison.Ordinal)).Select(factor => factor.Id));
        Assert.Equal("greatest", decision.Factors.Single(factor => factor.Id == "guidelines_C").Value.ToString());
        string[] asked = ["factors", "items[0].foreignAvailability", "endUse.statements"];
        Assert.Subset(decision.ReviewNotes.Select(note => note.Fact).ToHashSet(), asked.ToHashSet());
        Assert.Subset(decision.Missing.Select(missing => missing.Fact).ToHashSet(), asked.ToHashSet());

        // Factors are combined in one note; none of them settles an outcome.
        Assert.Single(decision.ReviewNotes, note => note.Fact == "factors");
        Assert.Empty(decision.MustAnswer);
    }

    /// <summary>
    /// The citation of the row takes precedence over that of the table. A factor that counts members or groups has that of the
    /// table.
    /// </summary>
    [Fact]
    public void EveryFactorAndEveryException_IsCited_AndNamesWhatItIsAbout()
    {
        var launcher = Lawful.System(ItemClass.Slv, 10_000, 1500) with { Propulsion = Propulsion.Liquid };
        var decision = Lawful.Of(launcher, "KR", "proposed-reform").Screen();
        var factors = decision.Factors.ToDictionary(factor => factor.Id);
        Assert.Equal((Article, null, null), Cited("consensus_minus_one"));
        Assert.Equal((Article, null, null), Cited("regime_membership"));
        Assert.Equal(("MTCR Guidelines paragraph 3.A; 15 CFR 744.3(d)", null, null), Cited("guidelines_A"));
        Assert.Equal(("MTCR Guidelines paragraph 3.C; 15 CFR 744.3(d)", "10", null), Cited("guidelines_C"));
        Assert.Equal((Article, "10", null), Cited("foreign_availability"));
        Assert.Equal("15 CFR 740 Supp. 1", Lawful.Of(launcher, "IR", Law).Screen().Factors.Single(factor => factor.Id == "guidelines_B").Citation);
        Assert.All(decision.Factors, factor => Assert.NotEmpty(factor.Citation));
        var candidates = Lawful.Of(Graphite, "JP", Law).Screen().ExceptionCandidates;
        Assert.NotEmpty(candidates);
        Assert.All(candidates, candidate => Assert.NotEmpty(candidate.Citation));
        (string Citation, string? Item, string? Destination) Cited(string id) => (factors[id].Citation, factors[id].Item, factors[id].Destination);
    }

    [Fact]
    public void AdviceThatIsRefused_IsNamed()
    {
        Refused(root => root["obligations"]![0]!["when"] = JsonNode.Parse("""{"fact":"destination","memberOf":["EAR-Z9"]}"""), "country set `EAR-Z9`");
        var errors = SnapshotCompiler.Check(SeedFiles.All.With(
            DocumentKind.Policy, "us-common-base", root => root["obligations"]![0]!["text"] = "Of {destinaton}."));
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains("obligation `O-STATEMENTS`", error.Path, StringComparison.Ordinal));
    }

    /// <summary>
    /// An entry of a pack replaces the entry of the base with the same id, in its position; others are appended; an omitted part
    /// of the base is absent.
    /// </summary>
    [Fact]
    public void TheAdviceOfAPack_ReplacesThatOfTheBase()
    {
        AdviceTable Table(string id, string title) => new() { Id = id, Title = title, Citation = "S01", Scope = AdviceScope.Item, Rows = [] };
        Obligation Must(string id, string text) => new(id, new AllOf([]), text, "S01");
        DerivedFact Derived(string id, string text) => new(id, ["yes"], [new(new AllOf([]), 0, text, null)], false);
        var foundation = new AdviceSet
        {
            Tables = [Derived("t1", "base"), Derived("t2", "base")],
            Exceptions = [Table("e1", "base"), Table("e2", "base")],
            Factors = [Table("f1", "base"), Table("f2", "base")],
            Obligations = [Must("o1", "base"), Must("o2", "base")],
        };
        var own = new AdviceSet
        {
            Tables = [Derived("t3", "own"), Derived("t1", "own")],
            Exceptions = [Table("e3", "own"), Table("e1", "own")],
            Factors = [Table("f2", "own")],
            Obligations = [Must("o3", "own"), Must("o2", "own")],
        };
        Assert.Equal(
            "t1:own t2:base t3:own; e1:own e2:base e3:own; f1:base f2:own; o1:base o2:own o3:own", Listing(AdviceSet.Merge(foundation, own)));
        Assert.Equal(
            "t1:own t2:base t3:own; e3:own e1:own; f2:own; o3:own o2:own", Listing(AdviceSet.Merge(foundation, own with { Omits = ["exceptions", "factors", "obligations"] })));
        Assert.Equal(
            "t1:own t2:base t3:own; e1:own e2:base e3:own; f2:own; o1:base o2:own o3:own", Listing(AdviceSet.Merge(foundation, own with { Omits = ["factors"] })));

        static string Listing(AdviceSet advice) => string.Join("; ",
            string.Join(' ', advice.Tables.Select(table => $"{table.Id}:{table.Rows[0].Text}")), Titles(advice.Exceptions), Titles(advice.Factors),
            string.Join(' ', advice.Obligations.Select(must => $"{must.Id}:{must.Text}")));

        static string Titles(IEnumerable<AdviceTable> tables) => string.Join(' ', tables.Select(table => $"{table.Id}:{table.Title}"));
    }

    [Fact]
    public void WhatIsAssessed_IsNotAsked()
    {
        var item = Lawful.System(ItemClass.CruiseMissile, 1000, 500) with { ForeignAvailability = ForeignAvailability.Comparable };
        var request = Lawful.Of(item, "JP", Law);
        string[] statements = ["g2g_5A", "g2g_5B", "end_use_statement", "end_use_location", "no_wmd_statement", "retransfer_consent"];
        var decision = (request with { EndUse = request.EndUse with { Statements = [.. statements] } }).Screen();
        Assert.DoesNotContain(decision.Missing, missing => missing.Fact is "items[0].foreignAvailability" or "endUse.statements");
        Assert.Equal("comparable", decision.Factors.Single(factor => factor.Id == "foreign_availability").Value.ToString());
        Assert.Equal("complete", decision.Factors.Single(factor => factor.Id == "assurances").Value.ToString());
    }

    [Theory]
    [InlineData(Movement.Export, false)]
    [InlineData(Movement.Retransfer, true)]
    [InlineData(Movement.Reexport, true)]
    public void ARetransfer_CarriesTheConsentOfTheStateDepartment(Movement movement, bool carries)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.CruiseMissile, 1000, 500), "JP", Law) with { Movement = movement };
        Assert.Equal(carries, request.Screen().Conditions.Any(condition => condition.Rule == "O-RETRANSFER"));
    }

    [Theory]
    [InlineData("2026-12-31", false)]
    [InlineData("2027-01-01", true)]
    public void APolicyPastItsReviewDate_IsNoted(string asOf, bool says)
    {
        var date = DateOnly.ParseExact(asOf, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var decision = Lawful.Of(Graphite, "JP", Law).Screen(asOf: date);
        Assert.Equal(says, decision.NotChecked.Any(note => note.Contains("due for review by 2026-12-31", StringComparison.Ordinal)));
    }

    [Fact]
    public void AdviceThatNamesAnOutcome_IsRefused()
    {
        Refused(root => root["exceptions"]![0]!["rows"]![0]!["outcome"] = "NO_LICENSE_REQUIRED", "is not a member known here");
        Refused(root => root["exceptions"]![0]!["rows"]![0]!["value"] = "NO_LICENSE_REQUIRED", "is not one of yes, no, unknown");
        Refused(root => root["factors"]![0]!["rows"]![0]!["value"] = "CASE_BY_CASE", "names an outcome");
    }

    [Fact]
    public void ARule_CannotReadAnAdviceOnlyCondition()
    {
        Refused(root => root["ruleSets"]![0]!["rules"]![0]!["when"] = JsonNode.Parse("""{"declared":"eccn","under":["7A103"]}"""), "may be asked by advice only");
        Refused(root => root["ruleSets"]![0]!["rules"]![0]!["when"] = JsonNode.Parse("""{"derived":"mt_bar","is":["not_mt"]}"""), "not a derived fact");
    }

    [Fact]
    public void AdviceThatReadsAnUnknownSetOrPlaceholder_IsRefused()
    {
        Refused(root => root["factors"]![0]!["rows"]![0]!["when"] = JsonNode.Parse("""{"fact":"destination","memberOf":["EAR-Z9"]}"""), "country set `EAR-Z9`");
        Refused(root => root["factors"]![0]!["rows"]![0]!["text"] = "Of {destinaton}.", "{destinaton}");
    }

    private static Item Dual(string eccn, string annex) => new()
    {
        Id = "10", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear, Eccn = eccn, AnnexItem = annex,
    };

    private static ExceptionCandidate Candidate(ScreeningRequest request, string id) =>
        request.Screen().ExceptionCandidates.Single(candidate => candidate.Id == id);

    private static string Factor(string country, string id) =>
        Lawful.Of(Graphite, country, Law).Screen().Factors.Single(factor => factor.Id == id).Value.ToString();

    private static void Refused(Action<JsonObject> edit, string message)
    {
        var errors = SnapshotCompiler.Check(SeedFiles.All.With(DocumentKind.Policy, "us-common-base", edit));
        Assert.True(
            errors.Any(error => error.Message.Contains(message, StringComparison.Ordinal)),
            errors.IsEmpty ? "compiled without an error" : string.Join("\n", errors));
    }
}
