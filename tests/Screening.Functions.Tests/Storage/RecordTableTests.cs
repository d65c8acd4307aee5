using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Records;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Tests.Storage;

public sealed class RecordTableTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARecord_IsReadableOnceWritten()
    {
        var storage = await azurite.StorageAsync();
        await using var table = new RecordTable(storage, Keys, TimeProvider.System);
        var stamp = await table.WriteAsync(Record("one"), Stop);
        var found = await table.FindAsync(stamp.Id, Stop);
        Assert.Equal(stamp, found!.Stamp);
        Assert.Equal(Record("one"), found.Record);
        Assert.True(found.IsSound);
    }

    [Fact]
    public async Task Records_LinkIntoOneChain_AndGoTogetherUnderLoad()
    {
        const int count = 500;
        var storage = await azurite.StorageAsync();
        await using var table = new RecordTable(storage, Keys, TimeProvider.System, lanes: 1);
        var clock = Stopwatch.StartNew();
        var stamps = await Task.WhenAll(Enumerable.Range(0, count).Select(n => table.WriteAsync(Record($"{n}"), Stop)));
        output.WriteLine($"{count} records through one lane in {clock.ElapsedMilliseconds} ms");

        var chain = stamps.OrderBy(s => s.Id, StringComparer.Ordinal).ToList();
        Assert.Equal(count, chain.Select(s => s.Id).Distinct().Count());
        Assert.Equal(new string('0', 64), chain[0].PreviousHash);
        Assert.Equal(chain.SkipLast(1).Select(s => s.Hash), chain.Skip(1).Select(s => s.PreviousHash));
        // Fewer commit times than records: they were not committed one by one.
        Assert.True(chain.Select(s => s.RecordedAt).Distinct().Count() < count / 10);
    }

    [Fact]
    public async Task AChangedRecord_IsNotSound()
    {
        var prefix = AzuriteFixture.NewPrefix();
        var storage = await azurite.StorageAsync(prefix);
        await using var table = new RecordTable(storage, Keys, TimeProvider.System);
        var stamp = await table.WriteAsync(Record("before"), Stop);

        var raw = new TableClient(azurite.ConnectionString, prefix + "ScreeningRecords");
        var split = stamp.Id.LastIndexOf('-');
        var change = new TableEntity(stamp.Id[..split], stamp.Id[(split + 1)..]) { ["Client"] = "somebody else" };
        await raw.UpdateEntityAsync(change, Azure.ETag.All, cancellationToken: Stop);
        Assert.False((await table.FindAsync(stamp.Id, Stop))!.IsSound);
    }

    [Fact]
    public async Task ABodyTooLargeForARow_GoesToABlobFirst()
    {
        var storage = await azurite.StorageAsync();
        await using var table = new RecordTable(storage, Keys, TimeProvider.System);
        var large = Record(new string('"', 900_000));
        var stamp = await table.WriteAsync(large, Stop);
        var found = await table.FindAsync(stamp.Id, Stop);
        Assert.Equal(large, found!.Record);
        Assert.True(found.IsSound);
    }

    [Fact]
    public async Task RecordsOfManyQuotes_FitTheirTransactions()
    {
        var storage = await azurite.StorageAsync();
        await using var table = new RecordTable(storage, Keys, TimeProvider.System, lanes: 1);
        var stamps = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => table.WriteAsync(Record(new string('"', 200_000)), Stop)));
        Assert.Equal(20, stamps.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("2026112323-abcdefgh-01-0000000042")]
    [InlineData("2026112323-abcdefgh-01-0000000042\n")]
    [InlineData("../../x")]
    public async Task ANonexistentId_IsNotFound(string id)
    {
        var storage = await azurite.StorageAsync();
        await using var table = new RecordTable(storage, Keys, TimeProvider.System);
        Assert.Null(await table.FindAsync(id, Stop));
    }

    [Fact]
    public async Task AFailedCommit_IsReported_AndTheNextChainIsWhole()
    {
        var prefix = AzuriteFixture.NewPrefix();
        var storage = await azurite.StorageAsync(prefix);
        var raw = new TableClient(azurite.ConnectionString, prefix + "ScreeningRecords");
        await using var table = new RecordTable(storage, Keys, TimeProvider.System, lanes: 1);
        var first = await table.WriteAsync(Record("first"), Stop);
        await raw.DeleteAsync(Stop);
        await Assert.ThrowsAsync<RecordNotWrittenException>(() => table.WriteAsync(Record("lost"), Stop));

        await raw.CreateAsync(Stop);
        var next = await table.WriteAsync(Record("next"), Stop);
        Assert.Equal(new string('0', 64), next.PreviousHash);
        Assert.NotEqual(first.Id[..^11], next.Id[..^11]);
        Assert.True((await table.FindAsync(next.Id, Stop))!.IsSound);
    }

    private static DecisionRecord Record(string request) => new()
    {
        RequestJson = JsonSerializer.Serialize(new { reference = "r", parties = new[] { new { name = request } } }),
        DecisionJson = """{"outcome":"HOLD_FOR_REVIEW"}""",
        Mode = "live",
        AsOf = new DateOnly(2026, 11, 23),
        Revision = "sha256-0",
        SnapshotAgeSeconds = 3,
        Client = "dev-screener",
    };
}
