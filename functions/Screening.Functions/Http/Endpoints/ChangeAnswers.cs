using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Shared by all endpoints that change something.</summary>
internal static class ChangeAnswers
{
    private const string StatusUrl = "/api/v1/status";

    /// <summary>Actor and If-Match header of a change. A null If-Match means no condition.</summary>
    /// <exception cref="MalformedConditionException">The header is there and is not one well-formed line.</exception>
    public static ChangeContext Change(this HttpContext context) => new(context.Actor(), ConditionHeader.Read(context.Request.Headers.IfMatch));

    /// <summary>The response to a change.</summary>
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

    /// <summary>The response to an import, with the values that were left out of its entries.</summary>
    public static IResult ToResult(this ChangeOutcome outcome, HttpContext context, ImmutableArray<ImportError> leftOut)
    {
        if (outcome is not ChangeOutcome.Accepted accepted)
        {
            return outcome.ToResult(context);
        }

        context.Response.Headers.Location = StatusUrl;
        return Wire.Json(new ImportAcceptedAnswer(accepted.SourceVersion, accepted.Version, StatusUrl, leftOut), StatusCodes.Status202Accepted);
    }

    private static IResult Accepted(ChangeOutcome.Accepted accepted, HttpContext context)
    {
        context.Response.Headers.Location = StatusUrl;
        return Wire.Json(new AcceptedAnswer(accepted.SourceVersion, accepted.Version, StatusUrl), StatusCodes.Status202Accepted);
    }

    private static RequestError Error(CompileError error) => new($"{error.Document}#{error.Path}", ErrorCodes.DoesNotCompile, error.Message);
}
