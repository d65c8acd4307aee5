using Screening.Functions.Snapshots;

namespace Screening.Functions.Hosting;

/// <summary>How to start the app. The product uses the defaults; tests set free ports and separate folders.</summary>
public sealed record ScreeningAppOptions
{
    /// <summary>Command line. <c>--NAME=value</c> sets the setting NAME.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>
    /// Settings that take precedence over the command line and the environment. An empty value hides a setting.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// Receives requests in place of a listening server, for the isolated host adapter. Default: none.
    /// </summary>
    public InProcessServer? Handover { get; init; }

    /// <summary>The clock for all dates, ages and schedules. Default: the system clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The compiler of the snapshots, with their format. Default: that of the engine; tests start an app of another format.</summary>
    public Compiler Compiler { get; init; } = Compiler.Current;

    /// <summary>Records the phases of the start. Default: a clock that counts from the start of the process.</summary>
    public StartClock Start { get; init; } = new();

    /// <summary>Receives one line for each slow step. Default: ignored.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}
