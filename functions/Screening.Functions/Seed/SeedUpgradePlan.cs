using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Storage;

namespace Screening.Functions.Seed;

/// <summary>What an upgrade does with a document.</summary>
public enum SeedUpgradeState
{
    /// <summary>Nothing: it says what the seed says.</summary>
    Unchanged,

    /// <summary>Takes the text of the seed: nobody changed it here.</summary>
    Update,

    /// <summary>Adds it: it is new in the seed.</summary>
    Add,

    /// <summary>Writes both changes into one text: seed and environment changed different entries.</summary>
    Merged,

    /// <summary>Keeps it: it was changed here, and the seed did not change it.</summary>
    Kept,

    /// <summary>Nothing before somebody chooses: both changed the same place.</summary>
    Conflict,

    /// <summary>Keeps it: the seed no longer ships it.</summary>
    Retained,

    /// <summary>Keeps it: it was written here.</summary>
    Local,
}

/// <summary>One document of a plan.</summary>
public sealed record SeedUpgradeRow
{
    /// <summary>Name, as its route has it: country-sets/NATO, policies/us-uas-2025-09, control-list, party-matching.</summary>
    public required string Document { get; init; }

    /// <summary>Kind of document.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Id within the kind.</summary>
    public required string Id { get; init; }

    /// <summary>What is done with it.</summary>
    public required SeedUpgradeState State { get; init; }

    /// <summary>Pin of the version that is live now; null when there is none.</summary>
    public DocumentPin? Pin { get; init; }

    /// <summary>What to know of it beside the differences; null when nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Paths that both sides changed; empty unless it is a conflict.</summary>
    public ImmutableArray<string> Clashes { get; init; } = [];

    /// <summary>What the upgrade changes, and for a conflict or a kept document what taking the seed's text would change.</summary>
    public SeedDifference Change { get; init; } = SeedDifference.None;

    /// <summary>What was changed here since the seed it was last brought to.</summary>
    public SeedDifference Local { get; init; } = SeedDifference.None;

    /// <summary>What is needed to carry it out; null for a document the seed does not ship.</summary>
    internal SeedUpgradeSides? Sides { get; init; }
}

/// <summary>The texts of one shipped document.</summary>
/// <param name="Ours">Active text; null when there is none.</param>
/// <param name="Shipped">The document as shipped.</param>
/// <param name="Theirs">Shipped text, for a policy with the version its parent has in this environment.</param>
/// <param name="Version">Version that holds the shipped text, or will.</param>
/// <param name="IsStored">Whether that version is in storage.</param>
/// <param name="TakesText">Whether the shipped text takes the place of the active one; without, an update changes the state alone.</param>
/// <param name="MergedJson">Text with both changes; null unless merged.</param>
/// <param name="State">State of the document once the row is carried out.</param>
internal sealed record SeedUpgradeSides(
    string? Ours, SeedDocument Shipped, string Theirs, int Version, bool IsStored, bool TakesText, string? MergedJson, PinState State);

/// <summary>The change that brought an environment to its seed.</summary>
/// <param name="SourceVersion">Source version it made.</param>
/// <param name="Actor">Who made it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why; null when it filled the empty environment.</param>
public sealed record SeedApplied(long SourceVersion, string Actor, DateTimeOffset At, string? Reason);

/// <summary>What an upgrade to the seed of the running program would do. Making one changes nothing.</summary>
public sealed record SeedUpgradePlan
{
    /// <summary>Identity of the seed the running program ships.</summary>
    public required string Shipped { get; init; }

    /// <summary>The seed the environment was last brought to; null when it holds none.</summary>
    public SeedMark? Mark { get; init; }

    /// <summary>The head the plan was made from.</summary>
    public required HeadState Head { get; init; }

    /// <summary>Whether the environment was brought to this very seed already; then nothing is left to do.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>Whether the environment has had this seed before, and a later one since: the running program is the older one.</summary>
    public bool IsProgramOlder => Mark is { } mark && mark.Id != Shipped && mark.Earlier.Contains(Shipped);

    /// <summary>The documents, in the order of the seed, then those it does not ship.</summary>
    public required ImmutableArray<SeedUpgradeRow> Rows { get; init; }

    /// <summary>Tag of the plan, for If-Match: another head or another seed is another plan.</summary>
    public string ETag => TagOf(Head, Shipped)!;

    /// <summary>Tag of the whole for a head and a seed.</summary>
    /// <param name="head">The head.</param>
    /// <param name="shipped">Identity of the seed.</param>
    internal static string? TagOf(HeadState head, string shipped) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"seed-{head.SourceVersion}-{shipped[7..23]}\"");
}
