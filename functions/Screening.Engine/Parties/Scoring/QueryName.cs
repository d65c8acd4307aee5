using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Scoring;

/// <summary>The name of a query, with the weight of each of its words.</summary>
internal sealed class QueryName
{
    /// <summary>The query with the weight of each word.</summary>
    public static QueryName Of(ParsedName name, MatchWeights weights) =>
        new(name, [.. name.Tokens.Select(token => weights.OfRole(token.Role) * weights.OfRarity(WordRarity.Of(token.Text)))]);

    /// <summary>The query with given weights of its words.</summary>
    public QueryName(ParsedName name, double[] weights)
    {
        (Name, Weights) = (name, weights);
        IsPerson = name.Kind == PartyKind.Person;
        IsChinesePerson = IsPerson && name.Tokens.All(token => token.Script == NameScript.Han);
        IsHanOrKorean = name.Tokens.Any(token => token.Script is NameScript.Han or NameScript.Korean);
        IsGeneric = [.. name.Tokens.Select(token => GenericWords.Contains(token.Text))];
        IsPhonetic = name.Tokens.Any(token => NameScripts.IsPhonetic(token.Script));
        Total = weights.Sum();
        RepeatedWeight = RepeatedWeightOf(name.Tokens, weights);
    }

    public ParsedName Name { get; }

    /// <summary>Whether the query is for a person.</summary>
    public bool IsPerson { get; }

    /// <summary>Whether the query is for a person and every word is written in Chinese characters.</summary>
    public bool IsChinesePerson { get; }

    /// <summary>Whether any word is written in Chinese characters or is of a Korean name.</summary>
    public bool IsHanOrKorean { get; }

    /// <summary>For each word whether it is one of <see cref="GenericWords"/>.</summary>
    public bool[] IsGeneric { get; }

    /// <summary>Whether any word is compared phonetically.</summary>
    public bool IsPhonetic { get; }

    public ImmutableArray<NameToken> Tokens => Name.Tokens;

    /// <summary>Weight of each word, including the factor of its role.</summary>
    public double[] Weights { get; }

    /// <summary>Sum of the weights of all words.</summary>
    public double Total { get; }

    /// <summary>
    /// Weight of words that the query repeats. They may be left over at no cost, so no name is skipped for lack of them.
    /// </summary>
    public double RepeatedWeight { get; }

    private static double RepeatedWeightOf(ImmutableArray<NameToken> tokens, double[] weights)
    {
        var repeated = 0.0;
        for (var word = 1; word < tokens.Length; word++)
        {
            for (var other = 0; other < word; other++)
            {
                if (string.Equals(tokens[other].Text, tokens[word].Text, StringComparison.Ordinal))
                {
                    repeated += Math.Max(weights[word], weights[other]);
                    break;
                }
            }
        }

        return repeated;
    }

    /// <summary>
    /// Weight of an edge: that of the words of the query, or of the listed words if those weigh less. A misspelt common word is not in the
    /// background table and would weigh as much as a rare one.
    /// </summary>
    public double WeightOf(in WordEdge edge, in ListedTerms listed)
    {
        var asked = WeightOf(edge);
        if (edge.IsInitial)
        {
            return asked;
        }

        var weight = 0.0;
        for (var word = edge.ListedStart; word < edge.ListedStart + edge.ListedCount; word++)
        {
            weight += listed.Weights[word];
        }

        return Math.Min(asked, weight);
    }

    /// <summary>Weight of the words of the query that an edge covers.</summary>
    private double WeightOf(in WordEdge edge)
    {
        var weight = 0.0;
        for (var word = edge.QueryStart; word < edge.QueryStart + edge.QueryCount; word++)
        {
            weight += Weights[word];
        }

        return weight;
    }
}

/// <summary>A listed name in the form in which it is scored.</summary>
internal readonly ref struct ListedTerms(ReadOnlySpan<TokenRole> roles, ReadOnlySpan<double> weights, LegalClass legal, PartyKind kind)
{
    public ReadOnlySpan<TokenRole> Roles { get; } = roles;

    /// <summary>Weight of each word, including the factor of its role.</summary>
    public ReadOnlySpan<double> Weights { get; } = weights;

    /// <summary>Family of the legal form.</summary>
    public LegalClass Legal { get; } = legal;

    /// <summary>Kind of the listed party.</summary>
    public PartyKind Kind { get; } = kind;
}
