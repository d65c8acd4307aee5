using System.Globalization;

namespace Screening.Engine.Tests.Laws;

/// <summary>
/// How many random cases a law is checked against. A run under mutants repeats the tests thousands of times, so
/// <see cref="Variable"/> lowers every count there; by hand it raises them, to meet what fails once in many runs.
/// </summary>
internal static class Effort
{
    /// <summary>Percent of the cases that are made, 1 to 100,000; 100 unless set.</summary>
    public const string Variable = "SCREENING_EFFORT";

    /// <summary>Below this a law of random cases says nothing.</summary>
    private const int Least = 20;

    private static readonly int Percent =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 1 and <= 100_000 ? percent : 100;

    /// <summary>The share of so many cases that this run makes.</summary>
    public static int Of(int cases) => (int)Math.Min(int.MaxValue, Math.Max(Math.Min(cases, Least), cases * (long)Percent / 100));
}
