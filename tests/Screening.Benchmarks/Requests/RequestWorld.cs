using System.Collections.Immutable;
using System.Text.Json;

namespace Screening.Benchmarks.Requests;

/// <summary>Data on file in addition to the seed when a case is run.</summary>
internal sealed record RequestWorld
{
    private static readonly string[] Members = ["lists", "csl", "listed", "listAges", "sample", "sets", "registries"];

    /// <summary>Rows of listed parties, in the product's own layout, without its header line.</summary>
    public ImmutableArray<string> Lists { get; private init; } = [];

    /// <summary>Name of a file with the complete list; null for none.</summary>
    public string? Csl { get; private init; }

    /// <summary>Names that the complete list must contain.</summary>
    public ImmutableArray<string> Listed { get; private init; } = [];

    /// <summary>
    /// Days since its confirmation, by list code; a missing code is a missing list. Null: every required list is present and
    /// fresh.
    /// </summary>
    public ImmutableSortedDictionary<string, int>? ListAges { get; private init; }

    /// <summary>Whether it is the embedded default, with only the sample list.</summary>
    public bool IsSample { get; private init; }

    /// <summary>Country sets by id, each a document or its members.</summary>
    public JsonElement? Sets { get; private init; }

    /// <summary>Registries by id, each a document or its entries.</summary>
    public JsonElement? Registries { get; private init; }

    /// <summary>Worlds with the same key can follow one another on one storage: they differ only in <see cref="Lists"/>.</summary>
    public string EnvironmentKey => string.Join('\n',
        IsSample ? "sample" : "",
        Csl,
        ListAges is null ? "" : string.Join(',', ListAges.Select(age => $"{age.Key}={age.Value}")) + ";" + string.Join('\n', Lists),
        Sets?.GetRawText(),
        Registries?.GetRawText());

    /// <summary>Worlds with the same key in one environment are identical.</summary>
    public string ListsKey => string.Join('\n', Lists);

    /// <exception cref="FormatException">It has unknown members, or contradicts itself.</exception>
    public static RequestWorld Read(JsonElement? element)
    {
        if (element is not { } from)
        {
            return new();
        }

        if (from.EnumerateObject().Select(member => member.Name).Except(Members).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"world.{unknown} is not known");
        }

        return Checked(new()
        {
            Lists = Texts(from, "lists"),
            Csl = Given(from, "csl")?.GetString(),
            Listed = Texts(from, "listed"),
            ListAges = Given(from, "listAges")?.EnumerateObject().ToImmutableSortedDictionary(age => age.Name, age => age.Value.GetInt32(), StringComparer.Ordinal),
            IsSample = Given(from, "sample")?.GetBoolean() ?? false,
            Sets = Filled(from, "sets"),
            Registries = Filled(from, "registries"),
        });
    }

    private static RequestWorld Checked(RequestWorld world)
    {
        var isMore = !world.Lists.IsEmpty || world.Csl is not null || world.ListAges is not null || world.Sets is not null || world.Registries is not null;
        if (world.IsSample && isMore)
        {
            throw new FormatException("world.sample means that nothing else is on file");
        }

        if (world.Csl is not null && world.ListAges is not null)
        {
            throw new FormatException("world.csl brings every list; world.listAges cannot say that one is not there");
        }

        if (world.Csl is null && !world.Listed.IsEmpty)
        {
            throw new FormatException("world.listed names entries of world.csl, which is not given");
        }

        return world;
    }

    private static JsonElement? Given(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement? Filled(JsonElement from, string name) =>
        Given(from, name) is { } value && value.EnumerateObject().Any() ? value : null;

    private static ImmutableArray<string> Texts(JsonElement from, string name) =>
        Given(from, name) is not { } value ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [.. value.EnumerateArray().Select(one => one.GetString()!)];
}
