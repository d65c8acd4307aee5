using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>
/// A build takes the segments of the snapshot in use, or of the current one in storage. Whatever is wrong with them, it writes
/// all segments, and the snapshot has the same bytes.
/// </summary>
public sealed class SegmentReuseTests(AzuriteFixture azurite)
{
    private static readonly string[] All = ["csl", "ear-744-22", "own-a"];
    private readonly List<string[]> written = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AChangedList_IsTheOnlyOneWritten_WithTheSegmentsOfTheCurrentSnapshot()
    {
        var (storage, flow, prefix) = await SeededAsync();
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        await ImportAsync(flow, 3);
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        Assert.Equal<string[]>([All, ["own-a"]], written);
        await AssertWrittenWholeAsync(storage);

        // A change of a document writes no segment.
        await ChangeDocumentAsync(storage, flow);
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        Assert.Empty(written[^1]);
        await AssertWrittenWholeAsync(storage);
        Assert.NotEmpty(prefix);
    }

    [Fact]
    public async Task TheSegmentsInUse_AreTaken_WithoutADownload()
    {
        var (storage, flow, prefix) = await SeededAsync();
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        var inUse = await SegmentsAsync(storage);
        await Damage.TearAsync(azurite, prefix, await PointerAsync(storage));
        await ImportAsync(flow, 3);
        Assert.True(await Publisher(storage, () => inUse).PublishAsync(Stop));
        Assert.Equal(["own-a"], written[^1]);
        await AssertWrittenWholeAsync(storage);
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("tampered")]
    [InlineData("gone")]
    public async Task ADamagedCurrentSnapshot_MakesABuildWriteAll(string damage)
    {
        var (storage, flow, prefix) = await SeededAsync();
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        var pointer = await PointerAsync(storage);
        await (damage switch
        {
            "torn" => Damage.TearAsync(azurite, prefix, pointer),
            "tampered" => Damage.TamperAsync(azurite, prefix, pointer),
            _ => new Azure.Storage.Blobs.BlobContainerClient(azurite.ConnectionString, $"{prefix}-snapshots")
                .DeleteBlobAsync($"{pointer.Format}/{pointer.Revision}", cancellationToken: Stop),
        });
        await ImportAsync(flow, 3);
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        Assert.Equal(All, written[^1]);
        await AssertWrittenWholeAsync(storage);
    }

    [Fact]
    public async Task ACurrentSnapshotOfAnotherFormat_MakesABuildWriteAll()
    {
        var (storage, _, _) = await SeededAsync();
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        var older = await PointerAsync(storage) with { Format = SnapshotFormat.Version - 1 };
        Assert.True(await storage.Snapshots.FlipAsync(older, (await storage.Snapshots.ReadPointerAsync(null, Stop)).ETag, Stop));
        Assert.True(await Publisher(storage).PublishAsync(Stop));
        Assert.Equal<string[]>([All, All], written);
    }

    [Fact]
    public async Task AFailureToReadTheSegmentsInUse_MakesABuildWriteAll()
    {
        var (storage, _, _) = await SeededAsync();
        Assert.True(await Publisher(storage, () => throw new InvalidOperationException("no snapshot")).PublishAsync(Stop));
        Assert.Equal(All, Assert.Single(written));
    }

    private async Task<(ScreeningStorage Storage, ChangeFlow Flow, string Prefix)> SeededAsync()
    {
        var prefix = AzuriteFixture.NewPrefix();
        var storage = await azurite.StorageAsync(prefix);
        var compileRequest = new CompileRequests((_, _) => Task.CompletedTask, NullLogger<CompileRequests>.Instance);
        var flow = new ChangeFlow(storage, new SourceReader(storage), Compiler.Current, compileRequest, TimeProvider.System);
        var seed = new SnapshotSource { SourceVersion = 0, Documents = SeedDocuments.All(), Watchlists = [List("csl", 40), List("own-a", 2)] };
        Assert.IsType<ChangeOutcome.Accepted>(await new Seeder(storage, flow, TimeProvider.System).SeedAsync(seed, Stop));
        return (storage, flow, prefix);
    }

    private SnapshotPublisher Publisher(ScreeningStorage storage, Func<SnapshotSegments?>? held = null) => new(
        storage, new SourceReader(storage), Compiler.Current with { Compile = Compile }, TimeProvider.System,
        NullLogger<SnapshotPublisher>.Instance, held);

    private CompileResult Compile(SnapshotSource source, SnapshotSegments previous)
    {
        var result = SnapshotCompiler.Compile(source, previous);
        written.Add([.. result.Rewritten]);
        return result;
    }

    private static async Task AssertWrittenWholeAsync(ScreeningStorage storage) => Assert.Equal(
        SnapshotCompiler.Compile(await new SourceReader(storage).ReadAsync(Stop)).Revision, (await PointerAsync(storage)).Revision);

    private static async Task<SnapshotPointer> PointerAsync(ScreeningStorage storage) =>
        (await storage.Snapshots.ReadPointerAsync(null, Stop)).Pointer!;

    private static async Task<SnapshotSegments> SegmentsAsync(ScreeningStorage storage)
    {
        var pointer = await PointerAsync(storage);
        return SnapshotSegments.Read((await storage.Snapshots.GetAsync(pointer.Format, pointer.Revision, Stop))!.Value);
    }

    private static async Task ImportAsync(ChangeFlow flow, int entries)
    {
        var import = new ListImport
        {
            Feed = "own-a", Title = "own", Date = new DateOnly(2026, 7, 31), Source = "made up", Entries = Samples.Entries(entries), ConfirmDrop = true,
        };
        Assert.IsType<ChangeOutcome.Accepted>(await flow.ImportListAsync(import, new ChangeContext("editor"), Stop));
    }

    private static async Task ChangeDocumentAsync(ScreeningStorage storage, ChangeFlow flow)
    {
        var nato = (await new SourceReader(storage).ReadAsync(Stop)).Documents.Single(document => document is { Kind: DocumentKind.CountrySet, Id: "NATO" });
        var changed = nato.Json.Replace("\"label\": \"", "\"label\": \"Changed: ", StringComparison.Ordinal);
        Assert.IsType<ChangeOutcome.Accepted>(
            await flow.PutDocumentAsync(DocumentKind.CountrySet, "NATO", changed, new ChangeContext("editor", "\"v1\""), Stop));
    }

    private static WatchlistSource List(string feed, int entries) => new()
    {
        Feed = feed, Title = feed, Date = new DateOnly(2026, 7, 31), Source = "made up", ImportId = "", Entries = Samples.Entries(entries),
    };
}
