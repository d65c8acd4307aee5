namespace Screening.Functions.Snapshots;

/// <summary>What the checks of an instance have seen so far, beside the snapshot they brought.</summary>
/// <param name="Answered">When storage last named the current snapshot; null for never.</param>
/// <param name="HeadChecked">When it last named the newest change; null for never.</param>
/// <param name="AheadSince">Time of the first change that is not in the snapshot; null where none is missing.</param>
/// <param name="Failure">Why the last check failed; null where it did not.</param>
/// <param name="Bad">A revision that could not be opened, so that it is not read again at each check.</param>
internal sealed record SnapshotSeen(
    Instant? Answered, Instant? HeadChecked, DateTimeOffset? AheadSince, string? Failure, BadRevision? Bad);

/// <summary>A revision that could not be opened.</summary>
/// <param name="Revision">Its hash.</param>
/// <param name="At">When that was found.</param>
internal sealed record BadRevision(string Revision, Instant At);
