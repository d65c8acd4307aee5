using System.Diagnostics;
using Screening.Engine.Parties;

namespace Screening.Benchmarks.Matching;

/// <summary>Times of single searches in microseconds, one thread, with the defaults of the product.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
internal sealed record Latency(double Mean, double P50, double P95, double P99)
{
    private const int Results = 10;
    private const int WarmUps = 3;

    /// <summary>Searches every question, first some rounds that do not count.</summary>
    public static Latency Of(WatchlistIndex index, IReadOnlyList<NameQuestion> questions)
    {
        var asked = questions.Select(question => Corpus.Ask(question.Text, question.Type)).ToArray();
        return Of(asked.Length, number => index.Search(asked[number], Product.Settings, Results).Length);
    }

    /// <summary>Times <paramref name="search"/> for each of <paramref name="count"/> questions.</summary>
    public static Latency Of(int count, Func<int, int> search, int warmUps = WarmUps)
    {
        var found = 0;
        var times = new double[count];
        for (var round = 0; round <= warmUps; round++)
        {
            for (var number = 0; number < count; number++)
            {
                var start = Stopwatch.GetTimestamp();
                found += search(number);
                times[number] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        GC.KeepAlive(found);
        Array.Sort(times);
        return new Latency(
            Math.Round(times.Average(), 1), Math.Round(times[count / 2], 1), Math.Round(times[count * 95 / 100], 1), Math.Round(times[count * 99 / 100], 1));
    }
}
