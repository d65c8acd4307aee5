using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Screening.Functions.Http.OpenApi;

/// <summary>A parameter of an operation. The place is path, query or header.</summary>
internal sealed record Parameter(string Name, string Place, string Description, Func<JsonObject> Shape, string Example)
{
    /// <summary>Whether it is required. A path parameter always is.</summary>
    public bool IsRequired { get; init; } = Place == "path";
}

/// <summary>A request or response body. The schema is null for text; otherwise the example is JSON.</summary>
internal sealed record Body(string? Schema, string Example, string MediaType = "application/json")
{
    /// <summary>The same body in another media type; null if there is none.</summary>
    public Body? Also { get; init; }
}

/// <summary>A response that is not a problem.</summary>
internal sealed record Answer(int Status, string Description, Body Body)
{
    /// <summary>Name and meaning of headers in addition to those of every response.</summary>
    public ImmutableArray<(string Name, string Description)> Headers { get; init; } = [];
}

/// <summary>What cannot be derived from an endpoint: its purpose, parameters, bodies and responses.</summary>
internal sealed record Operation
{
    /// <summary>HTTP method in upper case.</summary>
    public required string Verb { get; init; }

    /// <summary>Route with its parameters in braces, without constraints.</summary>
    public required string Route { get; init; }

    /// <summary>Operation id for generated clients. It is never renamed.</summary>
    public required string Id { get; init; }

    /// <summary>Tag that groups operations in the reference.</summary>
    public required string Tag { get; init; }

    public required string Summary { get; init; }

    /// <summary>What a caller should know before using the operation.</summary>
    public string? Description { get; init; }

    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>The request body; null if there is none.</summary>
    public Body? Request { get; init; }

    public required ImmutableArray<Answer> Answers { get; init; }

    /// <summary>Statuses of problems in addition to those of every endpoint with credentials or a body.</summary>
    public ImmutableArray<int> Problems { get; init; } = [];
}
