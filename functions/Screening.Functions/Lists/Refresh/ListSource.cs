namespace Screening.Functions.Lists.Refresh;

/// <summary>Where a list is fetched from, and how often.</summary>
/// <param name="Address">Absolute address. It is shown to everyone who reads lists, so it must hold no secret.</param>
/// <param name="Format">Layout of the file, one of <see cref="Formats.ListFormats.All"/>.</param>
/// <param name="EveryHours">Hours between two refreshes.</param>
public sealed record ListSource(string Address, string Format, int EveryHours)
{
    /// <summary>Hours between two refreshes, unless stated.</summary>
    public const int UsualHours = 24;

    /// <summary>Maximum hours between two refreshes.</summary>
    public const int MostHours = 168;

    /// <summary>Maximum characters of an address.</summary>
    public const int AddressCharacters = 1000;

    /// <summary>Host of the address: what is logged and shown of it in messages.</summary>
    internal string Host => new Uri(Address).IdnHost;
}

/// <summary>The source of a feed as approved, or its removal.</summary>
public sealed record ApprovedSource
{
    /// <summary>Feed id.</summary>
    public required string Feed { get; init; }

    /// <summary>Counts the approved changes of this feed's source, from 1. It continues after a removal.</summary>
    public required int Version { get; init; }

    /// <summary>The source; null when it was removed.</summary>
    public ListSource? Source { get; init; }

    /// <summary>Author of the proposal.</summary>
    public required string Author { get; init; }

    /// <summary>Person who approved it.</summary>
    public required string Approver { get; init; }

    /// <summary>Id of the proposal.</summary>
    public required string Proposal { get; init; }

    /// <summary>Time of the approval, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>ETag for If-Match; null when there is no source. No earlier tag comes back.</summary>
    internal string? Tag => Source is null ? null : $"\"source-{Version}\"";
}

/// <summary>What the refreshes of a feed have done so far, and which process refreshes it now.</summary>
public sealed record RefreshState
{
    /// <summary>Feed id.</summary>
    public required string Feed { get; init; }

    /// <summary>Version of the source that this is about. The state of another version does not count.</summary>
    public required int SourceVersion { get; init; }

    /// <summary>Start of the last try, UTC.</summary>
    public DateTimeOffset? LastTryAt { get; init; }

    /// <summary>End of the last try that imported the list or found it unchanged, UTC.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>End of the last try that imported a list, UTC.</summary>
    public DateTimeOffset? LastChangeAt { get; init; }

    /// <summary>The import that it made.</summary>
    public string? LastImportId { get; init; }

    /// <summary>End of the last try that failed, UTC.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Why it failed, in one sentence without the address.</summary>
    public string? LastFailure { get; init; }

    /// <summary>Earliest time of the next try, UTC.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>The import that the last usable answer of the source stands for; null when there was none.</summary>
    public string? ImportId { get; init; }

    /// <summary>Entity tag of that answer.</summary>
    public string? ETag { get; init; }

    /// <summary>Last-Modified of that answer.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Random id of the process that refreshes the feed; null when none does.</summary>
    public string? Claim { get; init; }

    /// <summary>Time at which the claim ends by itself, because its process has ended, UTC.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }
}

/// <summary>How the refreshes of a feed stand.</summary>
/// <param name="Feed">Feed id.</param>
/// <param name="Host">Host of the address.</param>
/// <param name="EveryHours">Hours between two refreshes.</param>
/// <param name="LastTryAt">Start of the last try, UTC; null before the first.</param>
/// <param name="LastSuccessAt">Last try that imported the list or found it unchanged, UTC.</param>
/// <param name="LastChangeAt">Last try that imported the list, UTC.</param>
/// <param name="LastImportId">The import that it made.</param>
/// <param name="LastFailureAt">Last try that failed, UTC.</param>
/// <param name="LastFailure">Why it failed.</param>
/// <param name="NextTryAt">Earliest time of the next try, UTC.</param>
/// <param name="Overdue">Whether no try has succeeded for two intervals.</param>
public sealed record ListSourceStatus(
    string Feed, string Host, int EveryHours, DateTimeOffset? LastTryAt, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastChangeAt,
    string? LastImportId, DateTimeOffset? LastFailureAt, string? LastFailure, DateTimeOffset NextTryAt, bool Overdue)
{
    /// <summary>Intervals without a success after which a source is overdue.</summary>
    private const int MostIntervals = 2;

    /// <summary>What is wrong, as a sentence; null when nothing is.</summary>
    internal string? Problem => Overdue ? $"{Feed} was not refreshed from {Host} for {MostIntervals} intervals of {EveryHours} hours" : null;

    /// <summary>The status of a source that is not removed.</summary>
    internal static ListSourceStatus Of(ApprovedSource approved, RefreshState? state, DateTimeOffset now)
    {
        var source = approved.Source!;
        var valid = state?.SourceVersion == approved.Version ? state : null;
        var since = valid?.LastSuccessAt ?? approved.At;
        return new(
            approved.Feed, source.Host, source.EveryHours, valid?.LastTryAt, valid?.LastSuccessAt, valid?.LastChangeAt, valid?.LastImportId,
            valid?.LastFailureAt, valid?.LastFailure, valid?.NextTryAt ?? approved.At, now - since > TimeSpan.FromHours(MostIntervals * source.EveryHours));
    }
}
