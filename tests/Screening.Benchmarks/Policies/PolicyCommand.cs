using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Benchmarks.Policies;

/// <summary>
/// Compares the time of the policy with its peers and the allocations of an evaluation with the size of its result. Fails when
/// the peers decide otherwise or when more is allocated than the result; never because the machine is slow.
/// </summary>
internal static class PolicyCommand
{
    private const int Passes = 200;

    public static int Run(bool isSmoke)
    {
        var summary = BenchmarkRunner.Run<PolicyBenchmark>(Config(isSmoke));
        if (summary.HasCriticalValidationErrors || summary.Reports.Length != 3 || summary.Reports.Any(report => report.ResultStatistics is null))
        {
            Console.Error.WriteLine("the benchmark did not run");
            return 1;
        }

        var cases = new PolicyCases();
        var decided = Measure(cases, cases.Decided);
        var undecided = Measure(cases, cases.Undecided);
        Print("decided", decided);
        Print("undecided", undecided);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "policy", ["ours_ns"] = Median(summary, nameof(PolicyBenchmark.Ours)),
            ["ours_bytes"] = decided.Bytes, ["result_bytes"] = decided.ResultBytes,
            ["rulesengine_ns"] = Median(summary, nameof(PolicyBenchmark.RulesEngine)),
            ["jsonlogic_ns"] = Median(summary, nameof(PolicyBenchmark.JsonLogicInterpreter)),
            ["cases"] = cases.Decided.Length, ["slowest_case_ns"] = decided.SlowestNs,
            ["undecided_cases"] = cases.Undecided.Length, ["undecided_median_ns"] = undecided.MedianNs,
        }));
        if (decided.Bytes > decided.ResultBytes)
        {
            Console.Error.WriteLine("an evaluation allocates more than its result");
            return 1;
        }

        return 0;
    }

    private static ManualConfig Config(bool isSmoke)
    {
        var job = (isSmoke ? Job.ShortRun : Job.Default.WithIterationCount(20)).WithToolchain(InProcessEmitToolchain.Instance);
        return ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default).AddColumnProvider(DefaultColumnProviders.Instance)
            .AddExporter(MarkdownExporter.Console).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "screening-benchmarks"));
    }

    private static double Median(Summary summary, string method) => Math.Round(summary.Reports
        .Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method).ResultStatistics!.Median, 1);

    /// <summary>Every case separately, so that a slow one is visible.</summary>
    private static Cost Measure(PolicyCases cases, PolicyCase[] all)
    {
        var clock = new Stopwatch();
        var times = new double[all.Length];
        long bytes = 0, result = 0;
        for (var index = 0; index < all.Length; index++)
        {
            var sheet = all[index].Sheet;
            PolicyVerdict Evaluate() => PolicyEvaluator.Evaluate(cases.Policy, sheet, PolicyCases.ItemIds);
            var (allocated, size) = (long.MaxValue, long.MaxValue);
            for (var time = 0; time < 4; time++)
            {
                // The minimum of four: the runtime itself allocates when it first loads a type or recompiles a method.
                var before = GC.GetAllocatedBytesForCurrentThread();
                var verdict = Evaluate();
                allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
                size = Math.Min(size, VerdictCopy.SizeOf(verdict, all[index].Verdict));
            }

            bytes += allocated;
            result += size;
            clock.Restart();
            for (var pass = 0; pass < Passes; pass++)
            {
                Evaluate();
            }

            times[index] = clock.Elapsed.TotalNanoseconds / Passes;
        }

        Array.Sort(times);
        return new Cost(Math.Round(times[times.Length / 2]), Math.Round(times[^1]), bytes / all.Length, result / all.Length);
    }

    private static void Print(string title, Cost cost) => Console.WriteLine(
        $"{title}: median {cost.MedianNs} ns, slowest case {cost.SlowestNs} ns, {cost.Bytes} bytes allocated, {cost.ResultBytes} bytes of them the result");

    private sealed record Cost(double MedianNs, double SlowestNs, long Bytes, long ResultBytes);
}
