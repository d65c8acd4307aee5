using System.Collections.Immutable;
using System.Numerics;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>A set of possible outcomes. It may also contain "nothing": no rule of a strictest set applied.</summary>
public readonly record struct OutcomeSet
{
    private const ushort NothingBit = 1 << 8;

    // For every set of outcomes, the list ordered by severity, then by declaration.
    private static readonly ImmutableArray<Outcome>[] Lists = [.. Enumerable.Range(0, 1 << 8).Select(List)];

    // For every set, its possibilities as sets of one.
    private static readonly ImmutableArray<OutcomeSet>[] Parts = [.. Enumerable.Range(0, 1 << 9).Select(bits =>
        Enumerable.Range(0, 9).Where(bit => (bits & (1 << bit)) != 0).Select(bit => new OutcomeSet(1 << bit)).ToImmutableArray())];

    // For every outcome, the bits of the more severe outcomes.
    private static readonly int[] MoreSevere = [.. Enum.GetValues<Outcome>().Select(floor =>
        Enum.GetValues<Outcome>().Where(outcome => outcome.Severity() > floor.Severity()).Sum(outcome => 1 << (int)outcome))];

    private readonly ushort bits;

    private OutcomeSet(int bits) => this.bits = (ushort)bits;

    /// <summary>No outcome; the initial value of an accumulation.</summary>
    public static OutcomeSet Empty => default;

    /// <summary>Only "no rule applied".</summary>
    public static OutcomeSet Nothing => new(NothingBit);

    /// <summary>Number of possibilities.</summary>
    public int Count => BitOperations.PopCount(bits);

    /// <summary>The set of one outcome.</summary>
    public static OutcomeSet Of(Outcome outcome) => new(1 << (int)outcome);

    /// <summary>The set of the given outcomes.</summary>
    public static OutcomeSet Of(ImmutableArray<Outcome> outcomes) => outcomes.Aggregate(Empty, (set, outcome) => set.With(Of(outcome)));

    /// <summary>
    /// Every outcome that is not more severe than the last of <paramref name="possible"/>, which is the most severe.
    /// </summary>
    public static ImmutableArray<Outcome> UpTo(ImmutableArray<Outcome> possible) => possible.IsEmpty
        ? possible
        : Of([.. Enum.GetValues<Outcome>().Where(outcome => outcome.Severity() <= possible[^1].Severity())]).ToOutcomes();

    /// <summary>The union of both sets.</summary>
    public OutcomeSet With(OutcomeSet other) => new(bits | other.bits);

    /// <summary>Whether this set is a subset of <paramref name="other"/>.</summary>
    public bool IsWithin(OutcomeSet other) => (bits & ~other.bits) == 0;

    /// <summary>The outcomes, least severe first, in declaration order within a severity.</summary>
    public ImmutableArray<Outcome> ToOutcomes() => Lists[bits & 0xFF];

    /// <summary>Each possibility as a set of one, including "nothing".</summary>
    public ImmutableArray<OutcomeSet> Singles() => Parts[bits];

    /// <summary>
    /// Possible results of a strictest set: the outcome of its certain rules, or a more severe outcome of its possible rules.
    /// Without a certain rule, "nothing" is possible as well.
    /// </summary>
    public static OutcomeSet Strictest(Outcome? certain, OutcomeSet possible) => certain is { } known
        ? new(1 << (int)known | possible.bits & MoreSevere[(int)known])
        : new(NothingBit | possible.bits);

    /// <summary>
    /// The more severe outcome of every pair. On equal severity the first wins, so that an overlay does not replace a posture of
    /// equal severity.
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
