using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Membership of a country in a set, half-open [from, to).</summary>
/// <param name="From">First day; null when open.</param>
/// <param name="To">First day no longer a member; null when open.</param>
public readonly record struct Membership(DateOnly? From, DateOnly? To)
{
    /// <summary>Whether the interval contains <paramref name="date"/>.</summary>
    public bool Contains(DateOnly date) => (From is null || From <= date) && (To is null || date < To);
}

/// <summary>What a set is and where it comes from.</summary>
/// <param name="Id">Id.</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="Source">Source.</param>
/// <param name="SourceDate">Date of the source.</param>
public sealed record SetHeading(string Id, string Label, string Source, DateOnly? SourceDate);

/// <summary>A region under embargo.</summary>
/// <param name="Region">Code.</param>
/// <param name="Embargo">How much of it.</param>
/// <param name="Note">Its name.</param>
public sealed record EmbargoedRegion(string Region, RegionEmbargo Embargo, string Note);

/// <summary>How sure it is that a declared region lies under embargo.</summary>
public enum RegionEmbargo
{
    /// <summary>Not under embargo.</summary>
    None,

    /// <summary>Part of it is.</summary>
    Part,

    /// <summary>All of it is.</summary>
    All,
}

/// <summary>Every country set on file, with dated membership. Immutable.</summary>
public sealed class CountrySets
{
    private const string FollowsSet = "FOLLOWS";
    private const string RegionsSet = "EMBARGOED-REGIONS";

    private readonly Dictionary<string, Dictionary<CountryCode, ImmutableArray<Membership>>> sets = new(StringComparer.Ordinal);
    private readonly Dictionary<CountryCode, CountryCode> follows = [];
    private readonly Dictionary<string, RegionEmbargo> regions = new(StringComparer.Ordinal);
    private readonly List<SetHeading> headings = [];
    private readonly Dictionary<CountryCode, List<EmbargoedRegion>> regionsByCountry = [];
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>Sets the stages themselves read; a snapshot without them is refused.</summary>
    public static ImmutableArray<string> Required { get; } = [FollowsSet, RegionsSet];

    /// <summary>Ids of the sets a policy may name.</summary>
    public IReadOnlySet<string> Ids => sets.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds a set from its document; every error is reported with its path.</summary>
    public void Add(string json, List<(string Path, string Message)> errors) =>
        JsonCursor.Read(json, errors, root =>
        {
            var members = root.Members(["id", "label", "source", "sourceDate", "members"], ["note"]);
            var id = members.Text("id");
            headings.Add(new SetHeading(id, members.Text("label"), members.Text("source"), members.Date("sourceDate")));

            // Two documents of one id would merge, and a member removed from one would stay through the other.
            if (id.Length > 0 && !read.Add(id))
            {
                members["id"].Error($"the set `{id}` is on file twice");
            }

            foreach (var member in members.Elements("members"))
            {
                AddMember(id, member);
            }

            if (id is not (FollowsSet or RegionsSet) && !sets.ContainsKey(id))
            {
                sets.Add(id, []);
            }

            return id;
        });

    /// <summary>Every set that holds countries as members, in the order of their ids.</summary>
    public IEnumerable<SetHeading> Headings =>
        headings.Where(heading => sets.ContainsKey(heading.Id)).OrderBy(heading => heading.Id, StringComparer.Ordinal);

    /// <summary>Regions of <paramref name="country"/> under embargo, all or in part.</summary>
    public IReadOnlyList<EmbargoedRegion> EmbargoedRegionsOf(CountryCode country) => regionsByCountry.GetValueOrDefault(country, []);

    /// <summary>Whether <paramref name="country"/>, or the country it follows, is a member at <paramref name="date"/>.</summary>
    public bool IsMember(CountryCode country, string set, DateOnly date)
    {
        var subject = follows.TryGetValue(country, out var followed) && !IsListed(country, set) ? followed : country;
        return sets.TryGetValue(set, out var members) && members.TryGetValue(subject, out var intervals)
            && intervals.Any(interval => interval.Contains(date));
    }

    /// <summary>The countries a set names at <paramref name="date"/>, without those that follow one of them.</summary>
    public ImmutableArray<CountryCode> MembersAt(string set, DateOnly date) => sets.TryGetValue(set, out var members)
        ? [.. members.Where(member => member.Value.Any(interval => interval.Contains(date))).Select(member => member.Key).Order()]
        : [];

    /// <summary>Every interval in which <paramref name="country"/>, or the country it follows, is a member of the set.</summary>
    public ImmutableArray<Membership> MembershipsOf(CountryCode country, string set)
    {
        var subject = follows.TryGetValue(country, out var followed) && !IsListed(country, set) ? followed : country;
        return sets.TryGetValue(set, out var members) ? members.GetValueOrDefault(subject, []) : [];
    }

    /// <summary>The country whose registry entries count for <paramref name="country"/>: itself, or the one it follows.</summary>
    public CountryCode Followed(CountryCode country) => follows.GetValueOrDefault(country, country);

    /// <summary>Memberships of a country, or their suspensions, that are on file at a date and not confirmed by then.</summary>
    public ImmutableArray<Unconfirmed> UnconfirmedOf(CountryCode country, DateOnly date) => [];

    /// <summary>
    /// A place in a region under embargo that an address names although another region is declared; null when it names none.
    /// An address never supplies a region.
    /// </summary>
    public string? Contradicts(string? region, string? address) => null;

    /// <summary>Whether a declared region is under embargo; null is no region.</summary>
    public RegionEmbargo EmbargoOf(string? region) =>
        region is null ? RegionEmbargo.None : regions.GetValueOrDefault(region, RegionEmbargo.None);

    /// <summary>Whether regions of <paramref name="country"/> are under embargo, so that silence about the region is a default.</summary>
    public bool HasEmbargoedRegions(CountryCode country) => regionsByCountry.ContainsKey(country);

    private bool IsListed(CountryCode country, string set) => sets.TryGetValue(set, out var members) && members.ContainsKey(country);

    private void AddMember(string set, JsonCursor cursor)
    {
        switch (set)
        {
            case FollowsSet:
                var follower = cursor.Members(["country", "follows"], ["note"]);
                follows[follower.Country("country")] = follower.Country("follows");
                break;
            case RegionsSet:
                var region = cursor.Members(["country", "region", "certainty"], ["note"]);
                AddRegion(region);
                break;
            default:
                AddMembership(set, cursor);
                break;
        }
    }

    private void AddRegion(Dictionary<string, JsonCursor> region)
    {
        var (country, code) = (region.Country("country"), region.Text("region"));
        var embargo = region.TryGetValue("certainty", out var certainty) && certainty.OneOf(["all", "part"]) == "part" ? RegionEmbargo.Part : RegionEmbargo.All;
        regions[code] = embargo;
        if (!regionsByCountry.TryGetValue(country, out var known))
        {
            regionsByCountry.Add(country, known = []);
        }

        known.Add(new EmbargoedRegion(code, embargo, region.OptionalText("note") ?? ""));
    }

    private void AddMembership(string set, JsonCursor cursor)
    {
        var members = cursor.Members(["country"], ["from", "to", "note"]);
        var country = members.Country("country");
        var interval = new Membership(members.Date("from"), members.Date("to"));
        if (interval is { From: { } from, To: { } to } && to <= from)
        {
            cursor.Error("`to` must be later than `from`; the interval is half-open");
        }

        if (!sets.TryGetValue(set, out var countries))
        {
            sets.Add(set, countries = []);
        }

        countries[country] = [.. countries.GetValueOrDefault(country, []), interval];
    }
}
