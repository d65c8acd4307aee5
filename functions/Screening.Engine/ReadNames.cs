using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Which names of one request can be compared. A text that is no name is not searched for, so that it matches nothing by chance, unless
/// an entry of the lists has exactly these words as its name. Every name is read once. The words of all names together are limited, so
/// that the time of a request is.
/// </summary>
/// <param name="snapshot">The lists.</param>
/// <param name="work">Counts the work and may end it; null counts nothing.</param>
internal sealed class ReadNames(Snapshot snapshot, Work? work)
{
    private const int FewCharacters = 500;

    private readonly Dictionary<string, NameReading> readings = new(StringComparer.Ordinal);
    private int words;

    /// <summary>Counts the work of the request; null counts nothing.</summary>
    public Work? Work => work;

    /// <summary>The reading of a name. A text that is a listed name in these words is a name.</summary>
    public NameReading Of(string name)
    {
        if (!readings.TryGetValue(name, out var reading))
        {
            readings[name] = reading = Read(name);
        }

        return reading;
    }

    /// <summary>
    /// Reads the names of a request, the shortest first: names that were made long to use up the words of the request never keep an
    /// ordinary one from being compared.
    /// </summary>
    public void ReadShortestFirst(ImmutableArray<Party> parties)
    {
        // So few characters never use up the words.
        if (parties.Sum(party => party.Name.Length + party.Aliases.Sum(alias => alias.Length) + party.Owners.Length * Limits.NameCharacters) <= FewCharacters)
        {
            return;
        }

        foreach (var name in parties.SelectMany(party => party.Aliases.Prepend(party.Name).Concat(NamesOf(party.Owners))).OrderBy(name => name.Length))
        {
            Of(name);
        }
    }

    /// <summary>The query with only those names that can be compared; the name is empty when it cannot.</summary>
    public PartyQuery Comparable(PartyQuery query)
    {
        var isName = Of(query.Name).Unread is null;
        var areNames = query.Aliases.All(alias => Of(alias).Unread is null);
        return isName && areNames
            ? query
            : query with
            {
                Name = isName ? query.Name : "",
                Aliases = areNames ? query.Aliases : [.. query.Aliases.Where(alias => Of(alias).Unread is null)],
            };
    }

    private static IEnumerable<string> NamesOf(ImmutableArray<Owner> owners) =>
        owners.SelectMany(owner => NamesOf(owner.Owners).Prepend(owner.Name));

    private NameReading Read(string name)
    {
        if (words > Limits.WordsOfNames)
        {
            return NameReading.BeyondLimit;
        }

        work?.Add(name.Length);
        var reading = NameReading.Of(name);
        if (reading.Unread is UnreadReason.TooManyCharacters or UnreadReason.TooManyWords)
        {
            // It is not compared, but it was read.
            words += Limits.WordsOfName;
        }
        else if (reading.Unread is null or UnreadReason.Placeholder or UnreadReason.FormOnly)
        {
            words += reading.Words;
            reading = words > Limits.WordsOfNames ? reading with { Unread = UnreadReason.BeyondLimit } : reading;
        }

        var mayBeListed = reading.Unread is not (null or UnreadReason.TooManyWords or UnreadReason.TooManyCharacters or UnreadReason.BeyondLimit) && reading.Words <= Limits.WordsOfName;
        return mayBeListed && IsListed(name) ? reading with { Unread = null } : reading;
    }

    private bool IsListed(string name) =>
        snapshot.Memory.Search(PartyQuery.FromName(name), work).Any(candidate => NameReading.AreSameWords(candidate.MatchedName, name));
}
