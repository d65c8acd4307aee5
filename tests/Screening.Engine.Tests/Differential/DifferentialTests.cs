using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Reference;

namespace Screening.Engine.Tests.Differential;

/// <summary>
/// The engine with all six packs against the naive reference: outcomes, certainty, the winning rule, and the questions. A failure
/// prints a seed that reproduces it.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int CompleteCases = 30_000;
    private const int DeepCases = 1_500;
    private const int PartialCases = 60_000;

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

    /// <summary>Compares the decision with every completion. Returns their number and whether the decision is undecided.</summary>
    private static (int Completions, bool IsUndecided) Agrees(Transaction transaction)
    {
        var completions = Completions.Of(transaction);
        var decision = transaction.Screen();
        var possible = (decision.Undecided?.Possible ?? [decision.Outcome]).Select(Code<Outcome>.Of);
        OnlyCertainRulesAreCertain(decision, completions);
        var expected = completions.Select(completion => completion.Answer.Outcome).ToArray();
        var confirmed = Confirmed(expected, completions);
        Assert.Equal(Sorted(confirmed), Sorted(possible));
        if (decision.Undecided is { } undecided)
        {
            // Where one nationality counts, the other questions depend on which one that is. A hold for an unconfirmed fact does
            // not remove questions.
            if (!transaction.Hidden.Contains(Hidden.Nationality) && confirmed.SequenceEqual(expected))
            {
                AsksExactlyWhatMatters(undecided, transaction, completions);
                Assert.Equal(SpeedAloneSettles(completions) ? "R20-SPEED-UNKNOWN" : "B-UNKNOWN", undecided.Label);
            }
        }
        else if (!confirmed.SequenceEqual(expected))
        {
            Assert.Contains(decision.Findings, finding => finding.Rule == "B-UNCONFIRMED");
        }
        else
        {
            Winner(decision, completions);
        }

        return (completions.Count, decision.Undecided is not null);
    }

    /// <summary>
    /// Decision D26: where an unconfirmed fact makes the mildest or the worst outcome milder than it would be without the fact,
    /// no outcome milder than HOLD is left.
    /// </summary>
    private static string[] Confirmed(string[] expected, IReadOnlyList<Completion> completions)
    {
        var confirmed = expected;
        foreach (var doubt in ReferencePolicy.Doubts(completions[0].Facts))
        {
            var without = completions.Select(completion => ReferencePolicy.Decide(completion.Facts with { Without = doubt }).Outcome).Select(ReferencePolicy.Severity).ToArray();
            var with = expected.Select(ReferencePolicy.Severity).ToArray();
            if (with.Min() < without.Min() || with.Max() < without.Max())
            {
                confirmed = [.. confirmed.Select(outcome => ReferencePolicy.Severity(outcome) < ReferencePolicy.Severity("HOLD_FOR_REVIEW") ? "HOLD_FOR_REVIEW" : outcome)];
            }
        }

        return confirmed;
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> codes) => codes.Distinct().Order(StringComparer.Ordinal);

    /// <summary>A certain finding applies in every completion, and a rule that applies in every completion has a finding.</summary>
    private static void OnlyCertainRulesAreCertain(Decision decision, IReadOnlyList<Completion> completions)
    {
        var always = completions.Select(completion => completion.Answer.Fired).Aggregate((left, right) => [.. left.Intersect(right)]);
        var sometimes = completions.SelectMany(completion => completion.Answer.Fired).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in decision.Findings.Where(finding => finding.Certain && finding.Rule != "B-UNCONFIRMED"))
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
            // Contract 1: a rule whose condition is true may win over a rule that only may apply, although the latter always
            // applies. It is then not certain, unless it applies in every completion. Where several findings may give the outcome
            // and none is certain, none is the winner.
            var mayGiveIt = decision.Findings.Count(finding => finding.Outcome == decision.Outcome);
            var isAlways = winner is not null && completions.All(completion => completion.Answer.Fired.Contains(winner.Rule));
            Assert.True(only == winner?.Rule || isAlways || winner is { Certain: false } || (winner is null && mayGiveIt > 1), $"{only} wins in every completion, and {winner?.Rule ?? "no rule"} is told");
        }

        // Contract 1: a rule whose condition is true may win although an earlier rule of the same outcome may apply.
        Assert.False(winner?.Text.StartsWith("May apply", StringComparison.Ordinal) == true, "a rule that is merely possible wins");
    }

    private static void AsksExactlyWhatMatters(Undecided undecided, Transaction transaction, IReadOnlyList<Completion> completions)
    {
        Assert.True(undecided.Exact);
        var matters = transaction.Hidden.Where(fact => completions.GroupBy(completion => completion.Others(fact))
            .Any(group => group.Select(completion => completion.Answer.Outcome).Distinct().Count() > 1));
        Assert.Equal(
            Sorted(matters.SelectMany(Completions.Paths)), Sorted(undecided.Ask));
    }

    private static bool SpeedAloneSettles(IReadOnlyList<Completion> completions) =>
        completions.GroupBy(completion => completion.Of(Hidden.Speed))
            .All(group => group.Select(completion => completion.Answer.Outcome).Distinct().Count() == 1);

    private static string Print(Transaction transaction) => string.Join("; ",
        transaction.Facts.ToString(),
        "points " + string.Join(", ", transaction.Facts.Points),
        "to " + string.Join<ReferenceDestination>(", ", transaction.Facts.Destinations),
        "transit " + string.Join(", ", transaction.Facts.Way),
        "told " + string.Join(", ", transaction.Facts.DeclaredPoints),
        "banks " + string.Join(", ", transaction.Facts.Banks),
        "origin " + string.Join(", ", transaction.Facts.Origin),
        "military " + string.Join(", ", transaction.Facts.MilitaryParties) + " intelligence " + string.Join(", ", transaction.Facts.IntelligenceParties),
        transaction.Says.ToString(),
        "strong " + string.Join(", ", transaction.Facts.Strong),
        "hidden " + string.Join(", ", transaction.Hidden.Order()),
        transaction.Movement.ToString());
}
