using System.Globalization;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Policies: draft a version, validate it, activate it, retire it.</summary>
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
        routes.MapPost("/api/v1/policies/{id}/activate", ActivateAsync).TakesDocumentId().RequireAccess(Access.ApprovePolicy);
        routes.MapPost("/api/v1/policies/{id}/retire", RetireAsync).TakesDocumentId().RequireAccess(Access.ApprovePolicy);
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

        var foundation = await FoundationAsync(policy, head.Manifest, reader, cancellation);
        context.Response.Headers.ETag = head.Manifest.ETagOf(DocumentKind.Policy, id);
        return Results.Bytes(Encoding.UTF8.GetBytes(PolicyView.Of(policy, foundation, pin)), "application/json");
    }

    /// <summary>
    /// The base policy that a policy is combined with. It is named by the policy or by its nearest parent that names one.
    /// </summary>
    private static async Task<DocumentSource?> FoundationAsync(
        DocumentSource policy, Manifest manifest, SourceReader reader, CancellationToken cancellation)
    {
        var named = policy.Parents.Prepend(policy).Select(text => PolicyHeading.Read(text.Json).Base).FirstOrDefault(text => text is not null);
        return named is not null && manifest.Find(DocumentKind.Policy, named) is { } pin
            ? await reader.PolicyAsync(named, pin.Version, cancellation)
            : null;
    }

    private static async Task<IResult> VersionAsync(string id, int version, ScreeningStorage storage, CancellationToken cancellation) =>
        await storage.Documents.ReadAsync(DocumentKind.Policy, id, version, cancellation) is { } document
            ? Results.Bytes(Encoding.UTF8.GetBytes(document.Json), "application/json")
            : Problems.NotFound("There is no such version of this policy.");

    private static async Task<IResult> DraftAsync(HttpContext context, string id, ChangeFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        return body.Refusal ?? (AuthoredText.TryRead(body.Utf8, out var json)
            ? (await flow.DraftPolicyAsync(id, json, context.Change(), cancellation)).ToResult(context)
            : Problems.InvalidRequest("$", ErrorCodes.Malformed, "is not valid UTF-8"));
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
            : new ChangeOutcome.Refused(errors).ToResult(context);
    }

    private static async Task<IResult> ActivateAsync(HttpContext context, string id, ChangeFlow flow, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = StrictJson.Read<string>(body.Utf8, Version);
        return parsed.IsValid
            ? (await flow.ActivatePolicyAsync(id, int.Parse(parsed.Value, CultureInfo.InvariantCulture), context.Change(), cancellation)).ToResult(context)
            : Problems.InvalidRequest(parsed.Errors);
    }

    private static string? Version(ObjectReader from)
    {
        var input = from["version"].Required("the version that was drafted");
        if (input.Number(1, int.MaxValue, "versions") is not { } number)
        {
            return null;
        }

        if (number != Math.Floor(number))
        {
            input.Fail(ErrorCodes.OutOfRange, "must be a whole number");
            return null;
        }

        return number.ToString("F0", CultureInfo.InvariantCulture);
    }

    private static async Task<IResult> RetireAsync(HttpContext context, string id, ChangeFlow flow, CancellationToken cancellation) =>
        (await flow.RetirePolicyAsync(id, context.Change(), cancellation)).ToResult(context);
}
