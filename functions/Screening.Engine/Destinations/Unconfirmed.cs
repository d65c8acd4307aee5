using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>
/// A dated fact whose source nobody has confirmed since its day. Where it makes an answer laxer than its absence would, it is
/// not relied on; where it makes it stricter, it stays, with a note.
/// </summary>
/// <param name="Document">Where it stands, such as country-sets/ITAR-126-1.</param>
/// <param name="Country">The country it is about.</param>
/// <param name="Sentence">What it says and what is not confirmed.</param>
/// <param name="Source">What it rests on.</param>
/// <param name="ConfirmBy">Last day on which it was relied on.</param>
/// <param name="Confirmer">Who must confirm it.</param>
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
