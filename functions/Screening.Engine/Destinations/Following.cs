using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>A country that has the standing of another, in some sets and registries or in all.</summary>
/// <param name="Country">The country that follows.</param>
/// <param name="Followed">The country that it follows.</param>
/// <param name="Origin">Source of the row.</param>
public sealed record Following(CountryCode Country, CountryCode Followed, FactOrigin Origin)
{
    /// <summary>
    /// Registries in which a country can follow another. A programme counts only for the country that it names.
    /// </summary>
    internal static readonly string[] KnownRegistries = ["assessments", "agreements", "partner-status"];

    /// <summary>Sets in which it follows; null means every set, as in documents written before the member existed.</summary>
    public ImmutableArray<string>? Sets { get; init; }

    /// <summary>
    /// Registries in which it follows; null means every registry, as in documents written before the member existed.
    /// </summary>
    public ImmutableArray<string>? Registries { get; init; }

    /// <summary>The named sets with their JSON paths, for the check that they exist.</summary>
    internal ImmutableArray<JsonPlace> SetPlaces { get; init; } = [];

    /// <summary>Whether the country follows in a set.</summary>
    public bool InSet(string set) => Sets is null || Sets.Value.Contains(set);

    /// <summary>Whether the country follows in a registry.</summary>
    public bool InRegistry(string registry) => Registries is null || Registries.Value.Contains(registry);

    internal static Following Read(JsonCursor cursor, string source, DateOnly? sourceDate)
    {
        var members = cursor.Members(["country", "follows"], ["sets", "registries", .. FactOrigin.Grounds]);
        var places = members.Elements("sets").Select(set => new JsonPlace(set.Path, set.Text())).ToImmutableArray();
        return new Following(members.Country("country"), members.Country("follows"), FactOrigin.Read(members, source, sourceDate))
        {
            Sets = members.ContainsKey("sets") ? [.. places.Select(place => place.Text)] : null,
            Registries = members.ContainsKey("registries")
                ? [.. members.Elements("registries").Select(registry => registry.OneOf(KnownRegistries))]
                : null,
            SetPlaces = places,
        };
    }
}

/// <summary>A text of a document with its JSON path.</summary>
internal readonly record struct JsonPlace(string Path, string Text);
