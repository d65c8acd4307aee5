using Screening.Engine.Parties;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Matching;

/// <summary>Thresholds and weights as the product ships them, read from the seeded policy document.</summary>
internal static class Product
{
    /// <summary>The shipped settings.</summary>
    public static MatchThresholds Settings { get; } = Read();

    /// <summary>The same with another threshold, for curves.</summary>
    public static MatchThresholds From(double floor) => Settings with { T1 = floor, T2 = Math.Max(floor, Settings.T2) };

    private static MatchThresholds Read()
    {
        var document = SeedSource.Create(withSample: false).Documents.Single(document => document.Id == "party-matching");
        var errors = new List<(string Path, string Message)>();
        var policy = PartyPolicy.Parse(document.Json, errors);
        return errors.Count == 0 ? policy.Matching : throw new InvalidDataException(errors[0].Message);
    }
}
