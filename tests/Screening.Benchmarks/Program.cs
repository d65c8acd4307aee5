using System.Globalization;
using Screening.Benchmarks.Cases;
using Screening.Benchmarks.Startup;
using Screening.Benchmarks.Timing;

// Each suite prints a table for people and ends with one line of JSON for machines.
return args switch
{
    ["cases", var file] => await CasesCommand.RunAsync(file),
    ["timing", var count, .. var list] when list.Length < 2 && int.TryParse(count, CultureInfo.InvariantCulture, out var runs) && runs > 0 =>
        TimingCommand.Run(runs, list is [var path] ? path : null),
    ["startup", var package, .. var list] when list.Length < 2 => await StartupCommand.RunAsync(package, list is [var path] ? path : null),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: cases FILE.csv | timing COUNT [LIST.csv[.gz]]");
    return 2;
}
