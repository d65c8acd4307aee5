using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>A name asked about, with what each of its words weighs on these lists.</summary>
internal sealed class QueryName
{
    /// <summary>Joins words and weights.</summary>
    public QueryName(ParsedName name, double[] weights)
    {
        (Name, Weights) = (name, weights);
        IsPerson = name.Kind == PartyKind.Person;
        IsChinesePerson = IsPerson && name.Tokens.All(token => token.Script == NameScript.Han);
        IsPhonetic = name.Tokens.Any(token => NameScripts.IsPhonetic(token.Script));
        Total = weights.Sum();
    }

    /// <summary>The name taken apart.</summary>
    public ParsedName Name { get; }

    /// <summary>Whether a person is asked about.</summary>
    public bool IsPerson { get; }

    /// <summary>Whether a person is asked about in Chinese characters alone.</summary>
    public bool IsChinesePerson { get; }

    /// <summary>Whether words of it are compared by sound.</summary>
    public bool IsPhonetic { get; }

    /// <summary>Its words.</summary>
    public ImmutableArray<NameToken> Tokens => Name.Tokens;

    /// <summary>Weight of each word, role included.</summary>
    public double[] Weights { get; }

    /// <summary>Weight of all words.</summary>
    public double Total { get; }

    /// <summary>Weight of the words an edge covers.</summary>
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

/// <summary>A listed name as scored: roles and weights of its words.</summary>
/// <param name="roles">Role of each word.</param>
/// <param name="weights">Weight of each word, role included.</param>
/// <param name="legal">Family of the legal form.</param>
internal readonly ref struct ListedTerms(ReadOnlySpan<TokenRole> roles, ReadOnlySpan<double> weights, LegalClass legal)
{
    /// <summary>Role of each word.</summary>
    public ReadOnlySpan<TokenRole> Roles { get; } = roles;

    /// <summary>Weight of each word, role included.</summary>
    public ReadOnlySpan<double> Weights { get; } = weights;

    /// <summary>Family of the legal form.</summary>
    public LegalClass Legal { get; } = legal;
}
