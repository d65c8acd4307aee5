using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Snapshots;
using Screening.Functions.Decisions;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>
/// Eligibility of countries under a policy, and the conditions that a country does not meet. The founding article requires this
/// transparency.
/// </summary>
public static class EligibilityEndpoints
{
    private const string NotActive = "There is no active policy with this id.";

    /// <summary>Maps the routes.</summary>
    public static void MapEligibility(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/policies/{id}/eligibility", ["GET", "HEAD"], ListAsync).TakesDocumentId().RequireAccess(Access.ReadRules);
        routes.MapMethods("/api/v1/policies/{id}/eligibility/{country}/gap", ["GET", "HEAD"], GapAsync).TakesDocumentId().RequireAccess(Access.ReadRules);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, string id, SnapshotLookup lookup, CancellationToken cancellation)
    {
        var errors = new RequestErrors();
        return LookupQuery.Date(request, lookup.Today, errors) is { } asOf && errors.Count == 0
            ? await lookup.AnswerAsync(snapshot => snapshot.Policy(id) is { } policy ? List(policy, snapshot, asOf) : Problems.NotFound(NotActive), cancellation)
            : Problems.InvalidRequest(errors.All());
    }

    private static async Task<IResult> GapAsync(HttpRequest request, string id, string country, SnapshotLookup lookup, CancellationToken cancellation)
    {
        var errors = new RequestErrors();
        var asOf = LookupQuery.Date(request, lookup.Today, errors);
        return LookupQuery.Country(country, errors) is { } code && errors.Count == 0
            ? await lookup.AnswerAsync(
                snapshot => snapshot.Policy(id) is { } policy ? Gap(policy, code, snapshot, asOf!.Value) : Problems.NotFound(NotActive), cancellation)
            : Problems.InvalidRequest(errors.All());
    }

    private static IResult List(CompiledPolicy policy, Snapshot snapshot, DateOnly asOf) => Wire.Json(new EligibilityAnswer(
        Identity(policy),
        asOf,
        Countries.All.Select(country => Country(policy, country, snapshot, asOf)).OfType<EligibilityRow>(),
        LookupBasis.Identity(snapshot),
        LookupBasis.Notice));

    private static EligibilityRow? Country(CompiledPolicy policy, CountryCode country, Snapshot snapshot, DateOnly asOf) =>
        CountryStanding.Of(policy, country, snapshot, asOf) is not { } standing ? null : new EligibilityRow(
            country.ToString(),
            Countries.NameOf(country),
            standing.Status,
            standing.Why,
            standing.Citation,
            snapshot.Sets.Headings.SelectMany(heading => snapshot.Sets.MembershipsOf(country, heading.Id)
                .Where(interval => interval.Contains(asOf)).Select(interval => new GroupRow(heading.Id, interval.From, interval.To))));

    private static IResult Gap(CompiledPolicy policy, CountryCode country, Snapshot snapshot, DateOnly asOf)
    {
        var gap = CountryStanding.GapOf(policy, country, snapshot, asOf);
        return Wire.Json(new EligibilityGapAnswer(
            Identity(policy),
            asOf,
            country.ToString(),
            Countries.NameOf(country),
            CountryStanding.Of(policy, country, snapshot, asOf)?.Status,
            gap.Where(answer => answer.IsMet == false).Select(Condition),
            gap.Where(answer => answer.IsMet is null).Select(Condition),
            gap.Where(answer => answer.IsMet == true).Select(Condition),
            Derived: true,
            "The conditions are read from the rules by this service; no government has published them as a list.",
            LookupBasis.Identity(snapshot),
            LookupBasis.Notice));
    }

    private static PolicyReference Identity(CompiledPolicy policy) =>
        new(policy.Identity.Id, policy.Identity.Version, policy.Identity.Hash, policy.Document.Kind);

    private static GapCondition Condition(GapAnswer answer) => new(
        answer.Row.Id, answer.Text, answer.Row.Actor, answer.Row.IsRequired, answer.Row.Citation, Derived: true);
}
