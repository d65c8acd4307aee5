using Screening.Engine.Model;
using Screening.Functions.Changes;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Proposals;
using Screening.Functions.Security;
using Screening.Functions.Seed;

namespace Screening.Functions.Http.Endpoints;

/// <summary>The documents of an installed environment and the seed of the running program: compare, propose to upgrade or to revert.</summary>
public static class SeedEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapSeed(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/seed", ["GET", "HEAD"], PlanAsync).RequireAccess(Access.ReadSeed);
        routes.MapPost("/api/v1/seed/apply", ApplyAsync).RequireAccess(Access.EditPolicy).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapPost("/api/v1/seed/revert", RevertAsync).RequireAccess(Access.EditPolicy).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static async Task<IResult> PlanAsync(
        HttpContext context, ScreeningStorage storage, SeedUpgradePlanner planner, CancellationToken cancellation)
    {
        var plan = await planner.PlanAsync(await storage.Head.ReadAsync(cancellation), cancellation);
        var applied = plan.Mark is { SourceVersion: > 0 } mark ? await storage.Head.FindAsync(mark.SourceVersion, cancellation) : null;
        context.Response.Headers.ETag = plan.ETag;
        return Wire.Json(new SeedPlanAnswer(
            plan.Shipped,
            plan.Mark?.Id,
            plan.Head.SourceVersion,
            plan.IsCurrent,
            plan.IsProgramOlder,
            applied is null ? null : new SeedApplied(applied.SourceVersion, applied.Change.Actor, applied.Change.At, applied.Change.Reason),
            plan.Rows.Count(row => row.State == SeedUpgradeState.Conflict),
            plan.Rows.Select(row => new SeedPlanRow(
                row.Document, row.State, row.Pin?.Version, row.Note, row.Clashes,
                row.Change.Rows, row.Change.Omitted, row.Local.Rows, row.Local.Omitted))));
    }

    private static async Task<IResult> ApplyAsync(HttpContext context, ProposalFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var asked = SeedRequest.Parse(body.Utf8);
        if (!asked.IsValid)
        {
            return Problems.InvalidRequest(asked.Errors);
        }

        var choices = new SeedChoices(asked.Value.Take, asked.Value.Keep);
        return HasTag(context, out var change)
            ? ResultOf(await flow.ApplySeedAsync(choices, new ProposalTerms(asked.Value.Reason, ProposalFlow.UsualDays), context.Person(), change, cancellation), context)
            : Problems.PreconditionRequired();
    }

    private static async Task<IResult> RevertAsync(HttpContext context, ProposalFlow flow, CancellationToken cancellation)
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

        return HasTag(context, out var change)
            ? ResultOf(await flow.RevertSeedAsync(new ProposalTerms(reason.Value, ProposalFlow.UsualDays), context.Person(), change, cancellation), context)
            : Problems.PreconditionRequired();
    }

    // "*" would apply a plan that the caller has not read.
    private static bool HasTag(HttpContext context, out ChangeContext change)
    {
        change = context.Change();
        return change.IfMatch is not (null or "*");
    }

    private static IResult ResultOf(ProposalOutcome outcome, HttpContext context) =>
        outcome is ProposalOutcome.SeedStopped { Outcome: var stopped } ? ResultOf(stopped, context) : outcome.ToResult(context);

    private static IResult ResultOf(SeedOutcome outcome, HttpContext context) => outcome switch
    {
        SeedOutcome.Done done => done.Outcome.ToResult(),
        SeedOutcome.Nothing => Wire.Json(new SeedNothingAnswer(true)),
        SeedOutcome.Misplaced misplaced => Problems.InvalidRequest([.. misplaced.Choices.Select(choice => new RequestError(
            choice.Path, choice.IsKnown ? ErrorCodes.NotApplicable : ErrorCodes.UnknownCode, choice.Message))]),
        SeedOutcome.Blocked blocked => Problems.Conflict("Nothing was changed; errors names the documents that stand in the way.") with
        {
            Errors = [.. blocked.Documents.Select(one => new RequestError(one.Document, ErrorCodes.LocallyChanged, one.Message))],
        },
        _ => throw new InvalidOperationException($"no answer for {outcome.GetType().Name}"),
    };
}
