using System.Collections.Immutable;
using System.Numerics;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>A set of outcomes still possible. May also hold "nothing": a strictest set in which no rule applied.</summary>
public readonly record struct OutcomeSet
{
    private const ushort NothingBit = 1 << 8;

    // Every set of outcomes as a list, least severe first, in declaration order within a severity.
    private static readonly ImmutableArray<Outcome>[] Lists = [.. Enumerable.Range(0, 1 << 8).Select(List)];

    // Every set, taken apart.
    private static readonly ImmutableArray<OutcomeSet>[] Parts = [.. Enumerable.Range(0, 1 << 9).Select(bits =>
        Enumerable.Range(0, 9).Where(bit => (bits & (1 << bit)) != 0).Select(bit => new OutcomeSet(1 << bit)).ToImmutableArray())];

    // The bits of every outcome more severe than the one at an index.
    private static readonly int[] MoreSevere = [.. Enum.GetValues<Outcome>().Select(floor =>
        Enum.GetValues<Outcome>().Where(outcome => outcome.Severity() > floor.Severity()).Sum(outcome => 1 << (int)outcome))];

    private readonly ushort bits;

    private OutcomeSet(int bits) => this.bits = (ushort)bits;

    /// <summary>No outcome at all; the start of an accumulation.</summary>
    public static OutcomeSet Empty => default;

    /// <summary>Only "no rule applied".</summary>
    public static OutcomeSet Nothing => new(NothingBit);

    /// <summary>Number of possibilities.</summary>
    public int Count => BitOperations.PopCount(bits);

    /// <summary>Exactly one outcome.</summary>
    public static OutcomeSet Of(Outcome outcome) => new(1 << (int)outcome);

    /// <summary>Every outcome given.</summary>
    public static OutcomeSet Of(ImmutableArray<Outcome> outcomes) => outcomes.Aggregate(Empty, (set, outcome) => set.With(Of(outcome)));

    /// <summary>Every outcome no more severe than the last of <paramref name="possible"/>, the most severe.</summary>
    public static ImmutableArray<Outcome> UpTo(ImmutableArray<Outcome> possible) => possible.IsEmpty
        ? possible
        : Of([.. Enum.GetValues<Outcome>().Where(outcome => outcome.Severity() <= possible[^1].Severity())]).ToOutcomes();

    /// <summary>Both together.</summary>
    public OutcomeSet With(OutcomeSet other) => new(bits | other.bits);

    /// <summary>Whether every possibility is also in <paramref name="other"/>.</summary>
    public bool IsWithin(OutcomeSet other) => (bits & ~other.bits) == 0;

    /// <summary>Every outcome, least severe first, in declaration order within a severity.</summary>
    public ImmutableArray<Outcome> ToOutcomes() => Lists[bits & 0xFF];

    /// <summary>Every possibility by itself, "nothing" among them.</summary>
    public ImmutableArray<OutcomeSet> Singles() => Parts[bits];

    /// <summary>The possibilities of a strictest set whose certain rules give this, once possible rules are added.</summary>
    public static OutcomeSet Strictest(Outcome? certain, OutcomeSet possible) => certain is { } known
        ? new(1 << (int)known | possible.bits & MoreSevere[(int)known])
        : new(NothingBit | possible.bits);

    /// <summary>
    /// Every pairwise most severe outcome. On equal severity the first wins, so that an overlay never overwrites the
    /// posture it merely equals.
    /// </summary>
    public static OutcomeSet Combine(OutcomeSet first, OutcomeSet second)
    {
        if (second.bits is NothingBit or 0)
        {
            return first;
        }

        var result = 0;
        for (var left = (int)first.bits; left != 0; left &= left - 1)
        {
            for (var right = (int)second.bits; right != 0; right &= right - 1)
            {
                var (own, other) = (BitOperations.TrailingZeroCount(left), BitOperations.TrailingZeroCount(right));
                result |= 1 << (Rank(other) > Rank(own) ? other : own);
            }
        }

        return new OutcomeSet(result);
    }

    private static int Rank(int bit) => bit == 8 ? -1 : ((Outcome)bit).Severity();

    private static ImmutableArray<Outcome> List(int bits) =>
        [.. Enum.GetValues<Outcome>().Where(outcome => (bits & (1 << (int)outcome)) != 0).OrderBy(outcome => outcome.Severity())];
}
