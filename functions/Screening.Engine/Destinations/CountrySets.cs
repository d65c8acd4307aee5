using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Every country set on file, with dated memberships. Immutable after all documents are added.</summary>
public sealed class CountrySets
{
    /// <summary>Id of the document that lists which country has the standing of another.</summary>
    public const string FollowsSet = "FOLLOWS";

    private const string RegionsSet = "EMBARGOED-REGIONS";

    private readonly SortedDictionary<string, Dictionary<CountryCode, ImmutableArray<MemberRow>>> sets = new(StringComparer.Ordinal);
    private readonly Dictionary<CountryCode, Following> follows = [];
    private readonly Dictionary<string, RegionEmbargo> regions = new(StringComparer.Ordinal);
    private readonly List<SetHeading> headings = [];
    private readonly Dictionary<CountryCode, List<EmbargoedRegion>> regionsByCountry = [];
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly EmbargoedPlaces places = new();

    // Sets with a row that has a confirmation date. Few sets have one, and every decision checks this.
    private readonly SortedSet<string> confirmable = new(StringComparer.Ordinal);

    /// <summary>Sets that the stages themselves read; a snapshot without them is rejected.</summary>
    public static ImmutableArray<string> Required { get; } = [FollowsSet, RegionsSet];

    /// <summary>Ids of the sets that a policy may name.</summary>
    public IReadOnlySet<string> Ids => sets.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds a set from its document; every error is reported with its path.</summary>
    public void Add(string json, List<(string Path, string Message)> errors) =>
        JsonCursor.Read(json, errors, root =>
        {
            var members = root.Members(["id", "label", "source", "sourceDate", "members"], IsRegions(root) ? ["note", "cities"] : ["note"]);
            var heading = new SetHeading(members.Text("id"), members.Text("label"), members.Text("source"), members.Date("sourceDate"));
            headings.Add(heading);

            // Two documents with the same id would be merged, and a member removed from one would remain through the other.
            if (heading.Id.Length > 0 && !read.Add(heading.Id))
            {
                members["id"].Error($"the set `{heading.Id}` is on file twice");
            }

            foreach (var member in members.Elements("members"))
            {
                AddMember(heading, member);
            }

            foreach (var city in members.Elements("cities"))
            {
                places.Add(city, regions.Keys, heading.Source, heading.SourceDate);
            }

            if (heading.Id is not (FollowsSet or RegionsSet) && !sets.ContainsKey(heading.Id))
            {
                sets.Add(heading.Id, []);
            }

            return heading.Id;
        });

    /// <summary>
    /// Checks, after every set is read, that the sets named by a follower exist: with a misspelt name the country would not
    /// follow in the intended set. Paths are those of the document <see cref="FollowsSet"/>.
    /// </summary>
    public void CheckFollowers(List<(string Path, string Message)> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        foreach (var place in follows.Values.SelectMany(follower => follower.SetPlaces).Where(place => place.Text.Length > 0))
        {
            if (!sets.ContainsKey(place.Text))
            {
                errors.Add((place.Path, $"there is no set `{place.Text}`"));
            }
        }
    }

    /// <summary>Every set with countries as members, ordered by id.</summary>
    public IEnumerable<SetHeading> Headings =>
        headings.Where(heading => sets.ContainsKey(heading.Id)).OrderBy(heading => heading.Id, StringComparer.Ordinal);

    /// <summary>Regions of <paramref name="country"/> that are under embargo, in whole or in part.</summary>
    public IReadOnlyList<EmbargoedRegion> EmbargoedRegionsOf(CountryCode country) => regionsByCountry.GetValueOrDefault(country, []);

    /// <summary>
    /// Whether <paramref name="country"/>, or the country it follows in the set, is a member at <paramref name="date"/>.
    /// </summary>
    public bool IsMember(CountryCode country, string set, DateOnly date) => IsIn(RowsOf(country, set), date);

    /// <summary>The countries that a set names at <paramref name="date"/>, without countries that follow one of them.</summary>
    public ImmutableArray<CountryCode> MembersAt(string set, DateOnly date) => sets.TryGetValue(set, out var members)
        ? [.. members.Where(member => IsIn(member.Value, date)).Select(member => member.Key).Order()]
        : [];

    /// <summary>
    /// Every interval in which <paramref name="country"/>, or the country it follows in the set, is a member, in the order of the
    /// file. The intervals of rows with the effect "out" are subtracted.
    /// </summary>
    public ImmutableArray<Membership> MembershipsOf(CountryCode country, string set)
    {
        var rows = RowsOf(country, set);
        IEnumerable<Membership> intervals = rows.Where(row => !row.IsOut).Select(row => row.Interval);
        foreach (var suspension in rows.Where(row => row.IsOut))
        {
            intervals = [.. intervals.SelectMany(interval => interval.Without(suspension.Interval))];
        }

        return [.. intervals];
    }

    /// <summary>
    /// Every row about <paramref name="country"/>, or the country it follows in the set, in the order of the file.
    /// </summary>
    public ImmutableArray<MemberRow> RowsOf(CountryCode country, string set) =>
        sets.TryGetValue(set, out var members) && members.TryGetValue(SubjectOf(country, members, set), out var rows) ? rows : [];

    /// <summary>
    /// The country whose registry entries count for <paramref name="country"/>: itself, or the one it follows in at least one
    /// registry. Use the overload with a registry where the registry is known.
    /// </summary>
    public CountryCode Followed(CountryCode country) =>
        follows.TryGetValue(country, out var follower) && follower.Registries is not { IsEmpty: true } ? follower.Followed : country;

    /// <summary>
    /// The country whose entries in a registry count for <paramref name="country"/>: itself, or the one it follows there.
    /// </summary>
    public CountryCode Followed(CountryCode country, string registry) =>
        follows.TryGetValue(country, out var follower) && follower.InRegistry(registry) ? follower.Followed : country;

    /// <summary>The country that a country follows, with the sets and registries; null when it follows none.</summary>
    public Following? FollowingOf(CountryCode country) => follows.GetValueOrDefault(country);

    /// <summary>
    /// Rows about a country, or the country it follows in the set, that hold at a date, are unconfirmed at that date and change
    /// the membership. Each result names the requested country, not the one followed.
    /// </summary>
    public ImmutableArray<Unconfirmed> UnconfirmedOf(CountryCode country, DateOnly date)
    {
        var found = ImmutableArray.CreateBuilder<Unconfirmed>();
        foreach (var set in confirmable)
        {
            var rows = RowsOf(country, set);
            var isMember = IsIn(rows, date);
            var isMemberAsConfirmed = IsIn(rows.RemoveAll(row => row.Origin.IsUnconfirmedAt(date)), date);
            foreach (var row in rows.Where(row => row.Interval.Contains(date) && row.Origin.IsUnconfirmedAt(date)))
            {
                // Two unconfirmed rows may state the same. The membership then depends on both together.
                var alone = IsIn(rows.RemoveAll(other => ReferenceEquals(other, row)), date) != isMember;
                if (alone || (row.IsOut != isMember && isMemberAsConfirmed != isMember))
                {
                    found.Add(row.Origin.Unconfirmed($"country-sets/{set}", country) with { Set = set, IsMemberWithout = !isMember });
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// The embargoed area, such as Crimea, of a place in an address although another region of that country is declared; null
    /// when there is no such place. An address never supplies a region: the result is null without a declared region.
    /// </summary>
    /// <param name="region">Declared region, ISO 3166-2, or DNR or LNR.</param>
    /// <param name="address">Address as written, in any script.</param>
    public string? Contradicts(string? region, string? address) =>
        region is not null && !string.IsNullOrWhiteSpace(address) && IsOfAffectedCountry(region) ? places.OutsideOf(region, address) : null;

    /// <summary>Whether a declared region is under embargo; null means that no region is declared.</summary>
    public RegionEmbargo EmbargoOf(string? region) =>
        region is null ? RegionEmbargo.None : regions.GetValueOrDefault(region, RegionEmbargo.None);

    /// <summary>Whether regions of <paramref name="country"/> are under embargo, so that the region must be declared.</summary>
    public bool HasEmbargoedRegions(CountryCode country) => regionsByCountry.ContainsKey(country);

    private static bool IsRegions(JsonCursor root) =>
        root.Element.ValueKind == JsonValueKind.Object && root.Element.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String && id.GetString() == RegionsSet;

    private static bool IsIn(ImmutableArray<MemberRow> rows, DateOnly date)
    {
        var isIn = false;
        foreach (var row in rows)
        {
            if (!row.Interval.Contains(date))
            {
                continue;
            }

            if (row.IsOut)
            {
                return false;
            }

            isIn = true;
        }

        return isIn;
    }

    private bool IsOfAffectedCountry(string region) =>
        regions.ContainsKey(region) || regionsByCountry.Keys.Any(country => region.StartsWith($"{country}-", StringComparison.Ordinal));

    /// <summary>The country whose rows count: the one followed, unless the set names the follower itself.</summary>
    private CountryCode SubjectOf(CountryCode country, Dictionary<CountryCode, ImmutableArray<MemberRow>> members, string set) =>
        follows.TryGetValue(country, out var follower) && follower.InSet(set) && !members.ContainsKey(country) ? follower.Followed : country;

    private void AddMember(SetHeading heading, JsonCursor cursor)
    {
        switch (heading.Id)
        {
            case FollowsSet:
                var follower = Following.Read(cursor, heading.Source, heading.SourceDate);
                follows[follower.Country] = follower;
                break;
            case RegionsSet:
                AddRegion(cursor.Members(["country", "region", "certainty"], ["note", "source", "sourceDate"]), heading);
                break;
            default:
                AddMembership(heading, cursor);
                break;
        }
    }

    private void AddRegion(Dictionary<string, JsonCursor> region, SetHeading heading)
    {
        var (country, code) = (region.Country("country"), region.Text("region"));
        FactOrigin.Read(region, heading.Source, heading.SourceDate);
        var embargo = region.TryGetValue("certainty", out var certainty) && certainty.OneOf(["all", "part"]) == "part" ? RegionEmbargo.Part : RegionEmbargo.All;
        regions[code] = embargo;
        if (!regionsByCountry.TryGetValue(country, out var known))
        {
            regionsByCountry.Add(country, known = []);
        }

        known.Add(new EmbargoedRegion(code, embargo, region.OptionalText("note") ?? ""));
    }

    private void AddMembership(SetHeading heading, JsonCursor cursor)
    {
        var members = cursor.Members(["country"], ["from", "to", "effect", .. FactOrigin.Grounds, .. FactOrigin.Confirmation]);
        var country = members.Country("country");
        var interval = new Membership(members.Date("from"), members.Date("to"));
        if (interval is { From: { } from, To: { } to } && to <= from)
        {
            cursor.Error("`to` must be later than `from`; the interval is half-open");
        }

        var isOut = members.TryGetValue("effect", out var effect) && effect.OneOf(["in", "out"]) == "out";
        var row = new MemberRow(country, interval, isOut, FactOrigin.Read(members, heading.Source, heading.SourceDate));
        if (row.Origin.ConfirmBy is not null)
        {
            confirmable.Add(heading.Id);
        }

        if (!sets.TryGetValue(heading.Id, out var countries))
        {
            sets.Add(heading.Id, countries = []);
        }

        countries[country] = [.. countries.GetValueOrDefault(country, []), row];
    }
}
