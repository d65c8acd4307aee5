using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Benchmarks.Policies;

/// <summary>How the peers combine the rules that apply: the most severe wins, the earlier one on a tie.</summary>
internal static class PeerWinner
{
    public static Rule Of(Rule? best, Rule rule) =>
        best is null || rule.Outcome.Severity() > best.Outcome.Severity() ? rule : best;
}
