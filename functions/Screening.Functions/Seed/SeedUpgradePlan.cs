using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;

namespace Screening.Functions.Seed;

/// <summary>Effect of an upgrade on a document.</summary>
public enum SeedUpgradeState
{
    /// <summary>None: its text equals that of the seed.</summary>
    Unchanged,

    /// <summary>Takes the text of the seed: it was not changed locally.</summary>
    Update,

    /// <summary>Adds it: it is new in the seed.</summary>
    Add,

    /// <summary>Merges both changes: the seed and the environment changed different entries.</summary>
    Merged,

    /// <summary>Keeps it: it was changed locally and not by the seed.</summary>
    Kept,

    /// <summary>None until a choice is made: both sides changed the same place.</summary>
    Conflict,

    /// <summary>Keeps it: the seed no longer ships it.</summary>
    Retained,

    /// <summary>Keeps it: it was created locally.</summary>
    Local,
}

/// <summary>One document of a plan.</summary>
public sealed record SeedUpgradeRow
{
    /// <summary>Name as in its route: country-sets/NATO, policies/us-uas-2025-09, control-list, party-matching.</summary>
    public required string Document { get; init; }

    /// <summary>Kind of document.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Id within the kind.</summary>
    public required string Id { get; init; }

    /// <summary>Effect of the upgrade.</summary>
    public required SeedUpgradeState State { get; init; }

    /// <summary>Pin of the live version; null when there is none.</summary>
    public DocumentPin? Pin { get; init; }

    /// <summary>Additional note; null when there is none.</summary>
    public string? Note { get; init; }

    /// <summary>Paths changed by both sides; empty unless it is a conflict.</summary>
    public ImmutableArray<string> Clashes { get; init; } = [];

    /// <summary>
    /// Differences made by the upgrade; for a conflict or a kept document, those that taking the seed's text would make.
    /// </summary>
    public SeedDifference Change { get; init; } = SeedDifference.None;

    /// <summary>Local changes since the seed it was last brought to.</summary>
    public SeedDifference Local { get; init; } = SeedDifference.None;

    /// <summary>Data needed to carry it out; null for a document the seed does not ship.</summary>
    internal SeedUpgradeSides? Sides { get; init; }
}

/// <summary>The texts of one shipped document.</summary>
/// <param name="Ours">Active text; null when there is none.</param>
/// <param name="Shipped">The document as shipped.</param>
/// <param name="Theirs">Shipped text; for a policy with the version its parent has in this environment.</param>
/// <param name="Version">Version that holds or will hold the shipped text.</param>
/// <param name="IsStored">Whether that version is in storage.</param>
/// <param name="TakesText">Whether the shipped text replaces the active one. If not, an update changes only the state.</param>
/// <param name="MergedJson">Text with both changes; null unless merged.</param>
/// <param name="State">State of the document after the row is carried out.</param>
internal sealed record SeedUpgradeSides(
    string? Ours, SeedDocument Shipped, string Theirs, int Version, bool IsStored, bool TakesText, string? MergedJson, PinState State);

/// <summary>The change that brought an environment to its seed.</summary>
/// <param name="SourceVersion">Source version after the change.</param>
/// <param name="Actor">Author of the change.</param>
/// <param name="At">Time of the change, UTC.</param>
/// <param name="Reason">Reason; null when it filled the empty environment.</param>
public sealed record SeedApplied(long SourceVersion, string Actor, DateTimeOffset At, string? Reason);

/// <summary>Effect of an upgrade to the seed of the running program. Creating a plan changes nothing.</summary>
public sealed record SeedUpgradePlan
{
    /// <summary>Identity of the seed the running program ships.</summary>
    public required string Shipped { get; init; }

    /// <summary>The seed the environment was last brought to; null when none is known.</summary>
    public SeedMark? Mark { get; init; }

    /// <summary>The versions row the plan is based on.</summary>
    public required HeadState Head { get; init; }

    /// <summary>Whether the environment already has this seed, so that nothing is left to do.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>
    /// Whether the environment has had this seed and a later one since, so that the running program is the older one.
    /// </summary>
    public bool IsProgramOlder => Mark is { } mark && mark.Id != Shipped && mark.Earlier.Contains(Shipped);

    /// <summary>The documents, in the order of the seed, then those it does not ship.</summary>
    public required ImmutableArray<SeedUpgradeRow> Rows { get; init; }

    /// <summary>ETag of the plan, for If-Match. It changes with the source version and with the seed.</summary>
    public string ETag => TagOf(Head, Shipped)!;

    /// <summary>ETag for a source version and a seed.</summary>
    internal static string? TagOf(HeadState head, string shipped) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"seed-{head.SourceVersion}-{shipped[7..23]}\"");
}
