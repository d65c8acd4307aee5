using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Snapshots;
using Screening.Functions;
using Screening.Functions.Changes;
using Screening.Functions.Development;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Cases;

/// <summary>
/// The product's path from an authored document to a loaded snapshot: table rows, versions row, compiler, blob, hash check.
/// Worlds differ only in their registries, which are changed as an operator would change them.
/// </summary>
internal sealed class CasePath : IAsyncDisposable
{
    private const string Actor = "cases";

    private readonly AzuriteProcess azurite;
    private readonly string folder;
    private readonly ScreeningStorage storage;
    private readonly ChangeFlow flow;
    private readonly Seeder seeder;
    private readonly SnapshotPublisher publisher;
    private readonly Dictionary<string, string> live = new(StringComparer.Ordinal);

    private CasePath(AzuriteProcess azurite, string folder, ScreeningStorage storage)
    {
        (this.azurite, this.folder, this.storage) = (azurite, folder, storage);
        var reader = new SourceReader(storage);

        // The compile requests are discarded: the publisher is called explicitly after each change.
        var compileRequest = new CompileRequests((_, _) => Task.CompletedTask, NullLogger<CompileRequests>.Instance);
        flow = new ChangeFlow(storage, reader, Compiler.Current, compileRequest, TimeProvider.System);
        seeder = new Seeder(storage, flow, TimeProvider.System);
        publisher = new SnapshotPublisher(storage, reader, Compiler.Current, TimeProvider.System, NullLogger<SnapshotPublisher>.Instance);
    }

    public static async Task<CasePath> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("screening-cases-").FullName;
        var azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { StorageFolder = folder, Progress = Console.Error.WriteLine }, CancellationToken.None);
        try
        {
            var options = new StorageOptions { ConnectionString = azurite.ConnectionString };
            return new CasePath(azurite, folder, await ScreeningStorage.OpenAsync(options, CancellationToken.None));
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>The snapshot of the world that <paramref name="row"/> describes.</summary>
    public async Task<Snapshot> SnapshotOfAsync(CaseRow row)
    {
        var documents = CaseWorld.Documents(row);
        if (live.Count == 0)
        {
            var seed = new SnapshotSource { SourceVersion = 0, Documents = documents, Watchlists = [CaseWorld.Watchlist()] };
            Expect(await seeder.SeedAsync(seed, CancellationToken.None));
        }
        else
        {
            foreach (var changed in documents.Where(document => document.Kind == DocumentKind.Registry && live[document.Id] != document.Json))
            {
                Expect(await flow.PutDocumentAsync(changed.Kind, changed.Id, changed.Json, new ChangeContext(Actor), CancellationToken.None));
            }
        }

        foreach (var document in documents.Where(document => document.Kind == DocumentKind.Registry))
        {
            live[document.Id] = document.Json;
        }

        await publisher.PublishAsync(CancellationToken.None);
        var pointer = (await storage.Snapshots.ReadPointerAsync(null, CancellationToken.None)).Pointer!;
        var bytes = await storage.Snapshots.GetAsync(pointer.Format, pointer.Revision, CancellationToken.None);
        var snapshot = Snapshot.Open(bytes!.Value);
        return snapshot.Revision == pointer.Revision ? snapshot : throw new InvalidDataException("the snapshot is not the one that was published");
    }

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void Expect(ChangeOutcome? outcome)
    {
        if (outcome is ChangeOutcome.Refused refused)
        {
            throw new InvalidDataException(string.Join("\n", refused.Errors));
        }

        if (outcome is not ChangeOutcome.Accepted)
        {
            throw new InvalidOperationException($"the change was answered {outcome}");
        }
    }
}
