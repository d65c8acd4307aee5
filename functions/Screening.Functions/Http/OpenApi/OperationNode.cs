using System.Globalization;
using System.Text.Json.Nodes;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Builds one operation of the document.</summary>
internal static class OperationNode
{
    /// <summary>Statuses of the problems of every endpoint that requires credentials.</summary>
    private static readonly int[] WithCredentials = [400, 401, 403, 429, 500, 503];

    /// <summary>Statuses of the problems of every endpoint with a request body.</summary>
    private static readonly int[] WithBody = [400, 408, 413, 415];

    /// <summary>The node of an operation. The access is null if the endpoint is anonymous.</summary>
    public static JsonObject Of(Operation operation, Access? access, bool takesTokens)
    {
        var node = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
            ["description"] = DescriptionOf(operation, access),
            ["security"] = SecurityOf(access, takesTokens),
        };
        if (operation.Parameters.Length > 0)
        {
            node["parameters"] = new JsonArray([.. operation.Parameters.Select(ParameterOf)]);
        }

        if (operation.Request is { } request)
        {
            node["requestBody"] = new JsonObject { ["required"] = true, ["content"] = ContentOf(request) };
        }

        node["responses"] = AnswersOf(operation, access);
        return node;
    }

    /// <summary>Headers of a response: those of every response, and <paramref name="more"/>.</summary>
    public static JsonObject Headers(IEnumerable<(string Name, string Description)> more)
    {
        var headers = new JsonObject();
        foreach (var (name, description) in more.Append((CorrelationId.Header, "Id under which the logs tell more.")))
        {
            headers[name] = new JsonObject { ["description"] = description, ["schema"] = Schema.Text() };
        }

        return headers;
    }

    /// <summary>Statuses of the problems that an operation can return.</summary>
    public static IEnumerable<int> ProblemsOf(Operation operation, Access? access) => operation.Problems
        .Concat(access is null ? [] : WithCredentials)
        .Concat(operation.Request is null ? [] : WithBody)
        .Distinct();

    private static string DescriptionOf(Operation operation, Access? access)
    {
        var who = access is { } known
            ? $"For the roles {string.Join(", ", AccessTable.RolesFor(known))}."
            : "Needs no credentials.";
        return operation.Description is { } text ? $"{text} {who}" : who;
    }

    private static JsonArray SecurityOf(Access? access, bool takesTokens)
    {
        string[] ways = (access, takesTokens) switch
        {
            (null, _) => [],
            (_, true) => [ApiKeyAuthentication.SchemeName, TokenAuthentication.SchemeName],
            _ => [ApiKeyAuthentication.SchemeName],
        };
        return [.. ways.Select(JsonNode (way) => new JsonObject { [way] = new JsonArray() })];
    }

    private static JsonNode ParameterOf(Parameter parameter)
    {
        var shape = parameter.Shape();
        var isNumber = (string?)shape["type"] is "integer" or "number";
        var example = isNumber ? JsonValue.Create(int.Parse(parameter.Example, CultureInfo.InvariantCulture)) : JsonValue.Create(parameter.Example);
        var node = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.Place,
            ["required"] = parameter.IsRequired,
            ["description"] = parameter.Description,
            ["schema"] = shape,
        };
        if (parameter.IsRequired)
        {
            node["example"] = example;
        }
        else
        {
            // The reference would otherwise send the example of an optional parameter, and all users would send the same
            // idempotency key.
            node["examples"] = new JsonObject { ["one"] = new JsonObject { ["value"] = example, ["x-disabled"] = true } };
        }

        return node;
    }

    private static JsonObject ContentOf(Body body)
    {
        var content = body.Also is { } also ? ContentOf(also) : [];
        content[body.MediaType] = new JsonObject
        {
            ["schema"] = body.Schema is { } name ? Schema.Ref(name) : Schema.Text(),
            ["example"] = body.Schema is null ? body.Example : JsonNode.Parse(body.Example),
        };
        return content;
    }

    private static JsonObject AnswersOf(Operation operation, Access? access)
    {
        var answers = new JsonObject();
        foreach (var answer in operation.Answers)
        {
            answers[Text(answer.Status)] = new JsonObject
            {
                ["description"] = answer.Description,
                ["headers"] = Headers(answer.Headers),
                ["content"] = ContentOf(answer.Body),
            };
        }

        foreach (var status in ProblemsOf(operation, access).Order())
        {
            answers[Text(status)] = new JsonObject { ["$ref"] = "#/components/responses/" + ProblemTypes.Of(status)!.Slug };
        }

        return answers;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
