using System.Collections.Immutable;
using System.Diagnostics;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Tests.Storage;

public sealed class ListTableTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int FullList = 26_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadsBack_TheFullListAsWritten()
    {
        var storage = await azurite.StorageAsync();
        var entries = Samples.Entries(FullList);
        var clock = Stopwatch.StartNew();
        await storage.Lists.WriteAsync("csl", "i1", entries, Stop);
        var written = clock.Elapsed;
        clock.Restart();
        var read = await storage.Lists.ReadAsync("csl", "i1", FullList, Stop);
        output.WriteLine($"{FullList} rows: written in {written.TotalSeconds:F2} s, read in {clock.Elapsed.TotalSeconds:F2} s");

        Assert.Equal(entries.Select(e => e.Id), read.Select(e => e.Id));
        Assert.Equivalent(entries[1234], read[1234], strict: true);
        Assert.Equal(PartyKind.Vessel, entries.First(e => e.Kind == PartyKind.Vessel).Kind);
    }

    [Fact]
    public async Task Refuses_AnImportWithFewerRowsThanItsHeaderPromises()
    {
        var storage = await azurite.StorageAsync();
        await storage.Lists.WriteAsync("csl", "i1", Samples.Entries(1500), Stop);
        await Assert.ThrowsAsync<InvalidDataException>(() => storage.Lists.ReadAsync("csl", "i1", 1501, Stop));
    }

    [Fact]
    public async Task Refuses_AFeedThatIsNoKey_BeforeSending()
    {
        var storage = await azurite.StorageAsync();
        await Assert.ThrowsAsync<Screening.Functions.Storage.RowRefusedException>(
            () => storage.Lists.WriteAsync("own/list", "i1", Samples.Entries(3), Stop));
    }

    [Fact]
    public async Task KeepsImportsApart()
    {
        var storage = await azurite.StorageAsync();
        await storage.Lists.WriteAsync("csl", "i1", Samples.Entries(10), Stop);
        await storage.Lists.WriteAsync("csl", "i2", Samples.Entries(20), Stop);
        Assert.Equal(10, (await storage.Lists.ReadAsync("csl", "i1", 10, Stop)).Length);
    }

    [Fact]
    public async Task ReadsNothing_OfAnEmptyImport()
    {
        var storage = await azurite.StorageAsync();
        await storage.Lists.WriteAsync("own-x", "i1", ImmutableArray<WatchlistEntrySource>.Empty, Stop);
        Assert.Empty(await storage.Lists.ReadAsync("own-x", "i1", 0, Stop));
    }
}
