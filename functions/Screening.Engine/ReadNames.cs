using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Which names can be compared. A text that is no name is not searched for, so that it matches nothing by chance, unless an entry
/// of the lists has exactly these words as its name.
/// </summary>
internal static class ReadNames
{
    /// <summary>The reading of a name. A text that is a listed name in these words is a name.</summary>
    public static NameReading Of(Snapshot snapshot, string name)
    {
        var reading = NameReading.Of(name);
        return reading.Unread is not null && IsListed(snapshot, name) ? reading with { Unread = null } : reading;
    }

    /// <summary>The query with only those names that can be compared; the name is empty when it cannot.</summary>
    public static PartyQuery Comparable(Snapshot snapshot, PartyQuery query)
    {
        var isName = Of(snapshot, query.Name).Unread is null;
        var areNames = query.Aliases.All(alias => Of(snapshot, alias).Unread is null);
        return isName && areNames
            ? query
            : query with
            {
                Name = isName ? query.Name : "",
                Aliases = areNames ? query.Aliases : [.. query.Aliases.Where(alias => Of(snapshot, alias).Unread is null)],
            };
    }

    private static bool IsListed(Snapshot snapshot, string name) =>
        snapshot.Memory.Search(PartyQuery.FromName(name)).Any(candidate => NameReading.AreSameWords(candidate.MatchedName, name));
}
