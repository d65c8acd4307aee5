using System.Text;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Proposals;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Country sets, the control list, registries and party matching: read the active version, propose a new one.</summary>
public static class DocumentEndpoints
{
    /// <summary>Id of the only control list.</summary>
    private const string ControlListId = "mtcr-annex";

    /// <summary>Id of the only party-matching document.</summary>
    private const string PartyMatchingId = "party-matching";

    /// <summary>Maps the routes.</summary>
    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/country-sets", ["GET", "HEAD"], ListSetsAsync).RequireAccess(Access.ReadRules);
        Map(routes, "/api/v1/country-sets/{id}", DocumentKind.CountrySet, null);
        Map(routes, "/api/v1/control-list", DocumentKind.ControlList, ControlListId);
        Map(routes, "/api/v1/registries/{id}", DocumentKind.Registry, null);
        Map(routes, "/api/v1/party-matching", DocumentKind.PartyPolicy, PartyMatchingId);
    }

    /// <summary>Returns the active version of a document as authored, with its ETag.</summary>
    internal static async Task<IResult> ReadAsync(
        HttpContext context, ScreeningStorage storage, DocumentKind kind, string id, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        if (head.Manifest.Find(kind, id) is not { } pin || await storage.Documents.ReadAsync(kind, id, pin.Version, cancellation) is not { } document)
        {
            return Problems.NotFound($"There is no {Code<DocumentKind>.Of(kind).Replace('_', ' ')} with this id.");
        }

        context.Response.Headers.ETag = head.Manifest.ETagOf(kind, id);
        return Results.Bytes(Encoding.UTF8.GetBytes(document.Json), "application/json");
    }

    private static void Map(IEndpointRouteBuilder routes, string route, DocumentKind kind, string? only)
    {
        routes.MapMethods(route, ["GET", "HEAD"], (HttpContext context, ScreeningStorage storage, CancellationToken cancellation) =>
            ReadAsync(context, storage, kind, only ?? IdOf(context), cancellation)).TakesDocumentId().RequireAccess(Access.ReadRules);
        routes.MapPut(route, (HttpContext context, ScreeningStorage storage, ProposalFlow flow, CancellationToken cancellation) =>
            PutAsync(context, storage, flow, kind, only ?? IdOf(context), cancellation))
            .TakesDocumentId().RequireAccess(Access.EditPolicy).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static string IdOf(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static async Task<IResult> ListSetsAsync(ScreeningStorage storage, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        return Wire.Json(new CountrySetsAnswer(head.SourceVersion, head.Manifest.Of(DocumentKind.CountrySet).Select(set =>
            new CountrySetRow(set.Key, set.Value.Version, head.Manifest.ETagOf(DocumentKind.CountrySet, set.Key)))));
    }

    private static async Task<IResult> PutAsync(
        HttpContext context, ScreeningStorage storage, ProposalFlow flow, DocumentKind kind, string id, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (kind == DocumentKind.Registry && !Registries.Ids.Contains(id))
        {
            return Problems.NotFound($"The registries are {string.Join(", ", Registries.Ids)}.");
        }

        var change = context.Change();
        var head = await storage.Head.ReadAsync(cancellation);
        if (change.IsBlind(head.Manifest.ETagOf(kind, id)))
        {
            return Problems.PreconditionRequired();
        }

        var (terms, errors) = context.Terms();
        if (!errors.IsEmpty)
        {
            return Problems.InvalidRequest(errors);
        }

        return AuthoredText.TryRead(body.Utf8, out var json)
            ? (await flow.PutDocumentAsync(kind, id, json, terms, context.Person(), change, cancellation)).ToResult(context)
            : Problems.InvalidRequest("$", ErrorCodes.Malformed, "is not valid UTF-8");
    }
}
