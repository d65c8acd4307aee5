using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>An entry found for an owner.</summary>
/// <param name="Listed">The entry.</param>
/// <param name="Meaning">Meaning of its list.</param>
/// <param name="IsStrong">Whether the match is strong.</param>
/// <param name="IsEntity">Whether its share counts for the Affiliates Rule.</param>
/// <param name="IsSdn">Whether its share counts as blocked.</param>
internal sealed record OwnerMatch(ListedParty Listed, ListMeaning Meaning, bool IsStrong, bool IsEntity, bool IsSdn);

/// <summary>The share of a party that listed owners hold.</summary>
/// <param name="Share">Percent, 0 to 100.</param>
/// <param name="Listed">The listed owners that hold it.</param>
internal sealed record OwnedShare(decimal Share, ImmutableArray<ListedParty> Listed)
{
    public static OwnedShare None { get; } = new(0, []);
}

/// <summary>Result of screening the owners of one party.</summary>
/// <param name="Sdn">Share of blocked persons.</param>
/// <param name="Entity">Share of Entity List and Military End User List parties and of persons blocked under 15 CFR 744.8.</param>
/// <param name="HasUnknownShare">A listed owner holds an unknown share.</param>
/// <param name="IsPossible">An owner has a possible match.</param>
/// <param name="IsOtherListed">An owner is on a list that does not count shares, or holds a share of zero.</param>
/// <param name="OwnLists">Own lists with a listed owner, and its share in percent.</param>
/// <param name="Owners">Owners with a match, in the order of the request, each name once.</param>
internal sealed record OwnersFound(
    OwnedShare Sdn, OwnedShare Entity, bool HasUnknownShare, bool IsPossible, bool IsOtherListed,
    ImmutableArray<(ListMeaning Meaning, decimal Share)> OwnLists, ImmutableArray<FoundOwner> Owners);

/// <summary>
/// Sums the shares of listed owners. An owner of which listed parties own 50 % or more counts with its whole share (OFAC guidance
/// of 2014-08-13; 15 CFR 744.11(a)). Below 50 %, ownership through it counts as the product of the shares, so that any listed
/// ownership is reported.
/// </summary>
internal sealed class OwnerScreening(Func<Owner, IEnumerable<OwnerMatch>> search)
{
    /// <summary>Share from which ownership by listed parties counts as listing, percent.</summary>
    public const decimal Half = 50;

    private readonly List<(ListMeaning Meaning, decimal Share)> ownLists = [];
    private readonly OwnerChains chains = new();
    private bool hasUnknownShare;
    private bool isPossible;
    private bool isOtherListed;

    public OwnersFound Screen(ImmutableArray<Owner> owners)
    {
        var (sdn, entity) = Held(owners, [], 100);
        return new OwnersFound(Shown(sdn), Shown(entity), hasUnknownShare, isPossible, isOtherListed, [.. ownLists], chains.Found());
    }

    private static OwnedShare Shown(Holding holding) => new(Math.Min(Math.Max(holding.Counted, holding.Product), 100), [.. holding.Listed]);

    /// <summary>The shares of an entity that listed parties hold through its owners.</summary>
    /// <param name="owners">Owners of the entity.</param>
    /// <param name="chain">The entity and what it owns, the direct owner of the party first; empty for the party itself.</param>
    /// <param name="held">The entity's share of the screened party, percent; null when it is not known.</param>
    private (Holding Sdn, Holding Entity) Held(ImmutableArray<Owner> owners, ImmutableArray<Owner> chain, decimal? held)
    {
        // Decimal arithmetic, because binary rounding could bring a sum of exactly 50 % below the threshold.
        var (sdn, entity) = (new Holding(), new Holding());
        foreach (var owner in owners)
        {
            var share = (decimal)(owner.Percent ?? 0);
            var product = owner.Percent is null ? null : held * share / 100;
            var found = search(owner).ToArray();
            var path = chain.Add(owner);
            chains.Add(path, product, found.Length > 0);
            var (sdnBehind, entityBehind) = Held(owner.Owners, path, product);
            Note(found, product);
            Count(sdn, owner, found.Where(match => match.IsSdn && match.IsStrong), sdnBehind, share);
            Count(entity, owner, found.Where(match => match.IsEntity && match.IsStrong), entityBehind, share);
            if (found.Length == 0 && Math.Max(sdnBehind.Counted, entityBehind.Counted) is >= Half and var counted)
            {
                chains.AddWhole(owner, Math.Min(counted, 100));
            }
        }

        return (sdn, entity);
    }

    private void Count(Holding total, Owner owner, IEnumerable<OwnerMatch> strong, Holding behind, decimal share)
    {
        var listed = strong.Select(match => match.Listed).ToArray();
        total.Listed.AddRange(listed);
        total.Listed.AddRange(behind.Listed);
        hasUnknownShare |= owner.Percent is null && (listed.Length > 0 || behind.Listed.Count > 0);
        var isWhole = listed.Length > 0 || behind.Counted >= Half;
        total.Counted += isWhole ? share : 0;
        total.Product += isWhole ? share : share * behind.Product / 100;
    }

    private void Note(OwnerMatch[] found, decimal? share)
    {
        foreach (var match in found)
        {
            isPossible |= !match.IsStrong;
            var isCounted = (match.IsSdn || match.IsEntity) && share != 0;
            if (match.IsStrong && match.Meaning.Fact == Fact.ListOwn)
            {
                ownLists.Add((match.Meaning, share ?? 0));
            }
            else
            {
                isOtherListed |= match.IsStrong && !isCounted;
            }
        }
    }

    private sealed class Holding
    {
        public decimal Counted { get; set; }

        public decimal Product { get; set; }

        public List<ListedParty> Listed { get; } = [];
    }
}
