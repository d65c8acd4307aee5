using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Searches the lists for every party and owner and turns the matches into facts of the transaction. Combines the party stage
/// with the list meanings of the snapshot. The policy rules define the outcome of a match.
/// </summary>
internal sealed class PartyScreening
{
    private readonly Snapshot snapshot;
    private readonly Work? work;
    private readonly EntriesOutOfForce outOfForce;
    private readonly OwnerLookup ownerLookup;
    private readonly ReadNames names;

    private readonly ImmutableArray<PartyMatch>.Builder matches = ImmutableArray.CreateBuilder<PartyMatch>();

    private readonly Dictionary<(string Party, string? Owner, string List), int> found = [];

    // The strongest match per fact, as the position of its code.
    private readonly Dictionary<Fact, int> strongest = [];

    // Terms of the Entity List and Military End User List entries of parties, and of the listed owners of a party under the
    // Affiliates Rule. Thousands of entries may match, but they have few different terms. Null stands for a blocked person.
    private readonly HashSet<EntryTerms?> entities = [];
    private readonly HashSet<EntryTerms?> affiliates = [];
    private ImmutableArray<Party> screened = [];
    private bool isPossible;
    private bool isOwnerPossible;
    private bool isOwnerListed;
    private bool isShareUnknown;
    private decimal sdnPercent;
    private decimal elPercent;

    public PartyScreening(Snapshot snapshot, DateOnly asOf, Work? work)
    {
        (this.snapshot, this.work) = (snapshot, work);
        outOfForce = new EntriesOutOfForce(asOf);
        names = new ReadNames(snapshot, work);
        ownerLookup = new OwnerLookup(snapshot, names, outOfForce);
    }

    /// <summary>
    /// The matches shown, by party: at most <see cref="Limits.MatchesPerParty"/> per party, owner and list, best first.
    /// </summary>
    public ImmutableArray<PartyMatch> Matches => matches.ToImmutable();

    /// <summary>Sentences about matches that were counted but are not shown: their number in all, then of each list.</summary>
    public ImmutableArray<string> NotShown =>
    [
        .. found.GroupBy(pair => (pair.Key.Party, pair.Key.Owner))
            .Where(lists => lists.Any(pair => pair.Value > Limits.MatchesPerParty))
            .OrderBy(lists => lists.Key.Party, StringComparer.Ordinal).ThenBy(lists => lists.Key.Owner, StringComparer.Ordinal)
            .Select(lists => $"{lists.Sum(pair => pair.Value)} entries match {Matched(lists.Key.Party, lists.Key.Owner)}; the {Limits.MatchesPerParty} best of each list are shown, and all count"),
        .. found.Where(pair => pair.Value > Limits.MatchesPerParty)
            .OrderBy(pair => pair.Key.Party, StringComparer.Ordinal).ThenBy(pair => pair.Key.List, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value - Limits.MatchesPerParty} further matches of party {pair.Key.Party} on the list {pair.Key.List} count, but are not shown"),
    ];

    private static string Matched(string party, string? owner) => owner is null ? $"party {party}" : $"the owner {owner} of party {party}";

    /// <summary>Entries that would match and are not in force at the date of the decision.</summary>
    public ImmutableArray<ReviewNote> OutOfForce => outOfForce.Notes;

    /// <summary>Identifiers that were compared with no entry, as sentences.</summary>
    public ImmutableArray<string> NotCompared { get; private set; } = [];

    /// <summary>Names that could not be compared, in whole or in part.</summary>
    public ImmutableArray<OpenName> Names { get; private set; } = [];

    /// <summary>What was compared; null without parties. A party without a name that was compared is left out.</summary>
    public Compared? Compared(ListStanding lists)
    {
        var unnamed = Names.Where(name => name is { IsOpen: true, IsOfOwner: false }).Select(name => name.Party).ToHashSet(StringComparer.Ordinal);
        var unsure = Names.Where(name => name.IsOpen).Select(name => name.Party).ToHashSet(StringComparer.Ordinal);
        return screened.IsEmpty
            ? null
            : new Compared(
                [.. screened.Select(party => party.Id).Where(party => !unnamed.Contains(party))],
                [.. screened.Select(party => party.Id).Where(party => !unsure.Contains(party) && !found.Keys.Any(key => key.Party == party))],
                [.. snapshot.ListCodes.Select(list => new ComparedList(list.Code, list.Date, list.Entries, ConfirmedOn(lists, list.Code)))],
                snapshot.Parties.Count);
    }

    /// <summary>Screens every party and fills the list facts.</summary>
    public void Fill(FactSheet sheet, ImmutableArray<Party> parties)
    {
        screened = parties;
        names.ReadShortestFirst(parties);
        Names = OpenNames.Of(names, parties);
        for (var index = 0; index < parties.Length; index++)
        {
            Screen(parties[index], index);
            ScreenOwners(parties[index], index);
        }

        foreach (var fact in new[]
        {
            Fact.ListSdn, Fact.ListDpl, Fact.ListDtc, Fact.ListEl, Fact.ListMeu, Fact.ListIsn, Fact.ListUn, Fact.ListMieu, Fact.ListUvl, Fact.ListRestricted, Fact.ListOwn,
        })
        {
            var code = strongest.GetValueOrDefault(fact);
            sheet.Set(fact, PossibleValue.OfCode(code, FactCatalogue.Of(fact).Codes[code]));
        }

        // Without an imported entry no party was compared. Whether a party is listed is then unknown, and no decision may rely on
        // "no".
        bool? isListed = parties.IsEmpty || snapshot.ImportedEntries > 0 ? isPossible : null;
        sheet.Set(Fact.PossibleMatch, PossibleValue.Of(isListed));
        NotCompared = WrongIdentifiers.Ask(sheet, parties);
        sheet.Set(Fact.PossibleOwnerMatch, PossibleValue.Of(isOwnerPossible));
        sheet.Set(Fact.OwnerListed, PossibleValue.Of(isOwnerListed));
        sheet.Set(Fact.OwnerShareUnknown, PossibleValue.Of(isShareUnknown));
        sheet.Set(Fact.OwnedBySdnPct, PossibleValue.Of((double)sdnPercent));
        sheet.Set(Fact.OwnedByElPct, PossibleValue.Of((double)elPercent));
        sheet.Set(Fact.EndUserGovernment, PossibleValue.Of(
            parties.Any(party => party is { Role: PartyRole.EndUser, Kind: PartyKind.Government })));
    }

    /// <summary>Fills what the matched entries mean for each item. The facts of the items must already be on the sheet.</summary>
    public void FillItems(FactSheet sheet, ImmutableArray<Item> items)
    {
        for (var index = 0; index < items.Length; index++)
        {
            var traits = EntryReviewsOfItem.Traits(sheet, index, items[index]);
            sheet.SetItem(index, Fact.EntityReview, EntryReviewsOfItem.Review(entities, traits));
            sheet.SetItem(index, Fact.AffiliateReview, EntryReviewsOfItem.Review(affiliates, traits));
        }
    }

    private void Screen(Party party, int index)
    {
        foreach (var candidate in snapshot.Memory.Search(Comparable(party, PartyQuery.From(party)), work))
        {
            work?.Add(1);
            var listed = snapshot.Parties.PartyAt(candidate.Index);
            if (!outOfForce.Passes(listed, $"parties[{index}]", party.Id))
            {
                continue;
            }

            var meaning = MeaningOf(listed);
            var strength = IsElsewhere(listed, party) ? MatchStrength.Possible : candidate.Strength;
            Add(party, null, listed, candidate, strength);
            if (strength == MatchStrength.Strong)
            {
                Raise(meaning.Fact, CodeOf(meaning, listed));
                RaiseUnverified(listed);
                if (OwnerLookup.IsEntity(meaning))
                {
                    entities.Add(ReviewTermsOf(listed));
                }
            }
            else
            {
                isPossible = true;
                if (meaning.Fact != Fact.ListOwn)
                {
                    Raise(meaning.Fact, "possible");
                }
            }
        }
    }

    // Names are read once, before the search. Only a party with an unread name needs another query.
    private PartyQuery Comparable(Party party, PartyQuery query) =>
        Names.Any(name => name.Party == party.Id) ? names.Comparable(query) : query;

    /// <summary>
    /// The shares of listed owners are summed per party, and the largest sum counts. A possible match of an owner is a separate
    /// fact.
    /// </summary>
    private void ScreenOwners(Party party, int index)
    {
        if (party.Owners.IsEmpty)
        {
            return;
        }

        var owners = new OwnerScreening(owner => ownerLookup.Find(party, index, owner).Select(found => found.Match)).Screen(party.Owners);
        foreach (var owner in owners.Owners)
        {
            ShowOwner(party, index, owner);
        }

        sdnPercent = Math.Max(sdnPercent, owners.Sdn.Share);
        elPercent = Math.Max(elPercent, owners.Entity.Share);
        isShareUnknown |= owners.HasUnknownShare;
        isOwnerPossible |= owners.IsPossible;
        isOwnerListed |= owners.IsOtherListed;
        if (owners.Entity.Share >= OwnerScreening.Half)
        {
            affiliates.UnionWith(owners.Entity.Listed.Select(ReviewTermsOf));
        }

        foreach (var (meaning, share) in owners.OwnLists)
        {
            Raise(Fact.ListOwn, OwnCode(share >= OwnerScreening.Half ? meaning.Ownership ?? Outcome.HoldForReview : Outcome.HoldForReview));
        }
    }

    /// <summary>Shows the matches of an owner once, with its share of the party through every chain that names it.</summary>
    private void ShowOwner(Party party, int index, FoundOwner owner)
    {
        foreach (var (match, candidate) in ownerLookup.Find(party, index, owner.Owner))
        {
            var explained = candidate with { Explanation = [.. candidate.Explanation, .. owner.Sentences] };
            Add(party, owner, match.Listed, explained, match.IsStrong ? MatchStrength.Strong : MatchStrength.Possible);
        }
    }

    private EntryTerms? ReviewTermsOf(ListedParty listed) => OwnerLookup.IsBlocked(snapshot, listed) ? null : snapshot.PartyPolicy.TermsOf(listed);

    private ListMeaning MeaningOf(ListedParty listed) => ShownMatch.MeaningOf(snapshot, listed);

    /// <summary>
    /// Whether the entry is a body named by the policy that belongs to a country other than the party's. Many bodies may have
    /// such a name, so the match is then at most possible.
    /// </summary>
    private bool IsElsewhere(ListedParty listed, Party party) =>
        party.Country is { } country && snapshot.PartyPolicy.NamedBodies.Of(listed) is { } body && body.Country != country;

    /// <summary>The Unverified List also bars licence exceptions and therefore has a separate fact.</summary>
    private void RaiseUnverified(ListedParty listed)
    {
        if (listed.List == "UVL")
        {
            Raise(Fact.ListUvl, "strong");
        }
    }

    private void Raise(Fact fact, string code)
    {
        var position = FactCatalogue.Of(fact).Codes.IndexOf(code);
        strongest[fact] = Math.Max(strongest.GetValueOrDefault(fact), position);
    }

    private void Add(Party party, FoundOwner? owner, ListedParty listed, Candidate candidate, MatchStrength strength)
    {
        if (candidate.IsRepeated)
        {
            return;
        }

        var key = (party.Id, owner?.Owner.Name, listed.List);
        found[key] = found.GetValueOrDefault(key) + 1;
        if (found[key] > Limits.MatchesPerParty)
        {
            return;
        }

        matches.Add(ShownMatch.Of(snapshot, listed, candidate) with
        {
            Party = party.Id,
            Owner = owner?.Owner.Name,
            Share = owner?.Share,
            Chain = owner?.Chain ?? [],
            Strength = strength,
        });
    }

    private string CodeOf(ListMeaning meaning, ListedParty listed) => meaning.Fact switch
    {
        Fact.ListEl => EntityCode(listed),
        Fact.ListOwn => OwnCode(meaning.Strong ?? Outcome.Prohibited),
        _ => "strong",
    };

    private static string OwnCode(Outcome outcome) => outcome switch
    {
        Outcome.HoldForReview => "hold",
        Outcome.PresumptionOfDenial => "presumption_of_denial",
        Outcome.PolicyOfDenial => "policy_of_denial",
        _ => "prohibited",
    };

    /// <summary>
    /// The licence policy of an entry regardless of the item: the strictest it may state. Policy documents of an earlier seed
    /// read it.
    /// </summary>
    private string EntityCode(ListedParty listed)
    {
        var reviews = snapshot.PartyPolicy.TermsOf(listed).For(new ItemTraits(null, null, null, Humanitarian.None));
        return (reviews & EntryReviews.PolicyOfDenial) != 0 ? "policy_of_denial"
            : reviews == EntryReviews.CaseByCase ? "case_by_case"
            : "presumption_of_denial";
    }

    private static DateOnly? ConfirmedOn(ListStanding lists, string code) => lists.ConfirmedOn.TryGetValue(code, out var day) ? day : null;
}
