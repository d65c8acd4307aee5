using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Screening.Functions.Tests.OpenApi;

/// <summary>The OpenAPI description that the app returns, and values checked against its schemas.</summary>
internal sealed class Description
{
    private const string Prefix = "#/components/schemas/";

    private readonly ConcurrentDictionary<string, JsonSchema> compiled = new(StringComparer.Ordinal);
    private readonly (string Verb, Regex Path, JsonObject Node)[] operations;
    private readonly JsonObject schemas;

    public Description(string json)
    {
        Root = JsonNode.Parse(json)!.AsObject();
        schemas = Root["components"]!["schemas"]!.AsObject();
        operations =
        [
            .. from path in Root["paths"]!.AsObject()
               // A literal segment takes precedence over a parameter.
               orderby path.Key.Count(letter => letter == '{')
               from operation in path.Value!.AsObject()
               select (operation.Key.ToUpperInvariant(), PatternOf(path.Key), operation.Value!.AsObject()),
        ];
    }

    public JsonObject Root { get; }

    public JsonObject Schema(string name) => schemas[name]!.AsObject();

    /// <summary>The operation of a request; null when none is described.</summary>
    public JsonObject? OperationOf(string verb, string path) =>
        operations.FirstOrDefault(one => one.Verb == (verb == "HEAD" ? "GET" : verb) && one.Path.IsMatch(path)).Node;

    /// <summary>Errors of a response according to the description; empty when there are none, or no body.</summary>
    public IEnumerable<string> ErrorsOfAnswer(string verb, string path, int status, string? mediaType, byte[] body)
    {
        if (OperationOf(verb, path) is not { } operation)
        {
            return [$"{verb} {path} is not described"];
        }

        if (operation["responses"]![$"{status}"] is not { } answer)
        {
            return [$"{verb} {path} answers {status}, which is not described"];
        }

        answer = Resolved(answer);
        if (body.Length == 0 || verb == "HEAD")
        {
            return [];
        }

        var content = answer["content"]!.AsObject();
        return mediaType is null || content[mediaType] is not { } described
            ? [$"{verb} {path} answers {status} as {mediaType}, which is not described"]
            : mediaType is "application/json" or "application/problem+json"
                ? Errors(described["schema"]!, JsonDocument.Parse(body).RootElement).Select(error => $"{verb} {path} {status}: {error}")
                : [];
    }

    /// <summary>
    /// Errors in the headers of a response: a header with information for clients that is not described, or a missing one that is
    /// described for every such response.
    /// </summary>
    public IEnumerable<string> ErrorsOfHeaders(string verb, string path, int status, IReadOnlyCollection<string> sent)
    {
        if (OperationOf(verb, path)?["responses"]![$"{status}"] is not { } answer)
        {
            return [];
        }

        var described = Resolved(answer)["headers"]!.AsObject().Select(header => header.Key).ToArray();
        return sent.Where(IsForClients).Except(described, StringComparer.OrdinalIgnoreCase).Select(name => $"{verb} {path} {status}: {name} is not described")
            .Concat(described.Where(IsAlwaysSent).Except(sent, StringComparer.OrdinalIgnoreCase).Select(name => $"{verb} {path} {status}: {name} is not sent"));
    }

    /// <summary>Excludes headers that every server sends and headers for browsers only.</summary>
    private static bool IsForClients(string header) => header is not ("Date" or "Server" or "Transfer-Encoding" or "Connection" or "Cache-Control"
        or "Content-Security-Policy" or "Permissions-Policy" or "Referrer-Policy" or "Strict-Transport-Security" or "X-Content-Type-Options"
        or "Cross-Origin-Opener-Policy" or "Cross-Origin-Resource-Policy");

    /// <summary>The others are conditional; their descriptions name the conditions.</summary>
    private static bool IsAlwaysSent(string header) => header is "ETag" or "Retry-After" or "Location" or "X-Correlation-Id" or "WWW-Authenticate" or "Set-Cookie";

    private JsonNode Resolved(JsonNode answer) =>
        (string?)answer["$ref"] is { } shared ? Root["components"]!["responses"]![shared.Split('/')[^1]]! : answer;

    /// <summary>Errors of a value according to a schema of the document. Responses may only have described members.</summary>
    public IEnumerable<string> Errors(JsonNode schema, JsonElement value)
    {
        var known = compiled.GetOrAdd(schema.ToJsonString(), text => Compile(JsonNode.Parse(text)!));
        var result = known.Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return result.IsValid
            ? []
            : (result.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).DefaultIfEmpty("is not valid");
    }

    /// <summary>References into the document become references into one schema, and open objects are closed.</summary>
    private JsonSchema Compile(JsonNode schema)
    {
        var definitions = (JsonObject)schemas.DeepClone();
        foreach (var definition in definitions)
        {
            Close(definition.Value);
        }

        var whole = schema.DeepClone().AsObject();
        Close(whole);
        whole["$defs"] = definitions;
        return JsonSchema.FromText(whole.ToJsonString().Replace(Prefix, "#/$defs/", StringComparison.Ordinal));
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonObject { } schema)
        {
            if (schema["properties"] is JsonObject && !schema.ContainsKey("additionalProperties"))
            {
                schema["additionalProperties"] = false;
            }

            foreach (var member in schema.ToArray())
            {
                Close(member.Value);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Close(element);
            }
        }
    }

    private static Regex PatternOf(string path) =>
        new($"^{Regex.Replace(Regex.Escape(path), @"\\\{[^}]*}", "[^/]+")}$", RegexOptions.CultureInvariant);
}
