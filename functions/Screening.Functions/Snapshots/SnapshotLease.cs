namespace Screening.Functions.Snapshots;

/// <summary>A snapshot used for one whole request.</summary>
/// <typeparam name="TSnapshot">The loaded snapshot.</typeparam>
/// <param name="Snapshot">The snapshot, immutable.</param>
/// <param name="Pointer">The pointer that named it.</param>
/// <param name="Age">Time since this instance last confirmed the pointer.</param>
public sealed record SnapshotLease<TSnapshot>(TSnapshot Snapshot, SnapshotPointer Pointer, TimeSpan Age)
    where TSnapshot : class;

/// <summary>Result of taking the snapshot: a lease, or the reason why there is none (503).</summary>
/// <typeparam name="TSnapshot">The loaded snapshot.</typeparam>
/// <param name="Lease">The lease; null when there is none.</param>
/// <param name="Unavailable">One sentence for the caller; null with a lease.</param>
public sealed record SnapshotAnswer<TSnapshot>(SnapshotLease<TSnapshot>? Lease, string? Unavailable)
    where TSnapshot : class;

/// <summary>State of the snapshot of this instance, for the status.</summary>
/// <param name="Pointer">Pointer of the snapshot in use; null when there is none.</param>
/// <param name="Age">Time since it was last confirmed; null when there is none.</param>
/// <param name="Unavailable">Why no snapshot can be used; null when one can.</param>
/// <param name="Degraded">Problems; empty when there are none.</param>
public sealed record SnapshotHealth(
    SnapshotPointer? Pointer, TimeSpan? Age, string? Unavailable, IReadOnlyList<string> Degraded);
