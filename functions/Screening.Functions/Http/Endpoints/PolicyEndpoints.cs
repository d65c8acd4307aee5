using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Proposals;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Policies: draft a version, validate it, propose to activate or retire it.</summary>
public static class PolicyEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/policies", ["GET", "HEAD"], ListAsync).RequireAccess(Access.ReadRules);
        routes.MapMethods("/api/v1/policies/{id}", ["GET", "HEAD"], ReadAsync).TakesDocumentId().RequireAccess(Access.ReadRules);
        routes.MapPut("/api/v1/policies/{id}", DraftAsync).TakesDocumentId().RequireAccess(Access.EditPolicy).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapMethods("/api/v1/policies/{id}/versions/{version:int}", ["GET", "HEAD"], VersionAsync).TakesDocumentId().RequireAccess(Access.ReadRules);
        routes.MapPost("/api/v1/policies/{id}/validate", ValidateAsync).TakesDocumentId().RequireAccess(Access.EditPolicy).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapPost("/api/v1/policies/{id}/activate", ActivateAsync).TakesDocumentId().RequireAccess(Access.EditPolicy);
        routes.MapPost("/api/v1/policies/{id}/retire", RetireAsync).TakesDocumentId().RequireAccess(Access.EditPolicy);
    }

    private static async Task<IResult> ListAsync(ScreeningStorage storage, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        return Wire.Json(new PoliciesAnswer(head.SourceVersion, head.Manifest.Of(DocumentKind.Policy).Select(policy => new PolicyRow(
            policy.Key,
            policy.Value.Version,
            policy.Value.State,
            policy.Value.ClosedOn,
            head.Manifest.ETagOf(DocumentKind.Policy, policy.Key)))));
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context, string id, ScreeningStorage storage, SourceReader reader, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        if (head.Manifest.Find(DocumentKind.Policy, id) is not { } pin
            || await reader.PolicyAsync(id, pin.Version, cancellation) is not { } policy)
        {
            return Problems.NotFound("There is no policy with this id.");
        }

        var basePolicy = await reader.BaseOfAsync(policy, head.Manifest, cancellation);
        context.Response.Headers.ETag = head.Manifest.ETagOf(DocumentKind.Policy, id);
        return Results.Bytes(Encoding.UTF8.GetBytes(PolicyView.Of(policy, basePolicy, pin)), "application/json");
    }

    private static async Task<IResult> VersionAsync(string id, int version, ScreeningStorage storage, CancellationToken cancellation) =>
        await storage.Documents.ReadAsync(DocumentKind.Policy, id, version, cancellation) is { } document
            ? Results.Bytes(Encoding.UTF8.GetBytes(document.Json), "application/json")
            : Problems.NotFound("There is no such version of this policy.");

    private static async Task<IResult> DraftAsync(
        HttpContext context, string id, ScreeningStorage storage, ChangeFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var change = context.Change();
        if (await IsBlindAsync(storage, id, change, cancellation))
        {
            return Problems.PreconditionRequired();
        }

        return AuthoredText.TryRead(body.Utf8, out var json)
            ? (await flow.DraftPolicyAsync(id, json, change, cancellation)).ToResult()
            : Problems.InvalidRequest("$", ErrorCodes.Malformed, "is not valid UTF-8");
    }

    /// <summary>Reports the errors of a draft without writing anything.</summary>
    private static async Task<IResult> ValidateAsync(HttpContext context, string id, ChangeFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!AuthoredText.TryRead(body.Utf8, out var json))
        {
            return Problems.InvalidRequest("$", ErrorCodes.Malformed, "is not valid UTF-8");
        }

        var errors = await flow.ValidatePolicyAsync(id, json, cancellation);
        return errors.IsEmpty
            ? Wire.Json(new ValidAnswer(true))
            : new ChangeOutcome.Refused(errors).ToResult();
    }

    private static async Task<IResult> ActivateAsync(
        HttpContext context, string id, ScreeningStorage storage, ProposalFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = ActivationRequest.Parse(body.Utf8);
        var (terms, errors) = context.Terms();
        if (!parsed.IsValid || !errors.IsEmpty)
        {
            return Problems.InvalidRequest(parsed.IsValid ? errors : [.. parsed.Errors, .. errors]);
        }

        var change = context.Change();
        return await IsBlindAsync(storage, id, change, cancellation)
            ? Problems.PreconditionRequired()
            : (await flow.ActivatePolicyAsync(id, parsed.Value.Version, terms, context.Person(), change, cancellation)).ToResult(context);
    }

    private static async Task<IResult> RetireAsync(
        HttpContext context, string id, ScreeningStorage storage, ProposalFlow flow, CancellationToken cancellation)
    {
        var (terms, errors) = context.Terms();
        if (!errors.IsEmpty)
        {
            return Problems.InvalidRequest(errors);
        }

        var change = context.Change();
        return await IsBlindAsync(storage, id, change, cancellation)
            ? Problems.PreconditionRequired()
            : (await flow.RetirePolicyAsync(id, terms, context.Person(), change, cancellation)).ToResult(context);
    }

    private static async Task<bool> IsBlindAsync(ScreeningStorage storage, string id, ChangeContext change, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        return change.IsBlind(head.Manifest.ETagOf(DocumentKind.Policy, id));
    }
}
