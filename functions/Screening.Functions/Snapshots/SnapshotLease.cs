using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Snapshots;

/// <summary>A snapshot taken for one whole request.</summary>
/// <typeparam name="TSnapshot">The loaded snapshot.</typeparam>
/// <param name="Snapshot">The snapshot, immutable.</param>
/// <param name="Pointer">The pointer that named it.</param>
/// <param name="Age">Since this instance last confirmed that the pointer names it.</param>
public sealed record SnapshotLease<TSnapshot>(TSnapshot Snapshot, SnapshotPointer Pointer, TimeSpan Age)
    where TSnapshot : class;

/// <summary>Answer to a request for a snapshot: a lease, or why there is none (503).</summary>
/// <typeparam name="TSnapshot">The loaded snapshot.</typeparam>
/// <param name="Lease">The lease; null when there is none to be had.</param>
/// <param name="Unavailable">One sentence for the caller; null with a lease.</param>
public sealed record SnapshotAnswer<TSnapshot>(SnapshotLease<TSnapshot>? Lease, string? Unavailable)
    where TSnapshot : class;

/// <summary>How this instance sees its snapshot, for status.</summary>
/// <param name="Pointer">Pointer of the snapshot held; null when there is none.</param>
/// <param name="Age">Since it was last confirmed; null when there is none.</param>
/// <param name="Unavailable">Why no snapshot can be taken; null when one can.</param>
/// <param name="Degraded">Everything that is not as it should be; empty when all is well.</param>
public sealed record SnapshotHealth(
    SnapshotPointer? Pointer, TimeSpan? Age, string? Unavailable, IReadOnlyList<string> Degraded);
