using System.Collections.Immutable;
using System.Numerics;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>A set of outcomes still possible. May also hold "nothing": a strictest set in which no rule applied.</summary>
public readonly record struct OutcomeSet
{
    private const ushort NothingBit = 1 << 8;
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

    /// <summary>Both together.</summary>
    public OutcomeSet With(OutcomeSet other) => new(bits | other.bits);

    /// <summary>Whether every possibility is also in <paramref name="other"/>.</summary>
    public bool IsWithin(OutcomeSet other) => (bits & ~other.bits) == 0;

    /// <summary>Every outcome, least severe first, in declaration order within a severity.</summary>
    public ImmutableArray<Outcome> ToOutcomes()
    {
        var self = this;
        return [.. Enum.GetValues<Outcome>().Where(outcome => (self.bits & (1 << (int)outcome)) != 0).OrderBy(outcome => outcome.Severity())];
    }

    /// <summary>The possibilities of a strictest set whose certain rules give this, once possible rules are added.</summary>
    public static OutcomeSet Strictest(Outcome? certain, OutcomeSet possible)
    {
        var result = certain is { } known ? Of(known) : Nothing;
        var floor = certain?.Severity() ?? -1;
        foreach (var outcome in possible.ToOutcomes().Where(outcome => outcome.Severity() > floor))
        {
            result = result.With(Of(outcome));
        }

        return result;
    }

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
        for (var left = 0; left <= 8; left++)
        {
            if ((first.bits & (1 << left)) == 0)
            {
                continue;
            }

            for (var right = 0; right <= 8; right++)
            {
                if ((second.bits & (1 << right)) != 0)
                {
                    result |= 1 << (Rank(right) > Rank(left) ? right : left);
                }
            }
        }

        return new OutcomeSet(result);
    }

    private static int Rank(int bit) => bit == 8 ? -1 : ((Outcome)bit).Severity();
}
