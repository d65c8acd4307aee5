using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Write;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Records.Read;

/// <summary>Background service that updates the search index and runs the retention sweeps.</summary>
public sealed partial class RecordUpkeep(
    RecordIndex index, RecordRetention retention, IdempotentRecords idempotent, ILogger<RecordUpkeep> log) : BackgroundService
{
    /// <summary>Minimum pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Time between two sweeps.</summary>
    public static readonly TimeSpan SweepPeriod = TimeSpan.FromHours(1);

    /// <summary>Time between two checks for partitions of stopped instances.</summary>
    public static readonly TimeSpan OthersPeriod = TimeSpan.FromMinutes(1);

    // A pause is four times as long as the round before it, because requests have priority.
    private const int PauseFactor = 4;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = TimeProvider.System.GetTimestamp();
        var looked = swept;
        // Requests have priority right after the start.
        await Task.Delay(Pause, stoppingToken).ContinueWith(_ => { }, CancellationToken.None);
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = TimeProvider.System.GetTimestamp();
            var isDue = TimeProvider.System.GetElapsedTime(swept) > SweepPeriod;
            var withOthers = TimeProvider.System.GetElapsedTime(looked) > OthersPeriod;
            await RunAsync(withOthers, isDue, stoppingToken);
            (swept, looked) = (isDue ? started : swept, withOthers ? started : looked);
            var rest = TimeProvider.System.GetElapsedTime(started) * PauseFactor;
            await Task.Delay(rest > Pause ? rest : Pause, stoppingToken).ContinueWith(_ => { }, CancellationToken.None);
        }
    }

    private async Task RunAsync(bool withOthers, bool isSweepDue, CancellationToken stopping)
    {
        try
        {
            await index.CatchUpAsync(withOthers, stopping);
            if (isSweepDue)
            {
                var keys = await idempotent.SweepAsync(stopping);
                var partitions = await retention.SweepAsync(stopping);
                LogSwept(keys, partitions);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // The next round retries. Searches read unindexed records directly.
            LogFailed(failure);
        }
        catch (OperationCanceledException)
        {
            // Shutdown.
        }
    }

    [LoggerMessage(LogEvents.RecordUpkeepSwept, LogLevel.Information, "Swept records. Idempotency keys removed: {Keys}. Partitions retired: {Partitions}.")]
    private partial void LogSwept(int keys, int partitions);

    [LoggerMessage(LogEvents.RecordUpkeepFailed, LogLevel.Warning, "The upkeep of records failed and is tried again.")]
    private partial void LogFailed(Exception error);
}
