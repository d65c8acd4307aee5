namespace Screening.Functions.Hosting;

/// <summary>
/// A log for what runs before there is a logger: it keeps what is said, and passes it on once there is one, in order.
/// Safe for concurrent use.
/// </summary>
/// <typeparam name="T">The category.</typeparam>
public sealed class LateLog<T> : ILogger<T>
{
    /// <summary>Lines kept at most: a start that says more has lost its way, and its first words say why.</summary>
    public const int Most = 100;

    private readonly Lock gate = new();
    private readonly List<Action<ILogger>> kept = [];
    private volatile ILogger? target;

    /// <summary>Passes on what was kept, and everything from now on.</summary>
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
