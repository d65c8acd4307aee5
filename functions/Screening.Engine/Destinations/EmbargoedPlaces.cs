using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Cities and other places in embargoed regions, used to detect an address that contradicts a declared region.</summary>
internal sealed class EmbargoedPlaces
{
    // Keyed by the first word of the name. Names with the same first word are ordered longest first.
    private readonly Dictionary<string, List<Place>> places = new(StringComparer.Ordinal);
    private readonly List<FactOrigin> origins = [];

    /// <summary>Source of each group of places.</summary>
    public IReadOnlyList<FactOrigin> Origins => origins;

    /// <summary>Adds a group of places. A region that is not known is an error.</summary>
    public void Add(JsonCursor cursor, IReadOnlyCollection<string> knownRegions, string source, DateOnly? sourceDate)
    {
        var members = cursor.Members(["label", "regions", "names"], FactOrigin.Grounds);
        var regions = members.Elements("regions").Select(region => Region(region, knownRegions)).ToImmutableArray();
        var area = new Area(members.Text("label"), regions);
        origins.Add(FactOrigin.Read(members, source, sourceDate));
        foreach (var name in members.Elements("names"))
        {
            Add(name, area);
        }
    }

    /// <summary>The area of the first place in an address that is not in the region; null when there is none.</summary>
    public string? OutsideOf(string region, string address)
    {
        var words = PlaceWords.Of(address);
        for (var at = 0; at < words.Length; at++)
        {
            if (Longest(words, at) is not { } place)
            {
                continue;
            }

            if (!place.Areas.Exists(area => area.Regions.Contains(region)))
            {
                return place.Areas[0].Label;
            }

            at += place.Words.Length - 1;
        }

        return null;
    }

    private static string Region(JsonCursor cursor, IReadOnlyCollection<string> known)
    {
        var region = cursor.Text();
        if (region.Length > 0 && !known.Contains(region))
        {
            cursor.Error($"no member has the region `{region}`");
        }

        return region;
    }

    private void Add(JsonCursor cursor, Area area)
    {
        var words = PlaceWords.Of(cursor.Text());
        if (words.Length == 0)
        {
            cursor.Error("has no letter that could be compared with an address");
            return;
        }

        if (!places.TryGetValue(words[0], out var alike))
        {
            places.Add(words[0], alike = []);
        }

        // A name shared by several areas contradicts only a region that belongs to none of them.
        var same = alike.Find(place => place.Words.AsSpan().SequenceEqual(words));
        if (same is null)
        {
            alike.Add(new Place(words, [area]));
            alike.Sort((left, right) => right.Words.Length.CompareTo(left.Words.Length));
        }
        else if (!same.Areas.Contains(area))
        {
            same.Areas.Add(area);
        }
    }

    private Place? Longest(string[] words, int at) =>
        places.GetValueOrDefault(words[at])?.Find(place =>
            at + place.Words.Length <= words.Length && words.AsSpan(at, place.Words.Length).SequenceEqual(place.Words));

    private sealed record Area(string Label, ImmutableArray<string> Regions);

    private sealed record Place(string[] Words, List<Area> Areas);
}
