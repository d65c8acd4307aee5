using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Cities and other places of the regions under embargo, by which an address can contradict a declared region.</summary>
internal sealed class EmbargoedPlaces
{
    // Names begin with a word; among names that begin alike the longest is tried first.
    private readonly Dictionary<string, List<Place>> places = new(StringComparer.Ordinal);
    private readonly List<FactOrigin> origins = [];

    /// <summary>What each group of places rests on.</summary>
    public IReadOnlyList<FactOrigin> Origins => origins;

    /// <summary>Adds a group of places; each region of it must be one of those known.</summary>
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

    /// <summary>The area of the first place an address names that lies in none of the regions given; null when it names none.</summary>
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

        // A name of several areas contradicts only a region that is none of theirs.
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
