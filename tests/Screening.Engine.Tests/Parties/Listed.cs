using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Engine.Tests.Parties;

/// <summary>Builders of listed parties and queries.</summary>
internal static class Listed
{
    public static readonly MatchThresholds Thresholds = new(0.83, 0.95);

    public static ListedParty Party(string name, PartyKind kind = PartyKind.Organization, params string[] aliases) => new()
    {
        Feed = "csl",
        Id = "SDN-" + name,
        List = "SDN",
        Kind = kind,
        Name = name,
        Names = [new ListedName(name, false), .. aliases.Select(alias => new ListedName(alias, false))],
    };

    /// <summary>An index of the given parties and enough others for a meaningful word rarity.</summary>
    public static WatchlistIndex Index(params ListedParty[] parties)
    {
        string[] common = ["Trading", "Bank", "Oil", "Group", "Technology", "International", "Shipping", "Mohammad", "American"];
        var others = Enumerable.Range(0, 180).Select(number =>
            Party($"Other{(char)('a' + (number % 26))}{(char)('a' + (number / 26))} {common[number % common.Length]}"));
        return WatchlistIndex.Open(WatchlistIndexWriter.Write([.. parties, .. others]));
    }

    public static PartyQuery Query(string name, PartyKind kind = PartyKind.Organization) =>
        new(name, [], kind, null, null, null, []);

    public static ImmutableArray<Candidate> Find(this WatchlistIndex index, string name, PartyKind kind = PartyKind.Organization) =>
        index.Search(Query(name, kind), Thresholds, 10);

    /// <summary>Best score of <paramref name="query"/> against one listed name; 0 below every threshold in use.</summary>
    public static double Score(string query, string listed, PartyKind kind = PartyKind.Organization)
    {
        var found = Index(Party(listed, kind)).Search(Query(query, kind), new MatchThresholds(0.3, 0.95), 50);

        // Every match needs an explanation in words.
        Assert.All(found.SelectMany(candidate => candidate.Explanation), line => Assert.False(string.IsNullOrWhiteSpace(line)));
        return found.Where(candidate => candidate.MatchedName == listed).Select(candidate => candidate.Score).FirstOrDefault();
    }
}
