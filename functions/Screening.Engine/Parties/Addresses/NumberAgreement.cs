using System.Collections.Immutable;

namespace Screening.Engine.Parties.Addresses;

/// <summary>What differs between the numbers of two addresses.</summary>
internal enum NumberDifference
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Another unit or floor, or one side states more.</summary>
    Unit,

    /// <summary>Another house number or building, or one side has none.</summary>
    House,
}

/// <summary>Compares the numbers of two addresses.</summary>
/// <param name="HasHouse">Whether a house number agrees or, where neither side has one, a post-office box does.</param>
/// <param name="NamesHouse">Whether one side has a house number.</param>
/// <param name="Difference">What differs.</param>
/// <param name="Agreed">The numbers that agree, as text.</param>
/// <param name="Differing">The numbers that differ, as text after a semicolon; empty without one.</param>
internal readonly record struct NumberAgreement(bool HasHouse, bool NamesHouse, NumberDifference Difference, string Agreed, string Differing)
{
    /// <summary>Compares the numbers.</summary>
    public static NumberAgreement Of(PostalAddress first, PostalAddress second, bool isExplained)
    {
        var one = new Side(first.Numbers);
        var other = new Side(second.Numbers);
        MatchEqual(one, other, isSameRole: true);
        MatchEqual(one, other, isSameRole: false);
        MatchRanges(one, other);
        MatchRanges(other, one);
        MatchFloorWithUnit(one, other);
        MatchFloorWithUnit(other, one);
        DropImpliedFloor(one, other);
        DropImpliedFloor(other, one);
        return new NumberAgreement(
            HasMatchedHouse(one, other), one.Has(AddressRole.House) || other.Has(AddressRole.House), DifferenceOf(one, other),
            isExplained ? AgreedText(one, other) : "", isExplained ? DifferingText(one, other) : "");
    }

    private sealed class Side(ImmutableArray<AddressNumber> numbers)
    {
        public ImmutableArray<AddressNumber> Numbers { get; } = numbers;

        public bool[] IsMatched { get; } = new bool[numbers.Length];

        public bool Has(AddressRole role) => Numbers.Any(number => number.Role == role);

        public bool HasMarked(AddressRole role) => Numbers.Any(number => number.Role == role && number.IsMarked);

        // The end of a range that begins with a matched number says no more than its beginning.
        public bool IsLeft(int at) => !IsMatched[at] && !(Numbers[at].IsEnd && IsMatched[at - 1])
            && Numbers[at].Role is not AddressRole.Box and not AddressRole.Ordinal;

        // "P.O. Box 1835-16765": every part of the number of a box counts.
        public bool IsBoxLeft()
        {
            for (var at = 0; at < Numbers.Length; at++)
            {
                if (!IsMatched[at] && Numbers[at].Role == AddressRole.Box)
                {
                    return true;
                }
            }

            return false;
        }

        public bool IsLeft(params ReadOnlySpan<AddressRole> roles)
        {
            for (var at = 0; at < Numbers.Length; at++)
            {
                if (IsLeft(at) && roles.Contains(Numbers[at].Role))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // Numbers with marks match only in the same role. A number without a mark may be any of them.
    private static void MatchEqual(Side one, Side other, bool isSameRole)
    {
        for (var at = 0; at < one.Numbers.Length; at++)
        {
            for (var to = 0; to < other.Numbers.Length && !one.IsMatched[at]; to++)
            {
                var (left, right) = (one.Numbers[at], other.Numbers[to]);
                if (!other.IsMatched[to] && left.Value == right.Value
                    && (isSameRole ? left.Role == right.Role : MayBeOne(left, right, one, other)))
                {
                    one.IsMatched[at] = other.IsMatched[to] = true;
                }
            }
        }
    }

    // Room 8 of house 15 is not room 15 of house 8: where both sides mark a role, its numbers must agree among themselves.
    private static bool MayBeOne(AddressNumber left, AddressNumber right, Side one, Side other) =>
        (!left.IsMarked || !other.HasMarked(left.Role)) && (!right.IsMarked || !one.HasMarked(right.Role)) && !(left.IsMarked && right.IsMarked);

    private static void MatchRanges(Side ranges, Side numbers)
    {
        for (var at = 0; at < ranges.Numbers.Length; at++)
        {
            for (var to = 0; to < numbers.Numbers.Length; to++)
            {
                var number = numbers.Numbers[to];
                if (!ranges.IsMatched[at] && !numbers.IsMatched[to] && number is { Role: AddressRole.House, High: 0, IsEnd: false }
                    && ranges.Numbers[at].Covers(number.Low))
                {
                    ranges.IsMatched[at] = numbers.IsMatched[to] = true;
                    ranges.IsMatched[at + 1] = true;
                }
            }
        }
    }

    // "5B" is unit B on floor 5.
    private static void MatchFloorWithUnit(Side joined, Side apart)
    {
        for (var at = 0; at < joined.Numbers.Length; at++)
        {
            var value = joined.Numbers[at].Value;
            if (joined.IsMatched[at] || value.Length < 2 || !char.IsAsciiLetter(value[^1]))
            {
                continue;
            }

            var floor = Left(apart, AddressRole.Floor, value[..^1]);
            var unit = Left(apart, AddressRole.Unit, value[^1..]);
            if (floor >= 0 && unit >= 0)
            {
                joined.IsMatched[at] = apart.IsMatched[floor] = apart.IsMatched[unit] = true;
            }
        }
    }

    private static int Left(Side side, AddressRole role, string value)
    {
        for (var at = 0; at < side.Numbers.Length; at++)
        {
            if (!side.IsMatched[at] && side.Numbers[at].Role == role && side.Numbers[at].Value == value)
            {
                return at;
            }
        }

        return -1;
    }

    // Unit 1512 is on floor 15: a floor that only one side states adds nothing.
    private static void DropImpliedFloor(Side side, Side other)
    {
        for (var at = 0; at < side.Numbers.Length && !other.Has(AddressRole.Floor); at++)
        {
            if (side.Numbers[at] is { Role: AddressRole.Floor } floor && !side.IsMatched[at])
            {
                for (var unit = 0; unit < side.Numbers.Length; unit++)
                {
                    side.IsMatched[at] |= side.IsMatched[unit] && side.Numbers[unit].Role == AddressRole.Unit
                        && side.Numbers[unit].Value.Length == floor.Value.Length + 2 && side.Numbers[unit].Value.StartsWith(floor.Value, StringComparison.Ordinal);
                }
            }
        }
    }

    private static bool HasMatchedHouse(Side one, Side other)
    {
        var role = one.Has(AddressRole.House) || other.Has(AddressRole.House) ? AddressRole.House : AddressRole.Box;
        return one.Numbers.Where((number, at) => one.IsMatched[at] && number.Role == role).Any()
            || other.Numbers.Where((number, at) => other.IsMatched[at] && number.Role == role).Any();
    }

    private static NumberDifference DifferenceOf(Side one, Side other)
    {
        var (house, otherHouse) = (one.IsLeft(AddressRole.House), other.IsLeft(AddressRole.House));
        var isOtherHouse = (house && otherHouse)
            || (house && !other.Has(AddressRole.House)) || (otherHouse && !one.Has(AddressRole.House))
            || (one.IsLeft(AddressRole.Block) && other.IsLeft(AddressRole.Block))
            || (!one.Has(AddressRole.House) && !other.Has(AddressRole.House) && (one.IsBoxLeft() || other.IsBoxLeft()));
        return isOtherHouse ? NumberDifference.House
            : house || otherHouse || IsAnyLeft(one) || IsAnyLeft(other) || HasOtherOrdinal(one, other) ? NumberDifference.Unit
            : NumberDifference.Nothing;
    }

    private static bool IsAnyLeft(Side side) => side.IsLeft(AddressRole.Unit, AddressRole.Floor, AddressRole.Block);

    // 5th Road and 6th Road.
    private static bool HasOtherOrdinal(Side one, Side other) => one.Numbers.Where((number, at) => number.Role == AddressRole.Ordinal && !one.IsMatched[at]).Any()
        && other.Numbers.Where((number, at) => number.Role == AddressRole.Ordinal && !other.IsMatched[at]).Any();

    private static string AgreedText(Side one, Side other)
    {
        var (left, right) = (Numbers(one, isMatched: true), Numbers(other, isMatched: true));
        return left.Length > right.Length || (left.Length == right.Length && string.CompareOrdinal(left, right) <= 0) ? left : right;
    }

    private static string DifferingText(Side one, Side other)
    {
        var (left, right) = (Numbers(one, isMatched: false), Numbers(other, isMatched: false));
        return (left.Length, right.Length) switch
        {
            (0, 0) => "",
            (0, _) => $"; only one names {right}",
            (_, 0) => $"; only one names {left}",
            _ => string.CompareOrdinal(left, right) <= 0 ? $"; {left} against {right}" : $"; {right} against {left}",
        };
    }

    private static string Numbers(Side side, bool isMatched) => string.Join(", ", side.Numbers
        .Where((number, at) => (isMatched ? side.IsMatched[at] : side.IsLeft(at)) && !number.IsEnd)
        .OrderBy(number => number.Role).Select(Named).Distinct());

    private static string Named(AddressNumber number) => number.Role switch
    {
        AddressRole.House => number.High > 0 ? $"house number {number.Low}-{number.High}" : $"house number {number.Value}",
        AddressRole.Ordinal => $"street {number.Value}",
        AddressRole.Block => $"building or block {number.Value}",
        AddressRole.Floor => $"floor {number.Value}",
        AddressRole.Unit => $"unit {number.Value}",
        _ => $"P.O. box {number.Value}",
    };
}
