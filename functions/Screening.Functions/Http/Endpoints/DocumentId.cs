using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.Endpoints;

/// <summary>
/// Ids of authored documents in routes. They become keys of table rows, which do not allow every character. Any other id is not
/// found, whatever the method.
/// </summary>
internal static class DocumentId
{
    /// <summary>
    /// Returns 404 if the route value <c>id</c> is not a valid id. Endpoints without this route value are not affected.
    /// </summary>
    public static RouteHandlerBuilder TakesDocumentId(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.RouteValues["id"] is string id && !WireForms.RowId().IsMatch(id)
                ? Problems.NotFound("An id is 1 to 64 letters, digits, hyphens, points and underscores.")
                : await next(context));
}
