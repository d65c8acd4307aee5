using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>A country that has the standing of another, in some sets and registries or in all.</summary>
/// <param name="Country">Who follows.</param>
/// <param name="Followed">Whom it follows.</param>
/// <param name="Origin">What the row rests on.</param>
public sealed record Following(CountryCode Country, CountryCode Followed, FactOrigin Origin)
{
    /// <summary>Registries a country can follow another in; a programme belongs to the country it names.</summary>
    internal static readonly string[] KnownRegistries = ["assessments", "agreements", "partner-status"];

    /// <summary>Sets in which it follows; null is every set, as in documents written before the member existed.</summary>
    public ImmutableArray<string>? Sets { get; init; }

    /// <summary>Registries in which it follows; null is every registry, as in documents written before the member existed.</summary>
    public ImmutableArray<string>? Registries { get; init; }

    /// <summary>Where each set is named, for the check that it exists.</summary>
    internal ImmutableArray<JsonPlace> SetPlaces { get; init; } = [];

    /// <summary>Whether it follows in a set.</summary>
    public bool InSet(string set) => Sets is null || Sets.Value.Contains(set);

    /// <summary>Whether it follows in a registry.</summary>
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

/// <summary>A text of a document and where it stands.</summary>
internal readonly record struct JsonPlace(string Path, string Text);
