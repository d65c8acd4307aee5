namespace Screening.Functions.Hosting;

/// <summary>
/// How to start the app: nothing at all for the product, free ports and folders of their own for tests.
/// </summary>
public sealed record ScreeningAppOptions
{
    /// <summary>Command line; <c>--NAME=value</c> sets the setting NAME.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>
    /// Settings that come before the command line and the environment. An empty value hides one of those.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// Receives requests instead of a server of the app's own, for the head behind the isolated worker. Default: none.
    /// </summary>
    public InProcessServer? Handover { get; init; }

    /// <summary>The clock of everything that is dated, aged or scheduled. Default: that of the machine.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told how far the start is. Default: one that began with the process.</summary>
    public StartClock Start { get; init; } = new();

    /// <summary>Told what takes long, one line each. Default: nobody.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}
