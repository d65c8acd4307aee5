using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Result of resolving a text to a country: one country, several candidates, or none.</summary>
public sealed class CountryLookup
{
    private CountryLookup(ImmutableArray<CountryCode> candidates) => Candidates = candidates;

    /// <summary>The text matches no country.</summary>
    public static CountryLookup Unknown { get; } = new([]);

    /// <summary>Every country the text may mean, ordered by code.</summary>
    public ImmutableArray<CountryCode> Candidates { get; }

    /// <summary>The one country the text means; null when ambiguous or unknown.</summary>
    public CountryCode? Found => Candidates is [var only] ? only : null;

    /// <summary>Whether several countries share the name.</summary>
    public bool IsAmbiguous => Candidates.Length > 1;

    /// <summary>Whether no country has the name.</summary>
    public bool IsUnknown => Candidates.IsEmpty;

    /// <summary>A result with these candidates.</summary>
    internal static CountryLookup Among(ImmutableArray<CountryCode> candidates) => new(candidates);
}
