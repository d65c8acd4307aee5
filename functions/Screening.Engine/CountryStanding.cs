using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>Eligibility of a country under a policy on a date.</summary>
/// <param name="Country">The country.</param>
/// <param name="Status">A partner status code.</param>
/// <param name="Why">Sentence of the eligibility row that applies.</param>
/// <param name="Citation">Source of that row.</param>
public sealed record Standing(CountryCode Country, string Status, string Why, string Citation);

/// <summary>One condition of eligibility, checked against a country.</summary>
/// <param name="Row">The condition.</param>
/// <param name="IsMet">Whether it is met; null when the data on file do not decide it.</param>
/// <param name="Text">The condition with the values on file.</param>
public sealed record GapAnswer(GapRow Row, bool? IsMet, string Text);

/// <summary>
/// Eligibility of countries under a policy, and the conditions that a country does not meet. Evaluated from the tables of the
/// policy document, without items or parties. The result is not a decision and is not recorded.
/// </summary>
public static class CountryStanding
{
    /// <summary>Eligibility of <paramref name="country"/>; null when the policy has no eligibility rows.</summary>
    public static Standing? Of(CompiledPolicy policy, CountryCode country, Snapshot snapshot, DateOnly asOf) =>
        Reading(policy, country, snapshot, asOf).Eligibility() is var (row, text) ? new Standing(country, row.Status, text, row.Citation) : null;

    /// <summary>Every condition of eligibility, and whether <paramref name="country"/> meets it.</summary>
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
