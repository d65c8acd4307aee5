using System.Runtime.InteropServices;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Search;

/// <summary>Scores one listed name against a query, and tells what of the name the query lacks.</summary>
internal sealed class ListedNameScorer(IndexView index, SearchScratch scratch, MatchWeights weights)
{
    private readonly NameScorer scorer = new(weights);

    /// <summary>Records which listed words match words of the query. Required before names are scored.</summary>
    public void RecordExpansions(QueryExpansion expansion)
    {
        scratch.BeginWords();
        var matches = CollectionsMarshal.AsSpan(expansion.Matches);
        for (var match = matches.Length - 1; match >= 0; match--)
        {
            scratch.RecordFirst(matches[match].Word, match);
        }
    }

    /// <summary>Scores one listed name; the alignment stays in the scratch space.</summary>
    public double Score(QueryExpansion expansion, int listedName, List<(NameFeature Feature, double Amount)>? penalties = null)
    {
        var tokens = index.TokensOf(listedName);
        scratch.Reserve(tokens.Length);
        var rarities = index.WordRarities;
        var weightOfRarity = weights.WeightsOfRarity;
        for (var token = 0; token < tokens.Length; token++)
        {
            var role = IndexFormat.RoleOf(tokens[token]);
            scratch.Roles[token] = role;
            scratch.Weights[token] = weightOfRarity[rarities[IndexFormat.WordOf(tokens[token])]] * weights.OfRole(role);
        }

        CollectEdges(expansion, tokens);
        var traits = index.NameTraits[listedName];
        var (_, legal, _) = IndexFormat.TraitsOf(traits);
        var terms = new ListedTerms(
            scratch.Roles.AsSpan(0, tokens.Length), scratch.Weights.AsSpan(0, tokens.Length), legal, IndexFormat.KindOf(traits));
        scratch.Alignment.Align(expansion.Query, terms, scratch.Edges);
        return scorer.Score(expansion.Query, terms, scratch.Alignment, penalties);
    }

    /// <summary>
    /// Whether the name that was scored last has a place that is not in the name asked about, and that is none of the places left out of
    /// the field: the listed name is of another place.
    /// </summary>
    public bool LeavesOtherPlace(int listedName, IReadOnlySet<string> places)
    {
        if (places.Count == 0)
        {
            return false;
        }

        var tokens = index.TokensOf(listedName);
        var words = new string[tokens.Length];
        for (var token = 0; token < tokens.Length; token++)
        {
            words[token] = index.Word(IndexFormat.WordOf(tokens[token])).ToString();
        }

        for (var token = 0; token < words.Length; token++)
        {
            if (!scratch.Alignment.IsListedUsed(token) && ContextWords.ClassOf(words, token, out _) == WordClass.Place && !places.Contains(words[token]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the name that was scored last has a word or a number that is not in the name asked about.</summary>
    public bool LeavesWord(int listedName)
    {
        var tokens = index.TokensOf(listedName);
        for (var token = 0; token < tokens.Length; token++)
        {
            if (!scratch.Alignment.IsListedUsed(token) && IndexFormat.RoleOf(tokens[token]) is (TokenRole.Word or TokenRole.Number))
            {
                return true;
            }
        }

        return false;
    }

    private void CollectEdges(QueryExpansion expansion, ReadOnlySpan<int> tokens)
    {
        scratch.Edges.Clear();
        var matches = CollectionsMarshal.AsSpan(expansion.Matches);
        for (var token = 0; token < tokens.Length; token++)
        {
            var word = IndexFormat.WordOf(tokens[token]);
            var role = IndexFormat.RoleOf(tokens[token]);
            for (var match = scratch.FirstExpansionOf(word); match >= 0 && match < matches.Length && matches[match].Word == word; match++)
            {
                AddEdge(matches[match], token, role, tokens);
            }

            if (role != TokenRole.Initial)
            {
                AddInitials(expansion.Query, word, token);
            }
        }
    }

    private void AddEdge(in Expansion match, int token, TokenRole role, ReadOnlySpan<int> tokens)
    {
        switch (match.Kind)
        {
            case ExpansionKind.Word:
                scratch.Edges.Add(new(match.QueryStart, match.QueryCount, token, 1, match.Similarity, false));
                break;
            case ExpansionKind.Initial when role == TokenRole.Initial:
                scratch.Edges.Add(new(match.QueryStart, 1, token, 1, match.Similarity, true));
                break;
            case ExpansionKind.Split when token + 1 < tokens.Length && IndexFormat.WordOf(tokens[token + 1]) == match.Second:
                scratch.Edges.Add(new(match.QueryStart, 1, token, 2, match.Similarity, false));
                break;
            default:
                break;
        }
    }

    private void AddInitials(QueryName query, int word, int token)
    {
        var first = index.Word(word)[0];
        for (var asked = 0; asked < query.Tokens.Length; asked++)
        {
            if (query.Tokens[asked].Role == TokenRole.Initial && query.Tokens[asked].Text[0] == first)
            {
                scratch.Edges.Add(new(asked, 1, token, 1, 1, true));
            }
        }
    }
}
