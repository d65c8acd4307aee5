using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>
/// The watchlists that were on file when a request was received, and when each was last confirmed. It is not part of the
/// snapshot, because a confirmation changes no entry. It is recorded as an input of the decision, so that a replay uses the same
/// standing.
/// </summary>
public sealed record ListStanding
{
    /// <summary>
    /// The standing of records that were written before this input existed. Required lists are not checked against it. No new
    /// recorded decision uses it.
    /// </summary>
    public static ListStanding NotRecorded { get; } = new() { IsRecorded = false };

    /// <summary>Whether the standing was recorded at all.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>
    /// Whether this is the embedded default with its sample list. Required lists may then be missing, which the decision reports.
    /// </summary>
    public bool IsSample { get; init; }

    /// <summary>
    /// For each list code, the day on which the list was last confirmed: by an import, or by a later confirmation that it had not
    /// changed. A list whose code is absent was neither imported nor confirmed to be empty.
    /// </summary>
    public ImmutableSortedDictionary<string, DateOnly> ConfirmedOn { get; init; } =
        ImmutableSortedDictionary.Create<string, DateOnly>(StringComparer.Ordinal);
}
