using System.Collections.Immutable;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Records.Anchors;

namespace Screening.Functions.Snapshots;

/// <summary>Content of the status endpoint.</summary>
public sealed record ScreeningStatus
{
    /// <summary>Number of accepted changes.</summary>
    public required long SourceVersion { get; init; }

    /// <summary>Revision this instance uses; null when it has none.</summary>
    public required string? ActiveRevision { get; init; }

    /// <summary>Source version of that revision.</summary>
    public required long? ActiveSourceVersion { get; init; }

    /// <summary>Time at which that revision was compiled, UTC.</summary>
    public required DateTimeOffset? ActiveBuiltAt { get; init; }

    /// <summary>Seconds since this instance last confirmed that the revision is current.</summary>
    public required int? SnapshotAgeSeconds { get; init; }

    /// <summary>Whether decisions can be made. If not, screenings return 503.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>Result of the last compilation; null before the first.</summary>
    public required CompileReport? LastCompile { get; init; }

    /// <summary>Approximate number of messages waiting for the compiler; null when the queue cannot be read.</summary>
    public required int? QueueDepth { get; init; }

    /// <summary>Number of stored dead-lettered messages.</summary>
    public required int PoisonCount { get; init; }

    /// <summary>
    /// Approximate number of messages in the poison queue itself, which no function has taken; null when it cannot be read.
    /// </summary>
    public required int? PoisonQueueDepth { get; init; }

    /// <summary>The active lists.</summary>
    public required IReadOnlyList<ImportHeader> Lists { get; init; }

    /// <summary>The required lists and the state of each.</summary>
    public required ImmutableArray<RequiredListStatus> RequiredLists { get; init; }

    /// <summary>How the refreshes of the lists with an address stand.</summary>
    public required ImmutableArray<ListSourceStatus> ListSources { get; init; }

    /// <summary>Whether the shipped sample is the only list. Screenings of the embedded default then use nothing else.</summary>
    public required bool IsSample { get; init; }

    /// <summary>Checkpoints of the records outside the account.</summary>
    public required CheckpointStatus RecordCheckpoint { get; init; }

    /// <summary>Problems, one sentence each; empty when there are none.</summary>
    public required IReadOnlyList<string> Degraded { get; init; }
}
