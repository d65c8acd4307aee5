using Screening.Engine.Parties.Identifiers;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Addresses;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>A listed party of one segment that matches, not explained yet.</summary>
internal readonly record struct Weighed(
    PartySearch Search, int Index, ListedParty Party, NameHit? Hit, double Score, PartyEvidence Evidence, StrengthReason Ground);

/// <summary>The best matching name of a listed party.</summary>
internal readonly record struct NameHit(int Expansion, int Name, double Score, bool IsWeak);

/// <summary>Finds listed parties of one segment by name, alias or identifier, and evaluates the other evidence.</summary>
/// <param name="index">The segment.</param>
/// <param name="first">Number of its first party in the whole index.</param>
/// <param name="scratch">Working memory of the size of the segment.</param>
/// <param name="thresholds">Scores from which a match counts.</param>
internal sealed class PartySearch(IndexView index, int first, SearchScratch scratch, MatchThresholds thresholds)
{
    private readonly NameSearch names = new(index, scratch, thresholds.Weights);
    private readonly Dictionary<int, NameHit> best = [];
    private readonly List<QueryExpansion> expansions = [];
    private readonly List<AskedName> asked = [];
    private PostalAddress? address;

    /// <summary>Adds the matching parties, in the order of their numbers. Every name must have been searched before.</summary>
    public void Weigh(PartyQuery query, List<Weighed> matches)
    {
        var asked = new Lazy<PartyKind>(() => KindOf(query));
        address = string.IsNullOrWhiteSpace(query.Address) ? null : AddressReader.Read(query.Address);
        foreach (var party in PartiesToWeigh(query))
        {
            scratch.Work.Add(1);
            if (Weigh(party, query, asked) is { } match)
            {
                matches.Add(match);
            }
        }
    }

    /// <summary>Searches a name of the query.</summary>
    public void SearchName(ParsedName parsed, AskedName asked, double floor)
    {
        var expanded = QueryExpansion.Of(index, parsed, thresholds.Weights, scratch);
        if (expanded.Matches.Count == 0)
        {
            // Frequent in a short list: none of its words is alike to a word of the query.
            return;
        }

        var expansion = expansions.Count;
        expansions.Add(expanded);
        this.asked.Add(asked);
        names.Find(expanded, floor, (name, score) =>
        {
            if (asked.IsExactOnly && names.Scorer.LeavesWord(name))
            {
                return;
            }

            var (ordinal, _, isWeak) = IndexFormat.TraitsOf(index.NameTraits[name]);
            var most = names.Scorer.LeavesOtherPlace(name, asked.Places) ? Math.Max(thresholds.Weights.OtherPlace, thresholds.T1) : 1;
            var penalty = (isWeak ? thresholds.Weights.WeakAlias : 0) + (asked.IsRelated ? thresholds.Weights.Related : 0);
            var hit = new NameHit(expansion, name, Math.Min(score - penalty, most), isWeak);
            var party = index.NameParties[name];
            if (!best.TryGetValue(party, out var known) || IsBetter(hit, known))
            {
                best[party] = hit;
            }
        });
    }

    // The names of a party are stored in order, so the lower number is the primary name or the earlier alias.
    private static bool IsBetter(in NameHit hit, in NameHit known) =>
        hit.Score > known.Score || (hit.Score.Equals(known.Score) && hit.Expansion == known.Expansion && hit.Name < known.Name);

    private SortedSet<int> PartiesToWeigh(PartyQuery query)
    {
        var parties = new SortedSet<int>(best.Keys);
        foreach (var identifier in query.Identifiers)
        {
            if (IdentifierKey.ValueOf(identifier, query.Kind) is { } value)
            {
                AddIdentified(NeighbourKeys.OfText(value), parties);
            }
        }

        if (address is not null)
        {
            parties.UnionWith(AddressSearch.Candidates(index, address));
        }

        return parties;
    }

    private void AddIdentified(int hash, SortedSet<int> parties)
    {
        var hashes = index.IdentifierHashes;
        var at = hashes.BinarySearch(hash);
        if (at < 0)
        {
            return;
        }

        while (at > 0 && hashes[at - 1] == hash)
        {
            at--;
        }

        for (; at < hashes.Length && hashes[at] == hash; at++)
        {
            parties.Add(index.IdentifierParties[at]);
        }
    }

    private Weighed? Weigh(int number, PartyQuery query, Lazy<PartyKind> asked)
    {
        var party = index.Party(number);
        var evidence = PartyEvidence.Of(query, address, party, thresholds.Weights);
        evidence = IsOtherKindByWords(query, party, asked.Value) ? evidence with { KindDiffers = true } : evidence;
        NameHit? hit = best.TryGetValue(number, out var known) ? known : null;
        var score = hit is null ? 0 : known.Score - evidence.Penalty;
        return score < thresholds.T1 && evidence.Identifier is null && evidence.Premises is null
            ? null
            : new Weighed(this, first + number, party, hit, score, evidence,
                Strength.GroundOf(score, thresholds, known.IsWeak, evidence, IsIndividual(query, party, asked.Value)));
    }

    /// <summary>The score of a match. A matching identifier or address sets a minimum, whatever the score of the name is.</summary>
    public double ScoreOf(in Weighed match) => Math.Round(match.Ground switch
    {
        StrengthReason.Identifier => Math.Max(match.Score, MatchWeights.BestOfUnequal),
        StrengthReason.Premises => Math.Max(thresholds.T1, MatchWeights.SamePremises),
        _ => match.Score,
    }, 4);

    /// <summary>The name of the entry that matches best.</summary>
    public string MatchedName(in Weighed match) => match.Hit is { } hit ? match.Party.Names[OrdinalOf(hit)].Text : match.Party.Name;

    /// <summary>The sentences that explain a match. Scores its name again, because a search does not keep the penalties.</summary>
    public ImmutableArray<string> Explain(in Weighed match)
    {
        var story = new MatchExplanation(thresholds);
        if (match.Hit is { } hit && match.Ground != StrengthReason.Premises)
        {
            names.Scorer.RecordExpansions(expansions[hit.Expansion]);
            story.AddReading(asked[hit.Expansion]);
            story.AddName(index, names.Scorer, scratch, expansions[hit.Expansion], hit.Name, asked[hit.Expansion], match.Party, OrdinalOf(hit));
        }

        story.AddStrength(match.Score, match.Evidence, match.Ground);
        return story.Sentences();
    }

    private int OrdinalOf(in NameHit hit) => IndexFormat.TraitsOf(index.NameTraits[hit.Name]).Ordinal;

    // An entry of a person is one of an individual. An entry without a kind may be, unless the words or the query name an organisation.
    private static bool IsIndividual(PartyQuery query, ListedParty party, PartyKind asked) =>
        party.Kind == PartyKind.Person
        || (party.Kind == PartyKind.Unknown && !KindReading.IsNoIndividual(party.KindRead) && query.Kind is (PartyKind.Person or PartyKind.Unknown)
            && !KindReading.IsNoIndividual(asked));

    // A kind that is read from words lowers no score, but the name of a company is no strong match with a person, nor the reverse.
    private static bool IsOtherKindByWords(PartyQuery query, ListedParty party, PartyKind asked) =>
        (query.Kind == PartyKind.Unknown && KindReading.IsNoIndividual(asked) && party.KindRead == PartyKind.Person)
        || (party.Kind == PartyKind.Unknown && KindReading.IsNoIndividual(party.KindRead) && query.Kind == PartyKind.Person);

    // The kind of the query, declared or read from any of its names.
    private static PartyKind KindOf(PartyQuery query)
    {
        var kind = KindReading.Of(query.Name, query.Kind);
        return KindReading.IsNoIndividual(kind) ? kind
            : query.Aliases.Select(alias => KindReading.Of(alias, query.Kind)).FirstOrDefault(KindReading.IsNoIndividual, kind);
    }
}
