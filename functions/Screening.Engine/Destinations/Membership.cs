using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Destinations;

/// <summary>Membership of a country in a set, half-open [from, to).</summary>
/// <param name="From">First day; null when open.</param>
/// <param name="To">First day no longer a member; null when open.</param>
public readonly record struct Membership(DateOnly? From, DateOnly? To)
{
    /// <summary>Whether the interval contains <paramref name="date"/>.</summary>
    public bool Contains(DateOnly date) => (From is null || From <= date) && (To is null || date < To);

    /// <summary>What is left of this interval without the days of another: none, one or two intervals.</summary>
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
/// <param name="Country">The country it is about.</param>
/// <param name="Interval">When it holds.</param>
/// <param name="IsOut">Whether it says that the country is no member in the interval: it beats every row that says it is one.</param>
/// <param name="Origin">What it rests on.</param>
public sealed record MemberRow(CountryCode Country, Membership Interval, bool IsOut, FactOrigin Origin);

/// <summary>What a set is and where it comes from.</summary>
/// <param name="Id">Id.</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="Source">Source.</param>
/// <param name="SourceDate">Date of the source.</param>
public sealed record SetHeading(string Id, string Label, string Source, DateOnly? SourceDate);

/// <summary>A region under embargo.</summary>
/// <param name="Region">Code.</param>
/// <param name="Embargo">How much of it.</param>
/// <param name="Note">Its name.</param>
public sealed record EmbargoedRegion(string Region, RegionEmbargo Embargo, string Note);

/// <summary>How sure it is that a declared region lies under embargo.</summary>
public enum RegionEmbargo
{
    /// <summary>Not under embargo.</summary>
    None,

    /// <summary>Part of it is.</summary>
    Part,

    /// <summary>All of it is.</summary>
    All,
}
