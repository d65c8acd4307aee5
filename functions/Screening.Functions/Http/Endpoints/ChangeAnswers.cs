using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Proposals;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Shared by all endpoints that change something.</summary>
internal static class ChangeAnswers
{
    /// <summary>Address of the status.</summary>
    public const string StatusUrl = "/api/v1/status";

    /// <summary>Actor and conditions of a change. A null If-Match means no condition.</summary>
    /// <exception cref="MalformedConditionException">A header is there and is not one well-formed line, or both are there.</exception>
    public static ChangeContext Change(this HttpContext context)
    {
        var isCreation = ConditionHeader.IsCreation(context.Request.Headers.IfNoneMatch);
        var match = ConditionHeader.Read(context.Request.Headers.IfMatch);
        return isCreation && match is not null
            ? throw new MalformedConditionException("If-Match", "cannot stand beside If-None-Match")
            : new(context.Actor(), match) { IsCreation = isCreation };
    }

    /// <summary>Whether a change that replaces something states what it replaces.</summary>
    /// <param name="change">The change.</param>
    /// <param name="tag">ETag of what is there; null when there is nothing.</param>
    public static bool IsBlind(this ChangeContext change, string? tag) => change is { IfMatch: null, IsCreation: false } && tag is not null;

    /// <summary>Reason and lifetime of a proposal, from the query.</summary>
    public static (ProposalTerms Terms, ImmutableArray<RequestError> Errors) Terms(this HttpContext context)
    {
        var query = new QueryInput(context.Request.Query, "reason", "days");
        var reason = query.Text("reason", ProposalFlow.ReasonCharacters);
        var days = query.Whole("days", 1, ProposalFlow.MostDays);
        ImmutableArray<RequestError> errors = reason is { } given && !string.IsNullOrWhiteSpace(given) && !given.Any(char.IsControl)
            ? query.Errors
            : [.. query.Errors, new RequestError("reason", ErrorCodes.Required, $"say why, on one line of up to {ProposalFlow.ReasonCharacters} characters; the approver reads it, and it stands in the history")];
        return (new ProposalTerms(reason ?? "", days ?? ProposalFlow.UsualDays), errors);
    }

    /// <summary>The response to a change that two persons make.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="context">The request.</param>
    /// <param name="status">Status of a stored proposal: 202 when filed, 200 when decided.</param>
    public static IResult ToResult(this ProposalOutcome outcome, HttpContext context, int status = StatusCodes.Status202Accepted)
    {
        switch (outcome)
        {
            case ProposalOutcome.Kept kept:
                context.Response.Headers.Location = ProposalRow.AddressOf(kept.Proposal.Id);
                return Wire.Json(ProposalRow.Of(kept.Proposal, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()), status);
            case ProposalOutcome.Stopped stopped:
                return stopped.Outcome.ToResult();
            case ProposalOutcome.NotNow notNow:
                return Problems.Conflict(notNow.Message);
            case ProposalOutcome.NotYou notYou:
                return Problems.Forbidden(notYou.Message);
            case ProposalOutcome.Unknown:
                return Problems.NotFound("There is no proposal with this id.");
            default:
                throw new InvalidOperationException($"no answer for {outcome.GetType().Name}");
        }
    }

    /// <summary>The response to a draft, or to a change that was not made.</summary>
    public static IResult ToResult(this ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Drafted drafted => Wire.Json(new DraftedAnswer(drafted.Version, "draft"), StatusCodes.Status201Created),
        ChangeOutcome.Refused refused => Problems.Unprocessable(
            "The whole does not compile with this change; nothing was changed.", [.. refused.Errors.Select(Error)]),
        ChangeOutcome.Conflict conflict => Problems.PreconditionFailed(conflict.ETag is null
            ? "There is nothing to change under this id."
            : $"It has changed since you read it; its tag is now {conflict.ETag}. Read it again."),
        _ => throw new InvalidOperationException($"no answer for {outcome.GetType().Name}"),
    };

    /// <summary>The response to an import, with the values that were left out of its entries.</summary>
    public static IResult ToResult(this ProposalOutcome outcome, HttpContext context, ImmutableArray<ImportError> leftOut)
    {
        switch (outcome)
        {
            case ProposalOutcome.Direct { Outcome: var accepted }:
                context.Response.Headers.Location = StatusUrl;
                return Wire.Json(
                    new ImportAcceptedAnswer(accepted.SourceVersion, accepted.Version, StatusUrl, null, leftOut), StatusCodes.Status202Accepted);
            case ProposalOutcome.Kept { Proposal: var proposal }:
                var address = ProposalRow.AddressOf(proposal.Id);
                context.Response.Headers.Location = address;
                var row = ProposalRow.Of(proposal, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
                return Wire.Json(new ImportAcceptedAnswer(null, proposal.Change.Version, address, row, leftOut), StatusCodes.Status202Accepted);
            default:
                return outcome.ToResult(context);
        }
    }

    private static RequestError Error(CompileError error) => new($"{error.Document}#{error.Path}", ErrorCodes.DoesNotCompile, error.Message);
}
