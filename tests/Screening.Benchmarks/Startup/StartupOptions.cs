using System.Globalization;
using Screening.Benchmarks.Matching;

namespace Screening.Benchmarks.Startup;

/// <summary>What is started, and on which list.</summary>
/// <param name="Packages">Folders of published packages, measured in turns; none to publish the one that is measured.</param>
/// <param name="List">A CSV of a list, gzip or plain; null for the sample.</param>
/// <param name="Runs">Starts of each that count; one more comes before them.</param>
internal sealed record StartupOptions(IReadOnlyList<string> Packages, string? List, int Runs)
{
    /// <summary>Reads <c>[--list LIST] [--runs N] [PACKAGE-FOLDER...]</c>; null when it is something else. Without a list, the full one
    /// that lies beside the project, if it does.</summary>
    public static StartupOptions? Parse(string[] args)
    {
        var list = DataFolder.ListIfThere;
        var packages = new List<string>();
        var runs = 20;
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
            else if (!args[at].StartsWith('-'))
            {
                packages.Add(Path.GetFullPath(args[at]));
            }
            else
            {
                return null;
            }
        }

        return new(packages, list, runs);
    }
}
