using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Lists;

/// <summary>
/// Background service that keeps the standing of the watchlists current. It logs which required lists are missing or too old,
/// once per change, and does not depend on requests.
/// </summary>
/// <param name="standings">The standing.</param>
/// <param name="required">The lists that the policy of the snapshot in use requires; null while there is none.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Receives changes.</param>
public sealed partial class ListWatch(
    ListStandings standings, Func<ImmutableArray<RequiredList>?> required, TimeProvider time, ILogger<ListWatch> logger) : BackgroundService
{
    private string said = "";

    /// <summary>Current state of the required lists; null while the snapshot or the standing is unknown.</summary>
    public RequiredListReport? Report() => required() is { } lists && standings.Current is { } inputs
        ? RequiredListReport.Of(lists, inputs.Lists, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        : null;

    /// <summary>Reads what is due and logs changes.</summary>
    public async Task TickAsync()
    {
        await standings.TickAsync();
        if (Report() is { } report)
        {
            Say(string.Join(", ", report.Missing), string.Join(", ", report.TooOld));
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ListStandings.TickPeriod, time);
        try
        {
            do
            {
                await TickAsync();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown.
        }
    }

    private void Say(string missing, string tooOld)
    {
        var now = missing.Length + tooOld.Length == 0 ? "" : $"{missing}|{tooOld}";
        if (string.Equals(now, said, StringComparison.Ordinal))
        {
            return;
        }

        said = now;
        if (now.Length == 0)
        {
            LogComplete();
        }
        else
        {
            LogIncomplete(missing, tooOld);
        }
    }

    [LoggerMessage(LogEvents.ListWatchIncomplete, LogLevel.Warning, "Required watchlists are incomplete. Missing: {Missing}. Too old: {TooOld}.")]
    private partial void LogIncomplete(string missing, string tooOld);

    [LoggerMessage(LogEvents.ListWatchComplete, LogLevel.Information, "All required watchlists are there and fresh again.")]
    private partial void LogComplete();
}
