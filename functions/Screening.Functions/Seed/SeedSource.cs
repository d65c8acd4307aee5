using Screening.Engine.Snapshots;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Seed;

/// <summary>Content of an empty environment: the shipped documents and, for evaluation, a sample list.</summary>
public static class SeedSource
{
    /// <summary>Feed of the sample list.</summary>
    public const string SampleFeed = "sample";

    // Date on which the facts of the sample were read. Each row names its own source.
    private static readonly DateOnly SampleDate = new(2026, 7, 31);

    /// <summary>Creates the seed.</summary>
    /// <param name="withSample">Whether the sample list is included. A production environment imports real lists.</param>
    public static SnapshotSource Create(bool withSample) => new()
    {
        SourceVersion = 0,
        Documents = SeedDocuments.All(),
        OnFile = SeedDocuments.OnFile(),
        Watchlists = withSample ? [Sample()] : [],
    };

    private static WatchlistSource Sample()
    {
        using var csv = SeedDocuments.SampleWatchlist();
        var read = WatchlistCsv.Read(csv, ListFormats.Own);
        if (!read.Errors.IsEmpty)
        {
            throw new InvalidDataException($"the shipped sample list is wrong in line {read.Errors[0].Line}: {read.Errors[0].Message}");
        }

        return new WatchlistSource
        {
            Feed = SampleFeed,
            Title = "Sample of well-known listed parties; import the full lists before real use",
            Date = SampleDate,
            Source = "written from the lists each row names",
            ImportId = SampleFeed,
            Entries = read.Entries,
        };
    }
}
