using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>The name of a query, with the weight of each of its words for these lists.</summary>
internal sealed class QueryName
{
    public QueryName(ParsedName name, double[] weights)
    {
        (Name, Weights) = (name, weights);
        IsPerson = name.Kind == PartyKind.Person;
        IsChinesePerson = IsPerson && name.Tokens.All(token => token.Script == NameScript.Han);
        IsPhonetic = name.Tokens.Any(token => NameScripts.IsPhonetic(token.Script));
        Total = weights.Sum();
    }

    public ParsedName Name { get; }

    /// <summary>Whether the query is for a person.</summary>
    public bool IsPerson { get; }

    /// <summary>Whether the query is for a person and every word is written in Chinese characters.</summary>
    public bool IsChinesePerson { get; }

    /// <summary>Whether any word is compared phonetically.</summary>
    public bool IsPhonetic { get; }

    public ImmutableArray<NameToken> Tokens => Name.Tokens;

    /// <summary>Weight of each word, including the factor of its role.</summary>
    public double[] Weights { get; }

    /// <summary>Sum of the weights of all words.</summary>
    public double Total { get; }

    /// <summary>Weight of the words of the query that an edge covers.</summary>
    public double WeightOf(in WordEdge edge)
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
internal readonly ref struct ListedTerms(ReadOnlySpan<TokenRole> roles, ReadOnlySpan<double> weights, LegalClass legal)
{
    public ReadOnlySpan<TokenRole> Roles { get; } = roles;

    /// <summary>Weight of each word, including the factor of its role.</summary>
    public ReadOnlySpan<double> Weights { get; } = weights;

    /// <summary>Family of the legal form.</summary>
    public LegalClass Legal { get; } = legal;
}
