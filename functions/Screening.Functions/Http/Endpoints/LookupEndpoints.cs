using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Decisions;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>
/// Lookups for an exporter: the classification of items, and the data on file about a country. No screening, no record.
/// </summary>
public static class LookupEndpoints
{
    private sealed record Question(ImmutableArray<Item> Items, DateOnly? AsOf);

    /// <summary>Maps the routes.</summary>
    public static void MapLookups(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/api/v1/items/classify", ClassifyAsync).RequireAccess(Access.ReadRules).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapMethods("/api/v1/destinations/{country}", ["GET", "HEAD"], DestinationAsync).RequireAccess(Access.ReadRules);
    }

    private static async Task<IResult> DestinationAsync(HttpRequest request, string country, SnapshotLookup lookup, CancellationToken cancellation)
    {
        var errors = new RequestErrors();
        var asOf = LookupQuery.Date(request, lookup.Today, errors);
        return LookupQuery.Country(country, errors) is { } code && errors.Count == 0
            ? await lookup.AnswerAsync(snapshot => Wire.Json(DestinationView.Of(code, snapshot, asOf!.Value)), cancellation)
            : Problems.InvalidRequest(errors.All());
    }

    private static async Task<IResult> ClassifyAsync(HttpContext context, SnapshotLookup lookup, DecisionBudget budget, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = StrictJson.Read(body.Utf8, from => Read(from, lookup.Today));
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        return budget.Take(context.Actor(), DecisionBudget.UnitsOf(parsed.Value.Items.Length)) ?? await lookup.AnswerAsync(
            snapshot => Classified(parsed.Value, snapshot, parsed.Value.AsOf ?? lookup.Today, budget.Begin(cancellation)), cancellation);
    }

    private static Question Read(ObjectReader from, DateOnly today) => new(
        ScreeningRequestParser.Items(from["items"]),
        from["asOf"].Date(WireLimits.EarliestAsOf, WireLimits.LatestAsOf(today)));

    private static IResult Classified(Question question, Snapshot snapshot, DateOnly asOf, Work work)
    {
        if (snapshot.LawAt(asOf) is not { } policy)
        {
            return Problems.InvalidRequest("asOf", ErrorCodes.OutOfRange, "no policy on file is law on this date, and without one there are no categories");
        }

        var unknown = new KnownCodes(null, null, snapshot.ControlList).Check(ItemLookup.RequestOf(question.Items));
        if (!unknown.IsEmpty)
        {
            return Problems.InvalidRequest(unknown);
        }

        return Wire.Json(new ClassifiedAnswer(
            asOf,
            policy.Identity,
            snapshot.ControlList.Edition,
            ItemLookup.Classify(question.Items, snapshot, policy, asOf, work).Select(Answer),
            LookupBasis.Identity(snapshot),
            LookupBasis.Notice));
    }

    private static ClassifiedItem Answer(ItemAnswer answer) => new(
        answer.Classification.Id,
        answer.Classification.Category,
        answer.Classification.PossibleCategories,
        answer.Classification.AnnexItem,
        answer.AnnexItems,
        answer.Classification.DecisivePoint,
        answer.Classification.Explanation,
        answer.Missing);
}
