using System.Security.Claims;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.Endpoints;

/// <summary>What all endpoints that change something have in common.</summary>
internal static class ChangeAnswers
{
    private const string StatusUrl = "/api/v1/status";

    /// <summary>Name of the caller, as the history and the records name them.</summary>
    public static string Actor(this HttpContext context) => context.User.FindFirstValue(ClaimTypes.Name) ?? "unknown";

    /// <summary>Who changes, and from which state; null If-Match means no condition.</summary>
    public static ChangeContext Change(this HttpContext context) =>
        new(context.Actor(), context.Request.Headers.IfMatch is [{ Length: > 0 } tag] ? tag : null);

    /// <summary>The answer to a change.</summary>
    public static IResult ToResult(this ChangeOutcome outcome, HttpContext context) => outcome switch
    {
        ChangeOutcome.Accepted accepted => Accepted(accepted, context),
        ChangeOutcome.Drafted drafted => Wire.Json(new DraftedAnswer(drafted.Version, "draft"), StatusCodes.Status201Created),
        ChangeOutcome.Refused refused => Problems.Unprocessable(
            "The whole does not compile with this change; nothing was changed.", [.. refused.Errors.Select(Error)]),
        ChangeOutcome.Conflict conflict => Problems.PreconditionFailed(conflict.ETag is null
            ? "There is nothing to change under this id."
            : $"It has changed since you read it; its tag is now {conflict.ETag}. Read it again."),
        _ => throw new InvalidOperationException($"no answer for {outcome.GetType().Name}"),
    };

    private static IResult Accepted(ChangeOutcome.Accepted accepted, HttpContext context)
    {
        context.Response.Headers.Location = StatusUrl;
        return Wire.Json(new AcceptedAnswer(accepted.SourceVersion, accepted.Version, StatusUrl), StatusCodes.Status202Accepted);
    }

    private static RequestError Error(CompileError error) => new($"{error.Document}#{error.Path}", ErrorCodes.DoesNotCompile, error.Message);
}
