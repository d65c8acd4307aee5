using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Reference;

namespace Screening.Engine.Tests.Differential;

/// <summary>
/// The engine with all six packs against the naive reference: outcomes, what is certain, the winning rule, and what to ask.
/// A failure prints a seed to run it again.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int CompleteCases = 30_000;
    private const int DeepCases = 1_500;
    private const int PartialCases = 100_000;

    [Fact]
    public void CompleteFacts_DecideAsTheReference() => Run(TransactionGen.Complete, CompleteCases);

    [Fact]
    public void PartialFacts_LeaveExactlyTheOutcomesOfTheirCompletions() => Run(TransactionGen.Few, PartialCases);

    [Fact]
    public void ManyMissingFacts_LeaveExactlyTheOutcomesOfTheirCompletions() => Run(TransactionGen.Partial, DeepCases);

    private void Run(Gen<Transaction> transactions, int cases)
    {
        var tally = new Tally();
        transactions.Sample(transaction => tally.Add(transaction, Agrees(transaction)), iter: Effort.Of(cases), print: Print);
        output.WriteLine(tally.ToString());
        tally.CoversEveryPack();
    }

    /// <summary>Compares with every completion; gives how many there are and whether the decision is undecided.</summary>
    private static (int Completions, bool IsUndecided) Agrees(Transaction transaction)
    {
        var completions = Completions.Of(transaction);
        var decision = transaction.Screen();
        var possible = (decision.Undecided?.Possible ?? [decision.Outcome]).Select(Code<Outcome>.Of);
        OnlyCertainRulesAreCertain(decision, completions);
        Assert.Equal(Sorted(completions.Select(completion => completion.Answer.Outcome)), Sorted(possible));
        if (decision.Undecided is { } undecided)
        {
            AsksExactlyWhatMatters(undecided, transaction, completions);
            Assert.Equal(SpeedAloneSettles(completions) ? "R20-SPEED-UNKNOWN" : "B-UNKNOWN", undecided.Label);
        }
        else
        {
            Winner(decision, completions);
        }

        return (completions.Count, decision.Undecided is not null);
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> codes) => codes.Distinct().Order(StringComparer.Ordinal);

    /// <summary>A certain finding applies in every completion; what applies in every completion is found.</summary>
    private static void OnlyCertainRulesAreCertain(Decision decision, IReadOnlyList<Completion> completions)
    {
        var always = completions.Select(completion => completion.Answer.Fired).Aggregate((left, right) => [.. left.Intersect(right)]);
        var sometimes = completions.SelectMany(completion => completion.Answer.Fired).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in decision.Findings.Where(finding => finding.Certain))
        {
            Assert.True(always.Contains(finding.Rule), $"{finding.Rule} is called certain and is not");
        }

        foreach (var rule in sometimes)
        {
            Assert.True(decision.Findings.Any(finding => finding.Rule == rule), $"{rule} may apply and is not among the findings");
        }
    }

    private static void Winner(Decision decision, IReadOnlyList<Completion> completions)
    {
        var winners = completions.Select(completion => completion.Answer.Winner).Distinct().ToArray();
        var winner = decision.Findings.SingleOrDefault(finding => finding.Wins);
        if (winners is [var only])
        {
            Assert.Equal(only, winner?.Rule);
        }

        // Contract 1: a rule whose condition is true may win although one before it, of the same outcome, may apply.
        Assert.False(winner?.Text.StartsWith("May apply", StringComparison.Ordinal) == true, "a rule that is merely possible wins");
    }

    private static void AsksExactlyWhatMatters(Undecided undecided, Transaction transaction, IReadOnlyList<Completion> completions)
    {
        Assert.True(undecided.Exact);
        var matters = transaction.Hidden.Where(fact => completions.GroupBy(completion => completion.Others(fact))
            .Any(group => group.Select(completion => completion.Answer.Outcome).Distinct().Count() > 1));
        Assert.Equal(
            Sorted(matters.Select(Completions.Path)), Sorted(undecided.Ask));
    }

    private static bool SpeedAloneSettles(IReadOnlyList<Completion> completions) =>
        completions.GroupBy(completion => completion.Of(Hidden.Speed))
            .All(group => group.Select(completion => completion.Answer.Outcome).Distinct().Count() == 1);

    private static string Print(Transaction transaction) => string.Join("; ",
        transaction.Facts.ToString(),
        "points " + string.Join(", ", transaction.Facts.Points),
        "to " + string.Join<ReferenceDestination>(", ", transaction.Facts.Destinations),
        "transit " + string.Join(", ", transaction.Facts.Transit),
        "strong " + string.Join(", ", transaction.Facts.Strong),
        "hidden " + string.Join(", ", transaction.Hidden.Order()),
        transaction.Movement.ToString());
}
