using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Classification;

/// <summary>How far the missile technology reason of an ECCN reaches for the code as it was given.</summary>
public enum MtReach
{
    /// <summary>The code carries no missile technology reason.</summary>
    None,

    /// <summary>It applies to everything the code covers.</summary>
    Entire,

    /// <summary>It applies to some paragraphs of the entry, and none was given.</summary>
    Paragraphs,

    /// <summary>It applies where a condition is met that the code does not tell.</summary>
    Condition,
}

/// <summary>What the Commerce Control List says of a declared ECCN (15 CFR 774 Supp. 1).</summary>
public sealed record EccnTerms
{
    /// <summary>The code as given, in capital letters, paragraphs in lower case.</summary>
    public required string Code { get; init; }

    /// <summary>The entry it belongs to, such as 3A001; EAR99 for EAR99.</summary>
    public required string Entry { get; init; }

    /// <summary>
    /// Whether the entry makes all its items subject to the ITAR, by its heading or by its licence requirement. Their
    /// <see cref="Mt"/> follows from the Annex item of the entry: the list gives no reasons for them.
    /// </summary>
    public bool IsItar { get; init; }

    /// <summary>How far the missile technology reason reaches.</summary>
    public MtReach Mt { get; init; }

    /// <summary>What to ask where <see cref="Mt"/> is open: names the paragraphs, or states the condition. Null otherwise.</summary>
    public string? MtQuestion { get; init; }

    /// <summary>
    /// Whether the code is named in Supplement 2 to part 744; null where only a part of what it covers is.
    /// </summary>
    public bool? IsMilitaryEndUseItem { get; init; } = false;

    /// <summary>What to ask where <see cref="IsMilitaryEndUseItem"/> is null: states the part that is named. Null otherwise.</summary>
    public string? MilitaryEndUseQuestion { get; init; }

    /// <summary>
    /// Reasons for control other than MT and AT that apply, or may apply, to the code as given, in the order of the entry.
    /// AT is evaluated by the embargo rules: no cell of the Country Chart has a mark for it.
    /// </summary>
    public ImmutableArray<string> OpenReasons { get; init; } = [];
}
