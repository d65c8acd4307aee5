using Screening.Functions.Telemetry;

namespace Screening.Functions.Triggers;

/// <summary>
/// Calls a timer handler at start and then once a period, never two calls at a time. Runs only in the standalone server; the
/// Functions host has its own timer.
/// </summary>
public sealed partial class TimerLoop(
    string name, TimeSpan period, Func<CancellationToken, Task> handler, TimeProvider clock, ILogger<TimerLoop> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            do
            {
                await FireAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task FireAsync(CancellationToken stopping)
    {
        try
        {
            await handler(stopping);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            // The next tick is the retry.
            LogFailed(name, error);
        }
    }

    [LoggerMessage(LogEvents.TimerLoopFailed, LogLevel.Error, "A timer failed and fires again next period. Timer: {Timer}.")]
    private partial void LogFailed(string timer, Exception error);
}
