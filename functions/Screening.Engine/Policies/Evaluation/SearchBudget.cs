namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// Work a search may do before it gives up and says so, counted in evaluations of one item against one destination. Every
/// nested search draws on the same budget, so that the cost of one decision is bounded, whatever is unknown in it.
/// </summary>
internal sealed class SearchBudget
{
    private int left;

    /// <summary>Starts anew.</summary>
    public void Begin(int evaluations) => (left, IsSpent) = (evaluations, false);

    /// <summary>Whether a search was cut short.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Takes the cost of one evaluation if there is enough left; once refused, everything is.</summary>
    public bool TrySpend(int cost)
    {
        IsSpent |= cost > left;
        left -= IsSpent ? 0 : cost;
        return !IsSpent;
    }
}

/// <summary>Budgets of one decision, in evaluations of one item against one destination.</summary>
/// <param name="Outcomes">To find the possible outcomes.</param>
/// <param name="Facts">To verify which facts matter, once the outcomes are known.</param>
internal readonly record struct SearchLimits(int Outcomes, int Facts)
{
    /// <summary>An evaluation takes about a microsecond, so that both searches together end within about a second.</summary>
    public static SearchLimits Standard => new(400_000, 400_000);
}
