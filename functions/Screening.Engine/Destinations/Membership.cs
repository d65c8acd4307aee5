using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Membership of a country in a set, half-open [from, to).</summary>
/// <param name="From">First day; null when open.</param>
/// <param name="To">First day no longer a member; null when open.</param>
public readonly record struct Membership(DateOnly? From, DateOnly? To)
{
    /// <summary>Whether the interval contains <paramref name="date"/>.</summary>
    public bool Contains(DateOnly date) => (From is null || From <= date) && (To is null || date < To);

    /// <summary>This interval without the days of another: no, one or two intervals.</summary>
    internal IEnumerable<Membership> Without(Membership other)
    {
        if ((other.From is { } from && To is { } to && to <= from) || (other.To is { } end && From is { } start && end <= start))
        {
            yield return this;
            yield break;
        }

        if (other.From is { } begins && (From is null || From < begins))
        {
            yield return this with { To = begins };
        }

        if (other.To is { } ends && (To is null || ends < To))
        {
            yield return this with { From = ends };
        }
    }
}

/// <summary>A row of a country set.</summary>
/// <param name="Country">Country of the row.</param>
/// <param name="Interval">Interval in which the row holds.</param>
/// <param name="IsOut">Whether the row excludes the country in the interval; it overrides every row that includes it.</param>
/// <param name="Origin">Source of the row.</param>
public sealed record MemberRow(CountryCode Country, Membership Interval, bool IsOut, FactOrigin Origin);

/// <summary>Id, label and source of a set.</summary>
/// <param name="Id">Id.</param>
/// <param name="Label">Description.</param>
/// <param name="Source">Source.</param>
/// <param name="SourceDate">Date of the source.</param>
public sealed record SetHeading(string Id, string Label, string Source, DateOnly? SourceDate);

/// <summary>A region under embargo.</summary>
/// <param name="Region">Region code.</param>
/// <param name="Embargo">Extent of the embargo.</param>
/// <param name="Note">Name of the region.</param>
public sealed record EmbargoedRegion(string Region, RegionEmbargo Embargo, string Note);

/// <summary>Extent of the embargo on a region.</summary>
public enum RegionEmbargo
{
    /// <summary>Not under embargo.</summary>
    None,

    /// <summary>Part of the region is under embargo.</summary>
    Part,

    /// <summary>The whole region is under embargo.</summary>
    All,
}
