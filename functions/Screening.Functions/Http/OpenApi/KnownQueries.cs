using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.OpenApi;

/// <summary>
/// Refuses query keys on routes whose description has none. A key such as dryRun on a change must not be taken for granted. Routes with keys
/// read their query themselves, so that they can name all errors of a request at once; a probe may carry any.
/// </summary>
internal static class KnownQueries
{
    private static readonly Lazy<FrozenSet<(string Verb, string Route)>> WithoutKeys = new(() => ApiDescription.Operations
        .Where(operation => !operation.Parameters.Any(parameter => parameter.Place == "query"))
        .Select(operation => (operation.Verb, operation.Route))
        .ToFrozenSet());

    /// <summary>It runs after authorisation, so that an unauthenticated caller learns nothing from it.</summary>
    public static void UseKnownQueries(this IApplicationBuilder app) => app.Use((context, next) =>
        ErrorsOf(context) is { IsEmpty: false } errors ? Problems.InvalidRequest(errors).ExecuteAsync(context) : next(context));

    private static ImmutableArray<RequestError> ErrorsOf(HttpContext context) =>
        context.Request.Query.Count > 0 && context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && WithoutKeys.Value.Contains((HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method.ToUpperInvariant(), ApiDescription.RouteOf(endpoint)))
            ? new QueryInput(context.Request.Query).Errors
            : [];
}
