namespace Screening.Engine.Policies;

/// <summary>Three-valued truth, ordered so that "all" is the minimum and "any" the maximum (strong Kleene).</summary>
internal enum Truth : byte
{
    False = 0,
    Unknown = 1,
    True = 2,
}

/// <summary>A place to split: the slot, and the cells for which the undecided atom is true.</summary>
internal readonly record struct Split(int Address, ulong Mask);

/// <summary>A condition compiled to masks over cells.</summary>
internal abstract class Expression
{
    public abstract Truth Evaluate(Evaluation evaluation);

    /// <summary>The first atom that leaves this undecided. Call only when the truth is unknown.</summary>
    public abstract bool TryFindSplit(Evaluation evaluation, out Split split);
}

internal sealed class AllExpression(Expression[] parts) : Expression
{
    public override Truth Evaluate(Evaluation evaluation)
    {
        var result = Truth.True;
        foreach (var part in parts)
        {
            var truth = part.Evaluate(evaluation);
            if (truth == Truth.False)
            {
                return Truth.False;
            }

            result = truth < result ? truth : result;
        }

        return result;
    }

    public override bool TryFindSplit(Evaluation evaluation, out Split split) => Parts.TryFindSplit(parts, evaluation, out split);
}

internal sealed class AnyExpression(Expression[] parts) : Expression
{
    public override Truth Evaluate(Evaluation evaluation)
    {
        var result = Truth.False;
        foreach (var part in parts)
        {
            var truth = part.Evaluate(evaluation);
            if (truth == Truth.True)
            {
                return Truth.True;
            }

            result = truth > result ? truth : result;
        }

        return result;
    }

    public override bool TryFindSplit(Evaluation evaluation, out Split split) => Parts.TryFindSplit(parts, evaluation, out split);
}

internal sealed class NotExpression(Expression part) : Expression
{
    public override Truth Evaluate(Evaluation evaluation) => Truth.True - (byte)part.Evaluate(evaluation);

    public override bool TryFindSplit(Evaluation evaluation, out Split split) => part.TryFindSplit(evaluation, out split);
}

internal sealed class SlotExpression(Slot slot, ulong mask) : Expression
{
    public override Truth Evaluate(Evaluation evaluation)
    {
        var cells = evaluation.Cells(slot);
        return (cells & ~mask) == 0 ? Truth.True : (cells & mask) == 0 ? Truth.False : Truth.Unknown;
    }

    public override bool TryFindSplit(Evaluation evaluation, out Split split)
    {
        split = new Split(evaluation.Address(slot), mask);
        return evaluation.Admits(split.Address) && Evaluate(evaluation) == Truth.Unknown;
    }
}

internal sealed class DerivedExpression(int derived, ulong mask) : Expression
{
    public override Truth Evaluate(Evaluation evaluation)
    {
        var values = evaluation.Derived(derived);
        return (values & ~mask) == 0 ? Truth.True : (values & mask) == 0 ? Truth.False : Truth.Unknown;
    }

    public override bool TryFindSplit(Evaluation evaluation, out Split split)
    {
        foreach (var row in evaluation.Policy.Derived[derived].Rows)
        {
            var truth = row.When.Evaluate(evaluation);
            if (truth == Truth.Unknown && row.When.TryFindSplit(evaluation, out split))
            {
                return true;
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        split = default;
        return false;
    }
}

internal static class Parts
{
    public static bool TryFindSplit(Expression[] parts, Evaluation evaluation, out Split split)
    {
        foreach (var part in parts)
        {
            if (part.Evaluate(evaluation) == Truth.Unknown && part.TryFindSplit(evaluation, out split))
            {
                return true;
            }
        }

        split = default;
        return false;
    }
}
