using System.Collections.Immutable;
using Screening.Engine.Model;
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
