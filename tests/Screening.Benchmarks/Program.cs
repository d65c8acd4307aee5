using System.Globalization;
using Screening.Benchmarks.Cases;
using Screening.Benchmarks.Load;
using Screening.Benchmarks.Matching;
using Screening.Benchmarks.Timing;

// Each suite prints a table for people and ends with one line of JSON for machines.
return args switch
{
    ["cases", var file] => await CasesCommand.RunAsync(file),
    ["timing", var count, .. var list] when list.Length < 2 && int.TryParse(count, CultureInfo.InvariantCulture, out var runs) && runs > 0 =>
        TimingCommand.Run(runs, list is [var path] ? path : null),
    ["pairs", var file] => PairsCommand.Run(file),
    ["queries", var file, "--list", var list] => QueriesCommand.Run(file, list, targets: null),
    ["queries", var file, "--list", var list, "--targets", var targets] => QueriesCommand.Run(file, list, targets),
    ["search", "--names", var count] when Whole(count) is { } names => SearchCommand.Run(names),
    ["harsh", .. var seed] when seed.Length < 2 && Whole(seed is [var text] ? text : "201") is { } number => HarshCommand.Run(number, 1),
    ["harsh", var seed, "--share", var share] when Whole(seed) is { } number && double.TryParse(share, CultureInfo.InvariantCulture, out var part) =>
        HarshCommand.Run(number, part),
    ["calibrate"] => CalibrateCommand.Run(),
    ["peers", .. var step] when step.Length < 2 && Whole(step is [var text] ? text : "1") is { } every => PeersCommand.Run(every),
    ["load", .. var options] when LoadOptions.Parse(options) is { } load => await LoadCommand.RunAsync(load),
    ["sections", var count, var list] when int.TryParse(count, CultureInfo.InvariantCulture, out var runs) && runs > 0 => SectionsCommand.Run(runs, list),
    ["load-host"] => await NoRecordHost.RunAsync(Environment.GetEnvironmentVariable(LoadCommand.StorageVariable)!),
    _ => Usage(),
};

static int? Whole(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

static int Usage()
{
    Console.Error.WriteLine("usage: cases FILE.csv | timing COUNT [LIST.csv[.gz]]\n"
        + "       load [--connections N] [--seconds S] [--batch B] [--fresh] [--no-record] [--list LIST.csv[.gz]]\n"
        + "       sections COUNT LIST.csv[.gz]\n"
        + "       pairs FILE.csv[.gz] | queries FILE.tsv --list LIST.csv[.gz] [--targets TARGETS.tsv] | search --names N\n"
        + "       harsh [SEED [--share S]] | calibrate | peers [EVERY]");
    return 2;
}
