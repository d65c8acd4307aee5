using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>What an Entity List or Military End User List entry means for one item, least severe first.</summary>
[Flags]
public enum EntryReviews
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reviewed case by case; a presumption of approval counts as this, with a note.</summary>
    CaseByCase = 1,

    /// <summary>The item lies outside the scope of the entry: held, with the reason.</summary>
    OutsideScope = 2,

    /// <summary>The text of the entry is not in the reviewed table, or the facts cannot tell its branch: held, with the entry's own words.</summary>
    NotReviewed = 4,

    /// <summary>Presumption of denial.</summary>
    PresumptionOfDenial = 8,

    /// <summary>Policy of denial.</summary>
    PolicyOfDenial = 16,
}

/// <summary>What is known of an item that decides on which side of an entry's scope it lies.</summary>
/// <param name="Eccn">Declared ECCN; EAR99 for EAR99; null when none is declared.</param>
/// <param name="IsEar99">Whether it is EAR99; null when that is not known.</param>
/// <param name="IsMilitaryEndUseItem">Whether Supplement 2 to part 744 names it; null when that is not known.</param>
/// <param name="Humanitarian">Food, medicine or neither.</param>
public sealed record ItemTraits(string? Eccn, bool? IsEar99, bool? IsMilitaryEndUseItem, Humanitarian Humanitarian);

/// <summary>The licence requirement and the licence policy of an entry, as the reviewed table reads their texts.</summary>
public sealed class EntryTerms
{
    private readonly EntryReading<EntryScopes> requirement;
    private readonly EntryReading<EntryReviews> policy;

    internal EntryTerms(EntryReading<EntryScopes> requirement, EntryReading<EntryReviews> policy)
    {
        this.requirement = requirement;
        this.policy = policy;
        Note = (requirement.Note, policy.Note) switch
        {
            (null, var only) => only,
            (var only, null) => only,
            var (first, second) => $"{first} {second}",
        };
    }

    /// <summary>An entry that states nothing: all items subject to the EAR, presumption of denial.</summary>
    public static EntryTerms Unstated { get; } = new(
        EntryReading<EntryScopes>.Always(EntryScopes.Inside), EntryReading<EntryReviews>.Always(EntryReviews.PresumptionOfDenial));

    /// <summary>What the reviewed table adds in words, such as a presumption of approval; null when nothing.</summary>
    public string? Note { get; }

    /// <summary>
    /// What the entry means for an item that is subject to the EAR: one bit for everything that is possible, as far as the
    /// traits of the item are known.
    /// </summary>
    public EntryReviews For(ItemTraits item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.IsEar99 is not { } isEar99)
        {
            return item.Eccn is { } eccn
                ? For(item with { IsEar99 = IsEar99Code(eccn) })
                : For(item with { IsEar99 = true }) | For(item with { IsEar99 = false });
        }

        if (item.IsMilitaryEndUseItem is null)
        {
            // Supplement 2 to part 744 names ECCNs only.
            return isEar99
                ? For(item with { IsMilitaryEndUseItem = false })
                : For(item with { IsMilitaryEndUseItem = true }) | For(item with { IsMilitaryEndUseItem = false });
        }

        // What is not EAR99 has another code than EAR99, and which one is not known.
        var known = !isEar99 && item.Eccn is { } code && IsEar99Code(code) ? item with { Eccn = null } : item;
        var scope = requirement.Possible(known);
        return (scope.HasFlag(EntryScopes.Inside) ? policy.Possible(known) : EntryReviews.None)
            | (scope.HasFlag(EntryScopes.Outside) ? EntryReviews.OutsideScope : EntryReviews.None)
            | (scope.HasFlag(EntryScopes.Undetermined) ? EntryReviews.NotReviewed : EntryReviews.None);
    }

    private static bool IsEar99Code(string eccn) => string.Equals(eccn, "EAR99", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A list that must be there and fresh before a transaction with parties may go on.</summary>
/// <param name="Code">List code.</param>
/// <param name="MostDays">Greatest age in days, counted from the day the list was last confirmed.</param>
public sealed record RequiredList(string Code, int MostDays);
