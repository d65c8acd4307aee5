using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>
/// Which watchlists were there and how fresh they were when a request was received. It stands outside the snapshot, because
/// a confirmation at the source changes no entry; it is recorded as an input of the decision, so that a replay uses it again.
/// </summary>
public sealed record ListStanding
{
    /// <summary>
    /// Nothing was recorded: what records written before this input existed have. No required list is checked against it. Never
    /// used for a new decision.
    /// </summary>
    public static ListStanding NotRecorded { get; } = new() { IsRecorded = false };

    /// <summary>Whether the standing was recorded at all.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Whether this is the embedded default with its sample list: required lists may be missing, and the answer says so.</summary>
    public bool IsSample { get; init; }

    /// <summary>
    /// By list code, the day the list was last known to be complete: its last import, or the last time its source said that it
    /// had not changed. A code that is absent is neither imported nor confirmed to be empty.
    /// </summary>
    public ImmutableSortedDictionary<string, DateOnly> ConfirmedOn { get; init; } =
        ImmutableSortedDictionary.Create<string, DateOnly>(StringComparer.Ordinal);
}
