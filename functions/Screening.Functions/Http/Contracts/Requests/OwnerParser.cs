using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>
/// Reads the owners of a party and their owners, up to <see cref="Limits.OwnerDepth"/> levels and <see cref="Limits.Owners"/>
/// owners in total.
/// </summary>
internal static class OwnerParser
{
    /// <summary>The owners. They are valid only if no errors were added.</summary>
    public static ImmutableArray<Owner> Read(JsonInput input)
    {
        var count = 0;
        var owners = Level(input, 1, ref count);
        if (count > Limits.Owners)
        {
            input.Fail(
                ErrorCodes.TooMany,
                StrictJson.Invariant($"has {count} owners, owners of owners included; at most {Limits.Owners} are allowed"));
        }

        return owners;
    }

    private static ImmutableArray<Owner> Level(JsonInput input, int depth, ref int count)
    {
        var elements = input.Array(Limits.Owners);
        if (elements.IsEmpty)
        {
            return [];
        }

        if (depth > Limits.OwnerDepth)
        {
            input.Fail(ErrorCodes.TooDeep, StrictJson.Invariant($"is level {depth} of the owners; at most {Limits.OwnerDepth} are allowed"));
            return [];
        }

        count += elements.Length;
        var owners = ImmutableArray.CreateBuilder<Owner>(elements.Length);
        foreach (var element in elements)
        {
            if (Owner(element, depth, ref count) is { } owner)
            {
                owners.Add(owner);
            }
        }

        return owners.ToImmutable();
    }

    private static Owner? Owner(JsonInput input, int depth, ref int count)
    {
        if (input.Object() is not { } from)
        {
            return null;
        }

        var name = from["name"].Required().Text(Limits.NameCharacters);
        var percent = from["percent"].Number(0, 100, "percent");
        var owners = Level(from["owners"], depth + 1, ref count);
        from.Finish();
        return new Owner(name ?? "", percent) { Owners = owners };
    }
}

/// <summary>
/// Refuses a party or owner that owns itself: its name, compared by the words that the matching reads, occurs again in its own chain
/// of owners. No share can be computed from a cycle.
/// </summary>
internal static class OwnerCycles
{
    /// <summary>Adds an error for each owner that closes a cycle, at the JSON path of its name. Names are not quoted.</summary>
    public static void Refuse(JsonInput owners, Party party) => Refuse(party.Owners, owners.Path, [(Key(party.Name), "the party")], owners);

    private static void Refuse(
        ImmutableArray<Owner> owners, string place, ImmutableArray<(string Key, string What)> chain, JsonInput root)
    {
        for (var index = 0; index < owners.Length; index++)
        {
            var at = StrictJson.Invariant($"{place}[{index}]");
            var key = Key(owners[index].Name);
            var same = chain.FirstOrDefault(known => key.Length > 0 && string.Equals(known.Key, key, StringComparison.Ordinal));
            if (same.What is not null)
            {
                root.FailAt($"{at}.name", ErrorCodes.Cycle, $"has the name of {same.What}, which it would own: a chain of owners must not come back to its start");
                continue;
            }

            Refuse(owners[index].Owners, $"{at}.owners", chain.Add((key, at)), root);
        }
    }

    // A name in a script that cannot be read is compared as it is written.
    private static string Key(string name) => WordsOfName.Of(name) is { Count: > 0 } words ? string.Join(' ', words) : name.Trim();
}
