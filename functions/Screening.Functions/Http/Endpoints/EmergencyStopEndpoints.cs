using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Proposals;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Emergency stops: read, set at once, propose to lift.</summary>
public static class EmergencyStopEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapEmergencyStops(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/emergency-stops", ["GET", "HEAD"], ReadAsync).RequireAccess(Access.ReadRules);
        routes.MapPost("/api/v1/emergency-stops", SetAsync).RequireAccess(Access.SetStops).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapPost("/api/v1/emergency-stops/{id}/lift", LiftAsync).RequireAccess(Access.SetStops).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static async Task<IResult> ReadAsync(EmergencyStopFlow flow, CancellationToken cancellation) =>
        Wire.Json(new EmergencyStopsAnswer((await flow.ReadAsync(cancellation)).All.Select(EmergencyStopRow.Of)));

    private static async Task<IResult> SetAsync(HttpContext context, EmergencyStopFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = EmergencyStopRequest.Parse(body.Utf8);
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        var (outcome, id) = await flow.SetAsync(parsed.Value, context.Actor(), cancellation);
        if (outcome is not ChangeOutcome.Accepted accepted)
        {
            return outcome.ToResult();
        }

        context.Response.Headers.Location = ChangeAnswers.StatusUrl;
        return Wire.Json(new EmergencyStopSetAnswer(id!, accepted.SourceVersion, ChangeAnswers.StatusUrl), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> LiftAsync(HttpContext context, string id, EmergencyStopFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var reason = SeedRequest.ParseReason(body.Utf8);
        if (!reason.IsValid)
        {
            return Problems.InvalidRequest(reason.Errors);
        }

        return await flow.LiftAsync(id, new ProposalTerms(reason.Value, ProposalFlow.UsualDays), context.Person(), cancellation) is { } outcome
            ? outcome.ToResult(context)
            : Problems.NotFound("There is no emergency stop with this id in force.");
    }
}
