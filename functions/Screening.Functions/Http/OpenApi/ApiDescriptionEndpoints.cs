using System.Security.Cryptography;
using System.Text.Json;
using Screening.Functions.Security;

namespace Screening.Functions.Http.OpenApi;

/// <summary>The endpoint of the API description. The description is built at the first request, not at start.</summary>
public static class ApiDescriptionEndpoints
{
    /// <summary>Route of the description.</summary>
    public const string Path = "/openapi/v1.json";

    /// <summary>Maps the route.</summary>
    public static void MapDescription(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var description = new Lazy<(byte[] Utf8, string ETag)>(() => Write(routes));
        routes.MapMethods(Path, ["GET", "HEAD"], (HttpContext context) =>
        {
            var (utf8, tag) = description.Value;
            context.Response.Headers.ETag = tag;
            return context.Request.Headers.IfNoneMatch == tag
                ? Results.StatusCode(StatusCodes.Status304NotModified)
                : Results.Bytes(utf8, "application/json");
        }).RequireAccess(Access.UsePages).WithMetadata(new OpensInABrowser("description"));
    }

    private static (byte[] Utf8, string ETag) Write(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        var takesTokens = routes.ServiceProvider.GetService<TokenSettings>() is not null;
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(ApiDescription.Build(endpoints, takesTokens), PlainJson.Default.JsonObject);
        return (utf8, $"\"{Convert.ToHexStringLower(SHA256.HashData(utf8))[..16]}\"");
    }
}
