using System.Collections.Immutable;

namespace Screening.Engine.Classification;

/// <summary>Scope of the missile technology reason of an ECCN for the code as given.</summary>
public enum MtReach
{
    /// <summary>The code has no missile technology reason.</summary>
    None,

    /// <summary>It applies to everything the code covers.</summary>
    Entire,

    /// <summary>It applies to some paragraphs of the entry, and the code as given does not determine which.</summary>
    Paragraphs,

    /// <summary>It applies under a condition that the code does not determine.</summary>
    Condition,
}

/// <summary>Terms of a declared ECCN in the Commerce Control List (15 CFR 774 Supp. 1).</summary>
public sealed record EccnTerms
{
    /// <summary>The code as given, with the entry in upper case and paragraphs in lower case.</summary>
    public required string Code { get; init; }

    /// <summary>The entry it belongs to, such as 3A001; EAR99 for EAR99.</summary>
    public required string Entry { get; init; }

    /// <summary>
    /// Whether all items of the entry are subject to the ITAR, by its heading or by its licence requirement. The list gives no
    /// reasons for them, so <see cref="Mt"/> follows from the Annex item of the entry.
    /// </summary>
    public bool IsItar { get; init; }

    /// <summary>Scope of the missile technology reason.</summary>
    public MtReach Mt { get; init; }

    /// <summary>
    /// Question to ask when <see cref="Mt"/> is open; it names the paragraphs or states the condition. Null otherwise.
    /// </summary>
    public string? MtQuestion { get; init; }

    /// <summary>
    /// Whether the code is named in Supplement 2 to part 744; null when only a part of what it covers is named.
    /// </summary>
    public bool? IsMilitaryEndUseItem { get; init; } = false;

    /// <summary>
    /// Question to ask when <see cref="IsMilitaryEndUseItem"/> is null; it states the part that is named. Null otherwise.
    /// </summary>
    public string? MilitaryEndUseQuestion { get; init; }

    /// <summary>
    /// Reasons for control other than MT and AT that apply or may apply to the code as given, in the order of the entry. AT is
    /// evaluated by the embargo rules: no cell of the Country Chart has a mark for it.
    /// </summary>
    public ImmutableArray<string> OpenReasons { get; init; } = [];
}
