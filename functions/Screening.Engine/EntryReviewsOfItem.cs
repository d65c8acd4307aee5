using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>The reviews that the matched entries state for one item.</summary>
internal static class EntryReviewsOfItem
{
    /// <summary>The members of an item that the terms of an entry depend on.</summary>
    public static ItemTraits Traits(FactSheet sheet, int index, Item item)
    {
        var status = sheet.Get(Fact.ControlStatus, 0, index).Codes;
        var isNamed = sheet.Get(Fact.MilitaryEndUseItem, 0, index).Codes;
        return new ItemTraits(
            item.Eccn,
            status switch { 0b01 => false, 0b10 => true, _ => null },
            isNamed switch { 0b01 => false, 0b10 => true, _ => null },
            (Humanitarian)System.Numerics.BitOperations.TrailingZeroCount(sheet.Get(Fact.Humanitarian, 0, index).Codes));
    }

    /// <summary>
    /// The possible reviews of an item under all entries. For each combination of what the entries may mean, the strictest
    /// counts.
    /// </summary>
    public static PossibleValue Review(HashSet<EntryTerms?> listed, ItemTraits traits)
    {
        var possible = 1UL;
        foreach (var terms in listed)
        {
            // The flags are in the order of the codes, which begin with "none"; hence the shift.
            var reviews = terms is null ? EntryReviews.PresumptionOfDenial : terms.For(traits);
            var codes = (ulong)reviews << 1;
            var floor = Math.Max(System.Numerics.BitOperations.TrailingZeroCount(possible), System.Numerics.BitOperations.TrailingZeroCount(codes));
            possible = (possible | codes) & ~((1UL << floor) - 1);
        }

        return System.Numerics.BitOperations.PopCount(possible) == 1
            ? PossibleValue.OfCode(System.Numerics.BitOperations.TrailingZeroCount(possible), FactCatalogue.ReviewCodes[System.Numerics.BitOperations.TrailingZeroCount(possible)])
            : PossibleValue.OfCodes(possible);
    }
}
