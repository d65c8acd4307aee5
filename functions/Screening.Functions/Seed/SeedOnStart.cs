using Screening.Functions.Changes;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Seed;

/// <summary>
/// Fills an empty environment when the app starts. Runs in the background, so that the start does not wait for it. Until the
/// first snapshot exists, screenings return 503.
/// </summary>
public sealed partial class SeedOnStart(
    Seeder seeder, SnapshotSweep sweep, SeedNeed need, TimeProvider time, ILogger<SeedOnStart> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await need.CreateAsync(stoppingToken) is { } seed)
                {
                    Report(await seeder.SeedAsync(seed, stoppingToken));
                }

                // A compile request lost by an earlier seeding is repeated now, not at the next tick of the timer.
                await sweep.RunAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Storage may be unavailable for a while; the seed is retried.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure);
                await Task.Delay(RetryAfter, time, stoppingToken).ContinueWith(_ => { }, CancellationToken.None);
            }
        }
    }

    private void Report(ChangeOutcome? outcome)
    {
        switch (outcome)
        {
            case ChangeOutcome.Accepted accepted:
                LogSeeded(accepted.SourceVersion);
                break;
            case ChangeOutcome.Refused refused:
                foreach (var error in refused.Errors)
                {
                    LogRefused(error.Document, error.Path, error.Message);
                }

                break;
        }
    }

    [LoggerMessage(LogEvents.SeedOnStartSeeded, LogLevel.Information, "The empty environment was seeded. Source version: {SourceVersion}.")]
    private partial void LogSeeded(long sourceVersion);

    [LoggerMessage(LogEvents.SeedOnStartRefused, LogLevel.Error, "The shipped seed does not compile. Document: {Document}. Path: {Path}. Error: {Error}.")]
    private partial void LogRefused(string document, string path, string error);

    [LoggerMessage(LogEvents.SeedOnStartFailed, LogLevel.Warning, "The environment could not be seeded yet.")]
    private partial void LogFailed(Exception failure);
}
