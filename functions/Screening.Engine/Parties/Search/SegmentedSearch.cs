using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Model;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// Searches every segment of an index and merges the matches. Every match is returned, because each may decide an outcome. Only
/// the best ones are explained, because a common name may have thousands of matches.
/// </summary>
internal sealed class SegmentedSearch(PartySearch[] segments, MatchThresholds thresholds, Work work)
{
    // Words of a name that are compared at once, and words that two windows of a longer one share.
    private const int MostWords = 160;
    private const int FewWords = 40;
    private const int WordsShared = 80;

    private readonly HashSet<string> searched = new(StringComparer.Ordinal);

    /// <summary>Every match, strong before possible and then by score.</summary>
    /// <param name="query">The party to look up.</param>
    /// <param name="explained">Maximum number of matches explained.</param>
    /// <param name="explainedPerList">Maximum number of matches explained of one list.</param>
    public ImmutableArray<Candidate> Find(PartyQuery query, int explained, int explainedPerList)
    {
        SearchField(query.Name, query.Kind);
        foreach (var alias in query.Aliases)
        {
            SearchField(alias, query.Kind);
        }

        var matches = new List<Weighed>();
        foreach (var segment in segments)
        {
            segment.Weigh(query, matches);
        }

        return Merge(matches, explained, explainedPerList);
    }

    // A field is read once. A name whose legal form is repaired is also searched as it is written, because a repair may be wrong.
    private void SearchField(string field, PartyKind kind)
    {
        work.Add(field.Length);
        foreach (var asked in AskedReading.Of(field, kind))
        {
            SearchName(NameParser.ParseQuery(asked.Text, kind), asked);
            SearchName(NameParser.ParseListed(asked.Text, kind), asked);
            if (kind == PartyKind.Unknown && AskedReading.HasInitials(asked.Text))
            {
                SearchName(NameParser.ParseQuery(asked.Text, PartyKind.Person), asked);
            }
        }
    }

    private void SearchName(ParsedName parsed, AskedName asked)
    {
        if (asked.IsKorean)
        {
            parsed = parsed with { Tokens = [.. parsed.Tokens.Select(token => token with { Script = NameScript.Korean })] };
        }

        if (parsed.Tokens.IsEmpty || !searched.Add($"{(parsed.Kind == PartyKind.Person ? "P" : "")}{parsed.LegalText}|{string.Join(' ', parsed.Tokens.Select(token => $"{token.Text}{(int)token.Role}{(int)token.Script}"))}"))
        {
            return;
        }

        foreach (var window in WindowsOf(parsed))
        {
            work.Add(window.Tokens.Length);
            foreach (var segment in segments)
            {
                segment.SearchName(window, asked, asked.IsExactOnly ? Math.Max(thresholds.T1, thresholds.T2) : thresholds.T1);
            }
        }
    }

    // The time of a comparison grows with the square of the words. No listed name has more words than two windows share, so a name that is
    // contained in a long text is contained in a window.
    private static IEnumerable<ParsedName> WindowsOf(ParsedName parsed)
    {
        if (parsed.Tokens.Length <= FewWords)
        {
            yield return parsed;
            yield break;
        }

        // A text that says few words again and again is no name. The words are compared once.
        ImmutableArray<NameToken> distinct = [.. parsed.Tokens.DistinctBy(token => token.Text, StringComparer.Ordinal)];
        var words = distinct.Length * 2 <= parsed.Tokens.Length ? distinct : parsed.Tokens;
        for (var first = 0; first == 0 || first + WordsShared < words.Length; first += MostWords - WordsShared)
        {
            yield return parsed with { Tokens = words[first..Math.Min(words.Length, first + MostWords)] };
        }
    }

    private ImmutableArray<Candidate> Merge(List<Weighed> matches, int explained, int explainedPerList)
    {
        work.Add(matches.Count);
        var seen = new HashSet<(string List, string Id)>();
        var perList = new Dictionary<string, int>(StringComparer.Ordinal);
        var merged = ImmutableArray.CreateBuilder<Candidate>(matches.Count);
        foreach (var match in matches
            .OrderByDescending(match => Strength.Of(match.Ground))
            .ThenByDescending(match => match.Search.ScoreOf(match))
            .ThenBy(match => match.Party.List, StringComparer.Ordinal)
            .ThenBy(match => match.Party.Id, StringComparer.Ordinal)
            .ThenBy(match => match.Party.Feed, StringComparer.Ordinal))
        {
            var isRepeated = !seen.Add((match.Party.List, match.Party.Id));
            ref var ofList = ref CollectionsMarshal.GetValueRefOrAddDefault(perList, match.Party.List, out _);
            var isExplained = !isRepeated && seen.Count <= explained && ofList < explainedPerList;
            ofList += isRepeated ? 0 : 1;
            merged.Add(new Candidate(
                match.Index, match.Search.ScoreOf(match), Strength.Of(match.Ground), match.Search.MatchedName(match),
                isExplained ? match.Search.Explain(match) : [])
            {
                IsRepeated = isRepeated,
            });
        }

        return merged.MoveToImmutable();
    }
}
