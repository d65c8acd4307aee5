using Screening.Functions.Hosting;
using Screening.Functions.Storage;

namespace Screening.Functions.Triggers;

/// <summary>Queue pumps and timer loops of the standalone server, which replace the triggers of the Functions host.</summary>
public static class StandaloneTriggers
{
    /// <summary>
    /// Adds a pump per queue function and a loop per timer function, unless the Functions host calls them. The services must
    /// contain <see cref="TriggerHandlers"/>; the queues must exist when the app starts.
    /// </summary>
    public static IServiceCollection AddStandaloneTriggers(this IServiceCollection services, HostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings is { Mode: HostMode.FunctionsHost or HostMode.IsolatedWorker } or { Queues: null })
        {
            return services;
        }

        var queues = settings.Queues.ToQueueOptions();
        foreach (var row in FunctionTable.Rows.Where(row => row.Kind == FunctionKind.Queue))
        {
            services.AddSingleton<IHostedService>(app => new QueuePump(
                MessageQueue.Open(queues, row.Source),
                app.GetRequiredService<TriggerHandlers>().ForQueue(row.Name),
                new QueuePumpTimes(),
                app.GetRequiredService<ILogger<QueuePump>>()));
        }

        foreach (var row in FunctionTable.Rows.Where(row => row.Kind == FunctionKind.Timer))
        {
            services.AddSingleton<IHostedService>(app => new TimerLoop(
                row.Name,
                FunctionTable.PeriodOf(row.Name),
                app.GetRequiredService<TriggerHandlers>().ForTimer(row.Name),
                app.GetRequiredService<TimeProvider>(),
                app.GetRequiredService<ILogger<TimerLoop>>()));
        }

        return services;
    }
}
