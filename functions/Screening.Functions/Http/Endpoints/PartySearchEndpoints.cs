using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Decisions;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.Endpoints;

/// <summary>
/// Searches all lists for one party and explains each match word by word. The name is in the body and never in the URL, because
/// URLs are logged. A caller may request more matches than the policy gives, never fewer.
/// </summary>
public static class PartySearchEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void MapPartySearch(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/api/v1/parties/search", SearchAsync).RequireAccess(Access.ReadRules).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static async Task<IResult> SearchAsync(
        HttpContext context, SnapshotProvider<Snapshot> provider, DecisionBudget budget, TimeProvider time, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var parsed = PartySearchParser.Parse(body.Utf8, today);
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        if (budget.Take(context.Actor(), DecisionBudget.UnitsOf(1 + parsed.Value.Query.Aliases.Length)) is { } tooMany)
        {
            return tooMany;
        }

        var taken = await provider.TakeAsync(cancellation);
        return taken.Lease is { } lease
            ? Answer(parsed.Value, today, lease, budget.Begin(cancellation))
            : Problems.Unavailable($"No list can be searched: {taken.Unavailable}.", ScreeningFlow.RetryAfter);
    }

    private static IResult Answer(PartyQuestion asked, DateOnly today, SnapshotLease<Snapshot> lease, Work work)
    {
        var snapshot = lease.Snapshot;
        var policy = snapshot.PartyPolicy.Matching;
        if (asked.Sensitivity > policy.T1)
        {
            return Problems.InvalidRequest(
            [
                new RequestError("sensitivity", ErrorCodes.OutOfRange, StrictJson.Invariant(
                    $"may ask for more matches than the policy, not for fewer: at most {policy.T1}")),
            ]);
        }

        var thresholds = asked.Sensitivity is { } sensitivity ? policy with { T1 = sensitivity } : policy;
        var (matches, total) = PartyLookup.Find(snapshot, asked.Query, thresholds, asked.Most, today, work);
        return Results.Bytes(new PartySearchResponse(matches, thresholds.T1, thresholds.T2)
        {
            Total = total,
            NotCompared = PartyLookup.NotCompared(snapshot, asked.Query, work),
            Revision = snapshot.Revision,
            Lists = snapshot.Lists,
            SnapshotAge = lease.Age,
        }.ToUtf8(), RequestBody.Json);
    }
}
