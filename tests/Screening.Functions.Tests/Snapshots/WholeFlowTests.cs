using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>
/// The shipped seed, the engine's own compiler and a real queue, from the change to the snapshot in use.
/// </summary>
public sealed class WholeFlowTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASeedAndAChange_BecomeTheSnapshotInUse_ThroughTheQueue()
    {
        var prefix = AzuriteFixture.NewPrefix();
        var storage = await azurite.StorageAsync(prefix);
        var queue = MessageQueue.Open(new() { ConnectionString = azurite.ConnectionString }, $"{prefix}-compile");
        await queue.CreateAsync(Stop);
        var compileRequest = new CompileRequests(
            (version, stop) => queue.SendAsync($$"""{"sourceVersion":{{version}}}""", stop), NullLogger<CompileRequests>.Instance);
        var reader = new SourceReader(storage);
        var flow = new ChangeFlow(storage, reader, Compiler.Current, compileRequest, TimeProvider.System);
        var publisher = new SnapshotPublisher(
            storage, reader, Compiler.Current, TimeProvider.System, NullLogger<SnapshotPublisher>.Instance);
        var provider = new SnapshotProvider<Snapshot>(
            storage, Snapshot.Open, TimeProvider.System, NullLogger<SnapshotProvider<Snapshot>>.Instance);

        var clock = Stopwatch.StartNew();
        var seed = new SnapshotSource { SourceVersion = 0, Documents = SeedDocuments.All(), Watchlists = [List(26_000)] };
        var seeded = await new Seeder(storage, flow, TimeProvider.System).SeedAsync(seed, Stop);
        Assert.True(seeded is ChangeOutcome.Accepted, JsonSerializer.Serialize(seeded, seeded!.GetType()));
        await ActivateAsync("seed of 26,000 entries", 1);

        clock.Restart();
        var nato = (await reader.ReadAsync(Stop)).Documents.Single(d => d is { Kind: DocumentKind.CountrySet, Id: "NATO" });
        var changed = nato.Json.Replace("\"label\": \"", "\"label\": \"Changed: ", StringComparison.Ordinal);
        Assert.NotEqual(nato.Json, changed);
        Assert.IsType<ChangeOutcome.Accepted>(
            await flow.PutDocumentAsync(DocumentKind.CountrySet, "NATO", changed, new("editor", "\"v1\""), Stop));
        output.WriteLine($"country set accepted after {clock.ElapsedMilliseconds} ms");
        var snapshot = await ActivateAsync("country set", 2);
        Assert.Equal(26_000, snapshot.Lists.Single().Entries);

        async Task<Snapshot> ActivateAsync(string what, long sourceVersion)
        {
            var message = Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), Stop));
            Assert.Equal($$"""{"sourceVersion":{{sourceVersion}}}""", message.TryDecode()!.Text);
            await publisher.HandleAsync(Stop);
            await queue.DeleteAsync(message, Stop);
            await provider.CheckAsync();
            var lease = (await provider.TakeAsync(Stop)).Lease!;
            output.WriteLine($"{what} in use after {clock.ElapsedMilliseconds} ms, {lease.Pointer.Length} bytes");
            Assert.Equal(sourceVersion, lease.Snapshot.SourceVersion);
            Assert.Equal(lease.Pointer.Revision, lease.Snapshot.Revision);
            return lease.Snapshot;
        }
    }

    private static WatchlistSource List(int entries) => new()
    {
        Feed = "csl",
        Title = "Consolidated Screening List",
        Date = new DateOnly(2026, 7, 31),
        Source = "made up",
        ImportId = "",
        Entries = Samples.Entries(entries),
    };
}
