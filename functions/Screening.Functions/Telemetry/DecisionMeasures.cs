using System.Diagnostics;
using Screening.Engine.Model;

namespace Screening.Functions.Telemetry;

/// <summary>Adds a recorded decision to the metrics and to the current span.</summary>
public static class DecisionMeasures
{
    /// <summary>Counts a recorded decision and sets its tags on the current span.</summary>
    public static void Recorded(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        Counted(decision);
        Activity.Current?.SetTag("screening.outcome", Code<Outcome>.Of(decision.Outcome))
            .SetTag("screening.disposition", Code<Disposition>.Of(decision.Disposition));
    }

    /// <summary>Counts a recorded decision, without tags on the span because several decisions share it.</summary>
    public static void Counted(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        Measures.Decided(
            Code<Outcome>.Of(decision.Outcome), Code<Disposition>.Of(decision.Disposition), Code<ScreeningMode>.Of(decision.Mode));
        foreach (var strength in decision.Matches.CountBy(match => match.Strength))
        {
            Measures.Matched(Code<MatchStrength>.Of(strength.Key), strength.Value);
        }
    }
}
