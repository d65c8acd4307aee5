using System.Collections.Immutable;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// The rows of a table, or the rules of a set, that apply or may apply to the current pair: those whose condition is false are left out,
/// and where the first row that applies decides, the first that is true is the last.
/// </summary>
internal readonly ref struct ReachedRows(PairEvaluation evaluation, ImmutableArray<int> whens, bool endsAtTrue)
{
    /// <summary>Enumerates the rows.</summary>
    public Enumerator GetEnumerator() => new(evaluation, whens, endsAtTrue);

    /// <summary>Position of the row, and whether it applies for every value of the open facts.</summary>
    internal ref struct Enumerator(PairEvaluation evaluation, ImmutableArray<int> whens, bool endsAtTrue)
    {
        private int row = -1;
        private Truth truth;

        /// <summary>The row.</summary>
        public readonly (int Row, bool IsTrue) Current => (row, truth == Truth.True);

        /// <summary>Moves to the next row that is not false.</summary>
        public bool MoveNext()
        {
            if (endsAtTrue && truth == Truth.True)
            {
                return false;
            }

            while (++row < whens.Length)
            {
                truth = evaluation.EvaluateRule(whens[row]);
                if (truth != Truth.False)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
