using System.Globalization;
using Screening.Benchmarks.Cases;
using Screening.Benchmarks.Policies;
using Screening.Benchmarks.Timing;

// Each suite prints a table for people and ends with one line of JSON for machines.
return args switch
{
    ["cases", var file] => await CasesCommand.RunAsync(file),
    ["timing", var count, .. var list] when list.Length < 2 && int.TryParse(count, CultureInfo.InvariantCulture, out var runs) && runs > 0 =>
        TimingCommand.Run(runs, list is [var path] ? path : null),
    ["policy"] => PolicyCommand.Run(isSmoke: false),
    ["policy", "--smoke"] => PolicyCommand.Run(isSmoke: true),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: cases FILE.csv | timing COUNT [LIST.csv[.gz]] | policy [--smoke]");
    return 2;
}
