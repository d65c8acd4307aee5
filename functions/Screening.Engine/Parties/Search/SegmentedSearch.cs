using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// Searches every segment of an index and merges the matches. Every match is returned, because each may decide an outcome. Only
/// the best ones are explained, because a common name may have thousands of matches.
/// </summary>
internal sealed class SegmentedSearch(PartySearch[] segments, MatchThresholds thresholds)
{
    /// <summary>Every match, strong before possible and then by score.</summary>
    /// <param name="query">The party to look up.</param>
    /// <param name="explained">Maximum number of matches explained.</param>
    /// <param name="explainedPerList">Maximum number of matches explained of one list.</param>
    public ImmutableArray<Candidate> Find(PartyQuery query, int explained, int explainedPerList)
    {
        // A name is read once, with the words of all segments: how the entries are divided into segments makes no difference.
        var listed = segments.Length == 1 ? segments[0].Listed : Union([.. segments.Select(segment => segment.Listed)]);
        SearchName(query.Name, query.Kind, listed);
        foreach (var alias in query.Aliases)
        {
            SearchName(alias, query.Kind, listed);
        }

        var matches = new List<Weighed>();
        foreach (var segment in segments)
        {
            segment.Weigh(query, matches);
        }

        return Merge(matches, explained, explainedPerList);
    }

    private static Vocabulary Union(Vocabulary[] parts) => new(
        word => Array.Exists(parts, part => part.Has(word)), word => Array.Exists(parts, part => part.HasAlike(word)));

    private void SearchName(string name, Model.PartyKind kind, Vocabulary listed)
    {
        var parsed = NameParser.ParseQuery(name, kind, listed);
        if (parsed.Tokens.IsEmpty)
        {
            return;
        }

        foreach (var segment in segments)
        {
            segment.SearchName(parsed, thresholds.T1);
        }
    }

    private static ImmutableArray<Candidate> Merge(List<Weighed> matches, int explained, int explainedPerList)
    {
        var seen = new HashSet<(string List, string Id)>();
        var perList = new Dictionary<string, int>(StringComparer.Ordinal);
        var merged = ImmutableArray.CreateBuilder<Candidate>(matches.Count);
        foreach (var match in matches
            .OrderByDescending(match => Strength.Of(match.Ground))
            .ThenByDescending(match => PartySearch.ScoreOf(match))
            .ThenBy(match => match.Party.List, StringComparer.Ordinal)
            .ThenBy(match => match.Party.Id, StringComparer.Ordinal)
            .ThenBy(match => match.Party.Feed, StringComparer.Ordinal))
        {
            var isRepeated = !seen.Add((match.Party.List, match.Party.Id));
            ref var ofList = ref CollectionsMarshal.GetValueRefOrAddDefault(perList, match.Party.List, out _);
            var isExplained = !isRepeated && seen.Count <= explained && ofList < explainedPerList;
            ofList += isRepeated ? 0 : 1;
            merged.Add(new Candidate(
                match.Index, PartySearch.ScoreOf(match), Strength.Of(match.Ground), match.Search.MatchedName(match),
                isExplained ? match.Search.Explain(match) : []) { IsRepeated = isRepeated });
        }

        return merged.MoveToImmutable();
    }
}
