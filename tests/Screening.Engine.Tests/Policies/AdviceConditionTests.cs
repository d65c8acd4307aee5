using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Policies;

/// <summary>
/// The value of a condition of an exception, a factor or a condition of approval for facts that are known, open, or both.
/// </summary>
public sealed class AdviceConditionTests
{
    private static readonly RuleCondition Yes = new FactIs(Fact.WmdDelivery, 0b01);
    private static readonly RuleCondition No = new FactIs(Fact.WmdDelivery, 0b10);
    private static readonly RuleCondition Open = new FactIs(Fact.AutonomousOrBvlos, 0b10);

    private static readonly ScreeningRequest Request = new()
    {
        Items = [new Item { Id = "10", Class = ItemClass.Uas, Eccn = "9A610.t", AnnexItem = "1.A.2" }],
        Destination = new Destination { Country = CountryCode.Of("PL"), Transit = [CountryCode.Of("KR"), CountryCode.Of("JP")] },
        EndUse = new EndUse { Code = EndUseCode.Other, Statements = ["prior_consultation"] },
    };

    [Fact]
    public void AllNeedsEvery_AnyNeedsOne_AndTheOpenStaysOpen()
    {
        Assert.Equal((Truth.True, Truth.False, Truth.Unknown), (Of(Yes), Of(No), Of(Open)));
        Assert.Equal((Truth.True, Truth.Unknown, Truth.False, Truth.False), (Of(All(Yes, Yes)), Of(All(Yes, Open)), Of(All(Open, No)), Of(All(No, Open))));
        Assert.Equal((Truth.True, Truth.Unknown, Truth.True, Truth.False), (Of(Any(No, Yes)), Of(Any(Open, No)), Of(Any(Open, Yes)), Of(Any(No, No))));
        Assert.Equal((Truth.False, Truth.True, Truth.Unknown), (Of(new Not(Yes)), Of(new Not(No)), Of(new Not(Open))));
        Assert.Equal((Truth.True, Truth.False), (Of(All()), Of(Any())));
    }

    [Theory]
    [InlineData(Comparison.Lt, 300, 299, false)]
    [InlineData(Comparison.Lt, 300, 300, false)]
    [InlineData(Comparison.Lt, 300, 301, true)]
    [InlineData(Comparison.Lte, 300, 299, false)]
    [InlineData(Comparison.Lte, 300, 300, true)]
    [InlineData(Comparison.Gt, 300, 299, true)]
    [InlineData(Comparison.Gt, 300, 300, false)]
    [InlineData(Comparison.Gte, 300, 300, true)]
    [InlineData(Comparison.Gte, 300, 301, false)]
    public void AKnownNumber_IsComparedAsWritten(Comparison comparison, double value, double threshold, bool holds) => Assert.Equal(
        holds ? Truth.True : Truth.False, Of(new FactCompares(Fact.RangeKm, comparison, threshold), PossibleValue.Of(value)));

    // Several values, and the number from which all values are possible too.
    [Theory]
    [InlineData(Comparison.Gte, 300, "310 400", null, "true")]
    [InlineData(Comparison.Gte, 300, "200 400", null, "open")]
    [InlineData(Comparison.Gte, 300, "200 250", null, "false")]
    [InlineData(Comparison.Gte, 300, "", 300.0, "true")]
    [InlineData(Comparison.Gt, 300, "", 300.0, "open")]
    [InlineData(Comparison.Gt, 300, "", 301.0, "true")]
    [InlineData(Comparison.Gte, 300, "", 0.0, "open")]
    [InlineData(Comparison.Lt, 300, "", 0.0, "open")]
    [InlineData(Comparison.Lt, 300, "", 300.0, "false")]
    [InlineData(Comparison.Lte, 300, "", 300.0, "open")]
    [InlineData(Comparison.Lte, 300, "", 301.0, "false")]
    [InlineData(Comparison.Lt, 300, "200", 400.0, "open")]
    [InlineData(Comparison.Gte, 300, "400", 500.0, "true")]
    [InlineData(Comparison.Gte, 300, "200", 500.0, "open")]
    public void ANumberThatIsOpen_IsDecided_WhereEveryValueAgrees(Comparison comparison, double threshold, string points, double? from, string truth)
    {
        double[] several = [.. points.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => double.Parse(point, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(truth, Word(Of(new FactCompares(Fact.RangeKm, comparison, threshold), PossibleValue.OfNumbers(several, from))));
    }

    [Fact]
    public void AnUnsetFact_IsOpen()
    {
        Assert.Equal(Truth.Unknown, Of(new FactCompares(Fact.RangeKm, Comparison.Gte, 300), default(PossibleValue)));
        Assert.Equal(Truth.Unknown, Of(new FactIs(Fact.Class, 1), (Fact.Class, default)));
    }

    [Theory]
    [InlineData(Fact.Destination, "PL", true)]
    [InlineData(Fact.Destination, "JP", false)]
    [InlineData(Fact.PlaceOfDelivery, "PL", true)]
    [InlineData(Fact.PlaceOfDelivery, "KR", false)]
    [InlineData(Fact.Transit, "KR", true)]
    [InlineData(Fact.Transit, "JP", true)]
    [InlineData(Fact.Transit, "PL", false)]
    public void ACountry_IsReadFromTheFactOfTheCondition(Fact fact, string country, bool holds)
    {
        var truth = holds ? Truth.True : Truth.False;
        Assert.Equal(truth, Of(new CountryIsOneOf(fact, [CountryCode.Of("MM"), CountryCode.Of(country)])));
        Assert.Equal(truth, Of(new CountryIsMemberOf(fact, ["NOBODY", $"ONLY-{country}"])));
        Assert.Equal(truth, Of(new CountryIsMemberOf(fact, [$"ONLY-{country}"], [CountryCode.Of("MM")])));
        Assert.Equal(Truth.False, Of(new CountryIsMemberOf(fact, [$"ONLY-{country}"], [CountryCode.Of(country)])));
    }

    [Theory]
    [InlineData("eccn", "9A610.t", "true")]
    [InlineData("eccn", "9a610", "true")]
    [InlineData("eccn", "9A61", "false")]
    [InlineData("eccn", "9A610.t.1", "false")]
    [InlineData("usml", "IV(d)", "open")]
    [InlineData("annexItem", "1.A", "true")]
    [InlineData("annexItem", "9A610", "false")]
    [InlineData("statement", "prior_consultation", "true")]
    [InlineData("statement", "re_export_consent", "false")]
    public void ADeclaredCode_MatchesTheParagraphOrOneBelowIt_AndAnUndeclaredOneMay(string member, string code, string truth) =>
        Assert.Equal(truth, Word(Of(new DeclaredUnder(member, ["XX", code]))));

    /// <summary>
    /// A text shows the known values of a fact, every country of transit, and every value that a table may still have.
    /// </summary>
    [Theory]
    [InlineData("{destination} by {transit} to {place_of_delivery}", "PL by KR, JP to PL")]
    [InlineData("{wmd_delivery} {end_use}", "no other")]
    [InlineData("{mt_bar}", "not_mt or outside_d4_d5")]
    [InlineData("nothing to fill", "nothing to fill")]
    public void AText_ShowsEveryPossibility(string text, string filled)
    {
        var (sheet, _, _) = ScreeningEngine.FactsOf(Request, Lawful.Seed, Lawful.Today);
        var policy = Lawful.Seed.Policy("us-uas-2025-09")!;
        var world = new AdviceWorld(policy, sheet, Request, (_, _) => false, _ => []);
        Assert.Equal(filled, new AdvicePlace(sheet, world.Evaluation(policy.Advice.Program, out _), 0, 0).Fill(text));
    }

    private static string Word(Truth truth) => truth switch { Truth.True => "true", Truth.False => "false", _ => "open" };

    private static AllOf All(params ImmutableArray<RuleCondition> parts) => new(parts);

    private static AnyOf Any(params ImmutableArray<RuleCondition> parts) => new(parts);

    private static Truth Of(RuleCondition condition, PossibleValue range) => Of(condition, (Fact.RangeKm, range));

    private static Truth Of(RuleCondition condition, params (Fact Fact, PossibleValue Value)[] changes)
    {
        var (sheet, _, _) = ScreeningEngine.FactsOf(Request, Lawful.Seed, Lawful.Today);
        foreach (var (fact, value) in changes)
        {
            sheet.SetItem(0, fact, value);
        }

        var builder = new ProgramBuilder([], new SlotTable([.. ConditionWalk.Atoms(condition)]));
        var when = builder.Add(condition);
        var program = builder.Build(new CountryMembership(new HashSet<string>(), (country, set, _) => set == $"ONLY-{country}"), [], []);
        var world = new AdviceWorld(Lawful.Seed.Policy("us-uas-2025-09")!, sheet, Request, (_, _) => false, _ => []);
        return new AdvicePlace(sheet, world.Evaluation(program, out _), 0, 0).Of(when);
    }
}
