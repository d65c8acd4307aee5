using System.Buffers;
using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Reading;

/// <summary>A name read from the field of a listed name.</summary>
/// <param name="Text">The name, without the phrases that are no part of it.</param>
/// <param name="IsWeak">Whether a match with it is weak: the list says so, or it is a short acronym or a part of a name.</param>
internal readonly record struct ReadName(string Text, bool IsWeak);

/// <summary>
/// Reads the field of a listed name: the names in it, and what else is printed there. Lists print acronyms, other names, the parent,
/// the kind and the extent of an entry in the same field.
/// </summary>
/// <param name="Names">
/// The printed name first, then the names derived from it. Empty when the field holds only a label or a note.
/// </param>
/// <param name="Relations">What the field says of the entry, such as its parent, one sentence each.</param>
/// <param name="Scope">What the entry also covers, one sentence each.</param>
internal sealed record ListedReading(ImmutableArray<ReadName> Names, ImmutableArray<string> Relations, ImmutableArray<string> Scope)
{
    // One of these stands in every field that holds more than a name. Most fields hold none, and need no pattern.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "(", "[", ";", ":", "/", "\"", "“", "”", "k.a", "k. a", "b.a", "b. a", "aka", "fka", "nka", "dba", "known", "business", "trading",
            "formerly", "previously", "successor", "assign", "subsidiar", "unit", "affiliate", "branch", "division", "subordinate", "including",
            "see", "behalf", "address", "reserved", "preceding",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a printed name.</summary>
    /// <param name="name">The name as the list prints it.</param>
    /// <param name="isWeak">Whether the list marks it as weak.</param>
    /// <param name="kind">Kind that the list states.</param>
    public static ListedReading Of(string name, bool isWeak, PartyKind kind)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.AsSpan().ContainsAny(Signs) || name.TrimStart().StartsWith("and ", StringComparison.Ordinal)
            ? TakeApart(name, isWeak, kind)
            : new ListedReading([new ReadName(name, isWeak)], [], []);
    }

    /// <summary>Reads a printed name by all patterns.</summary>
    internal static ListedReading TakeApart(string name, bool isWeak, PartyKind kind)
    {
        if (NameMarkers.Label().IsMatch(name))
        {
            return new ListedReading([], [], []);
        }

        var found = new FoundNames(new ReadName(name, isWeak));
        new NameReader(found, KindReading.Of(name, kind), kind == PartyKind.Unknown).Read(name, isWeak);
        return found.ToReading();
    }
}
