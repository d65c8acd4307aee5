using System.Collections.Immutable;

namespace Screening.Engine.Parties.Addresses;

/// <summary>Whether the names of two addresses (street, building, district, town) are those of one place.</summary>
/// <param name="Agrees">Whether they may be of one place.</param>
/// <param name="HasStreet">Whether the name of a street agrees.</param>
/// <param name="IsPlaced">Whether enough agrees to be sure of the place: two names, or a name and a large city or postal code.</param>
/// <param name="Text">The names that agree.</param>
internal readonly record struct NameAgreement(bool Agrees, bool HasStreet, bool IsPlaced, string Text)
{
    private const double ShareInCommon = 0.5;
    private static readonly NameAgreement None = new(false, false, false, "");

    /// <summary>Compares the names.</summary>
    public static NameAgreement Of(PostalAddress first, PostalAddress second, bool isExplained)
    {
        var (one, other) = (new bool[first.Words.Length], new bool[second.Words.Length]);
        Pair(first.Words, second.Words, one, other);
        var isOnePlace = first.Postal.Intersect(second.Postal).Any() || HasCommonCity(first.Words, one);
        if (isOnePlace && IsBox(first) && IsBox(second))
        {
            return new NameAgreement(true, false, true, isExplained ? Spelling(first.Words, one, second.Words, other) : "");
        }

        if (AreDirectionsApart(first, second) || !HasEnough(first.Words, one, second.Words, other))
        {
            return None;
        }

        var street = StreetOf(first.Words, one, second.Words, other);
        if (street < 0)
        {
            return None;
        }

        // Names left over on both sides are of two towns or two buildings, unless the street agrees, and a large city or postal code too: then
        // they are of two districts.
        var isLeftOver = IsLeftOver(first.Words, one) && IsLeftOver(second.Words, other);
        if (isOnePlace ? isLeftOver && street == 0 : isLeftOver || (HasCity(first.Words) && HasCity(second.Words)))
        {
            return None;
        }

        var isPlaced = isOnePlace || Math.Max(Count(first.Words, one), Count(second.Words, other)) > 1;
        return new NameAgreement(true, street > 0, isPlaced, isExplained ? Spelling(first.Words, one, second.Words, other) : "");
    }

    private static bool IsBox(PostalAddress address) => AddressKeys.LeadingRole(address) == AddressRole.Box;

    // The shorter spelling, and of equal ones the first, so that the text does not depend on the order of the two.
    private static string Spelling(ImmutableArray<AddressWord> first, bool[] one, ImmutableArray<AddressWord> second, bool[] other)
    {
        var (left, right) = (Matched(first, one), Matched(second, other));
        return left.Length < right.Length || (left.Length == right.Length && string.CompareOrdinal(left, right) <= 0) ? left : right;
    }

    private static string Matched(ImmutableArray<AddressWord> words, bool[] isMatched) => string.Join(' ', words
        .Where((word, at) => isMatched[at] && word.Kind is not AddressWordKind.City and not AddressWordKind.Region).Select(word => word.Text));

    private static void Pair(ImmutableArray<AddressWord> first, ImmutableArray<AddressWord> second, bool[] one, bool[] other)
    {
        for (var at = 0; at < first.Length; at++)
        {
            for (var to = 0; to < second.Length; to++)
            {
                if (AreAlike(first[at].Text, second[to].Text))
                {
                    one[at] = other[to] = true;
                }

                if (IsJoined(first, at, second[to].Text))
                {
                    one[at - 1] = one[at] = other[to] = true;
                }

                if (IsJoined(second, to, first[at].Text))
                {
                    other[to - 1] = other[to] = one[at] = true;
                }
            }
        }
    }

    private static bool IsJoined(ImmutableArray<AddressWord> words, int at, string whole) =>
        at > 0 && words[at].IsAfterWord && words[at - 1].Text.Length + words[at].Text.Length == whole.Length
        && whole.StartsWith(words[at - 1].Text, StringComparison.Ordinal) && whole.EndsWith(words[at].Text, StringComparison.Ordinal);

    private static bool HasEnough(ImmutableArray<AddressWord> first, bool[] one, ImmutableArray<AddressWord> second, bool[] other)
    {
        var (all, matched) = (Count(first, null), Count(first, one));
        var (allOther, matchedOther) = (Count(second, null), Count(second, other));
        return matched > 0 && matchedOther > 0 && (matched >= ShareInCommon * all || matchedOther >= ShareInCommon * allOther);
    }

    private static int Count(ImmutableArray<AddressWord> words, bool[]? isMatched)
    {
        var count = 0;
        for (var at = 0; at < words.Length; at++)
        {
            count += words[at].Kind is AddressWordKind.Name or AddressWordKind.Street && isMatched?[at] != false ? 1 : 0;
        }

        return count;
    }

    // 1 when a name of a street agrees, -1 when both name streets and none agrees, or both name one that the other lacks.
    private static int StreetOf(ImmutableArray<AddressWord> first, bool[] one, ImmutableArray<AddressWord> second, bool[] other)
    {
        var (whole, missing) = Phrases(first, one);
        var (wholeOther, missingOther) = Phrases(second, other);
        return missing > 0 && missingOther > 0 ? -1
            : whole > 0 || wholeOther > 0 ? 1
            : missing + missingOther > 0 && first.Any(word => word.Phrase > 0) && second.Any(word => word.Phrase > 0) ? -1
            : 0;
    }

    // A street agrees when all words of its name do. One of three may be left over: without commas the word before is taken for one of the name.
    private static (int Whole, int Missing) Phrases(ImmutableArray<AddressWord> words, bool[] isMatched)
    {
        var (whole, missing) = (0, 0);
        for (var phrase = 1; phrase <= words.Length; phrase++)
        {
            var (all, matched) = (0, 0);
            for (var at = 0; at < words.Length; at++)
            {
                all += words[at].Phrase == phrase ? 1 : 0;
                matched += words[at].Phrase == phrase && isMatched[at] ? 1 : 0;
            }

            whole += all > 0 && matched == all ? 1 : 0;
            missing += all > 0 && matched == 0 ? 1 : 0;
        }

        return (whole, missing);
    }

    private static bool HasCity(ImmutableArray<AddressWord> words) => words.Any(word => word.Kind == AddressWordKind.City);

    private static bool HasCommonCity(ImmutableArray<AddressWord> words, bool[] isMatched) =>
        words.Where((word, at) => word.Kind == AddressWordKind.City && isMatched[at]).Any();

    private static bool IsLeftOver(ImmutableArray<AddressWord> words, bool[] isMatched) =>
        words.Where((word, at) => word.Kind is AddressWordKind.Name or AddressWordKind.Street && !isMatched[at]).Any();

    private static bool AreDirectionsApart(PostalAddress first, PostalAddress second) =>
        !first.Directions.IsEmpty && !second.Directions.IsEmpty && !first.Directions.Intersect(second.Directions).Any();

    private const int LettersForSwap = 4;
    private const int LettersForEdit = 6;

    /// <summary>Whether two words are equal but for one slip: two letters swapped, or in a longer word one letter wrong, missing or added.</summary>
    internal static bool AreAlike(string first, string second)
    {
        if (Math.Abs(first.Length - second.Length) > 1 || Math.Min(first.Length, second.Length) < LettersForSwap)
        {
            return first == second;
        }

        var start = first.AsSpan().CommonPrefixLength(second);
        var left = first.AsSpan(start);
        var right = second.AsSpan(start);
        if (left.SequenceEqual(right))
        {
            return true;
        }

        if (left.Length == right.Length && left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]))
        {
            return true;
        }

        return Math.Min(first.Length, second.Length) >= LettersForEdit
            && left[Math.Min(left.Length, left.Length >= right.Length ? 1 : 0)..].SequenceEqual(right[Math.Min(right.Length, right.Length >= left.Length ? 1 : 0)..]);
    }
}
