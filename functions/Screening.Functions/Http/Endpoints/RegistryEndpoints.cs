using System.Text;
using Screening.Engine.Destinations;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>The history of a registry: the versions that were active, with their actor, time and changes.</summary>
public static class RegistryEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapRegistryHistory(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/registries/{id}/versions", ["GET", "HEAD"], ListAsync).TakesDocumentId().RequireAccess(Access.ReadRules);
        routes.MapMethods("/api/v1/registries/{id}/versions/{version:int}", ["GET", "HEAD"], VersionAsync).TakesDocumentId().RequireAccess(Access.ReadRules);
    }

    private static async Task<IResult> ListAsync(string id, ScreeningStorage storage, CancellationToken cancellation)
    {
        if (!Registries.Ids.Contains(id))
        {
            return Problems.NotFound($"The registries are {string.Join(", ", Registries.Ids)}.");
        }

        var versions = await RegistryHistory.ReadAsync(storage, id, cancellation);
        return Wire.Json(new RegistryVersionsAnswer(id, versions.Select((version, index) => new RegistryVersionRow(
            version.Version, version.SourceVersion, version.Actor, version.At, index == versions.Count - 1, version.Added, version.Removed))));
    }

    private static async Task<IResult> VersionAsync(string id, int version, ScreeningStorage storage, CancellationToken cancellation) =>
        Registries.Ids.Contains(id) && await storage.Documents.ReadAsync(DocumentKind.Registry, id, version, cancellation) is { } document
            ? Results.Bytes(Encoding.UTF8.GetBytes(document.Json), "application/json")
            : Problems.NotFound("There is no such version of a registry.");
}
