using System.Diagnostics;
using Screening.Engine.Model;

namespace Screening.Functions.Telemetry;

/// <summary>What a recorded decision adds to the counts, and to the span it was made in.</summary>
public static class DecisionMeasures
{
    /// <summary>Counts a decision that is on record.</summary>
    public static void Recorded(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var (outcome, disposition) = (Code<Outcome>.Of(decision.Outcome), Code<Disposition>.Of(decision.Disposition));
        Measures.Decided(outcome, disposition, Code<ScreeningMode>.Of(decision.Mode));
        foreach (var strength in decision.Matches.CountBy(match => match.Strength))
        {
            Measures.Matched(Code<MatchStrength>.Of(strength.Key), strength.Value);
        }

        Activity.Current?.SetTag("screening.outcome", outcome).SetTag("screening.disposition", disposition);
    }
}
