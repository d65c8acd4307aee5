using System.Text.Json.Nodes;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Parameters shared by several operations.</summary>
internal static class Parameters
{
    /// <summary>A path parameter.</summary>
    public static Parameter Part(string name, string description, string example) =>
        new(name, "path", description, () => Schema.Text(100), example);

    /// <summary>A query parameter.</summary>
    public static Parameter Query(string name, string description, string example, Func<JsonObject>? shape = null) =>
        new(name, "query", description, shape ?? (() => Schema.Text(300)), example);

    /// <summary>The state that a change is based on.</summary>
    public static Parameter IfMatch { get; } = new(
        "If-Match", "header", "ETag of the state you read; required when there is one.", () => Schema.Text(), "\"3\"");

    /// <summary>The statement that there is nothing yet.</summary>
    public static Parameter IfNoneMatch { get; } = new(
        "If-None-Match", "header", "`*` in a creation: refuse it if something exists already.", () => Schema.OneOf("*"), "*");

    public static Parameter DocumentId(string what, string example) =>
        new("id", "path", $"Id of the {what}.", () => new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, example);
}
