using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Read;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Search for records. A name is sent in a body, never in a URL.</summary>
public static class SearchEndpoints
{
    private static readonly string[] Keys =
        ["reference", "orderId", "from", "to", "disposition", "outcome", "listEntry", "cursor", "limit"];

    /// <summary>Maps the routes.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/screenings", ["GET", "HEAD"], FindAsync).RequireAccess(Access.ReadRecords);
        routes.MapPost("/api/v1/screenings/search", FindByPartyAsync).RequireAccess(Access.ReadRecords).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static async Task<IResult> FindAsync(HttpContext context, RecordSearch search, TimeProvider time, CancellationToken cancellation)
    {
        var input = new QueryInput(context.Request.Query, [.. Keys]);
        var (from, before) = input.Stretch(time.GetUtcNow(), RecordQuery.DefaultReach, most: null);
        var query = new RecordQuery
        {
            Reference = input.Text("reference"),
            OrderId = input.Text("orderId"),
            ListEntry = input.Read("listEntry", text => WireForms.ListEntry().IsMatch(text) ? text : null, "the entry of a match, such as SDN-9053, or a list code"),
            Disposition = input.OneOf("disposition", [.. Code<Disposition>.All]),
            Outcome = input.OneOf("outcome", [.. Code<Outcome>.All]),
            From = from,
            Before = before,
            Limit = input.Number("limit", RecordQuery.DefaultLimit, RecordQuery.MaxLimit),
            Cursor = input.Read("cursor", RecordCursor.Parse, "the nextCursor of an earlier answer"),
        };
        return input.Errors.IsEmpty ? Wire.Json(await search.FindAsync(query, cancellation)) : Problems.InvalidRequest(input.Errors);
    }

    private static async Task<IResult> FindByPartyAsync(HttpContext context, RecordSearch search, TimeProvider time, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var query = PartySearchRequest.Parse(body.Utf8, time.GetUtcNow());
        return query.IsValid ? Wire.Json(await search.FindAsync(query.Value, cancellation)) : Problems.InvalidRequest(query.Errors);
    }
}
