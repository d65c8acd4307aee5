using CsCheck;
using Screening.Benchmarks.Policies;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Policies;

/// <summary>An evaluation allocates only its verdict, to the byte, decided or searched; everything else is reused.</summary>
public sealed class AllocationTests
{
    private static readonly int Cases = Effort.Of(2_000);

    [Fact]
    public void TheVerdict_IsAllThatIsAllocated()
    {
        var undecided = 0;
        TransactionGen.Partial.Sample(
            transaction =>
            {
                var request = transaction.Request();
                var policy = transaction.World.Snapshot.Policy(transaction.Facts.Pack)!;
                var sheet = ScreeningEngine.FactsOf(request, transaction.World.Snapshot, transaction.Facts.AsOf).Sheet;
                var (allocated, size) = Measure(policy, sheet, [request.Items[0].Id], out var verdict);
                Assert.Equal(size, allocated);
                undecided += verdict.Possible.Length > 1 ? 1 : 0;
            },
            iter: Cases,
            threads: 1);
        Assert.InRange(undecided, Cases / 10, Cases * 9 / 10);
    }

    /// <summary>
    /// The minimum of several evaluations: the runtime itself allocates at times, when it loads a type or recompiles a method,
    /// and never twice for the same.
    /// </summary>
    private static (long Allocated, long Size) Measure(CompiledPolicy policy, FactSheet sheet, string[] ids, out PolicyVerdict verdict)
    {
        var (allocated, size) = (long.MaxValue, long.MaxValue);
        verdict = PolicyEvaluator.Evaluate(policy, sheet, ids);
        for (var time = 0; time < 4; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var again = PolicyEvaluator.Evaluate(policy, sheet, ids);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            size = Math.Min(size, VerdictCopy.SizeOf(again, verdict));
        }

        return (allocated, size);
    }
}
