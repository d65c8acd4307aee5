using System.Globalization;

namespace Screening.Engine.Tests.Laws;

/// <summary>
/// Number of random cases of a law. Mutation runs repeat the tests thousands of times, so <see cref="Variable"/> lowers every
/// count there. A higher value in a manual run finds rare failures.
/// </summary>
internal static class Effort
{
    /// <summary>Percent of the cases that are run, 1 to 100,000; 100 unless set.</summary>
    public const string Variable = "SCREENING_EFFORT";

    /// <summary>Minimum number of cases with which a law is meaningful.</summary>
    private const int Least = 20;

    private static readonly int Percent =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 1 and <= 100_000 ? percent : 100;

    /// <summary>The number of cases this run executes out of <paramref name="cases"/>.</summary>
    public static int Of(int cases) => (int)Math.Min(int.MaxValue, Math.Max(Math.Min(cases, Least), cases * (long)Percent / 100));
}
