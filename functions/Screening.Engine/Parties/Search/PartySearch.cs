using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>Finds listed parties by name, alias or identifier, and evaluates the other evidence.</summary>
internal sealed class PartySearch(IndexView index, SearchScratch scratch, MatchThresholds thresholds)
{
    private readonly NameSearch names = new(index, scratch, thresholds.Weights);
    private readonly Dictionary<int, NameHit> best = [];
    private readonly List<QueryExpansion> expansions = [];

    private readonly record struct NameHit(int Expansion, int Name, double Score, bool IsWeak);

    private readonly record struct Weighed(
        int Number, ListedParty Party, NameHit? Hit, double Score, PartyEvidence Evidence, StrengthReason Ground);

    /// <summary>Matches, strong before possible and then by score, so that a limit removes the least important ones.</summary>
    public ImmutableArray<Candidate> Find(PartyQuery query, int limit)
    {
        SearchName(query.Name, query.Kind, thresholds.T1);
        foreach (var alias in query.Aliases)
        {
            SearchName(alias, query.Kind, thresholds.T1);
        }

        var matches = new List<Weighed>();
        foreach (var party in PartiesToWeigh(query))
        {
            if (Weigh(party, query) is { } match)
            {
                matches.Add(match);
            }
        }

        // Only the returned matches are explained, because a common name may have hundreds of matches.
        return [.. matches
            .OrderByDescending(match => Strength.Of(match.Ground))
            .ThenByDescending(match => ScoreOf(match))
            .ThenBy(match => match.Party.List, StringComparer.Ordinal)
            .ThenBy(match => match.Party.Id, StringComparer.Ordinal)
            .ThenBy(match => match.Party.Feed, StringComparer.Ordinal)
            .DistinctBy(match => (match.Party.List, match.Party.Id))
            .Take(limit)
            .Select(Explain)];
    }

    private void SearchName(string name, PartyKind kind, double floor)
    {
        var parsed = NameParser.ParseQuery(name, kind, names.Listed);
        if (parsed.Tokens.IsEmpty)
        {
            return;
        }

        var expansion = expansions.Count;
        expansions.Add(QueryExpansion.Of(index, parsed, thresholds.Weights, scratch));
        names.Find(expansions[expansion], floor, (name, score) =>
        {
            var (ordinal, _, isWeak) = IndexFormat.TraitsOf(index.NameTraits[name]);
            var hit = new NameHit(expansion, name, score - (isWeak ? thresholds.Weights.WeakAlias : 0), isWeak);
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

    private Weighed? Weigh(int number, PartyQuery query)
    {
        var party = index.Party(number);
        var evidence = PartyEvidence.Of(query, party, thresholds.Weights);
        NameHit? hit = best.TryGetValue(number, out var known) ? known : null;
        var score = hit is null ? 0 : known.Score - evidence.Penalty;
        return score < thresholds.T1 && evidence.Identifier is null
            ? null
            : new Weighed(number, party, hit, score, evidence,
                Strength.GroundOf(score, thresholds.T2, known.IsWeak, evidence, IsIndividual(query, party)));
    }

    // A matching identifier sets a minimum score, whatever the score of the name is.
    private static double ScoreOf(in Weighed match) =>
        Math.Round(match.Evidence.Identifier is null ? match.Score : Math.Max(match.Score, MatchWeights.BestOfUnequal), 4);

    private Candidate Explain(Weighed match)
    {
        var story = new MatchExplanation(thresholds);
        var matched = match.Party.Name;
        if (match.Hit is { } hit)
        {
            var (ordinal, _, _) = IndexFormat.TraitsOf(index.NameTraits[hit.Name]);
            matched = match.Party.Names[ordinal].Text;
            names.RecordExpansions(expansions[hit.Expansion]);
            story.AddName(index, names, scratch, expansions[hit.Expansion], hit.Name, match.Party, ordinal);
        }

        story.AddStrength(match.Score, match.Evidence, match.Ground);
        return new Candidate(match.Number, ScoreOf(match), Strength.Of(match.Ground), matched, story.Sentences());
    }

    private static bool IsIndividual(PartyQuery query, ListedParty party) =>
        party.Kind == PartyKind.Person
        || (party.Kind == PartyKind.Unknown && query.Kind is (PartyKind.Person or PartyKind.Unknown));
}
