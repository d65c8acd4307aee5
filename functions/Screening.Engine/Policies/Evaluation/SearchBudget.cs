using Screening.Engine.Model;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// Limit on the work of a search, in evaluations of one item against one destination. A search that reaches the limit stops and
/// reports that. All nested searches share one budget, so the cost of one decision is bounded.
/// </summary>
internal sealed class SearchBudget
{
    private int left;

    /// <summary>Resets the budget to a number of evaluations.</summary>
    public void Begin(int evaluations) => (left, IsSpent) = (evaluations, false);

    /// <summary>Whether a search was stopped by the limit.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Subtracts a cost if enough is left. After one refusal every further cost is refused.</summary>
    public bool TrySpend(int cost)
    {
        IsSpent |= cost > left;
        left -= IsSpent ? 0 : cost;
        return !IsSpent;
    }
}

/// <summary>Budgets of one decision, in evaluations of one item against one destination.</summary>
/// <param name="Outcomes">Budget for finding the possible outcomes.</param>
/// <param name="Facts">Budget for verifying which facts matter, once the outcomes are known.</param>
internal readonly record struct SearchLimits(int Outcomes, int Facts)
{
    /// <summary>Counts the evaluations of the decision and may end it; null counts nothing.</summary>
    public Work? Work { get; init; }

    /// <summary>An evaluation takes about 1 microsecond, so both searches together take at most about 1 second.</summary>
    public static SearchLimits Standard => new(400_000, 400_000);
}
