using System.Collections.Immutable;
using Screening.Functions.Lists;

namespace Screening.Functions.Snapshots;

/// <summary>What GET status tells.</summary>
public sealed record ScreeningStatus
{
    /// <summary>Count of accepted changes.</summary>
    public required long SourceVersion { get; init; }

    /// <summary>Revision this instance decides from; null when it has none.</summary>
    public required string? ActiveRevision { get; init; }

    /// <summary>Source version of that revision.</summary>
    public required long? ActiveSourceVersion { get; init; }

    /// <summary>When that revision was compiled, UTC.</summary>
    public required DateTimeOffset? ActiveBuiltAt { get; init; }

    /// <summary>Seconds since this instance last confirmed that it is the current one.</summary>
    public required int? SnapshotAgeSeconds { get; init; }

    /// <summary>Whether decisions can be made; when not, screenings answer 503.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>How the last compilation went; null before the first.</summary>
    public required CompileReport? LastCompile { get; init; }

    /// <summary>Messages waiting for the compiler, about; null when the queue cannot be asked.</summary>
    public required int? QueueDepth { get; init; }

    /// <summary>Messages that were dead-lettered, ever.</summary>
    public required int PoisonCount { get; init; }

    /// <summary>The active lists.</summary>
    public required IReadOnlyList<ImportHeader> Lists { get; init; }

    /// <summary>The lists that must be there and fresh, and how each stands.</summary>
    public required ImmutableArray<RequiredListStatus> RequiredLists { get; init; }

    /// <summary>Whether the shipped sample is all there is: answers of the embedded default looked at nothing else.</summary>
    public required bool IsSample { get; init; }

    /// <summary>Everything that is not as it should be, one sentence each; empty when all is well.</summary>
    public required IReadOnlyList<string> Degraded { get; init; }
}
