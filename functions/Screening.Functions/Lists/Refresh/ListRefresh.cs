using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Lists.Refresh;

/// <summary>What a refresh did.</summary>
public abstract record RefreshOutcome
{
    private RefreshOutcome()
    {
    }

    /// <summary>The active import is what the source publishes. It was confirmed, and nothing was changed.</summary>
    /// <param name="ImportId">The active import.</param>
    public sealed record Unchanged(string ImportId) : RefreshOutcome;

    /// <summary>Another list is live.</summary>
    /// <param name="ImportId">The import.</param>
    /// <param name="SourceVersion">Source version with it.</param>
    public sealed record Imported(string ImportId, long SourceVersion) : RefreshOutcome;

    /// <summary>Nothing was changed or confirmed.</summary>
    /// <param name="Reason">Why, in one sentence.</param>
    public sealed record Failed(string Reason) : RefreshOutcome;

    /// <summary>Another process refreshes this feed now, or it is not due.</summary>
    public sealed record NotNow : RefreshOutcome;

    /// <summary>The feed has no source.</summary>
    public sealed record NoSource : RefreshOutcome;
}

/// <summary>
/// Refreshes lists from their approved sources. Before a download, a process claims the feed in its row of the state, so that no
/// two processes refresh it at a time. A claim ends by itself when its process has ended. Whatever fails, the active list stays.
/// </summary>
public sealed partial class ListRefresh(
    ScreeningStorage storage, ListRefreshStep step, TimeProvider time, ILogger<ListRefresh> log)
{
    /// <summary>Time after which a run starts no further refresh; the rest is due in the next run.</summary>
    public static readonly TimeSpan RunTime = TimeSpan.FromMinutes(4);

    /// <summary>Lifetime of a claim, longer than any refresh takes.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(15);

    /// <summary>Longest time between a failure and the next try.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    /// <summary>Maximum characters of a stored reason.</summary>
    private const int ReasonCharacters = 500;

    /// <summary>Reason of a failure that only the log explains.</summary>
    private const string OwnFault = "a fault of this server; its log has the reason";

    /// <summary>How the refreshes of all sources stand.</summary>
    public async Task<ImmutableArray<ListSourceStatus>> StatusAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return [.. (await storage.ListSources.ListAsync(cancellation)).Select(one => ListSourceStatus.Of(one.Approved, one.State, now))];
    }

    /// <summary>Refreshes what is due, the longest waiting first, and reports what is overdue.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        foreach (var status in (await StatusAsync(cancellation)).OrderBy(status => status.NextTryAt))
        {
            if (status.NextTryAt <= time.GetUtcNow() && time.GetElapsedTime(start) < RunTime)
            {
                await RunAsync(status.Feed, isAsked: false, cancellation);
            }
        }

        foreach (var status in (await StatusAsync(cancellation)).Where(status => status.Overdue))
        {
            Measures.ListRefreshOverdue();
            LogOverdue(status.Feed, status.Host, status.EveryHours);
        }
    }

    /// <summary>Refreshes one feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="isAsked">Whether a person asks for it now, due or not.</param>
    /// <param name="cancellation">Ends the refresh before its commit.</param>
    public async Task<RefreshOutcome> RunAsync(string feed, bool isAsked, CancellationToken cancellation)
    {
        if (await storage.ListSources.FindAsync(feed, cancellation) is not ({ Source: { } source } approved, _))
        {
            return new RefreshOutcome.NoSource();
        }

        if (await ClaimAsync(approved, isAsked, cancellation) is not var (claimed, tag))
        {
            return new RefreshOutcome.NotNow();
        }

        RefreshOutcome outcome = new RefreshOutcome.Failed("it was ended before it was done");
        var after = claimed;
        try
        {
            (outcome, after) = await step.RunAsync(approved, claimed, cancellation);
        }
#pragma warning disable CA1031 // Whatever fails, it is recorded and the active list stays.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            outcome = new RefreshOutcome.Failed(OwnFault);
            LogFault(failure, feed);
        }
        finally
        {
            // Also recorded when the caller has left: the claim must not outlive the refresh.
            await EndAsync(source, after, outcome, tag);
        }

        return outcome;
    }

    private async Task<(RefreshState State, ETag Tag)?> ClaimAsync(ApprovedSource approved, bool isAsked, CancellationToken cancellation)
    {
        var found = await storage.ListSources.StateAsync(approved.Feed, cancellation);
        var now = time.GetUtcNow();
        var state = found?.State.SourceVersion == approved.Version
            ? found.Value.State
            : new RefreshState { Feed = approved.Feed, SourceVersion = approved.Version, Claim = found?.State.Claim, ClaimedUntil = found?.State.ClaimedUntil };
        if (state.ClaimedUntil > now || (!isAsked && state.NextTryAt > now))
        {
            return null;
        }

        var claimed = state with { Claim = RandomNumberGenerator.GetHexString(16, lowercase: true), ClaimedUntil = now + ClaimTime, LastTryAt = now };
        return await storage.ListSources.PutStateAsync(claimed, found?.Tag, cancellation) is { } tag ? (claimed, tag) : null;
    }

    private async Task EndAsync(ListSource source, RefreshState claimed, RefreshOutcome outcome, ETag tag)
    {
        var now = time.GetUtcNow();
        var every = TimeSpan.FromHours(source.EveryHours);
        var ended = claimed with { Claim = null, ClaimedUntil = null };
        switch (outcome)
        {
            case RefreshOutcome.Imported imported:
                ended = ended with { LastSuccessAt = now, LastChangeAt = now, LastImportId = imported.ImportId, NextTryAt = now + every };
                LogImported(claimed.Feed, source.Host, imported.ImportId, imported.SourceVersion);
                Measures.ListRefreshed("imported");
                break;
            case RefreshOutcome.Unchanged unchanged:
                ended = ended with { LastSuccessAt = now, NextTryAt = now + every };
                LogUnchanged(claimed.Feed, source.Host, unchanged.ImportId);
                Measures.ListRefreshed("unchanged");
                break;
            case RefreshOutcome.Failed { Reason: var reason }:
                var shown = reason.Length <= ReasonCharacters ? reason : reason[..ReasonCharacters];
                ended = ended with { LastFailureAt = now, LastFailure = shown, NextTryAt = now + (every < AfterFailure ? every : AfterFailure) };
                LogFailed(claimed.Feed, source.Host, shown);
                Measures.ListRefreshed("failed");
                break;
            default:
                throw new InvalidOperationException($"no end for {outcome.GetType().Name}");
        }

        // Null: the claim had ended, and another process has the feed. Its result counts.
        await storage.ListSources.PutStateAsync(ended, tag, CancellationToken.None);
    }

    [LoggerMessage(LogEvents.ListRefreshImported, LogLevel.Information, "A list was refreshed and is live. Feed: {Feed}. Host: {Host}. Import: {ImportId}. Source version: {SourceVersion}.")]
    private partial void LogImported(string feed, string host, string importId, long sourceVersion);

    [LoggerMessage(LogEvents.ListRefreshUnchanged, LogLevel.Information, "A list is unchanged at its source and was confirmed. Feed: {Feed}. Host: {Host}. Import: {ImportId}.")]
    private partial void LogUnchanged(string feed, string host, string importId);

    [LoggerMessage(LogEvents.ListRefreshFailed, LogLevel.Warning, "A list could not be refreshed, the active one stays. Feed: {Feed}. Host: {Host}. Reason: {Reason}.")]
    private partial void LogFailed(string feed, string host, string reason);

    [LoggerMessage(LogEvents.ListRefreshOverdue, LogLevel.Warning, "A list was not refreshed for two intervals. Feed: {Feed}. Host: {Host}. Hours of an interval: {Hours}.")]
    private partial void LogOverdue(string feed, string host, int hours);

    [LoggerMessage(LogEvents.ListRefreshFault, LogLevel.Error, "The refresh of a list ended with a fault. Feed: {Feed}.")]
    private partial void LogFault(Exception failure, string feed);
}
