using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests.Watchlists;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Proposals;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Where lists are fetched from: read, propose, propose to remove, refresh now.</summary>
public static class ListSourceEndpoints
{
    /// <summary>Units of the client's rate for a refresh, which fetches, reads and compares a whole list.</summary>
    public const int RefreshUnits = 50;

    /// <summary>Maps the routes.</summary>
    public static void MapListSources(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        const string Source = "/api/v1/watchlists/{id}/source";
        routes.MapMethods(Source, ["GET", "HEAD"], ReadAsync).RequireAccess(Access.ReadRules);
        routes.MapPut(Source, PutAsync).RequireAccess(Access.EditLists).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapDelete(Source, RemoveAsync).RequireAccess(Access.EditLists);
        routes.MapPost("/api/v1/watchlists/{id}/refresh", RefreshAsync).RequireAccess(Access.EditLists);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context, string id, ScreeningStorage storage, TimeProvider time, CancellationToken cancellation)
    {
        if (await FindAsync(storage, id, cancellation) is not { Source: not null } approved)
        {
            return NoSource();
        }

        context.Response.Headers.ETag = approved.Tag;
        var state = await storage.ListSources.StateAsync(id, cancellation);
        return Wire.Json(ListSourceAnswer.Of(approved, state?.State, time.GetUtcNow()));
    }

    private static async Task<IResult> PutAsync(
        HttpContext context, string id, ScreeningStorage storage, ListSourceFlow flow, SourceAddressRule rule, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = ListSourceRequest.Parse(body.Utf8, rule);
        var (terms, errors) = context.Terms();
        errors = [.. ImportQuery.FeedErrors(id), .. errors, .. parsed.IsValid ? [] : parsed.Errors];
        if (!errors.IsEmpty)
        {
            return Problems.InvalidRequest(errors);
        }

        var change = context.Change();
        var live = await FindAsync(storage, id, cancellation);
        return change.IsBlind(live?.Tag)
            ? Problems.PreconditionRequired()
            : (await flow.ProposeAsync(id, parsed.Value, terms, context.Person(), change, cancellation)).ToResult(context);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, ScreeningStorage storage, ListSourceFlow flow, CancellationToken cancellation)
    {
        var (terms, errors) = context.Terms();
        if (!errors.IsEmpty)
        {
            return Problems.InvalidRequest(errors);
        }

        var change = context.Change();
        if (await FindAsync(storage, id, cancellation) is not { Source: not null } live)
        {
            return NoSource();
        }

        return change.IsBlind(live.Tag)
            ? Problems.PreconditionRequired()
            : (await flow.ProposeAsync(id, null, terms, context.Person(), change, cancellation)).ToResult(context);
    }

    private static async Task<IResult> RefreshAsync(
        HttpContext context, string id, ListRefresh refresh, ClientRate rate, CancellationToken cancellation)
    {
        if (rate.Take(context.Actor(), RefreshUnits - 1, taken: 1) is { } tooMany)
        {
            return tooMany;
        }

        return ImportQuery.FeedErrors(id) is { IsEmpty: false } ? NoSource() : await refresh.RunAsync(id, isAsked: true, cancellation) switch
        {
            RefreshOutcome.Imported imported => Wire.Json(new RefreshedAnswer(id, "imported", imported.ImportId, imported.SourceVersion, null)),
            RefreshOutcome.Unchanged unchanged => Wire.Json(new RefreshedAnswer(id, "unchanged", unchanged.ImportId, null, null)),
            RefreshOutcome.Failed failed => Wire.Json(new RefreshedAnswer(id, "failed", null, null, failed.Reason)),
            RefreshOutcome.NotNow => Problems.Conflict("Another refresh of this watchlist is running. Read its source for the result."),
            RefreshOutcome.NoSource => NoSource(),
            var other => throw new InvalidOperationException($"no answer for {other.GetType().Name}"),
        };
    }

    private static async Task<ApprovedSource?> FindAsync(ScreeningStorage storage, string id, CancellationToken cancellation) =>
        ImportQuery.FeedErrors(id).IsEmpty ? (await storage.ListSources.FindAsync(id, cancellation))?.Approved : null;

    private static Problem NoSource() => Problems.NotFound("There is no address for a watchlist with this id.");
}
