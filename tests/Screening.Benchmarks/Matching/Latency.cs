using System.Diagnostics;
using System.Runtime.InteropServices;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Times of single searches in microseconds, one thread, with the defaults of the product: elapsed time, and, because other
/// programs may share the cores, the running time of the thread.
/// </summary>
/// <param name="Mean">Mean of the elapsed time.</param>
/// <param name="P50">Median of the elapsed time.</param>
/// <param name="P95">95th percentile of the elapsed time.</param>
/// <param name="P99">99th percentile of the elapsed time.</param>
/// <param name="RunningMean">Mean of the running time of the thread.</param>
/// <param name="RunningP95">95th percentile of the running time of the thread.</param>
internal sealed record Latency(double Mean, double P50, double P95, double P99, double RunningMean, double RunningP95)
{
    private const int Results = 10;
    private const int WarmUps = 10;
    private const int ThreadClock = 3;

    /// <summary>Runs every query, after some warm-up rounds.</summary>
    public static Latency Of(WatchlistIndex index, IReadOnlyList<NameQuestion> questions)
    {
        var queries = questions.Select(question => Corpus.QueryOf(question.Text, question.Type)).ToArray();
        return Of(queries.Length, number => index.Search(queries[number], Product.Settings, Results).Length);
    }

    /// <summary>Times <paramref name="search"/> for each of <paramref name="count"/> queries.</summary>
    public static Latency Of(int count, Func<int, int> search, int warmUps = WarmUps)
    {
        var found = 0;
        var times = new double[count];
        var running = new double[count];
        for (var round = 0; round <= warmUps; round++)
        {
            for (var number = 0; number < count; number++)
            {
                var (start, runningFrom) = (Stopwatch.GetTimestamp(), Running());
                found += search(number);
                running[number] = Running() - runningFrom;
                times[number] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        GC.KeepAlive(found);
        Array.Sort(times);
        Array.Sort(running);
        return new Latency(
            Math.Round(times.Average(), 1), Math.Round(times[count / 2], 1), Math.Round(times[count * 95 / 100], 1), Math.Round(times[count * 99 / 100], 1),
            Math.Round(running.Average(), 1), Math.Round(running[count * 95 / 100], 1));
    }

    /// <summary>Running time of this thread in microseconds; elapsed time on systems other than Linux.</summary>
    public static double Running()
    {
        if (!OperatingSystem.IsLinux() || ClockGetTime(ThreadClock, out var time) != 0)
        {
            return Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency;
        }

        return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
