using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.WorkLimits;

/// <summary>The shipped documents with a made-up list on which many words are frequent and many names are alike.</summary>
internal static class CostlyList
{
    private const int Entries = 3_000;
    private const int Seed = 15;

    /// <summary>The words of the names.</summary>
    public static string[] Words { get; } = MadeUp();

    private static readonly Lazy<byte[]> Compiled = new(() => SeedFiles.All.Compile(new WatchlistSource
    {
        Feed = "csl", Title = "costly", Date = new DateOnly(2026, 9, 1), Source = "test", ImportId = "1", Entries = Parties(),
    }).ToArray());

    /// <summary>A snapshot whose cache is empty.</summary>
    public static Snapshot Open() => Snapshot.Open(Compiled.Value);

    private static string[] MadeUp()
    {
        var random = new Random(Seed);
        string Syllable() => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}";
        return [.. Enumerable.Range(0, 400).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Syllable()))).Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableArray<WatchlistEntrySource> Parties()
    {
        var random = new Random(Seed);
        string Name() => string.Join(' ', Enumerable.Range(0, random.Next(2, 6)).Select(_ => Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 2))]));
        return
        [
            .. Enumerable.Range(0, Entries).Select(number => new WatchlistEntrySource
            {
                Id = $"{number}", List = number % 2 == 0 ? "SDN" : "EL", Kind = number % 3 == 0 ? PartyKind.Person : PartyKind.Organization, Name = Name(),
            }),
        ];
    }
}
