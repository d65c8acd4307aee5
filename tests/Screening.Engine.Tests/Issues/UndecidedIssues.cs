using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Issues;

/// <summary>Errors that the laws and the reference found, each kept as the smallest transaction that shows it.</summary>
public sealed class UndecidedIssues
{
    /// <summary>The default rule of Category I was certain although the item may be on no list.</summary>
    [Fact]
    public void ARuleAfterAPossibleOne_IsNotCertain()
    {
        var decision = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, null, null), "JP").Screen();
        Assert.Contains(decision.Findings, finding => finding is { Rule: "R25-DEFAULT", Certain: false });
        Assert.DoesNotContain(decision.Findings, finding => finding.Certain);
    }

    /// <summary>The rule for Category II may apply before it with the same outcome; the rule that is true wins.</summary>
    [Fact]
    public void ATrueRule_Wins_WhenAPossibleOneBeforeItAgrees()
    {
        var decision = Lawful.Of(Lawful.System(ItemClass.Uas, 400, null), "JP", "us-uas-2025-09").Screen();
        Assert.Equal((Outcome.CaseByCase, null), (decision.Outcome, decision.Undecided));
        Assert.Equal("R25U-AS-AIRCRAFT", decision.Winner());
    }

    /// <summary>
    /// A missile of 900 kg payload and unknown range is Category I or not controlled; it was also classified as Category II.
    /// </summary>
    [Fact]
    public void AKnownPayload_IsKept_WhenTheRangeIsMissing()
    {
        var decision = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, null, 900), "JP").Screen();
        Assert.Equal([Outcome.NoMtcrControl, Outcome.PresumptionOfDenial], decision.Possible());
    }

    /// <summary>With a second point that reaches 300 km, the payload of the first point may or may not count.</summary>
    [Fact]
    public void APointOfUnknownRange_AddsItsPayload_ToThatOfAPointThatReaches()
    {
        var item = Lawful.System(ItemClass.BallisticMissile, null, 900);
        var decision = Lawful.Of(item with { Performance = item.Performance.Add(new PerformancePoint(400, 100)) }, "JP").Screen();
        Assert.Equal([Outcome.CaseByCase, Outcome.PresumptionOfDenial], decision.Possible());
    }

    /// <summary>An undeclared code was checked against a declared impulse.</summary>
    [Fact]
    public void ADeclaredImpulse_ClassifiesAMotorWithoutCode()
    {
        var motor = new Item { Id = "10", Class = ItemClass.Subsystem, Jurisdiction = Jurisdiction.Itar, TotalImpulseNs = 1.2e6 };
        Assert.Equal("I", Lawful.Of(motor, "JP").Screen().Items[0].Category);
    }

    /// <summary>
    /// An undeclared propulsion was read as the note for liquid engines, which gave case by case instead of a presumption of
    /// denial.
    /// </summary>
    [Fact]
    public void AnUndeclaredPropulsion_GetsNoRelief()
    {
        var motor = new Item
        {
            Id = "10", Class = ItemClass.Subsystem, Jurisdiction = Jurisdiction.Ear, AnnexItem = "2.A.1.c", CategoryIIReliefNote = "2.A.1.c.2",
        };
        var decision = Lawful.Of(motor, "JP").Screen();
        Assert.Equal([Outcome.CaseByCase, Outcome.PresumptionOfDenial], decision.Possible());
        Assert.Equal(Disposition.Hold, decision.Disposition);
        Assert.Equal(["items[0].propulsion"], decision.Undecided!.Ask);
        Assert.Contains(decision.Missing, missing => missing.Fact == "items[0].propulsion");
    }

    /// <summary>
    /// Evaluating each airspeed changed the set that was being enumerated, and the screening failed with an exception.
    /// </summary>
    [Fact]
    public void EvaluatingTheAirspeed_DoesNotChangeTheEnumeratedSet()
    {
        var item = Lawful.System(ItemClass.TargetDrone, 300, 900, speedKmh: null, jurisdiction: Jurisdiction.Ear) with
        {
            Eccn = "9A012",
            Performance = [new PerformancePoint(300, 499), new PerformancePoint(300, null)],
        };
        Assert.NotNull(Lawful.Of(item, "NZ").Screen().Undecided);
    }

    /// <summary>
    /// An ECCN that covers facilities and equipment does not make equipment a facility for certain; its missile technology reason
    /// has a condition, which is open (decision D31).
    /// </summary>
    [Fact]
    public void ACodeForFacilitiesAndEquipment_LeavesOpenWhichItIs()
    {
        var item = new Item { Id = "10", Class = ItemClass.ProductionEquipment, Jurisdiction = Jurisdiction.Ear, Eccn = "9B604" };
        Assert.Equal(
            [Outcome.NoMtcrControl, Outcome.CaseByCase, Outcome.PresumptionOfDenial, Outcome.Prohibited], Lawful.Of(item, "JP").Screen().Possible());
    }
}
