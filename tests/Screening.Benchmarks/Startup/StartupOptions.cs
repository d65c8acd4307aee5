using System.Globalization;
using Screening.Benchmarks.Matching;

namespace Screening.Benchmarks.Startup;

/// <summary>The packages to start, and the list.</summary>
/// <param name="Packages">Folders of published packages, measured in turns; none to publish the measured one.</param>
/// <param name="List">A CSV list, gzip or plain; null for the sample.</param>
/// <param name="Runs">Counted starts of each package, after one that is not counted.</param>
/// <param name="Busy">Threads that are kept busy meanwhile, as the Functions host is while it starts itself.</param>
internal sealed record StartupOptions(IReadOnlyList<string> Packages, string? List, int Runs, int Busy)
{
    /// <summary>
    /// Parses <c>[--list LIST] [--runs N] [--busy THREADS] [PACKAGE-FOLDER...]</c>; null when it is invalid. Without a list, the full one next to
    /// the project is used, if it exists.
    /// </summary>
    public static StartupOptions? Parse(string[] args)
    {
        var list = DataFolder.ListIfThere;
        var packages = new List<string>();
        var (runs, busy) = (20, 0);
        for (var at = 0; at < args.Length; at++)
        {
            if (args[at] == "--list" && at + 1 < args.Length)
            {
                list = args[++at];
            }
            else if (args[at] == "--runs" && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var count) && count > 0)
            {
                runs = count;
                at++;
            }
            else if (args[at] == "--busy" && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var threads) && threads >= 0)
            {
                busy = threads;
                at++;
            }
            else if (!args[at].StartsWith('-'))
            {
                packages.Add(Path.GetFullPath(args[at]));
            }
            else
            {
                return null;
            }
        }

        return new(packages, list, runs, busy);
    }
}
