using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Destinations;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">path, query or header.</param>
/// <param name="Description">What it means.</param>
/// <param name="Shape">Its schema.</param>
/// <param name="Example">A value.</param>
internal sealed record Parameter(string Name, string Place, string Description, Func<JsonObject> Shape, string Example)
{
    /// <summary>Whether it must be given; a part of the address always must.</summary>
    public bool IsRequired { get; init; } = Place == "path";
}

/// <summary>A body, sent or answered.</summary>
/// <param name="Schema">Name of its schema; null for text.</param>
/// <param name="Example">An example: JSON where it has a schema.</param>
/// <param name="MediaType">Its media type.</param>
internal sealed record Body(string? Schema, string Example, string MediaType = "application/json")
{
    /// <summary>The same in another media type; null when there is none.</summary>
    public Body? Also { get; init; }
}

/// <summary>An answer that is no problem.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Description">When it is given.</param>
/// <param name="Body">What it holds.</param>
internal sealed record Answer(int Status, string Description, Body Body)
{
    /// <summary>Headers it has beside those of every answer: name and meaning.</summary>
    public ImmutableArray<(string Name, string Description)> Headers { get; init; } = [];
}

/// <summary>What cannot be read from an endpoint: why one would call it, with what, and what comes back.</summary>
internal sealed record Operation
{
    /// <summary>Upper-case verb.</summary>
    public required string Verb { get; init; }

    /// <summary>Address, with its parts in braces and without their constraints.</summary>
    public required string Route { get; init; }

    /// <summary>Name of the operation for generated clients; never renamed.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about; groups the reference.</summary>
    public required string Tag { get; init; }

    /// <summary>A few words.</summary>
    public required string Summary { get; init; }

    /// <summary>What one should know before calling it.</summary>
    public string? Description { get; init; }

    /// <summary>Parameters.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>The body that is sent; null when none is.</summary>
    public Body? Request { get; init; }

    /// <summary>Answers that are no problems.</summary>
    public required ImmutableArray<Answer> Answers { get; init; }

    /// <summary>Problems beside those that every endpoint with credentials or a body can answer.</summary>
    public ImmutableArray<int> Problems { get; init; } = [];
}
