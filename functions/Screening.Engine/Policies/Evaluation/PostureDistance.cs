using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

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
        return
            from item in Enumerable.Range(0, policy.Sheet.ItemCount)
            from destination in Enumerable.Range(0, policy.Sheet.Destinations.Count)
            select Factor(policy, Outcomes(policy, item, destination), Outcomes(guidelines, item, destination), (item, destination));
    }

    private static ImmutableArray<Outcome> Outcomes(AdviceWorld world, int item, int destination)
    {
        world.Count();
        return world.Policy.Document.RuleSets.FirstOrDefault(set => set.Mode == CombiningMode.FirstApplicable) is { } posture
            ? new ConditionReading(world, item, destination).Outcomes(posture)
            : [];
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
