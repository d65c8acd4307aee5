using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Policies;

/// <summary>A search that ends at its limit may report too many possibilities, never too few, and reports that it ended.</summary>
public sealed class SearchBudgetTests
{
    private static readonly int Cases = Effort.Of(4_000);

    [Fact]
    public void ASpentBudget_NeverHidesAnOutcome_NorAFactThatMatters()
    {
        var spent = 0;
        Gen.Select(TransactionGen.Few, Gen.Int[0, 6], Gen.Int[0, 30]).Sample(
            (transaction, outcomes, facts) =>
            {
                var exact = transaction.Screen();
                var cut = Screen(transaction, new SearchLimits(outcomes, facts));
                Assert.Empty(exact.Possible().Except(cut.Possible()));
                Assert.Empty((exact.Undecided?.Ask ?? []).Except(cut.Undecided?.Ask ?? []));
                Assert.True(cut.Worst() >= exact.Worst());
                if (cut.NotChecked.Contains(DecisionBuilder.SearchEnded))
                {
                    Interlocked.Increment(ref spent);
                    Assert.False(cut.Undecided?.Exact ?? false);
                }
                else
                {
                    Assert.Equal(exact.Possible(), cut.Possible());
                    Assert.Equal(exact.Undecided?.Ask ?? [], cut.Undecided?.Ask ?? []);
                }
            },
            iter: Cases);
        Assert.True(spent > Cases / 20, $"{spent} of {Cases} budgets were spent");
    }

    [Fact]
    public void ASpentBudget_Holds_AndIsReported()
    {
        var spent = 0;
        TransactionGen.Few.Sample(
            transaction =>
            {
                var cut = Screen(transaction, new SearchLimits(0, 0));
                if (cut.Undecided is not { } undecided)
                {
                    return;
                }

                Assert.NotEmpty(undecided.Ask);
                Assert.Equal(!undecided.Exact, cut.NotChecked.Contains(DecisionBuilder.SearchEnded));
                if (undecided.Exact)
                {
                    // Only a country or a nationality is open: each value is decided by one plain evaluation, without a search.
                    Assert.Equal(transaction.Screen().Possible(), cut.Possible());
                    return;
                }

                Interlocked.Increment(ref spent);
                Assert.True(
                    cut.Disposition is Disposition.Hold or Disposition.Stop or Disposition.Block || cut.Worst() < Outcome.HoldForReview.Severity(),
                    $"{cut.Disposition} although {cut.Undecided.Worst} is possible");
            },
            iter: Cases);
        Assert.True(spent > Cases / 20, $"{spent} of {Cases} budgets were spent");
    }

    [Fact]
    public void TheLargestTransaction_WithEverythingOpen_IsHeldWithinTheBudget()
    {
        var item = Lawful.System(ItemClass.Uas, null, null, speedKmh: null, jurisdiction: null) with { AutonomousOrBeyondVisualLine = null };
        var classes = new[] { ItemClass.Uas, ItemClass.BallisticMissile, ItemClass.Subsystem, ItemClass.ProductionFacility };
        var items = Enumerable.Range(0, Limits.Items).Select(index => item with
        {
            Id = $"{index}",
            Class = classes[index % classes.Length],
            Performance = [],
        });
        var request = Lawful.Of(item, "JP") with
        {
            Items = [.. items],
            Movement = Movement.DeemedExport,
            Nationalities = [.. new[] { "AU", "BR", "CN", "DE", "FR", "GB", "IN", "JP", "KR", "PL" }.Select(CountryCode.Of)],
            EndUse = new EndUse { Code = EndUseCode.Unknown },
        };
        var decision = request.Screen();
        Assert.NotNull(decision.Undecided);
        Assert.NotEmpty(decision.Undecided.Ask);
        Assert.True(decision.Disposition is Disposition.Hold or Disposition.Stop or Disposition.Block);
        Assert.Equal(decision.Undecided.Exact, !decision.NotChecked.Contains(DecisionBuilder.SearchEnded));
    }

    private static Decision Screen(Transaction transaction, SearchLimits limits) =>
        ScreeningEngine.Screen(transaction.Request(), transaction.World.Snapshot, transaction.Facts.AsOf, ScreeningMode.Live, ListStanding.NotRecorded, limits);
}
