using System.Globalization;
using Screening.Benchmarks.Matching.Fit;
using Screening.Benchmarks.Matching.Pairs;

namespace Screening.Benchmarks.Matching;

/// <summary>The commands that measure party matching.</summary>
internal static class MatchingCommands
{
    /// <summary>Usage text.</summary>
    public const string Usage = "       pairs FILE.csv[.gz] | queries FILE.tsv --list LIST.csv[.gz] [--targets TARGETS.tsv] [--errors N] [--misses N]\n"
        + "       search --names N | harsh [SEED] [--share S] [--errors N] | ask FILE.tsv | calibrate | fit [--write party-matching.json] | rarity FILE | segments | peers [EVERY]"
        + CheckCommands.Usage;

    private const int HeldOutSeed = 201;
    private const int Errors = 10;

    /// <summary>Runs the command of <paramref name="args"/>; null when it is none of these.</summary>
    public static int? Run(string[] args) => args switch
    {
        ["pairs", var file] => PairsCommand.Run(file),
        ["queries", var file, .. var options] when Read(options, ["--list", "--targets", "--errors", "--misses", "--rows"]) is { } given && given.TryGetValue("--list", out var list) =>
            QueriesCommand.Run(file, list, given.GetValueOrDefault("--targets"), ErrorsOf(given), CheckCommands.RowsOf(given)),
        ["search", "--names", var count] when Whole(count) is { } names => SearchCommand.Run(names),
        ["search", "--section", var section, var questions] => SearchCommand.Search(section, questions),
        ["harsh", .. var options] when Read(options, ["--share", "--errors"]) is { } given => Harsh(HeldOutSeed, given),
        ["harsh", var seed, .. var options] when Whole(seed) is { } number && Read(options, ["--share", "--errors"]) is { } given => Harsh(number, given),
        ["ask", var file] => AskCommand.Run(file),
        ["rarity", var file] => RarityCommand.Run(file),
        ["calibrate"] => CalibrateCommand.Run(),
        ["fit"] => FitCommand.Run(null),
        ["fit", "--write", var document] => FitCommand.Run(document),
        ["segments"] => SegmentsCommand.Run(),
        ["peers"] => PeersCommand.Run(1),
        ["peers", var step] when Whole(step) is { } every => PeersCommand.Run(every),
        _ => CheckCommands.Run(args),
    };

    private static int Harsh(int seed, Dictionary<string, string> given) => HarshCommand.Run(
        seed, given.TryGetValue("--share", out var share) ? double.Parse(share, CultureInfo.InvariantCulture) : 1, ErrorsOf(given));

    private static int ErrorsOf(Dictionary<string, string> given) =>
        given.TryGetValue("--misses", out var errors) || given.TryGetValue("--errors", out errors) ? int.Parse(errors, CultureInfo.InvariantCulture) : Errors;

    // Pairs of a known name and a value, or null.
    internal static Dictionary<string, string>? Read(string[] options, string[] known)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < options.Length; at += 2)
        {
            if (at + 1 == options.Length || !known.Contains(options[at]) || !given.TryAdd(options[at], options[at + 1]))
            {
                return null;
            }
        }

        return given;
    }

    private static int? Whole(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
