using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Wording;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Policies;

/// <summary>A lawyer reads the sentence and never the data, so each kind of condition must state what it tests.</summary>
public sealed class SentenceWordsTests
{
    private static readonly DerivedFact Plain = new("launch_state", ["old", "new"], [], false);
    private static readonly DerivedFact Worded = Plain with { Id = "spoken", Says = ["the launcher is old", "the launcher is new"] };

    [Theory]
    [InlineData(Fact.AsOf, Comparison.Gte, "the date asked about is on or after 2025-01-31")]
    [InlineData(Fact.AsOf, Comparison.Gt, "the date asked about is after 2025-01-31")]
    [InlineData(Fact.AsOf, Comparison.Lte, "the date asked about is not later than 2025-01-31")]
    [InlineData(Fact.AsOf, Comparison.Lt, "the date asked about is before 2025-01-31")]
    [InlineData(Fact.ProgrammeStart, Comparison.Gte, "the year the programme started is on or after 1988")]
    [InlineData(Fact.ProgrammeStart, Comparison.Gt, "the year the programme started is after 1988")]
    [InlineData(Fact.ProgrammeStart, Comparison.Lte, "the year the programme started is not later than 1988")]
    [InlineData(Fact.ProgrammeStart, Comparison.Lt, "the year the programme started is before 1988")]
    [InlineData(Fact.TotalImpulseNs, Comparison.Gte, "the total impulse is at least 1,100,000 N.s")]
    [InlineData(Fact.TotalImpulseNs, Comparison.Gt, "the total impulse is more than 1,100,000 N.s")]
    [InlineData(Fact.TotalImpulseNs, Comparison.Lte, "the total impulse is at most 1,100,000 N.s")]
    [InlineData(Fact.TotalImpulseNs, Comparison.Lt, "the total impulse is less than 1,100,000 N.s")]
    public void AThreshold_IsWordedWithItsSide_AndItsUnit(Fact fact, Comparison comparison, string words)
    {
        var threshold = fact switch { Fact.AsOf => new DateOnly(2025, 1, 31).DayNumber, Fact.ProgrammeStart => 1988, _ => 1_100_000 };
        Assert.Equal(words, Words(new FactCompares(fact, comparison, threshold)));
    }

    [Fact]
    public void AYesOrNo_IsASentenceOfItsOwn_EitherWay()
    {
        Assert.Equal("a red flag is open", Words(new FactIs(Fact.RedFlagOpen, 0b10)));
        Assert.Equal("no red flag is open", Words(new FactIs(Fact.RedFlagOpen, 0b01)));
        Assert.Equal("no red flag is open", Words(new Not(new FactIs(Fact.RedFlagOpen, 0b10))));
    }

    [Fact]
    public void Codes_AreNamed_OrWhatIsExcluded_WhicheverIsShorter()
    {
        Assert.Equal("the item is a ballistic missile", Words(Class(ItemClass.BallisticMissile)));
        Assert.Equal("the item is a ballistic missile or a sounding rocket", Words(Class(ItemClass.BallisticMissile, ItemClass.SoundingRocket)));
        Assert.Equal("the item is a ballistic missile, a space launch vehicle or a sounding rocket", Words(Class(ItemClass.BallisticMissile, ItemClass.Slv, ItemClass.SoundingRocket)));
        Assert.Equal("the item is not a space launch vehicle", Words(new Not(Class(ItemClass.Slv))));
        Assert.Equal("the item is neither a space launch vehicle nor anything else", Words(new Not(Class(ItemClass.Slv, ItemClass.Generic))));

        // Of a few codes most are still named, and of many exactly half.
        Assert.Equal("the regulation the item is subject to is the ITAR or the EAR", Words(new FactIs(Fact.Jurisdiction, 0b11)));
        Assert.Equal("the category of the declared code is I, II or both", Words(new Not(new FactIs(Fact.CodeCategory, 0b0001))));
        var half = Enum.GetValues<ItemClass>().Take(Enum.GetValues<ItemClass>().Length / 2).ToArray();
        Assert.StartsWith("the item is a ballistic missile, ", Words(Class(half)), StringComparison.Ordinal);
    }

    [Fact]
    public void Countries_AreNamed_AndSetsAsOfTheDate()
    {
        var listed = new CountryIsOneOf(Fact.Destination, [CountryCode.Of("PL"), CountryCode.Of("KE")]);
        var member = new CountryIsMemberOf(Fact.Transit, ["NATO", "EAR-D5", "HOUSE"]);
        Assert.Equal("the destination is Poland or Kenya", Words(listed));
        Assert.Equal("the destination is not Poland or Kenya", Words(new Not(listed)));
        Assert.Equal("a country of transit is, on the date asked about, in NATO, country group D:5 or the set HOUSE", Words(member));
        Assert.Equal("a country of transit is, on the date asked about, in none of NATO, country group D:5 or the set HOUSE", Words(new Not(member)));
        Assert.Equal("a country of transit is, on the date asked about, in the set EAR-D10", Words(new CountryIsMemberOf(Fact.Transit, ["EAR-D10"])));
        Assert.Equal(
            "a country of transit is, on the date asked about, in NATO or country group D:5, Poland or Kenya left out",
            Words(new CountryIsMemberOf(Fact.Transit, ["NATO", "EAR-D5"], [CountryCode.Of("PL"), CountryCode.Of("KE")])));
    }

    [Fact]
    public void DeclaredCodes_AndHeldStatements_HaveDifferentWords()
    {
        Assert.Equal("the declared eccn is 9A610 or 9A515, or beneath it", Words(new DeclaredUnder("eccn", ["9A610", "9A515"])));
        Assert.Equal("the statement prior consultation is held", Words(new DeclaredUnder("statement", ["prior_consultation"])));
    }

    [Fact]
    public void ADerivedFact_HasItsOwnWords_OrItsName()
    {
        Assert.Equal("the launch state is old", Words(new DerivedIs("launch_state", 0b01)));
        Assert.Equal("the launch state is old or new", Words(new DerivedIs("launch_state", 0b11)));
        Assert.Equal("the launcher is new", Words(new DerivedIs("spoken", 0b10)));
        Assert.Equal("it is not the case that the launcher is new", Words(new Not(new DerivedIs("spoken", 0b10))));
    }

    [Fact]
    public void Parts_AreJoined_AndInBrackets_OnlyInsideOthers()
    {
        var (flag, slv) = (new FactIs(Fact.RedFlagOpen, 0b10), Class(ItemClass.Slv));
        Assert.Equal("a red flag is open and the item is a space launch vehicle", Words(new AllOf([flag, slv])));
        Assert.Equal("a red flag is open or the item is a space launch vehicle", Words(new AnyOf([flag, slv])));
        Assert.Equal("a red flag is open and (a red flag is open or the item is a space launch vehicle)", Words(new AllOf([flag, new AnyOf([flag, slv])])));
        Assert.Equal("a red flag is open and the item is a space launch vehicle", Words(new AllOf([flag, new AnyOf([slv])])));
        Assert.Equal("it is not the case that (a red flag is open or the item is a space launch vehicle)", Words(new Not(new AnyOf([flag, slv]))));
    }

    [Fact]
    public void ATable_IsReadFromTheTop_AndItsLastRowIsTheRest()
    {
        var table = Worded with { Rows = [new DerivedRow(new FactIs(Fact.RedFlagOpen, 0b10), 1, "", null), new DerivedRow(new AllOf([]), 0, "", null)] };
        Assert.Equal(["If a red flag is open, the launcher is new.", "Otherwise the launcher is old."], RuleSentence.Of(table, []));
    }

    [Fact]
    public void EveryFact_EveryCode_AndEverySet_HasWords()
    {
        Assert.All(FactCatalogue.All, fact =>
        {
            Assert.False(string.IsNullOrWhiteSpace(Phrases.Of(fact.Fact)), $"{fact.Fact}");
            Assert.All(fact.Codes, code => Assert.False(string.IsNullOrWhiteSpace(Phrases.OfCode(code)), code));
            Assert.DoesNotContain('_', Phrases.Of(fact.Fact));
        });
        Assert.All(FactCatalogue.All.Where(fact => fact.Type == FactType.YesNo), fact =>
        {
            Assert.NotEqual(Phrases.Of(fact.Fact, true), Phrases.Of(fact.Fact, false));
            Assert.All([Phrases.Of(fact.Fact, true), Phrases.Of(fact.Fact, false)], words => Assert.Matches("^[^_]{6,}$", words));
        });
        Assert.All(Lawful.Seed.Sets.Ids, set => Assert.False(string.IsNullOrWhiteSpace(Phrases.OfSet(set)), set));
    }

    private static FactIs Class(params ItemClass[] classes) => new(Fact.Class, classes.Aggregate(0UL, (values, one) => values | (1UL << (int)one)));

    private static string Words(RuleCondition condition)
    {
        ImmutableArray<DerivedFact> derived = [Plain, Worded];
        var sentence = RuleSentence.Of(new Rule("R", condition, Outcome.HoldForReview, "", "", []), derived);
        const string end = ", the outcome is HOLD_FOR_REVIEW (held).";
        Assert.StartsWith("If ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(end, sentence, StringComparison.Ordinal);
        return sentence[3..^end.Length];
    }
}
