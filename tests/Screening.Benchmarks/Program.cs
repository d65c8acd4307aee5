using System.Globalization;
using Screening.Benchmarks.Cases;
using Screening.Benchmarks.Imports;
using Screening.Benchmarks.Load;
using Screening.Benchmarks.Matching;
using Screening.Benchmarks.Policies;
using Screening.Benchmarks.Requests;
using Screening.Benchmarks.Scale;
using Screening.Benchmarks.Startup;
using Screening.Benchmarks.Timing;

// Each suite prints a table for people and ends with one line of JSON for machines.
return args switch
{
    ["cases", var file] => await CasesCommand.RunAsync(file, null),
    ["cases", var file, "--answers", var answers] => await CasesCommand.RunAsync(file, answers),
    ["requests", var file] => await RequestsCommand.RunAsync(file, [], Console.Out),
    ["requests", var file, "--answers", var answers] => await RequestsCommand.RunAsync(file, [], Console.Out, answers),
    ["requests", var file, "--only", var ids] => await RequestsCommand.RunAsync(file, [.. ids.Split(',')], Console.Out),
    ["timing", var count, .. var list] when list.Length < 2 && int.TryParse(count, CultureInfo.InvariantCulture, out var runs) && runs > 0 =>
        TimingCommand.Run(runs, list is [var path] ? path : null),
    ["scale", "--instances", var count] when int.TryParse(count, CultureInfo.InvariantCulture, out var instances) && instances is > 0 and <= 32 =>
        await ScaleCommand.RunAsync(instances),
    ["startup", .. var options] when StartupOptions.Parse(options) is { } startup => await StartupCommand.RunAsync(startup),
    ["policy"] => PolicyCommand.Run(isSmoke: false),
    ["policy", "--smoke"] => PolicyCommand.Run(isSmoke: true),
    ["load", .. var options] when LoadOptions.Parse(options) is { } load => await LoadCommand.RunAsync(load),
    ["sections", var count, var list] when int.TryParse(count, CultureInfo.InvariantCulture, out var runs) && runs > 0 => SectionsCommand.Run(runs, list),
    ["import", "--diff", var old, var next] => ImportCommand.RunDiff(old, next, Console.Out),
    ["import", "--together", .. var parts] when parts.Length > 0 => ImportCommand.RunTogether(parts, Console.Out),
    ["import", .. var files] when files.Length > 0 && !files[0].StartsWith("--", StringComparison.Ordinal) => ImportCommand.Run(files, Console.Out),
    ["load-host"] => await NoRecordHost.RunAsync(Environment.GetEnvironmentVariable(LoadCommand.StorageVariable)!),
    _ => MatchingCommands.Run(args) ?? Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: cases FILE.csv | requests FILE.jsonl [--only ID,ID] | timing COUNT [LIST.csv[.gz]]\n"
        + "       import FILE... | import --together FILE... | import --diff OLD NEW\n"
        + "       load [--connections N] [--seconds S] [--batch B] [--fresh] [--keys] [--no-record] [--package FOLDER] [--list LIST.csv[.gz]]\n"
        + "       startup [--list LIST.csv[.gz]] [--runs N] [PACKAGE-FOLDER...]\n"
        + "       scale --instances N | sections COUNT LIST.csv[.gz] | policy [--smoke]\n"
        + MatchingCommands.Usage);
    return 2;
}
