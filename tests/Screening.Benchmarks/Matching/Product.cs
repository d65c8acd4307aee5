using System.Globalization;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Matching;

/// <summary>Thresholds and weights as the product ships them, read from the seeded policy document.</summary>
internal static class Product
{
    public static MatchThresholds Settings { get; } = Read();

    /// <summary>The same settings with another threshold, for curves.</summary>
    public static MatchThresholds From(double floor) => Settings with { T1 = floor, T2 = Math.Max(floor, Settings.T2) };

    // "name=value,name=value": other weights, without a change to the document.
    private static MatchThresholds With(MatchThresholds shipped, string? changes)
    {
        var weights = shipped.Weights;
        foreach (var change in (changes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split('=')))
        {
            var weight = MatchWeight.All.Single(known => string.Equals(known.Name, change[0], StringComparison.Ordinal));
            weights = weight.With(weights, double.Parse(change[1], CultureInfo.InvariantCulture));
        }

        return shipped with { Weights = weights };
    }

    private static MatchThresholds Read()
    {
        var document = SeedSource.Create(withSample: false).Documents.Single(document => document.Id == "party-matching");
        var errors = new List<(string Path, string Message)>();
        var policy = PartyPolicy.Parse(document.Json, errors);
        return errors.Count == 0 ? With(policy.Matching, Environment.GetEnvironmentVariable("SCREENING_MATCH_WEIGHTS")) : throw new InvalidDataException(errors[0].Message);
    }
}
