using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Functions.Changes;

/// <summary>What would be live after a change, before anything is written.</summary>
/// <param name="Manifest">The manifest after it.</param>
internal sealed record Trial(Manifest Manifest)
{
    /// <summary>Documents of the manifest that are not in storage yet.</summary>
    internal ImmutableArray<DocumentSource> Documents { get; init; } = [];

    /// <summary>Lists of the manifest that are not in storage yet.</summary>
    internal ImmutableArray<WatchlistSource> Lists { get; init; } = [];

    /// <summary>Reasons to refuse it without compiling.</summary>
    internal ImmutableArray<CompileError> Errors { get; init; } = [];

    /// <summary>Versions of policies that are not in storage yet and do not become live: parents of those that do.</summary>
    internal ImmutableArray<DocumentSource> Parents { get; init; } = [];

    /// <summary>The seed the documents are brought to; null when the change has nothing to do with it.</summary>
    internal SeedMark? Seed { get; init; }

    /// <summary>Version of the document, or id of the import, that it makes live.</summary>
    internal string? Version { get; init; }
}

/// <summary>One kind of change, as the flow needs it.</summary>
/// <param name="What">What it is, one line for the history.</param>
/// <param name="TagOf">Tag of what is changed, guarded by If-Match.</param>
/// <param name="TryAsync">What would be live after it; may be asked again when the head has moved.</param>
/// <param name="WriteAsync">Writes its rows beside the old ones; gives the trial with the versions they got.</param>
internal sealed record Change(
    string What,
    Func<Manifest, string?> TagOf,
    Func<HeadState, CancellationToken, Task<Trial>> TryAsync,
    Func<Trial, CancellationToken, Task<Trial>> WriteAsync)
{
    /// <summary>Tag of the whole, for a change that may touch everything; null for one that touches what <see cref="TagOf"/> names.</summary>
    internal Func<HeadState, string?>? TagOfWhole { get; init; }

    /// <summary>Why, for the history; null when nobody was asked.</summary>
    internal string? Reason { get; init; }

    /// <summary>For a change whose rows are there already.</summary>
    internal static readonly Func<Trial, CancellationToken, Task<Trial>> NothingToWrite =
        (trial, _) => Task.FromResult(trial);
}
