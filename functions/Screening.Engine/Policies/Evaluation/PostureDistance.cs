using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// Compares the posture of a policy with that of the Guidelines. The founding article's point is that the two differ. The result
/// is a factor and does not change the decision. Overlays are not compared: they are the same under both.
/// </summary>
public static class PostureDistance
{
    /// <summary>One factor per item and destination.</summary>
    /// <param name="policy">Policy of the decision.</param>
    /// <param name="guidelines">The Guidelines, with the same facts.</param>
    public static IEnumerable<Factor> Of(AdviceWorld policy, AdviceWorld guidelines)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(guidelines);
        var (own, theirs) = (policy.Evaluation(policy.Policy.Program, out _), guidelines.Evaluation(guidelines.Policy.Program, out _));
        return
            from item in Enumerable.Range(0, policy.Sheet.ItemCount)
            from destination in Enumerable.Range(0, policy.Sheet.Destinations.Count)
            select Factor(policy, Outcomes(policy, own, item, destination), Outcomes(guidelines, theirs, item, destination), (item, destination));
    }

    private static ImmutableArray<Outcome> Outcomes(AdviceWorld world, PairEvaluation evaluation, int item, int destination)
    {
        world.Count();
        if (evaluation.Program.RuleSets.FirstOrDefault(set => set.IsFirstApplicable) is not { } posture)
        {
            return [];
        }

        var place = new AdvicePlace(world.Sheet, evaluation, item, destination);
        return [.. place.Reached(posture.Whens).Select(rule => posture.Rules[rule].Definition.Outcome).Distinct()];
    }

    private static Factor Factor(
        AdviceWorld world, ImmutableArray<Outcome> policy, ImmutableArray<Outcome> guidelines, (int Item, int Destination) place)
    {
        var value = policy is [var own] && guidelines is [var theirs]
            ? FactValue.Of(own.Severity() == theirs.Severity() ? "same" : own.Severity() < theirs.Severity() ? "laxer" : "stricter")
            : FactValue.Unknown;
        return new Factor(
            "distance_to_guidelines",
            world.Request.Items[place.Item].Id,
            value,
            $"Posture of this policy: {Names(policy)}; of the Guidelines: {Names(guidelines)}. Embargoes, parties and end uses count beside both.")
        {
            Destination = world.Sheet.Destinations.Count > 1 ? world.Sheet.Destinations[place.Destination].ToString() : null,
            Citation = "founding article of this service (analysis of the MTCR guidance of January 2025); MTCR Guidelines paragraphs 1 and 2",
        };
    }

    private static string Names(ImmutableArray<Outcome> outcomes) => string.Join(" or ", outcomes.Select(outcome => Code<Outcome>.Of(outcome)));
}
