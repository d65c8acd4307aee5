using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Http.OpenApi;

/// <summary>
/// The description of the API as OpenAPI 3.1. Routes and access come from the endpoints, everything else from the tables of this
/// folder.
/// </summary>
internal static class ApiDescription
{
    private static readonly FrozenDictionary<string, string> Tags = new Dictionary<string, string>
    {
        ["Screenings"] = "Ask whether a transaction may go ahead, one or up to a thousand at once, and read what was decided.",
        ["Records"] = "Find decisions, prove that they are unchanged, make them again, export them, and erase personal fields.",
        ["Lookups"] = "Ask about one party, item or destination alone. No decision is made and nothing is recorded.",
        ["Policies"] = "The rules as data: drafted and proposed by one person, approved by another.",
        ["Country sets, control list, registries, party matching"] = "The documents that policies rest on. A change is compiled with everything else, and approved by a second person, before it counts.",
        ["Proposals"] = "Changes of rule data by two persons: one proposes, another approves. Nothing is live before that, except an emergency stop.",
        ["Seed"] = "The documents this program ships. An installed environment keeps its own until two persons bring them up to date, and can take that back.",
        ["Watchlists"] = "Lists of parties, each imported whole or not at all.",
        ["Operating"] = "How the service is, what it decides from, and this description.",
        ["Keys"] = "Keys are kept as hashes; a secret is shown once.",
        ["Sessions"] = "A key is exchanged for the cookie of the pages. Programs send their key instead.",
    }.ToFrozenDictionary();

    public static ImmutableArray<Operation> Operations { get; } =
    [
        .. OperationsOfScreenings.All, .. OperationsOfRecords.All, .. OperationsOfLookups.All, .. OperationsOfRules.All, .. OperationsOfProposals.All, .. OperationsOfSeed.All, .. OperationsOfLists.All, .. OperationsOfOperating.All,
    ];

    /// <summary>The route of an endpoint as the description writes it: without constraints.</summary>
    public static string RouteOf(RouteEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }))));
    }

    public static JsonObject Build(IEnumerable<RouteEndpoint> endpoints, bool takesTokens)
    {
        var mapped = endpoints
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Select(verb => (Key: (verb, RouteOf(endpoint)), Endpoint: endpoint)))
            .GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.First().Endpoint);
        var paths = new JsonObject();
        foreach (var operation in Operations)
        {
            if (!mapped.TryGetValue((operation.Verb, operation.Route), out var endpoint))
            {
                continue;
            }

            if (paths[operation.Route] is not JsonObject path)
            {
                paths[operation.Route] = path = [];
            }

            path[operation.Verb.ToLowerInvariant()] = OperationNode.Of(operation, AccessOf(endpoint), takesTokens);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = Heading(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "This service." }),
            ["tags"] = new JsonArray([.. Operations.Select(operation => operation.Tag).Distinct().Select(tag => (JsonNode)new JsonObject { ["name"] = tag, ["description"] = Tags[tag] })]),
            ["paths"] = paths,
            ["components"] = Components(takesTokens),
        };
    }

    /// <summary>The access that an endpoint requires; null if it is anonymous.</summary>
    private static Access? AccessOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().FirstOrDefault(data => data.Policy is not null)?.Policy is { } policy
            ? Enum.Parse<Access>(policy)
            : null;

    private static JsonObject Heading() => new()
    {
        ["title"] = "Export-control screening",
        ["version"] = Screening.Engine.ScreeningEngine.Version,
        ["description"] = "Answers whether a transaction may go ahead, from policies and watchlists, and records every answer with its reasons "
            + "before giving it. It is a screening aid: a person who answers for the export decides. Checked are missile-technology "
            + "reasons, embargoes, parties and their owners against the lists on file, military end use and weapons of mass destruction. "
            + "Not checked are other reasons for control, de minimis, foreign direct product rules and licences already held: see "
            + "`notChecked` of every answer. GET answers HEAD too. Unknown and repeated members are errors; so are repeated query keys, which a host would merge. Every answer carries "
            + $"`{CorrelationId.Header}`: your own when you send one, else a new one.",
        ["license"] = new JsonObject { ["name"] = "Proprietary", ["identifier"] = "LicenseRef-Proprietary" },
    };

    private static JsonObject Components(bool takesTokens)
    {
        var schemas = new JsonObject(RequestSchemas.All().Concat(AnswerSchemas.All()).Concat(ResourceSchemas.All()).Concat(LookupSchemas.All()).Concat(SeedSchemas.All()).Concat(OperationsOfProposals.Schemas())
            .Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)))
        {
            ["OpenApiDescription"] = new JsonObject { ["type"] = "object", ["description"] = "A document of OpenAPI 3.1." },
        };
        var ways = new JsonObject
        {
            [ApiKeyAuthentication.SchemeName] = new JsonObject
            {
                ["type"] = "apiKey", ["in"] = "header", ["name"] = ApiKeyAuthentication.Header,
                ["description"] = "A key that an administrator made. The reference needs none: it has your session.",
            },
        };
        if (takesTokens)
        {
            ways[TokenAuthentication.SchemeName] = new JsonObject
            {
                ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT",
                ["description"] = "A token of the authority this service trusts.",
            };
        }

        return new JsonObject { ["schemas"] = schemas, ["responses"] = Problems(), ["securitySchemes"] = ways };
    }

    /// <summary>
    /// One response for each status, with all kinds of problems that have this status. 405 is left out, because it occurs only
    /// where there is no operation.
    /// </summary>
    private static JsonObject Problems() => new(ProblemTypes.All.Where(type => type.Status != 405).GroupBy(type => type.Status).Select(kinds => KeyValuePair.Create(
        ProblemTypes.Of(kinds.Key)!.Slug,
        (JsonNode?)new JsonObject
        {
            ["description"] = string.Join(" Or: ", kinds.Select(type => $"{type.Title}. {type.Meaning} {type.Remedy}")),
            ["headers"] = OperationNode.Headers(kinds.Key switch
            {
                401 => [("WWW-Authenticate", "Ways to prove an identity.")],
                429 or 503 => [("Retry-After", "Seconds to wait.")],
                _ => [],
            }),
            ["content"] = new JsonObject { [Problem.ContentType] = ProblemMedia([.. kinds]) },
        })));

    private static JsonObject ProblemMedia(ProblemType[] kinds)
    {
        var media = new JsonObject { ["schema"] = Schema.Ref("Problem") };
        if (kinds is [var only])
        {
            media["example"] = Example(only);
        }
        else
        {
            media["examples"] = new JsonObject(kinds.Select(type => KeyValuePair.Create(type.Slug, (JsonNode?)new JsonObject { ["value"] = Example(type) })));
        }

        return media;
    }

    private static JsonObject Example(ProblemType type)
    {
        var example = new JsonObject
        {
            ["type"] = "/problems/" + type.Slug, ["title"] = type.Title, ["status"] = type.Status, ["detail"] = type.Meaning,
        };
        if (type.Status is 400 or 422)
        {
            example["errors"] = new JsonArray(new JsonObject
            {
                ["path"] = "items[0].performance[0].rangeKm", ["code"] = ErrorCodes.OutOfRange,
                ["message"] = string.Create(CultureInfo.InvariantCulture, $"must be between 0 and {WireLimits.RangeKm} km"),
            });
        }

        example["correlationId"] = "0b6f2c1e9d5a4c73b8e1f0a29d3c4b5a";
        return example;
    }
}
