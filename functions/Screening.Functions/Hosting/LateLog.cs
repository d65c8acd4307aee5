namespace Screening.Functions.Hosting;

/// <summary>
/// A log for code that runs before there is a logger. It keeps the lines and passes them on in order once there is a logger. Safe
/// for concurrent use.
/// </summary>
/// <typeparam name="T">The category.</typeparam>
public sealed class LateLog<T> : ILogger<T>
{
    /// <summary>Maximum number of lines kept. If a start logs more, the first lines are the relevant ones.</summary>
    public const int Most = 100;

    private readonly Lock gate = new();
    private readonly List<Action<ILogger>> kept = [];
    private volatile ILogger? target;

    /// <summary>Passes on the lines kept so far, and all later lines directly.</summary>
    public void To(ILogger<T> logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        lock (gate)
        {
            kept.ForEach(line => line(logger));
            kept.Clear();
            target = logger;
        }
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => target?.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => target?.IsEnabled(logLevel) ?? true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (target is null)
        {
            lock (gate)
            {
                if (target is null)
                {
                    if (kept.Count < Most)
                    {
                        kept.Add(logger => logger.Log(logLevel, eventId, state, exception, formatter));
                    }

                    return;
                }
            }
        }

        target.Log(logLevel, eventId, state, exception, formatter);
    }
}
