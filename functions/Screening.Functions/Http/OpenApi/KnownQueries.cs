using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.OpenApi;

/// <summary>
/// Refuses query keys that the description of an operation does not have, and keys that are given twice. A misspelt filter must not widen a
/// result, and a key such as dryRun on a route without it must not be taken for granted.
/// </summary>
internal static class KnownQueries
{
    private static readonly Lazy<FrozenDictionary<(string Verb, string Route), ImmutableArray<string>>> Keys = new(() => ApiDescription.Operations
        .ToFrozenDictionary(
            operation => (operation.Verb, operation.Route),
            operation => operation.Parameters.Where(parameter => parameter.Place == "query").Select(parameter => parameter.Name).ToImmutableArray()));

    /// <summary>It runs after authorisation, so that an unauthenticated caller learns nothing from it.</summary>
    public static void UseKnownQueries(this IApplicationBuilder app) => app.Use((context, next) =>
        ErrorsOf(context) is { IsEmpty: false } errors ? Problems.InvalidRequest(errors).ExecuteAsync(context) : next(context));

    private static ImmutableArray<RequestError> ErrorsOf(HttpContext context) =>
        context.Request.Query.Count > 0 && context.GetEndpoint() is RouteEndpoint endpoint
            && Keys.Value.TryGetValue((HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method.ToUpperInvariant(), ApiDescription.RouteOf(endpoint)), out var keys)
            ? new QueryInput(context.Request.Query, keys).Errors
            : [];
}
