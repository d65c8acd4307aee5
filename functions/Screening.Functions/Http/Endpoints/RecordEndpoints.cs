using Screening.Engine.Model;
using Screening.Functions.Decisions;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Operations on stored records: replay, verify, export, erase, reindex.</summary>
public static class RecordEndpoints
{
    /// <summary>Header of an export that has a next part. Its value is the cursor of that part.</summary>
    public const string NextCursor = "Screening-Next-Cursor";

    private static readonly TimeSpan DefaultReach = TimeSpan.FromDays(1);

    /// <summary>Maps the routes.</summary>
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/api/v1/screenings/{id}/replay", ReplayAsync).RequireAccess(Access.ReadRecords);
        routes.MapMethods("/api/v1/records/verify", ["GET", "HEAD"], VerifyAsync).RequireAccess(Access.AuditRecords);
        routes.MapMethods("/api/v1/records/export", ["GET", "HEAD"], ExportAsync).RequireAccess(Access.AuditRecords);
        routes.MapPost("/api/v1/records/reindex", ReindexAsync).RequireAccess(Access.KeepRecords);
        routes.MapPost("/api/v1/records/{id}/erase", EraseAsync).RequireAccess(Access.KeepRecords).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static async Task<IResult> ReplayAsync(string id, RecordReplay replay, DecisionBudget budget, CancellationToken cancellation) =>
        await replay.ReplayAsync(id, cancellation, () => budget.Begin(cancellation)) is { } result ? Wire.Json(result) : Problems.NotFound("There is no record with this id.");

    private static async Task<IResult> VerifyAsync(HttpContext context, RecordVerifier verifier, TimeProvider time, CancellationToken cancellation)
    {
        var input = new QueryInput(context.Request.Query, "from", "to");
        var (from, before) = input.Stretch(time.GetUtcNow(), DefaultReach, RecordVerifier.MaxReach);
        return input.Errors.IsEmpty
            ? Wire.Json(await verifier.VerifyAsync(from, before, cancellation))
            : Problems.InvalidRequest(input.Errors);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, RecordExport export, TimeProvider time, CancellationToken cancellation)
    {
        var input = new QueryInput(context.Request.Query, "format", "from", "to", "cursor", "limit", "personal");
        var (from, before) = input.Stretch(time.GetUtcNow(), DefaultReach, most: null);
        var format = input.OneOf("format", "csv", "ndjson") ?? "ndjson";
        var isShown = input.OneOf("personal", "masked", "shown") == "shown";
        var after = input.Read("cursor", text => RecordPlace.Parse(text)?.Id, $"the {NextCursor} of an earlier answer");
        var range = new ExportRange(from, before, after, input.Number("limit", RecordExport.DefaultLimit, RecordExport.MaxLimit));
        if (!input.Errors.IsEmpty)
        {
            return Problems.InvalidRequest(input.Errors);
        }

        var part = format == "csv" ? await export.CsvAsync(range, cancellation) : await export.LinesAsync(range, isShown, cancellation);
        if (part.NextCursor is not null)
        {
            context.Response.Headers[NextCursor] = part.NextCursor;
        }

        return Results.Bytes(part.Utf8, format == "csv" ? "text/csv; charset=utf-8" : RequestBody.JsonLines, $"screening-records.{format}");
    }

    private static async Task<IResult> ReindexAsync(HttpContext context, RecordIndex index, TimeProvider time, CancellationToken cancellation)
    {
        var input = new QueryInput(context.Request.Query, "from", "to");
        var (from, before) = input.Stretch(time.GetUtcNow(), DefaultReach, most: null);
        return input.Errors.IsEmpty
            ? Wire.Json(new ReindexAnswer(await index.ReopenAsync(from, before, cancellation)), StatusCodes.Status202Accepted)
            : Problems.InvalidRequest(input.Errors);
    }

    private static async Task<IResult> EraseAsync(string id, HttpContext context, RecordErasure erasure, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var reason = StrictJson.Read(body.Utf8, reader => reader["reason"].Required().Text(RecordErasure.ReasonCharacters));
        if (!reason.IsValid)
        {
            return Problems.InvalidRequest(reason.Errors);
        }

        try
        {
            return await erasure.EraseAsync(id, reason.Value, context.Actor(), cancellation) is { } result
                ? Wire.Json(result)
                : Problems.NotFound("There is no decision with this id.");
        }
        catch (RecordNotWrittenException)
        {
            return Problems.Unavailable("The erasure could not be recorded, so nothing was erased.", ScreeningFlow.RetryAfter);
        }
    }
}
