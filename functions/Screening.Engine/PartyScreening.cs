using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
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
    private bool isPossible;
    private bool isOwnerPossible;
    private double sdnPercent;
    private double elPercent;

    /// <summary>Every match found, the best first within a party.</summary>
    public ImmutableArray<PartyMatch> Matches => matches.ToImmutable();

    /// <summary>What was found and counted but is not shown, a sentence each.</summary>
    public ImmutableArray<string> NotShown =>
    [
        .. found.Where(pair => pair.Value > Limits.MatchesPerParty)
            .OrderBy(pair => pair.Key.Party, StringComparer.Ordinal).ThenBy(pair => pair.Key.List, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value - Limits.MatchesPerParty} further matches of party {pair.Key.Party} on the list {pair.Key.List} count, but are not shown"),
    ];

    /// <summary>Screens every party and fills the list facts.</summary>
    public void Fill(FactSheet sheet, ImmutableArray<Party> parties)
    {
        foreach (var party in parties)
        {
            Screen(party);
            ScreenOwners(party);
        }

        foreach (var fact in new[]
        {
            Fact.ListSdn, Fact.ListDpl, Fact.ListDtc, Fact.ListEl, Fact.ListMeu, Fact.ListIsn, Fact.ListUn, Fact.ListRestricted, Fact.ListOwn,
        })
        {
            var code = strongest.GetValueOrDefault(fact);
            sheet.Set(fact, PossibleValue.OfCode(code, FactCatalogue.Of(fact).Codes[code]));
        }

        // Where no list is on file, or none has an entry, nobody was looked up: whether somebody is listed is unknown, and no answer
        // may rest on "no".
        bool? isListed = parties.IsEmpty || snapshot.ImportedEntries > 0 ? isPossible : null;
        sheet.Set(Fact.PossibleMatch, PossibleValue.Of(isListed));
        sheet.Set(Fact.PossibleOwnerMatch, PossibleValue.Of(isOwnerPossible));
        sheet.Set(Fact.OwnedBySdnPct, PossibleValue.Of(sdnPercent));
        sheet.Set(Fact.OwnedByElPct, PossibleValue.Of(elPercent));
        sheet.Set(Fact.EndUserGovernment, PossibleValue.Of(
            parties.Any(party => party is { Role: PartyRole.EndUser, Kind: PartyKind.Government })));
    }

    private void Screen(Party party)
    {
        foreach (var candidate in snapshot.Memory.Search(PartyQuery.From(party)))
        {
            var listed = snapshot.Parties.PartyAt(candidate.Index);
            var meaning = MeaningOf(listed);
            Add(party, null, listed, candidate, candidate.Strength);
            if (candidate.Strength == MatchStrength.Strong)
            {
                Raise(meaning.Fact, CodeOf(meaning, listed));
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

    /// <summary>Owners count by share, per party and in aggregate; an owner that may be listed holds.</summary>
    private void ScreenOwners(Party party)
    {
        // Shares are decimal numbers as people write them; adding them in binary would lose 50 % to rounding.
        decimal sdn = 0, el = 0;
        foreach (var owner in party.Owners)
        {
            var best = new Dictionary<Fact, MatchStrength>();
            foreach (var candidate in snapshot.Memory.Search(PartyQuery.FromName(owner.Name)))
            {
                var listed = snapshot.Parties.PartyAt(candidate.Index);
                var meaning = MeaningOf(listed);

                // An owner carries no second identifier; what the list does not call a person counts by name.
                var isStrong = candidate.Strength == MatchStrength.Strong
                    || (listed.Kind == PartyKind.Unknown && candidate.Score >= snapshot.PartyPolicy.T2);
                var strength = isStrong ? MatchStrength.Strong : MatchStrength.Possible;
                Add(party, owner.Name, listed, candidate, strength);
                var counted = meaning.Fact == Fact.ListMeu ? Fact.ListEl : meaning.Fact;
                if (!best.TryGetValue(counted, out var known) || strength > known)
                {
                    best[counted] = strength;
                }
            }

            sdn += best.TryGetValue(Fact.ListSdn, out var blocked) && blocked == MatchStrength.Strong ? (decimal)(owner.Percent ?? 0) : 0;
            el += best.TryGetValue(Fact.ListEl, out var entity) && entity == MatchStrength.Strong ? (decimal)(owner.Percent ?? 0) : 0;
            isOwnerPossible |= best.Any(pair => pair.Key is Fact.ListSdn or Fact.ListEl && pair.Value == MatchStrength.Possible);
        }

        sdnPercent = Math.Max(sdnPercent, (double)Math.Min(sdn, 100));
        elPercent = Math.Max(elPercent, (double)Math.Min(el, 100));
    }

    private ListMeaning MeaningOf(ListedParty listed) => MeaningOf(snapshot, listed);

    private static ListMeaning MeaningOf(Snapshot snapshot, ListedParty listed) =>
        snapshot.PartyPolicy.MeaningOf(listed.List)
        ?? throw new InvalidDataException($"the list `{listed.List}` is not declared");

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

        matches.Add(MatchOf(snapshot, listed, candidate) with { Party = party.Id, Owner = owner, Strength = strength });
    }

    /// <summary>A match as it is shown, of no party yet.</summary>
    internal static PartyMatch MatchOf(Snapshot snapshot, ListedParty listed, Candidate candidate) => new()
    {
        Party = "",
        Feed = listed.Feed,
        List = listed.List,
        Entry = listed.Id,
        Name = candidate.MatchedName,
        Score = Math.Round(candidate.Score, 4),
        Strength = candidate.Strength,
        Restricts = Restricts(MeaningOf(snapshot, listed), listed),
        Explanation = candidate.Explanation,
    };

    private static string Restricts(ListMeaning meaning, ListedParty listed) =>
        listed.LicensePolicy is { } policy ? $"{meaning.Restricts}. Licence policy of the entry: {policy}" : meaning.Restricts;

    private static string CodeOf(ListMeaning meaning, ListedParty listed) => meaning.Fact switch
    {
        Fact.ListEl => EntityPolicy(listed.LicensePolicy),
        Fact.ListOwn => meaning.Strong switch
        {
            Outcome.HoldForReview => "hold",
            Outcome.PresumptionOfDenial => "presumption_of_denial",
            Outcome.PolicyOfDenial => "policy_of_denial",
            _ => "prohibited",
        },
        _ => "strong",
    };

    /// <summary>
    /// The entry's own policy counts only where it is one statement about every item. Anything mixed, conditional or by
    /// reference stays a presumption of denial, and the printed policy is shown beside the match.
    /// </summary>
    private static string EntityPolicy(string? printed)
    {
        var text = printed?.Trim().TrimEnd('.').ToLowerInvariant() ?? "";
        return text switch
        {
            "case-by-case" or "case-by-case basis" or "case-by-case review" => "case_by_case",
            _ when text.StartsWith("policy of denial", StringComparison.Ordinal) => "policy_of_denial",
            _ => "presumption_of_denial",
        };
    }
}
