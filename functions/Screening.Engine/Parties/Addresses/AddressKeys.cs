using System.Collections.Immutable;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Addresses;

/// <summary>
/// Keys under which an address is found: a hash of each leading number with each name or postal code. A country or large city is in no key of
/// a house, so that a key has few parties. <see cref="AddressComparison"/> requires a common key for the same premises. So a look-up by keys
/// loses no match by construction, also where keys are left out here. A name stands with its letters in alphabetical order, so that two swapped
/// letters do not change the key.
/// </summary>
internal static class AddressKeys
{
    /// <summary>Difference between the ends of a range of house numbers; numbers further apart are two numbers.</summary>
    public const int WidestRange = 12;

    /// <summary>Most keys of an address.</summary>
    public const int Most = 128;

    private const int LettersOfSyllable = 6;

    // Odd, so that no number is lost: the key of a number and a name is not that of the name and the number.
    private const uint Multiplier = 0x9E3779B1;

    /// <summary>The address with its keys.</summary>
    public static PostalAddress Add(PostalAddress address)
    {
        var role = LeadingRole(address);
        var names = NamesOf(address, role == AddressRole.Box);
        if (names.Count == 0)
        {
            return address;
        }

        var hashes = new uint[names.Count];
        for (var at = 0; at < hashes.Length; at++)
        {
            hashes[at] = unchecked((uint)NeighbourKeys.OfText(AddressWords.LettersOf(names[at])));
        }

        Span<uint> keys = stackalloc uint[Most];
        var count = 0;
        foreach (var number in address.Numbers)
        {
            if (number.Role == role)
            {
                AddNumber(keys, ref count, number, hashes);
            }
        }

        var distinct = keys[..NeighbourKeys.Distinct(keys[..count])];
        return distinct.IsEmpty ? address : address with { Keys = [.. distinct] };
    }

    /// <summary>Whether the two have a key in common.</summary>
    public static bool Overlap(PostalAddress first, PostalAddress second)
    {
        var (one, other) = (0, 0);
        while (one < first.Keys.Length && other < second.Keys.Length)
        {
            var order = first.Keys[one].CompareTo(second.Keys[other]);
            if (order == 0)
            {
                return true;
            }

            one += order < 0 ? 1 : 0;
            other += order > 0 ? 1 : 0;
        }

        return false;
    }

    /// <summary>The role of the numbers that tell premises apart: houses, without one units, and so on.</summary>
    public static AddressRole LeadingRole(PostalAddress address)
    {
        foreach (var role in (ReadOnlySpan<AddressRole>)[AddressRole.House, AddressRole.Unit, AddressRole.Block, AddressRole.Box])
        {
            foreach (var number in address.Numbers)
            {
                if (number.Role == role)
                {
                    return role;
                }
            }
        }

        return AddressRole.Floor;
    }

    private static List<string> NamesOf(PostalAddress address, bool hasCities)
    {
        var names = new List<string>(address.Postal);
        for (var at = 0; at < address.Words.Length; at++)
        {
            var word = address.Words[at];
            if (word.Kind is AddressWordKind.Name or AddressWordKind.Street || (hasCities && word.Kind == AddressWordKind.City))
            {
                names.Add(word.Text);
            }

            // Syllables are written apart or together: Wan Chai, Wanchai.
            if (at > 0 && word.IsAfterWord && word.Text.Length <= LettersOfSyllable && address.Words[at - 1].Text.Length <= LettersOfSyllable)
            {
                names.Add(address.Words[at - 1].Text + word.Text);
            }
        }

        return names;
    }

    private static void AddNumber(Span<uint> keys, ref int count, AddressNumber number, uint[] names)
    {
        AddPairs(keys, ref count, number.Value, names);
        Span<char> digits = stackalloc char[12];
        for (var inside = number.Low + number.Step; inside < number.High; inside += number.Step)
        {
            inside.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
            AddPairs(keys, ref count, digits[..length], names);
        }
    }

    private static void AddPairs(Span<uint> keys, ref int count, ReadOnlySpan<char> number, uint[] names)
    {
        var hash = unchecked((uint)NeighbourKeys.OfText(number) * Multiplier);
        foreach (var name in names)
        {
            if (count < keys.Length)
            {
                keys[count++] = hash ^ name;
            }
        }
    }
}
