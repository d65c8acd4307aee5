namespace Screening.Functions.Snapshots;

/// <summary>Results of the checks of an instance, except for the snapshot itself.</summary>
/// <param name="Answered">When storage last returned the pointer; null before the first time.</param>
/// <param name="HeadChecked">When the versions row was last read; null before the first time.</param>
/// <param name="AheadSince">Time of the first change missing from the snapshot; null when none is missing.</param>
/// <param name="Failure">Why the last check failed; null when it succeeded.</param>
/// <param name="Bad">A revision that could not be opened; it is not read again at every check.</param>
internal sealed record SnapshotSeen(
    Instant? Answered, Instant? HeadChecked, DateTimeOffset? AheadSince, string? Failure, BadRevision? Bad);

/// <summary>A revision that could not be opened.</summary>
/// <param name="Revision">Its hash.</param>
/// <param name="At">Time of the failure.</param>
internal sealed record BadRevision(string Revision, Instant At);
