using System.Diagnostics.CodeAnalysis;

namespace Screening.Engine.Parties.Search;

/// <summary>Two queries are equal when all their parts are equal: texts ordinally, collections in order.</summary>
internal sealed class PartyQueryComparer : IEqualityComparer<PartyQuery>
{
    internal static readonly PartyQueryComparer Instance = new();

    /// <inheritdoc/>
    public bool Equals(PartyQuery? x, PartyQuery? y) => ReferenceEquals(x, y)
        || (x is not null && y is not null
            && string.Equals(x.Name, y.Name, StringComparison.Ordinal)
            // All other members, including members added later, are compared by the record.
            && (x with { Name = y.Name, Aliases = y.Aliases, Identifiers = y.Identifiers }).Equals(y)
            && x.Aliases.AsSpan().SequenceEqual(y.Aliases.AsSpan())
            && x.Identifiers.AsSpan().SequenceEqual(y.Identifiers.AsSpan()));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] PartyQuery obj) =>
        HashCode.Combine(obj.Name.GetHashCode(StringComparison.Ordinal), obj.Kind, obj.Country, obj.Aliases.Length);
}
