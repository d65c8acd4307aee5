using Screening.Engine.Model;
using Screening.Functions.Decisions;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Many screenings in one request. The response has the same format as the request.</summary>
public static class BatchEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void MapBatch(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/api/v1/screenings/batch", ScreenAsync).RequireAccess(Access.Screen).WithBodyLimit(Limits.BatchBytes + 1);
    }

    private static async Task<IResult> ScreenAsync(HttpContext context, BatchFlow flow, CancellationToken cancellation)
    {
        var (call, refusal) = ScreeningCall.Read(context);
        if (call is null)
        {
            return refusal!;
        }

        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BatchBytes, [RequestBody.Json, RequestBody.JsonLines], cancellation);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var isLines = RequestBody.IsPlain(context.Request, RequestBody.JsonLines);
        var lines = isLines ? BatchBody.FromLines(body.Utf8) : BatchBody.FromJson(body.Utf8);
        if (!lines.IsValid)
        {
            return Problems.InvalidRequest(lines.Errors);
        }

        var (response, problem) = await flow.ScreenAsync(lines.Value, call, cancellation);
        // Written at once, with its length, so that hosts and proxies that buffer do not change the response.
        return problem ?? Results.Bytes(isLines ? response!.ToLines() : response!.ToJson(), isLines ? RequestBody.JsonLines : RequestBody.Json);
    }
}
