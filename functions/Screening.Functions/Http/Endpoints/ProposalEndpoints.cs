using System.Text.Json;
using Screening.Engine.Destinations;
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

/// <summary>Proposals: file, read, approve, reject. The routes of the documents, policies, lists and the seed file proposals too.</summary>
public static class ProposalEndpoints
{
    /// <summary>Maximum number of proposals returned, newest first.</summary>
    public const int MostShown = 200;

    private static readonly string[] States = [.. Enum.GetValues<ProposalState>().Select(state => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()))];

    /// <summary>Maps the routes.</summary>
    public static void MapProposals(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/proposals", ["GET", "HEAD"], ListAsync).RequireAccess(Access.ReadProposals);
        routes.MapPost("/api/v1/proposals", FileAsync).RequireAccess(Access.EditPolicy).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapMethods("/api/v1/proposals/{id}", ["GET", "HEAD"], ReadAsync).RequireAccess(Access.ReadProposals);
        routes.MapPost("/api/v1/proposals/{id}/approve", ApproveAsync).RequireAccess(Access.ApproveProposals).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapPost("/api/v1/proposals/{id}/reject", RejectAsync).RequireAccess(Access.EndProposals).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ScreeningStorage storage, TimeProvider time, CancellationToken cancellation)
    {
        var query = new QueryInput(context.Request.Query, "state");
        var state = query.OneOf("state", [.. States]);
        if (!query.Errors.IsEmpty)
        {
            return Problems.InvalidRequest(query.Errors);
        }

        var now = time.GetUtcNow();
        var proposals = await storage.Proposals.ListAsync(cancellation)
            .Where(proposal => state is null || state == States[(int)proposal.StateAt(now)])
            .Take(MostShown).ToListAsync(cancellation);
        return Wire.Json(new ProposalsAnswer(proposals.Select(proposal => ProposalRow.Of(proposal, now))));
    }

    private static async Task<IResult> ReadAsync(string id, ScreeningStorage storage, TimeProvider time, CancellationToken cancellation) =>
        await storage.Proposals.FindAsync(id, cancellation) is var (proposal, _)
            ? Wire.Json(ProposalRow.Of(proposal, time.GetUtcNow()))
            : Problems.NotFound("There is no proposal with this id.");

    private static async Task<IResult> FileAsync(
        HttpContext context, ScreeningStorage storage, ProposalFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = ProposalRequest.Parse(body.Utf8);
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        var asked = parsed.Value;
        if (asked is { Kind: DocumentKind.Registry } && !Registries.Ids.Contains(asked.Id))
        {
            return Problems.NotFound($"The registries are {string.Join(", ", Registries.Ids)}.");
        }

        var change = context.Change();
        var head = await storage.Head.ReadAsync(cancellation);
        if (change.IsBlind(head.Manifest.ETagOf(asked.Kind, asked.Id)))
        {
            return Problems.PreconditionRequired();
        }

        var terms = new ProposalTerms(asked.Reason, asked.Days);
        return (asked.Action switch
        {
            ProposalAction.ActivatePolicy => await flow.ActivatePolicyAsync(asked.Id, asked.Version, terms, context.Person(), change, cancellation),
            ProposalAction.RetirePolicy => await flow.RetirePolicyAsync(asked.Id, terms, context.Person(), change, cancellation),
            _ => await flow.PutDocumentAsync(asked.Kind, asked.Id, asked.Document, terms, context.Person(), change, cancellation),
        }).ToResult(context);
    }

    private static async Task<IResult> ApproveAsync(HttpContext context, string id, ProposalDecision decision, CancellationToken cancellation) =>
        await DecideAsync(context, reason => decision.ApproveAsync(id, context.Person(), reason, cancellation), cancellation);

    private static async Task<IResult> RejectAsync(HttpContext context, string id, ProposalDecision decision, CancellationToken cancellation) =>
        await DecideAsync(context, reason => decision.RejectAsync(id, context.Person(), reason, cancellation), cancellation);

    private static async Task<IResult> DecideAsync(HttpContext context, Func<string, Task<ProposalOutcome>> decide, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var reason = SeedRequest.ParseReason(body.Utf8);
        return reason.IsValid
            ? (await decide(reason.Value)).ToResult(context, StatusCodes.Status200OK)
            : Problems.InvalidRequest(reason.Errors);
    }
}
