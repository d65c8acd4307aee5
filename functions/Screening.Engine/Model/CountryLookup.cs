using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>What a text said about a country: one country, several it may mean, or nothing known.</summary>
public sealed class CountryLookup
{
    private CountryLookup(ImmutableArray<CountryCode> candidates) => Candidates = candidates;

    /// <summary>The text names no country this service knows.</summary>
    public static CountryLookup Unknown { get; } = new([]);

    /// <summary>Every country the text may mean, in the order of their codes.</summary>
    public ImmutableArray<CountryCode> Candidates { get; }

    /// <summary>The one country the text means; null when ambiguous or unknown.</summary>
    public CountryCode? Found => Candidates is [var only] ? only : null;

    /// <summary>Whether several countries share the name.</summary>
    public bool IsAmbiguous => Candidates.Length > 1;

    /// <summary>Whether no country has the name.</summary>
    public bool IsUnknown => Candidates.IsEmpty;

    /// <summary>The answer that leaves these countries possible.</summary>
    internal static CountryLookup Among(ImmutableArray<CountryCode> candidates) => new(candidates);
}
