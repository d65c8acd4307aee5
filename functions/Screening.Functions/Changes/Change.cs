using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Functions.Changes;

/// <summary>State that would be live after a change, before anything is written.</summary>
/// <param name="Manifest">The manifest after the change.</param>
internal sealed record Trial(Manifest Manifest)
{
    /// <summary>Documents of the manifest that are not in storage yet.</summary>
    internal ImmutableArray<DocumentSource> Documents { get; init; } = [];

    /// <summary>Lists of the manifest that are not in storage yet.</summary>
    internal ImmutableArray<WatchlistSource> Lists { get; init; } = [];

    /// <summary>Reasons to refuse the change without compiling.</summary>
    internal ImmutableArray<CompileError> Errors { get; init; } = [];

    /// <summary>
    /// Policy versions that are not in storage yet and do not become live. Live policies may inherit from them.
    /// </summary>
    internal ImmutableArray<DocumentSource> Parents { get; init; } = [];

    /// <summary>The seed the documents are brought to; null when the change does not involve the seed.</summary>
    internal SeedMark? Seed { get; init; }

    /// <summary>Version of the document, or id of the import, that becomes live.</summary>
    internal string? Version { get; init; }
}

/// <summary>A change that compiles and whose rows are written, but which is not live.</summary>
/// <param name="Before">State it is based on.</param>
/// <param name="Tag">ETag of what it changes; null when that is new.</param>
/// <param name="What">Description for the history.</param>
/// <param name="After">State that would be live.</param>
internal sealed record PreparedChange(HeadState Before, string? Tag, string What, Trial After);

/// <summary>One kind of change, in the form that <see cref="ChangeFlow"/> runs.</summary>
/// <param name="What">Description for the history, one line.</param>
/// <param name="TagOf">ETag of the document or list that is changed, checked against If-Match.</param>
/// <param name="ProposeAsync">Computes the state after the change. Called again when the versions row has changed.</param>
/// <param name="WriteAsync">
/// Writes the new rows and keeps the existing ones; returns the trial with the assigned versions.
/// </param>
internal sealed record Change(
    string What,
    Func<Manifest, string?> TagOf,
    Func<HeadState, CancellationToken, Task<Trial>> ProposeAsync,
    Func<Trial, CancellationToken, Task<Trial>> WriteAsync)
{
    /// <summary>
    /// ETag of all live content, for a change that may affect any of it; null when <see cref="TagOf"/> applies.
    /// </summary>
    internal Func<HeadState, string?>? TagOfWhole { get; init; }

    /// <summary>Reason for the history; null when none was required.</summary>
    internal string? Reason { get; init; }

    /// <summary>Import that a person let pass the limits on what may disappear; null for every other change.</summary>
    internal ConfirmedDrop? Drop { get; init; }

    /// <summary>For a change whose rows exist already.</summary>
    internal static readonly Func<Trial, CancellationToken, Task<Trial>> NothingToWrite =
        (trial, _) => Task.FromResult(trial);
}

/// <summary>A drop of list entries that a person confirmed.</summary>
/// <param name="Feed">Feed of the import.</param>
/// <param name="Confirmed">What was confirmed: drop or empty.</param>
internal sealed record ConfirmedDrop(string Feed, string Confirmed);
