using System.Globalization;

namespace Screening.Benchmarks.Matching;

/// <summary>The commands that measure party matching.</summary>
internal static class MatchingCommands
{
    /// <summary>How they are called.</summary>
    public const string Usage = "       pairs FILE.csv[.gz] | queries FILE.tsv --list LIST.csv[.gz] [--targets TARGETS.tsv] | search --names N\n"
        + "       harsh [SEED [--share S]] | calibrate | peers [EVERY]";

    private const int HeldOutSeed = 201;

    /// <summary>Runs the command of <paramref name="args"/>; null when it is none of these.</summary>
    public static int? Run(string[] args) => args switch
    {
        ["pairs", var file] => PairsCommand.Run(file),
        ["queries", var file, "--list", var list] => QueriesCommand.Run(file, list, targets: null),
        ["queries", var file, "--list", var list, "--targets", var targets] => QueriesCommand.Run(file, list, targets),
        ["search", "--names", var count] when Whole(count) is { } names => SearchCommand.Run(names),
        ["harsh"] => HarshCommand.Run(HeldOutSeed, 1),
        ["harsh", var seed] when Whole(seed) is { } number => HarshCommand.Run(number, 1),
        ["harsh", var seed, "--share", var share] when Whole(seed) is { } number && double.TryParse(share, CultureInfo.InvariantCulture, out var part) =>
            HarshCommand.Run(number, part),
        ["calibrate"] => CalibrateCommand.Run(),
        ["peers"] => PeersCommand.Run(1),
        ["peers", var step] when Whole(step) is { } every => PeersCommand.Run(every),
        _ => null,
    };

    private static int? Whole(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
