using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Reference;

namespace Screening.Engine.Tests.Differential;

/// <summary>
/// Two items in one transaction: shared facts have the same value for both, all others are independent. The reference decides
/// every pair of completions; the outcomes, those of each item, and the questions must be the same.
/// </summary>
public sealed class ItemsTests(ITestOutputHelper output)
{
    private static readonly int Cases = Effort.Of(4_000);
    private static readonly ImmutableHashSet<Hidden> Shared = [Hidden.EndUse, Hidden.Region, Hidden.WayRegion, Hidden.Nationality];

    [Fact]
    public void TwoItems_LeaveExactlyTheOutcomesOfTheirCompletions()
    {
        long pairs = 0, undecided = 0;
        Gen.Select(TransactionGen.Pair, TransactionGen.Pair).Sample(
            (first, other) =>
            {
                var second = WithItemOf(first, other);
                var decision = Screen(first, second);
                var expected = Pairs(first, second).ToArray();
                Interlocked.Add(ref pairs, expected.Length);
                Interlocked.Add(ref undecided, decision.Undecided is null ? 0 : 1);
                if (decision.Findings.Any(finding => finding.Rule == "B-UNCONFIRMED"))
                {
                    IsRaisedForADoubt(decision, expected);
                    return;
                }

                Agrees(decision, expected);
                AsksExactlyWhatMatters(decision, first.Hidden, second.Hidden, expected);
            },
            iter: Cases);
        output.WriteLine($"{Cases} transactions of two items, {pairs} pairs of completions, {undecided} undecided");
    }

    /// <summary>The first transaction with the item of the other.</summary>
    private static Transaction WithItemOf(Transaction first, Transaction other) => first with
    {
        Facts = first.Facts with
        {
            Class = other.Facts.Class,
            Points = other.Facts.Points,
            IsRangeDeclared = other.Facts.IsRangeDeclared,
            SpeedKmh = other.Facts.SpeedKmh,
            Propulsion = other.Facts.Propulsion,
            Jurisdiction = other.Facts.Jurisdiction,
            Code = other.Facts.Code,
            AerosolL = other.Facts.AerosolL,
            IsAutonomous = other.Facts.IsAutonomous,
            IsForSlowUas = other.Facts.IsForSlowUas,
            IsSlvRelated = other.Facts.IsSlvRelated,
            IsFacilityComplete = other.Facts.IsFacilityComplete,
            ImpulseNs = other.Facts.ImpulseNs,
            ReliefNote = other.Facts.ReliefNote,
            DeclaredPoints = other.Facts.DeclaredPoints,
            IsEnvelope = other.Facts.IsEnvelope,
            IsHtsListed = other.Facts.IsHtsListed,
            Humanitarian = other.Facts.Humanitarian,
        },
        Says = first.Says with
        {
            Jurisdiction = other.Says.Jurisdiction,
            IsJurisdictionContradicted = other.Says.IsJurisdictionContradicted,
            HsCode = other.Says.HsCode,
            SaysHumanitarian = other.Says.SaysHumanitarian,
        },
        Hidden = other.Hidden.Except(Shared).Union(first.Hidden.Intersect(Shared)),
    };

    private static Decision Screen(Transaction first, Transaction second)
    {
        var request = first.Request();
        request = request with { Items = [request.Items[0], second.Request().Items[0] with { Id = "20" }] };
        return request.Screen(first.World.Snapshot, first.Facts.AsOf);
    }

    private static IEnumerable<CompletionPair> Pairs(Transaction first, Transaction second)
    {
        var others = Completions.Of(second).ToLookup(completion => SharedChoices(completion));
        return Completions.Of(first).SelectMany(one => others[SharedChoices(one)].Select(other => new CompletionPair(one, other)));
    }

    private static UInt128 SharedChoices(Completion completion) => Shared.Aggregate(default(UInt128), (choices, fact) => choices | completion.Of(fact));

    private static void Agrees(Decision decision, CompletionPair[] expected)
    {
        Assert.Equal(Sorted(expected.Select(pair => pair.Outcome)), Sorted(decision.Possible().Select(Code<Outcome>.Of)));
        Assert.Equal(Sorted(expected.Select(pair => pair.First.Answer.Outcome)), Sorted(decision.Items[0].Possible.Select(Code<Outcome>.Of)));
        Assert.Equal(Sorted(expected.Select(pair => pair.Second.Answer.Outcome)), Sorted(decision.Items[1].Possible.Select(Code<Outcome>.Of)));
    }

    /// <summary>Decision D26: an outcome that rests on an unconfirmed fact is at least a hold, and such a fact exists.</summary>
    private static void IsRaisedForADoubt(Decision decision, CompletionPair[] expected)
    {
        Assert.NotEmpty(expected.SelectMany(pair => ReferencePolicy.Doubts(pair.First.Facts).Concat(ReferencePolicy.Doubts(pair.Second.Facts))));
        var floor = ReferencePolicy.Severity("HOLD_FOR_REVIEW");
        Assert.Equal(
            Sorted(expected.Select(pair => ReferencePolicy.Severity(pair.Outcome) < floor ? "HOLD_FOR_REVIEW" : pair.Outcome)),
            Sorted(decision.Possible().Select(Code<Outcome>.Of)));
    }

    private static void AsksExactlyWhatMatters(Decision decision, ImmutableHashSet<Hidden> first, ImmutableHashSet<Hidden> second, CompletionPair[] expected)
    {
        // Where one nationality counts, the other questions depend on which one that is.
        if (decision.Undecided is not { } open || first.Contains(Hidden.Nationality))
        {
            return;
        }

        var shared = first.Intersect(Shared).Where(fact => Matters(expected, pair => (pair.First.Others(fact), pair.Second.Others(fact)))).SelectMany(Completions.Paths);
        var ofFirst = first.Except(Shared).Where(fact => Matters(expected, pair => (pair.First.Others(fact), pair.Second.Choices))).SelectMany(Completions.Paths);
        var ofSecond = second.Except(Shared).Where(fact => Matters(expected, pair => (pair.First.Choices, pair.Second.Others(fact))))
            .SelectMany(Completions.Paths).Select(path => path.Replace("items[0]", "items[1]", StringComparison.Ordinal));
        Assert.True(open.Exact);
        Assert.Equal(Sorted([.. shared, .. ofFirst, .. ofSecond]), Sorted(open.Ask));
    }

    private static bool Matters(CompletionPair[] expected, Func<CompletionPair, (UInt128, UInt128)> others) =>
        expected.GroupBy(others).Any(group => group.Select(pair => pair.Outcome).Distinct().Count() > 1);

    private static IEnumerable<string> Sorted(IEnumerable<string> codes) => codes.Distinct().Order(StringComparer.Ordinal);

    /// <summary>One completion of both items; the strictest outcome counts, that of the first item on a tie.</summary>
    private sealed record CompletionPair(Completion First, Completion Second)
    {
        public string Outcome { get; } = ReferencePolicy.Severity(Second.Answer.Outcome) > ReferencePolicy.Severity(First.Answer.Outcome)
            ? Second.Answer.Outcome
            : First.Answer.Outcome;
    }
}
