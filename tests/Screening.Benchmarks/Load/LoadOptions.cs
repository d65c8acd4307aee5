using System.Globalization;

namespace Screening.Benchmarks.Load;

/// <summary>What a run sends, for how long, and what it includes.</summary>
internal sealed record LoadOptions
{
    /// <summary>Connections, each with one request in flight.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>Measured seconds, after a warm-up of one third of them.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Transactions per request; 1 uses the single route.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Whether every party has a name never sent before.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Whether every request has its own Idempotency-Key.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Whether everything but the storage write is measured.</summary>
    public bool StopsBeforeRecord { get; init; }

    /// <summary>CSV list to load, gzip or plain; null selects the full list next to the project, or the sample.</summary>
    public string? List { get; init; }

    /// <summary>Folder of a published package to test; null for the executable of the build.</summary>
    public string? Package { get; init; }

    /// <summary>Parses the command line; null when it is invalid.</summary>
    public static LoadOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new LoadOptions();
        for (var at = 0; at < args.Length; at++)
        {
            var next = at + 1 < args.Length ? args[at + 1] : null;
            var number = int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read > 0 ? read : (int?)null;
            LoadOptions? more = (args[at], number, next) switch
            {
                ("--fresh", _, _) => options with { IsFresh = true },
                ("--keys", _, _) => options with { HasKeys = true },
                ("--no-record", _, _) => options with { StopsBeforeRecord = true },
                ("--connections", { } count, _) => options with { Connections = count },
                ("--seconds", { } count, _) => options with { Seconds = count },
                ("--batch", { } count, _) => options with { Batch = count },
                ("--list", _, { } path) => options with { List = path },
                ("--package", _, { } path) => options with { Package = Path.GetFullPath(path) },
                _ => null,
            };
            if (more is null)
            {
                return null;
            }

            options = more;
            at += args[at] is "--fresh" or "--keys" or "--no-record" ? 0 : 1;
        }

        return options;
    }
}
