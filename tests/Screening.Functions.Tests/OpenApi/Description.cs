using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Tests.OpenApi;

/// <summary>The description as the app answers it, and values checked against its schemas.</summary>
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
               // A literal part is nearer than a parameter.
               orderby path.Key.Count(letter => letter == '{')
               from operation in path.Value!.AsObject()
               select (operation.Key.ToUpperInvariant(), PatternOf(path.Key), operation.Value!.AsObject()),
        ];
    }

    public JsonObject Root { get; }

    public JsonObject Schema(string name) => schemas[name]!.AsObject();

    /// <summary>The operation that a request asks for; null when none is described.</summary>
    public JsonObject? OperationOf(string verb, string path) =>
        operations.FirstOrDefault(one => one.Verb == (verb == "HEAD" ? "GET" : verb) && one.Path.IsMatch(path)).Node;

    /// <summary>What is wrong with an answer, by the description; empty when nothing is, or there is no body.</summary>
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
    /// What is wrong with the headers of an answer: one that tells a client something and is not described, or one that is
    /// described for every such answer and is not there.
    /// </summary>
    public IEnumerable<string> ErrorsOfHeaders(string verb, string path, int status, IReadOnlyCollection<string> sent)
    {
        if (OperationOf(verb, path)?["responses"]![$"{status}"] is not { } answer)
        {
            return [];
        }

        var described = Resolved(answer)["headers"]!.AsObject().Select(header => header.Key).ToArray();
        return sent.Where(Tells).Except(described, StringComparer.OrdinalIgnoreCase).Select(name => $"{verb} {path} {status}: {name} is not described")
            .Concat(described.Where(IsAlwaysSent).Except(sent, StringComparer.OrdinalIgnoreCase).Select(name => $"{verb} {path} {status}: {name} is not sent"));
    }

    /// <summary>Not those that every server sends, nor those that speak to browsers alone.</summary>
    private static bool Tells(string header) => header is not ("Date" or "Server" or "Transfer-Encoding" or "Connection" or "Cache-Control"
        or "Content-Security-Policy" or "Permissions-Policy" or "Referrer-Policy" or "Strict-Transport-Security" or "X-Content-Type-Options"
        or "Cross-Origin-Opener-Policy" or "Cross-Origin-Resource-Policy");

    /// <summary>The others are there on conditions, which their descriptions name.</summary>
    private static bool IsAlwaysSent(string header) => header is "ETag" or "Retry-After" or "Location" or "X-Correlation-Id" or "WWW-Authenticate" or "Set-Cookie";

    private JsonNode Resolved(JsonNode answer) =>
        (string?)answer["$ref"] is { } shared ? Root["components"]!["responses"]![shared.Split('/')[^1]]! : answer;

    /// <summary>What is wrong with a value, by a schema of the document. Answers are checked against the members described.</summary>
    public IEnumerable<string> Errors(JsonNode schema, JsonElement value)
    {
        var known = compiled.GetOrAdd(schema.ToJsonString(), text => Compile(JsonNode.Parse(text)!));
        var result = known.Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return result.IsValid
            ? []
            : (result.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).DefaultIfEmpty("is not valid");
    }

    /// <summary>References inside the document become references inside one schema, and open objects are closed.</summary>
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
