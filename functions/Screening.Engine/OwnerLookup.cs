using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>Searches the lists for owners. An owner that is named repeatedly is searched for once.</summary>
internal sealed class OwnerLookup(Snapshot snapshot, ReadNames names, EntriesOutOfForce outOfForce)
{
    private readonly Dictionary<(string Party, string Owner), ImmutableArray<(OwnerMatch Match, Candidate Candidate)>> found = [];

    /// <summary>The entries in force that match an owner.</summary>
    public ImmutableArray<(OwnerMatch Match, Candidate Candidate)> Find(Party party, int index, Owner owner)
    {
        if (!found.TryGetValue((party.Id, owner.Name), out var known))
        {
            found[(party.Id, owner.Name)] = known = [.. Search(party, index, owner)];
        }

        return known;
    }

    /// <summary>Whether a strong match with the list counts for the Affiliates Rule.</summary>
    public static bool IsEntity(ListMeaning meaning) => meaning.Fact is Fact.ListEl or Fact.ListMeu;

    /// <summary>
    /// Whether the entry is a person blocked under a program of 15 CFR 744.8, which counts for the Affiliates Rule.
    /// </summary>
    public static bool IsBlocked(Snapshot snapshot, ListedParty listed) =>
        ShownMatch.MeaningOf(snapshot, listed).Fact == Fact.ListSdn && listed.Programs.Any(snapshot.PartyPolicy.CountsForAffiliates);

    private IEnumerable<(OwnerMatch Match, Candidate Candidate)> Search(Party party, int index, Owner owner)
    {
        foreach (var candidate in snapshot.Memory.Search(names.Comparable(PartyQuery.FromName(owner.Name)), names.Work))
        {
            names.Work?.Add(1);
            var listed = snapshot.Parties.PartyAt(candidate.Index);
            if (!outOfForce.Passes(listed, $"parties[{index}].owners", party.Id))
            {
                continue;
            }

            var meaning = ShownMatch.MeaningOf(snapshot, listed);

            // An owner has only a name. An entry whose kind the list does not state is a strong match by name alone from T2.
            var isStrong = candidate.Strength == MatchStrength.Strong
                || (listed.Kind == PartyKind.Unknown && candidate.Score >= snapshot.PartyPolicy.T2);
            yield return (new OwnerMatch(listed, meaning, isStrong, IsEntity(meaning) || IsBlocked(snapshot, listed), meaning.Fact == Fact.ListSdn), candidate);
        }
    }
}
