using Screening.Benchmarks.Cases;

// Each suite prints a table for people and ends with one line of JSON for machines.
return args switch
{
    ["cases", var file] => await CasesCommand.RunAsync(file),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: cases FILE.csv");
    return 2;
}
