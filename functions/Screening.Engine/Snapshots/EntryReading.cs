using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Snapshots;

/// <summary>Whether an item lies within what an entry asks a licence for.</summary>
[Flags]
internal enum EntryScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Within the requirement.</summary>
    Inside = 1,

    /// <summary>Outside the requirement.</summary>
    Outside = 2,

    /// <summary>No fact of a transaction tells.</summary>
    Undetermined = 4,
}

/// <summary>
/// How one text is read: a general reading, and groups of items that are read otherwise. The first group that an item
/// belongs to decides; where it may belong to a group, the reading of the group is one of several possible ones.
/// </summary>
/// <typeparam name="T">Flags: <see cref="EntryScopes"/> or <see cref="EntryReviews"/>.</typeparam>
internal sealed class EntryReading<T>
    where T : struct, Enum
{
    private readonly int general;
    private readonly ImmutableArray<(ItemGroup Group, int Reading)> exceptions;

    private EntryReading(int general, ImmutableArray<(ItemGroup Group, int Reading)> exceptions, string? note) =>
        (this.general, this.exceptions, Note) = (general, exceptions, note);

    /// <summary>What the reading adds in words; null when nothing.</summary>
    public string? Note { get; }

    /// <summary>One reading for every item.</summary>
    /// <param name="reading">The reading.</param>
    public static EntryReading<T> Always(T reading) => new(ToBits(reading), [], null);

    /// <summary>A general reading with one group that is read otherwise.</summary>
    public static EntryReading<T> Split(T reading, ItemGroup group, T otherwise) => new(ToBits(reading), [(group, ToBits(otherwise))], null);

    /// <summary>Reads `reading`, `except` and `note` of a row.</summary>
    /// <param name="members">Members of the row.</param>
    /// <param name="codes">Readings by their codes.</param>
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

    /// <summary>Every reading that is possible for an item.</summary>
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
