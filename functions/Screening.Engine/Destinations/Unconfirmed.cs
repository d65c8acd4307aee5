using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>
/// A dated fact whose confirmation is overdue. If the outcome is less severe with the fact than without it, the fact is not
/// relied on. If the outcome is more severe, the fact stays in use, with a note.
/// </summary>
/// <param name="Document">Document of the fact, such as country-sets/ITAR-126-1.</param>
/// <param name="Country">Country of the fact.</param>
/// <param name="Sentence">What the fact states and what is unconfirmed.</param>
/// <param name="Source">Source of the fact.</param>
/// <param name="ConfirmBy">Last day on which the fact was relied on.</param>
/// <param name="Confirmer">Who must confirm the fact.</param>
public sealed record Unconfirmed(string Document, CountryCode Country, string Sentence, string Source, DateOnly ConfirmBy, string Confirmer)
{
    /// <summary>For a membership: the id of the set.</summary>
    public string? Set { get; init; }

    /// <summary>For a membership: whether the country would be a member without this row.</summary>
    public bool IsMemberWithout { get; init; }

    /// <summary>For a registry: the fact.</summary>
    public Fact? Fact { get; init; }

    /// <summary>For a registry: the code the fact would have without this row.</summary>
    public string? CodeWithout { get; init; }
}
