using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Looks every party and owner up and turns what is found into facts of the transaction. Joins the party stage with the
/// list meanings of the snapshot; the outcome of a match stands in the policy rules.
/// </summary>
internal sealed class PartyScreening(Snapshot snapshot)
{
    private readonly ImmutableArray<PartyMatch>.Builder matches = ImmutableArray.CreateBuilder<PartyMatch>();

    private readonly Dictionary<(string Party, string? Owner, string List), int> found = [];

    // The strongest finding per fact, as the position of its code.
    private readonly Dictionary<Fact, int> strongest = [];

    // Entries of the Entity List and the Military End User List, of parties and of owners of half or more.
    private readonly List<ListedParty> entities = [];
    private readonly List<ListedParty> affiliates = [];
    private ImmutableArray<string> compared = [];
    private bool isPossible;
    private bool isOwnerPossible;
    private bool isOwnerListed;
    private bool isShareUnknown;
    private decimal sdnPercent;
    private decimal elPercent;

    /// <summary>Every match found, the best first within a party.</summary>
    public ImmutableArray<PartyMatch> Matches => matches.ToImmutable();

    /// <summary>What was found and counted but is not shown, a sentence each.</summary>
    public ImmutableArray<string> NotShown =>
    [
        .. found.Where(pair => pair.Value > Limits.MatchesPerParty)
            .OrderBy(pair => pair.Key.Party, StringComparer.Ordinal).ThenBy(pair => pair.Key.List, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value - Limits.MatchesPerParty} further matches of party {pair.Key.Party} on the list {pair.Key.List} count, but are not shown"),
    ];

    /// <summary>What was compared; null when there was no party.</summary>
    public Compared? Compared(ListStanding lists) => compared.IsEmpty
        ? null
        : new Compared(
            compared,
            [.. compared.Where(party => !found.Keys.Any(key => key.Party == party))],
            [.. snapshot.ListCodes.Select(list => new ComparedList(list.Code, list.Date, list.Entries, ConfirmedOn(lists, list.Code)))],
            snapshot.Parties.Count);

    /// <summary>Screens every party and fills the list facts.</summary>
    public void Fill(FactSheet sheet, ImmutableArray<Party> parties)
    {
        compared = [.. parties.Select(party => party.Id)];
        foreach (var party in parties)
        {
            Screen(party);
            ScreenOwners(party);
        }

        foreach (var fact in new[]
        {
            Fact.ListSdn, Fact.ListDpl, Fact.ListDtc, Fact.ListEl, Fact.ListMeu, Fact.ListIsn, Fact.ListUn, Fact.ListMieu, Fact.ListUvl, Fact.ListRestricted, Fact.ListOwn,
        })
        {
            var code = strongest.GetValueOrDefault(fact);
            sheet.Set(fact, PossibleValue.OfCode(code, FactCatalogue.Of(fact).Codes[code]));
        }

        // Where no list is on file, or none has an entry, no party was compared: whether one is listed is unknown, and no
        // answer may rest on "no".
        bool? isListed = parties.IsEmpty || snapshot.ImportedEntries > 0 ? isPossible : null;
        sheet.Set(Fact.PossibleMatch, PossibleValue.Of(isListed));
        sheet.Set(Fact.PossibleOwnerMatch, PossibleValue.Of(isOwnerPossible));
        sheet.Set(Fact.OwnerListed, PossibleValue.Of(isOwnerListed));
        sheet.Set(Fact.OwnerShareUnknown, PossibleValue.Of(isShareUnknown));
        sheet.Set(Fact.OwnedBySdnPct, PossibleValue.Of((double)sdnPercent));
        sheet.Set(Fact.OwnedByElPct, PossibleValue.Of((double)elPercent));
        sheet.Set(Fact.EndUserGovernment, PossibleValue.Of(
            parties.Any(party => party is { Role: PartyRole.EndUser, Kind: PartyKind.Government })));
    }

    /// <summary>Fills what the entries found mean for each item; the facts of the items must be on the sheet.</summary>
    public void FillItems(FactSheet sheet, ImmutableArray<Item> items)
    {
        for (var index = 0; index < items.Length; index++)
        {
            var traits = Traits(sheet, index, items[index]);
            sheet.SetItem(index, Fact.EntityReview, Review(entities, traits));
            sheet.SetItem(index, Fact.AffiliateReview, Review(affiliates, traits));
        }
    }

    private static ItemTraits Traits(FactSheet sheet, int index, Item item)
    {
        var status = sheet.Get(Fact.ControlStatus, 0, index).Codes;
        var isNamed = sheet.Get(Fact.MilitaryEndUseItem, 0, index).Codes;
        return new ItemTraits(
            item.Eccn,
            status switch { 0b01 => false, 0b10 => true, _ => null },
            isNamed switch { 0b01 => false, 0b10 => true, _ => null },
            (Humanitarian)System.Numerics.BitOperations.TrailingZeroCount(sheet.Get(Fact.Humanitarian, 0, index).Codes));
    }

    /// <summary>The strictest entry counts; what each may mean combines with what each other may.</summary>
    private PossibleValue Review(List<ListedParty> listed, ItemTraits traits)
    {
        var possible = 1UL;
        foreach (var entry in listed)
        {
            // The flags stand in the order of the codes, behind "none".
            var reviews = IsBlocked(entry) ? EntryReviews.PresumptionOfDenial : snapshot.PartyPolicy.TermsOf(entry).For(traits);
            var codes = (ulong)reviews << 1;
            var floor = Math.Max(System.Numerics.BitOperations.TrailingZeroCount(possible), System.Numerics.BitOperations.TrailingZeroCount(codes));
            possible = (possible | codes) & ~((1UL << floor) - 1);
        }

        return System.Numerics.BitOperations.PopCount(possible) == 1
            ? PossibleValue.OfCode(System.Numerics.BitOperations.TrailingZeroCount(possible), FactCatalogue.ReviewCodes[System.Numerics.BitOperations.TrailingZeroCount(possible)])
            : PossibleValue.OfCodes(possible);
    }

    private void Screen(Party party)
    {
        foreach (var candidate in snapshot.Memory.Search(PartyQuery.From(party)))
        {
            var listed = snapshot.Parties.PartyAt(candidate.Index);
            var meaning = MeaningOf(listed);
            var strength = IsElsewhere(listed, party) ? MatchStrength.Possible : candidate.Strength;
            Add(party, null, listed, candidate, strength);
            if (strength == MatchStrength.Strong)
            {
                Raise(meaning.Fact, CodeOf(meaning, listed));
                RaiseUnverified(listed);
                if (IsEntity(meaning))
                {
                    entities.Add(listed);
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

    /// <summary>Owners count by share, per party and added together; an owner that may be listed holds.</summary>
    private void ScreenOwners(Party party)
    {
        if (party.Owners.IsEmpty)
        {
            return;
        }

        var owners = new OwnerScreening(owner => OwnerMatches(party, owner)).Screen(party.Owners);
        sdnPercent = Math.Max(sdnPercent, owners.Sdn.Share);
        elPercent = Math.Max(elPercent, owners.Entity.Share);
        isShareUnknown |= owners.HasUnknownShare;
        isOwnerPossible |= owners.IsPossible;
        isOwnerListed |= owners.IsOtherListed;
        if (owners.Entity.Share >= OwnerScreening.Half)
        {
            affiliates.AddRange(owners.Entity.Listed);
        }

        foreach (var (meaning, share) in owners.OwnLists)
        {
            Raise(Fact.ListOwn, OwnCode(share >= OwnerScreening.Half ? meaning.Ownership ?? Outcome.HoldForReview : Outcome.HoldForReview));
        }
    }

    private IEnumerable<OwnerMatch> OwnerMatches(Party party, Owner owner)
    {
        foreach (var candidate in snapshot.Memory.Search(PartyQuery.FromName(owner.Name)))
        {
            var listed = snapshot.Parties.PartyAt(candidate.Index);
            var meaning = MeaningOf(listed);

            // An owner carries no second identifier; what the list does not call a person counts by name.
            var isStrong = candidate.Strength == MatchStrength.Strong
                || (listed.Kind == PartyKind.Unknown && candidate.Score >= snapshot.PartyPolicy.T2);
            Add(party, owner.Name, listed, candidate, isStrong ? MatchStrength.Strong : MatchStrength.Possible);
            yield return new OwnerMatch(listed, meaning, isStrong, IsEntity(meaning) || IsBlocked(listed), meaning.Fact == Fact.ListSdn);
        }
    }

    private static bool IsEntity(ListMeaning meaning) => meaning.Fact is Fact.ListEl or Fact.ListMeu;

    /// <summary>Whether a blocked person counts for the Affiliates Rule: 15 CFR 744.8 names its program.</summary>
    private bool IsBlocked(ListedParty listed) => MeaningOf(listed).Fact == Fact.ListSdn && listed.Programs.Any(snapshot.PartyPolicy.CountsForAffiliates);

    private ListMeaning MeaningOf(ListedParty listed) => ShownMatch.MeaningOf(snapshot, listed);

    /// <summary>
    /// Whether a body that the policy names belongs to another country than the party: its name may be that of many bodies, so
    /// that it is no more than possible then.
    /// </summary>
    private bool IsElsewhere(ListedParty listed, Party party) =>
        party.Country is { } country && snapshot.PartyPolicy.NamedBodies.Of(listed) is { } body && body.Country != country;

    /// <summary>The Unverified List restricts like others, and bars licence exceptions besides.</summary>
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

    private void Add(Party party, string? owner, ListedParty listed, Candidate candidate, MatchStrength strength)
    {
        var key = (party.Id, owner, listed.List);
        found[key] = found.GetValueOrDefault(key) + 1;
        if (found[key] > Limits.MatchesPerParty)
        {
            return;
        }

        matches.Add(ShownMatch.Of(snapshot, listed, candidate) with { Party = party.Id, Owner = owner, Strength = strength });
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
    /// The policy of an entry without regard to the item, as documents of an earlier seed read it: the strictest it may state.
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
