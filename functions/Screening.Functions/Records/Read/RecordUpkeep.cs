using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Write;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Records.Read;

/// <summary>Keeps the index up to the records, and sweeps what is past its time.</summary>
/// <param name="index">The index.</param>
/// <param name="retention">Removes old records.</param>
/// <param name="idempotent">Removes old keys.</param>
/// <param name="log">Told of failures.</param>
public sealed partial class RecordUpkeep(
    RecordIndex index, RecordRetention retention, IdempotentRecords idempotent, ILogger<RecordUpkeep> log) : BackgroundService
{
    /// <summary>Shortest pause between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Between two sweeps.</summary>
    public static readonly TimeSpan SweepPeriod = TimeSpan.FromHours(1);

    /// <summary>Between two looks at what other instances left behind.</summary>
    public static readonly TimeSpan OthersPeriod = TimeSpan.FromMinutes(1);

    // A fifth of the time at most: answers come first.
    private const int PauseFactor = 4;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = TimeProvider.System.GetTimestamp();
        var looked = swept;
        // Whoever starts has requests to answer first.
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
            // The next round is the retry; what is not indexed is found in the records.
            LogFailed(failure);
        }
        catch (OperationCanceledException)
        {
            // Stopped as asked.
        }
    }

    [LoggerMessage(LogEvents.RecordUpkeepSwept, LogLevel.Information, "Swept records. Idempotency keys removed: {Keys}. Partitions retired: {Partitions}.")]
    private partial void LogSwept(int keys, int partitions);

    [LoggerMessage(LogEvents.RecordUpkeepFailed, LogLevel.Warning, "The upkeep of records failed and is tried again.")]
    private partial void LogFailed(Exception error);
}
