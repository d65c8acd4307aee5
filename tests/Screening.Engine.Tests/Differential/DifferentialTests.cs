using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Reference;

namespace Screening.Engine.Tests.Differential;

/// <summary>The engine with the shipped packs against the naive reference. A failure prints a seed to run it again.</summary>
public sealed class DifferentialTests
{
    private const int CompleteCases = 10_000;
    private const int PartialCases = 2_000;

    [Fact]
    public void CompleteFacts_DecideAsTheReference() => TransactionGen.Complete.Sample(Agrees, iter: CompleteCases, print: Print);

    [Fact]
    public void PartialFacts_LeaveExactlyTheOutcomesOfTheirCompletions() => TransactionGen.Partial.Sample(Agrees, iter: PartialCases, print: Print);

    private static void Agrees(Transaction transaction)
    {
        var completions = Completions.Of(transaction);
        var decision = transaction.Screen();
        var possible = (decision.Undecided?.Possible ?? [decision.Outcome]).Select(Code<Outcome>.Of);
        OnlyCertainRulesAreCertain(decision, completions);
        if (transaction.Facts.Destinations.Length > 1)
        {
            // Equally severe answers of two nationalities may be told by either code.
            Assert.Equal(Severities(completions.Select(completion => completion.Answer.Outcome)), Severities(possible));
            return;
        }

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
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> codes) => codes.Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<int> Severities(IEnumerable<string> codes) => codes.Select(ReferencePolicy.Severity).Distinct().Order();

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
        var matters = transaction.Hidden.Where(fact => completions.GroupBy(completion => completion.Others(fact), StringComparer.Ordinal)
            .Any(group => group.Select(completion => completion.Answer.Outcome).Distinct().Count() > 1));
        Assert.Equal(
            Sorted(matters.Select(Completions.Path)), Sorted(undecided.Ask));
    }

    private static bool SpeedAloneSettles(IReadOnlyList<Completion> completions) =>
        completions.GroupBy(completion => completion.Choices.FirstOrDefault(choice => choice.Fact == Hidden.Speed))
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
