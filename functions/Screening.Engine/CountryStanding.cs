using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>How a country stands under a policy on a date.</summary>
/// <param name="Country">Country.</param>
/// <param name="Status">One of the partner status codes.</param>
/// <param name="Why">The sentence of the row that says so.</param>
/// <param name="Citation">What the row rests on.</param>
public sealed record Standing(CountryCode Country, string Status, string Why, string Citation);

/// <summary>One condition of eligibility, checked against a country.</summary>
/// <param name="Row">The condition.</param>
/// <param name="IsMet">Whether it is met; null when nothing on file tells.</param>
/// <param name="Text">The condition with the values on file.</param>
public sealed record GapAnswer(GapRow Row, bool? IsMet, string Text);

/// <summary>
/// Answers who is eligible under a policy and what others lack. Read from the tables of the policy document; no item, no
/// party, no decision, no record.
/// </summary>
public static class CountryStanding
{
    /// <summary>How <paramref name="country"/> stands; null when the policy says nothing about eligibility.</summary>
    public static Standing? Of(CompiledPolicy policy, CountryCode country, Snapshot snapshot, DateOnly asOf) =>
        Reading(policy, country, snapshot, asOf).Eligibility() is var (row, text) ? new Standing(country, row.Status, text, row.Citation) : null;

    /// <summary>What <paramref name="country"/> meets and lacks.</summary>
    public static ImmutableArray<GapAnswer> GapOf(CompiledPolicy policy, CountryCode country, Snapshot snapshot, DateOnly asOf) =>
        [.. Reading(policy, country, snapshot, asOf).Gap().Select(gap => new GapAnswer(gap.Row, gap.IsMet, gap.Text))];

    internal static AdviceWorld World(CompiledPolicy policy, FactSheet sheet, ScreeningRequest request, Snapshot snapshot, DateOnly asOf) => new(
        policy, sheet, request,
        (country, set) => snapshot.Sets.IsMember(country, set, asOf),
        set => snapshot.Sets.MembersAt(set, asOf));

    private static AdviceReading Reading(CompiledPolicy policy, CountryCode country, Snapshot snapshot, DateOnly asOf)
    {
        var request = new ScreeningRequest { Items = [], Destination = new Destination { Country = country } };
        var sheet = new FactSheet([country], country, [], 0);
        DestinationFacts.Fill(sheet, request, snapshot.Sets, snapshot.Registries, asOf);
        ScreeningEngine.FillTransaction(sheet, request, asOf);
        return new AdviceReading(World(policy, sheet, request, snapshot, asOf));
    }
}
