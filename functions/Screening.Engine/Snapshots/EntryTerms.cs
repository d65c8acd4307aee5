using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>What an Entity List or Military End User List entry means for one item. The least severe value comes first.</summary>
[Flags]
public enum EntryReviews
{
    /// <summary>No review applies.</summary>
    None = 0,

    /// <summary>Case-by-case review. A presumption of approval is mapped to this value, with a note.</summary>
    CaseByCase = 1,

    /// <summary>The item is outside the scope of the entry. The transaction is held, with the reason.</summary>
    OutsideScope = 2,

    /// <summary>
    /// The reviewed table does not contain the text of the entry, or the facts do not determine the branch. The transaction is
    /// held, with the text of the entry.
    /// </summary>
    NotReviewed = 4,

    /// <summary>Presumption of denial.</summary>
    PresumptionOfDenial = 8,

    /// <summary>Policy of denial.</summary>
    PolicyOfDenial = 16,
}

/// <summary>The properties of an item that determine whether it is within the scope of an entry.</summary>
/// <param name="Eccn">Declared ECCN; EAR99 for an EAR99 item; null when none is declared.</param>
/// <param name="IsEar99">Whether the item is EAR99; null when this is unknown.</param>
/// <param name="IsMilitaryEndUseItem">Whether Supplement No. 2 to part 744 lists the item; null when this is unknown.</param>
/// <param name="Humanitarian">Food, medicine or neither.</param>
public sealed record ItemTraits(string? Eccn, bool? IsEar99, bool? IsMilitaryEndUseItem, Humanitarian Humanitarian);

/// <summary>The licence requirement and the licence policy of an entry, as interpreted by the reviewed table.</summary>
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

    /// <summary>The terms of an entry that states none: all items subject to the EAR, presumption of denial.</summary>
    public static EntryTerms Unstated { get; } = new(
        EntryReading<EntryScopes>.Always(EntryScopes.Inside), EntryReading<EntryReviews>.Always(EntryReviews.PresumptionOfDenial));

    /// <summary>Text that the reviewed table adds, such as a presumption of approval; null when there is none.</summary>
    public string? Note { get; }

    /// <summary>
    /// The effects of the entry on an item that is subject to the EAR. Every effect that is possible under the known properties
    /// of the item is one bit.
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
            // Supplement No. 2 to part 744 lists ECCNs only, so it never contains an EAR99 item.
            return isEar99
                ? For(item with { IsMilitaryEndUseItem = false })
                : For(item with { IsMilitaryEndUseItem = true }) | For(item with { IsMilitaryEndUseItem = false });
        }

        // An item that is not EAR99 has another code. A declared code of EAR99 is dropped, because the actual ECCN is unknown.
        var known = !isEar99 && item.Eccn is { } code && IsEar99Code(code) ? item with { Eccn = null } : item;
        var scope = requirement.Possible(known);
        return (scope.HasFlag(EntryScopes.Inside) ? policy.Possible(known) : EntryReviews.None)
            | (scope.HasFlag(EntryScopes.Outside) ? EntryReviews.OutsideScope : EntryReviews.None)
            | (scope.HasFlag(EntryScopes.Undetermined) ? EntryReviews.NotReviewed : EntryReviews.None);
    }

    private static bool IsEar99Code(string eccn) => string.Equals(eccn, "EAR99", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A list that must be imported and current before a transaction with parties can proceed.</summary>
/// <param name="Code">List code.</param>
/// <param name="MostDays">Maximum age in days, counted from the day on which the list was last confirmed.</param>
public sealed record RequiredList(string Code, int MostDays);
