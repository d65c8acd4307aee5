using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Screening.Functions.Tests.Contracts;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// Requests to every endpoint of the app, generated and mutated from a number: the same number gives the same request.
/// </summary>
internal static class EndpointRequests
{
    private static readonly string[] QueryKeys =
        ["date", "source", "title", "confirmDrop", "confirmEmpty", "reason", "asOf", "after", "limit", "from", "to", "outcome", "reference", "entry", "dryRun", "format", "country", "cursor", "code", "state", "days"];

    /// <summary>Every mapped verb and pattern that takes a body or a route value.</summary>
    public static List<(HttpMethod Method, RoutePattern Pattern)> Targets(FlowApp app) =>
    [
        .. ((IEndpointRouteBuilder)app.App.Web).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(verb => (Method: new HttpMethod(verb), Pattern: endpoint.RoutePattern)))
            .Where(target => target.Pattern.Parameters.Count > 0 || target.Method.Method is "POST" or "PUT" or "PATCH" or "DELETE")
            .DistinctBy(target => (target.Method.Method, target.Pattern.RawText)),
    ];

    /// <summary>Seed bodies: the current document, where it is replaced; the request of the README; an empty object.</summary>
    public static async Task<string[]> SeedsAsync(FlowApp app, HttpMethod method, RoutePattern pattern)
    {
        // Most requests should pass the parser: a transaction that is decided unless a mutation breaks it is included with
        // several weights.
        var seeds = new List<string> { Bodies.Valid, Transactions.Uav(), Transactions.Uav("SE"), Transactions.UavOfUnknownSpeed("JP"), "{}", """{"name":"fuzz","roles":["screener"],"days":30,"reason":"x","party":"Rosvertol"}""" };
        if (pattern.RawText!.Contains("batch", StringComparison.Ordinal))
        {
            var line = Transactions.Uav().ReplaceLineEndings(" ");
            seeds.AddRange([$"{line}\n{line}\n", $$"""{"transactions":[{{line}},{{line}}]}""", $"[{line}]"]);
        }
        else if (pattern.RawText.Contains("imports", StringComparison.Ordinal))
        {
            // Lists only: other media types are refused before the body is read.
            seeds.Clear();
            seeds.Add("id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date\n"
                + "U1,UN,organization,Example Trading,Other,,KP,,,IMO=1234567,,,,,S/RES/1718,UN,2026-02-27\n");
        }
        else if (method == HttpMethod.Put || method == HttpMethod.Post)
        {
            string[] shown = ["policies/us-uas-2025-09", "country-sets/EAR-E1", "control-list", "party-matching", "registries/assessments"];
            foreach (var path in shown.Where(path => pattern.RawText.Contains(path.Split('/')[0], StringComparison.Ordinal)))
            {
                seeds.Add((await app.GetAsync("/api/v1/" + path)).Text);
            }
        }

        return [.. seeds];
    }

    public static HttpRequestMessage Request(Random random, HttpMethod method, RoutePattern pattern, string seed)
    {
        var path = string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => Mutations.Segment(random),
        }))));
        var query = random.Next(2) == 0
            ? "?" + string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{QueryKeys[random.Next(QueryKeys.Length)]}={Mutations.Segment(random)}"))
            : "";
        var request = new HttpRequestMessage(method, new Uri("/" + path + query, UriKind.Relative));
        if (random.Next(2) == 0)
        {
            request.Headers.TryAddWithoutValidation(new[] { "If-Match", "If-None-Match", "Idempotency-Key" }[random.Next(3)], Mutations.Header(random));
        }

        // The web server refuses a zero byte in the request line and closes the connection at once. A client that is still
        // sending a body would get a closed connection instead of the 400. Without a body the response is always read.
        if (method.Method is "GET" or "HEAD" || path.Contains("%00", StringComparison.Ordinal))
        {
            return request;
        }

        request.Content = new ByteArrayContent(Mutations.Body(random, seed));
        string[] others = ["application/x-ndjson", "text/csv", "text/plain", "application/json; charset=utf-16", "nonsense"];
        var type = seed.StartsWith("id,list", StringComparison.Ordinal) ? "text/csv" : random.Next(10) == 0 ? others[random.Next(others.Length)] : "application/json";
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (random.Next(20) == 0)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        }

        request.Headers.TransferEncodingChunked = random.Next(10) == 0 ? true : null;
        return request;
    }
}
