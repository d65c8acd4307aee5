using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;

namespace Screening.Functions.Seed;

/// <summary>Fills an empty environment in one change. An interrupted seeding is repeated.</summary>
public sealed class Seeder
{
    /// <summary>Actor of shipped content in the history.</summary>
    public const string Actor = "seed";

    private readonly ScreeningStorage storage;
    private readonly ChangeFlow flow;
    private readonly TimeProvider time;

    /// <summary>Creates the seeder.</summary>
    public Seeder(ScreeningStorage storage, ChangeFlow flow, TimeProvider time) =>
        (this.storage, this.flow, this.time) = (storage, flow, time);

    /// <summary>Makes the seed live if nothing was live before.</summary>
    /// <param name="seed">Documents and lists; source version, versions and import ids in it are ignored.</param>
    /// <param name="cancellation">Ends the attempt before the commit.</param>
    /// <returns>The outcome; null when the environment was not empty and nothing was done.</returns>
    public async Task<ChangeOutcome?> SeedAsync(SnapshotSource seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seed);
        if ((await storage.Head.ReadAsync(cancellation)).SourceVersion > 0)
        {
            return null;
        }

        var outcome = await flow.RunAsync(SeedChange(seed), new ChangeContext(Actor), cancellation);
        // Another instance was first.
        return outcome is ChangeOutcome.Conflict ? null : outcome;
    }

    private Change SeedChange(SnapshotSource seed)
    {
        var lists = seed.Watchlists.Select(list => list with { ImportId = ListChange.ContentImportId(list) }).ToList();

        var id = new ShippedSeed(seed.Documents, seed.OnFile).Id;

        Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation) => Task.FromResult(Marked(
            TrialOf(seed.Documents.Select(document => document with { Version = 1 }), seed.OnFile, lists), head.SourceVersion + 1));

        async Task<Trial> WriteAsync(Trial trial, CancellationToken cancellation)
        {
            var written = await Task.WhenAll(seed.Documents.Select(document => AddAsync(document, cancellation)));
            var onFile = await Task.WhenAll(seed.OnFile.Select(document => AddAsync(document, cancellation)));
            foreach (var list in lists)
            {
                await ListChange.WriteRowsAsync(storage, Header(list), list, cancellation);
            }

            return Marked(TrialOf(written, onFile, lists), trial.Seed!.SourceVersion);
        }

        // In an empty environment everything that is live is the seed.
        Trial Marked(Trial trial, long sourceVersion) =>
            trial with { Seed = new SeedMark(id, sourceVersion, trial.Manifest with { Lists = Manifest.Empty.Lists }) };

        // The tag covers everything that is live: the instance that fills the environment first wins.
        return new(
            "seed",
            manifest => manifest.Documents.IsEmpty && manifest.Lists.IsEmpty ? null : "\"seeded\"",
            ProposeAsync,
            WriteAsync);
    }

    private async Task<DocumentSource> AddAsync(DocumentSource document, CancellationToken cancellation) =>
        document with
        {
            Version = await storage.Documents.AddAsync(document.Kind, document.Id, document.Json, Actor, cancellation),
        };

    private ImportHeader Header(WatchlistSource list) => new()
    {
        Feed = list.Feed,
        ImportId = list.ImportId,
        Title = list.Title,
        Date = list.Date,
        Source = list.Source,
        Entries = list.Entries.Length,
        Actor = Actor,
        ImportedAt = time.GetUtcNow(),
        Codes = ListImport.CodesOf(list.Entries),
    };

    private static Trial TrialOf(
        IEnumerable<DocumentSource> documents, IEnumerable<DocumentSource> onFile, IEnumerable<WatchlistSource> lists)
    {
        var (manifest, all) = (Manifest.Empty, documents.ToList());
        foreach (var document in all)
        {
            var pin = new DocumentPin(document.Version, PinState.Active) { ClosedOn = document.ClosedOn };
            manifest = manifest.With(document.Kind, document.Id, pin);
        }

        foreach (var document in onFile)
        {
            manifest = manifest.With(document.Kind, document.Id, new DocumentPin(document.Version, PinState.OnFile));
        }

        foreach (var list in lists)
        {
            manifest = manifest.WithList(list.Feed, list.ImportId);
        }

        return new(manifest) { Documents = [.. all], Lists = [.. lists] };
    }
}
