using Screening.Engine.Model;
using Screening.Functions.Decisions;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Screenings: request a decision, read its record.</summary>
public static class ScreeningEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapScreenings(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/api/v1/screenings", ScreenAsync).RequireAccess(Access.Screen).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapMethods("/api/v1/screenings/{id}", ["GET", "HEAD"], ReadAsync).RequireAccess(Access.ReadRecords);
    }

    private static async Task<IResult> ScreenAsync(HttpContext context, ScreeningFlow flow, CancellationToken cancellation)
    {
        var (call, refusal) = ScreeningCall.Read(context);
        if (call is null)
        {
            return refusal!;
        }

        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        return body.Refusal ?? await flow.ScreenAsync(body.Utf8, call, cancellation);
    }

    private static async Task<IResult> ReadAsync(
        string id, HttpContext context, RecordTable records, CurrentCheck check, CancellationToken cancellation)
    {
        if (ScreeningCall.ReadDetail(context) is not { } isSummary)
        {
            return Problems.InvalidRequest(ScreeningCall.Detail, ErrorCodes.UnknownCode, $"must be full or {DecisionSummary.Detail}");
        }

        if (await records.FindAsync(id, cancellation) is not { } whole)
        {
            return Problems.NotFound("There is no record with this id.");
        }

        var today = await check.OfAsync(whole, cancellation);
        // Only an auditor may read names. Other readers see that names exist, but not the names.
        var shown = context.User.IsInRole(Roles.Auditor) ? whole : await records.FindMaskedAsync(id, cancellation) ?? throw new InvalidDataException("a record is gone");
        return Results.Bytes(RecordResponse.ToUtf8(shown, isSummary, today), "application/json");
    }
}
