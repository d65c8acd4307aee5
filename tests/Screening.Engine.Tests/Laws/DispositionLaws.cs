using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Differential;

namespace Screening.Engine.Tests.Laws;

/// <summary>Decisions D36 and D37: the disposition of a decision by its possible outcomes, and its questions.</summary>
public sealed class DispositionLaws
{
    [Fact]
    public void TheDisposition_IsTheSharedOne_ElseHoldOrTheLeastSevere() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var decision = transaction.Screen();
            var possible = decision.Possible();
            var isEarned = !decision.NotChecked.Any(line => line.StartsWith("item ", StringComparison.Ordinal));
            var all = possible.Select(outcome => Of(outcome, isEarned)).Distinct().ToArray();
            var least = Of(possible.MinBy(outcome => outcome.Severity()), isEarned);
            var expected = all is [var shared] ? shared
                : AddingLaws.Strictness(least) > AddingLaws.Strictness(Disposition.Hold) ? least : Disposition.Hold;
            Assert.Equal(expected, decision.Disposition);
            if (decision.Undecided is not null)
            {
                Assert.Equal(
                    expected is Disposition.Stop or Disposition.Block ? possible.MinBy(outcome => outcome.Severity()) : Outcome.HoldForReview,
                    decision.Outcome);
            }
        },
        iter: Effort.Of(4 * Lawful.Cases));

    [Fact]
    public void ADecidedOutcome_AsksNoQuestion_AndAnUndecidedOneDoes() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var decision = transaction.Screen();
            Assert.Equal(decision.Undecided is null, decision.MustAnswer.IsEmpty);
            Assert.Equal(decision.Undecided?.Ask ?? [], decision.MustAnswer.Select(question => question.Fact));
        },
        iter: Effort.Of(4 * Lawful.Cases));

    private static Disposition Of(Outcome outcome, bool isEarned) => outcome switch
    {
        Outcome.NoMtcrControl => Disposition.ContinueOtherChecks,
        Outcome.NoLicenseRequired => isEarned ? Disposition.Proceed : Disposition.ContinueOtherChecks,
        Outcome.CaseByCase or Outcome.CaseByCaseEligible => Disposition.Apply,
        Outcome.HoldForReview => Disposition.Hold,
        Outcome.PresumptionOfDenial or Outcome.PolicyOfDenial => Disposition.Stop,
        _ => Disposition.Block,
    };
}
