using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>Whether an item is within the scope of an entry's licence requirement.</summary>
[Flags]
internal enum EntryScopes
{
    /// <summary>No scope is possible.</summary>
    None = 0,

    /// <summary>Within the requirement.</summary>
    Inside = 1,

    /// <summary>Outside the requirement.</summary>
    Outside = 2,

    /// <summary>The facts of a transaction do not determine the scope.</summary>
    Undetermined = 4,
}

/// <summary>
/// The interpretation of one text: a general reading, and groups of items with a different reading. The reading of the first
/// group that contains the item applies. If it is unknown whether the item belongs to a group, the reading of that group is one
/// of several possible ones.
/// </summary>
/// <typeparam name="T">Flags: <see cref="EntryScopes"/> or <see cref="EntryReviews"/>.</typeparam>
internal sealed class EntryReading<T>
    where T : struct, Enum
{
    private readonly int general;
    private readonly ImmutableArray<(ItemGroup Group, int Reading)> exceptions;

    private EntryReading(int general, ImmutableArray<(ItemGroup Group, int Reading)> exceptions, string? note) =>
        (this.general, this.exceptions, Note) = (general, exceptions, note);

    /// <summary>Text that the reading adds; null when there is none.</summary>
    public string? Note { get; }

    /// <summary>The same reading for every item.</summary>
    public static EntryReading<T> Always(T reading) => new(ToBits(reading), [], null);

    /// <summary>A general reading, and one group with a different reading.</summary>
    public static EntryReading<T> Split(T reading, ItemGroup group, T otherwise) => new(ToBits(reading), [(group, ToBits(otherwise))], null);

    /// <summary>Reads the members `reading`, `except` and `note` of a row.</summary>
    public static EntryReading<T> Read(Dictionary<string, JsonCursor> members, IReadOnlyDictionary<string, T> codes)
    {
        var exceptions = ImmutableArray.CreateBuilder<(ItemGroup Group, int Reading)>();
        foreach (var exception in members.Elements("except"))
        {
            var inner = exception.Members(["reading"], ["items", "eccns"]);
            exceptions.Add((ItemGroup.Read(exception, inner), ReadCode(inner, codes)));
        }

        return new EntryReading<T>(ReadCode(members, codes), exceptions.ToImmutable(), members.OptionalText("note"));
    }

    /// <summary>Every reading that is possible for an item, combined as flags.</summary>
    public T Possible(ItemTraits item)
    {
        var possible = 0;
        foreach (var (group, reading) in exceptions)
        {
            var holds = group.Holds(item);
            possible |= holds == false ? 0 : reading;
            if (holds == true)
            {
                return FromBits(possible);
            }
        }

        return FromBits(possible | general);
    }

    private static int ReadCode(Dictionary<string, JsonCursor> members, IReadOnlyDictionary<string, T> codes)
    {
        if (!members.TryGetValue("reading", out var member))
        {
            return 0;
        }

        return codes.TryGetValue(member.OneOf([.. codes.Keys]), out var reading) ? ToBits(reading) : 0;
    }

    private static int ToBits(T value) => System.Runtime.CompilerServices.Unsafe.BitCast<T, int>(value);

    private static T FromBits(int bits) => System.Runtime.CompilerServices.Unsafe.BitCast<int, T>(bits);
}
