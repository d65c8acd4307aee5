using Azure;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>
/// A sweep that stops between any two of its steps. A verification never reports a removal by rule as damage, nor damage as a
/// removal, and the next sweep completes the work.
/// </summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private readonly FlowClock clock = new();
    private WiredStorage storage = null!;
    private ScreeningStorage tables = null!;
    private RecordTable table = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TableClient Raw => new(storage.DirectConnectionString, "ScreeningRecords");

    public async ValueTask InitializeAsync()
    {
        storage = await WiredStorage.StartAsync();
        tables = await storage.StorageAsync();
        table = new RecordTable(tables, Keys, clock, lanes: 1);
        for (var n = 0; n < 3; n++)
        {
            await table.WriteAsync(RecordSamples.Decision($"R{n}"), Stop);
        }

        await table.WriteAsync(RecordSamples.Decision("large", new string('x', 900_000)), Stop);
        await table.AnchorAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await table.DisposeAsync();
        await storage.DisposeAsync();
    }

    [Theory]
    [InlineData("before it is announced", "PUT", ".retiring", WireHarm.Refuse, 0, 0)]
    [InlineData("announced, nothing removed", "DELETE", "/records/", WireHarm.Refuse, 1, 0)]
    [InlineData("bodies removed, rows not", "POST", "$batch", WireHarm.Refuse, 1, 0)]
    [InlineData("rows removed, not closed", "PUT", ".retired", WireHarm.Refuse, 1, 0)]
    [InlineData("closed, and the answer lost", "PUT", ".retired", WireHarm.LoseAnswer, 0, 1)]
    public async Task ASweepThatStops_IsNeverReportedAsDamage_AndTheNextOneCompletesIt(
        string where, string method, string target, object harm, int retiring, int retired)
    {
        clock.Advance(RecordRetention.Kept + TimeSpan.FromHours(2));
        var wire = target == "$batch" ? storage.Table : storage.Blob;
        wire.Harm(request => request.Method == method && request.Target.Contains(target, StringComparison.Ordinal) ? WireFault.Of((WireHarm)harm) : null);
        var wired = await ScreeningStorage.OpenAsync(new StorageOptions { ConnectionString = storage.ConnectionString }, Stop);
        var sweep = new RecordRetention(wired, Keys, clock).SweepAsync(Stop);
        // A sweep that receives a failure ends with it. A killed sweep receives nothing, and storage looks the same.
        await sweep.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.False(wire.Harmed.IsEmpty, where);
        wire.Mend();

        var report = await VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal((retiring, retired), (report.Retiring, report.Retired));

        await new RecordRetention(tables, Keys, clock).SweepAsync(Stop);
        report = await VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal((0, 1, 0L), (report.Retiring, report.Retired, report.Records));
        Assert.Empty(await Raw.QueryAsync<TableEntity>(cancellationToken: Stop).ToListAsync(Stop));
        Assert.Equal(0, await new RecordRetention(tables, Keys, clock).SweepAsync(Stop));
    }

    [Fact]
    public async Task ARemovalThatBeginsWhileItIsVerified_IsNoDamage()
    {
        clock.Advance(RecordRetention.Kept + TimeSpan.FromHours(2));
        // The verification has opened the partition and requests its records, which are removed before the response.
        storage.Table.Harm(request => request.Method == "GET" && request.Target.Contains("ScreeningRecords", StringComparison.Ordinal)
            ? WireFault.Of(WireHarm.Hang)
            : null);
        var wired = await ScreeningStorage.OpenAsync(new StorageOptions { ConnectionString = storage.ConnectionString }, Stop);
        var verification = VerifyAsync(wired);
        await FlowApp.UntilAsync("it asks", () => Task.FromResult(!storage.Table.Harmed.IsEmpty));
        await new RecordRetention(tables, Keys, clock).SweepAsync(Stop);
        storage.Table.Mend();
        Assert.Equal([], (await verification).Damages);
    }

    [Theory]
    [InlineData("a number in it was changed")]
    [InlineData("it is that of another partition")]
    public async Task AForeignAnnouncement_ExcusesNothing_AndIsNamed(string how)
    {
        clock.Advance(TimeSpan.FromHours(1));
        var young = (await table.WriteAsync(RecordSamples.Decision("young"), Stop)).Id[..^11];
        await table.AnchorAsync(Stop);
        // Past the retention of the first hour, and not of the second.
        clock.Advance(RecordRetention.Kept + TimeSpan.FromMinutes(30));
        var wired = await ScreeningStorage.OpenAsync(new StorageOptions { ConnectionString = storage.ConnectionString }, Stop);
        storage.Table.Harm(request => request.Target.Contains("$batch", StringComparison.Ordinal) ? WireFault.Of(WireHarm.Refuse) : null);
        await Assert.ThrowsAnyAsync<Exception>(() => new RecordRetention(wired, Keys, clock).SweepAsync(Stop));
        storage.Table.Mend();
        var old = (await Raw.QueryAsync<TableEntity>(cancellationToken: Stop).FirstAsync(Stop)).PartitionKey;
        var text = (await Blob(old + ".retiring").DownloadContentAsync(Stop)).Value.Content.ToString();
        Assert.Equal([], (await VerifyAsync()).Damages);

        var (partition, note) = how == "it is that of another partition" ? (young, text) : (old, text.Replace("\"records\":4", "\"records\":3", StringComparison.Ordinal));
        Assert.True(partition == young || note != text);
        await Blob(partition + ".retiring").UploadAsync(BinaryData.FromString(note), overwrite: true, Stop);
        await RemoveAsync(partition);
        var damages = (await VerifyAsync()).Damages.Where(damage => damage.Partition == partition).Select(damage => damage.Kind);
        Assert.Equal([DamageKind.Removed, DamageKind.Forged], damages.Order());
    }

    [Fact]
    public async Task ARecordInAPartitionThatWasRemoved_IsForged()
    {
        var row = await Raw.QueryAsync<TableEntity>("RowKey eq '0000000001'", cancellationToken: Stop).FirstAsync(Stop);
        clock.Advance(RecordRetention.Kept + TimeSpan.FromHours(2));
        await new RecordRetention(tables, Keys, clock).SweepAsync(Stop);
        await Raw.AddEntityAsync(row, Stop);
        var damage = Assert.Single((await VerifyAsync()).Damages);
        Assert.Equal((DamageKind.Forged, $"{row.PartitionKey}-{row.RowKey}"), (damage.Kind, damage.Id));
    }

    private Azure.Storage.Blobs.BlobClient Blob(string name) => new(storage.DirectConnectionString, "record-anchors", name);

    private async Task RemoveAsync(string partition)
    {
        await foreach (var row in Raw.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: Stop))
        {
            await Raw.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Stop);
        }
    }

    private Task<VerifyReport> VerifyAsync(ScreeningStorage? through = null)
    {
        var from = new DateTimeOffset(FlowClock.Start.UtcDateTime.Date, TimeSpan.Zero);
        var seen = through ?? tables;
        var verifier = new RecordVerifier(seen, table, new RecordSearch(seen, new RecordIndex(seen, table, Keys, clock), Keys), Keys, clock);
        return verifier.VerifyAsync(from, from.AddDays(1), Stop);
    }
}
