using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>The anchors form one chain over all partitions and instances, so none of them can be removed unseen.</summary>
public sealed class AnchorChainTests(AzuriteFixture azurite)
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private readonly FlowClock clock = new();
    private readonly string prefix = AzuriteFixture.NewPrefix();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "2026-11-23T12Z", false)]
    [InlineData(1, "2026-11-23T13Z", false)]
    [InlineData(2, "2026-11-23T14Z", false)]
    [InlineData(1, "2026-11-23T13Z", true)]
    public async Task APartitionRemovedWithItsAnchor_IsNamedWithItsHour(int hour, string named, bool isRestarted)
    {
        string[] partitions;
        await using (var one = await StartAsync())
        {
            partitions = await WriteHoursAsync(one, 3);
            Assert.Equal([], (await one.VerifyAsync()).Damages);
            if (!isRestarted)
            {
                await AssertRemovedAsync(one, partitions[hour], named);
                return;
            }
        }

        await using var other = await StartAsync();
        await AssertRemovedAsync(other, partitions[hour], named);
    }

    [Fact]
    public async Task LinksCutFromTheEnd_AreNamed_ByTheInstanceThatSawThemAndByTheAnchorsThatNameThem()
    {
        await using (var one = await StartAsync())
        {
            await WriteHoursAsync(one, 3);
            await RewriteChainAsync(one, lines => lines[..1]);
            var seen = await one.VerifyAsync();
            Assert.Contains(seen.Damages, damage => damage.Kind == DamageKind.ChainBroken && damage.Detail.Contains("this instance has seen", StringComparison.Ordinal));
            await one.WriteAsync(1);
            await one.Table.AnchorAsync(Stop);
            Assert.Contains("shorter than this instance has seen it", Assert.Single(one.Table.AnchorProblems), StringComparison.Ordinal);
        }

        await using var other = await StartAsync();
        await RewriteChainAsync(other, lines => lines[..1]);
        var report = await other.VerifyAsync();
        Assert.Contains(report.Damages, damage => damage.Kind == DamageKind.ChainBroken && damage.Detail.StartsWith("its anchor names link", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a link removed")]
    [InlineData("a count changed")]
    [InlineData("two links swapped")]
    [InlineData("a line added")]
    public async Task AChangedChain_IsNamed(string how)
    {
        await using (var one = await StartAsync())
        {
            await WriteHoursAsync(one, 4);
        }

        await using var other = await StartAsync();
        await RewriteChainAsync(other, lines => how switch
        {
            "a link removed" => [lines[0], .. lines[2..]],
            "a count changed" => [lines[0], lines[1].Replace("\"records\":4", "\"records\":3", StringComparison.Ordinal), .. lines[2..]],
            "two links swapped" => [lines[0], lines[2], lines[1], .. lines[3..]],
            _ => [.. lines, "{}"],
        });
        Assert.Contains((await other.VerifyAsync()).Damages, damage => damage.Kind == DamageKind.ChainBroken && damage.Partition == "chain-000000000001");
    }

    [Fact]
    public async Task ConcurrentInstances_WriteOneChain_ThatCountsEveryRecordOnce()
    {
        await using var one = await StartAsync(lanes: 2);
        await using var other = await StartAsync(lanes: 2);
        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(new[] { one, other, one, other }.Select(async instance =>
            {
                await instance.WriteAsync(3);
                await instance.Table.AnchorAsync(Stop);
            }));
            clock.Advance(TimeSpan.FromMinutes(20));
        }

        var report = await one.VerifyAsync();
        Assert.Equal([], report.Damages);
        await other.Table.AnchorAsync(Stop);
        report = await one.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal((48L, 48L, report.Partitions), (report.Records, report.AnchorChain.Records, (int)report.AnchorChain.Partitions));
        var numbers = (await LinesAsync(one)).Select(line => JsonElement.Parse(line).GetProperty("number").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers);
    }

    [Fact]
    public async Task AChainOfSeveralParts_GoesOnAfterARestart_AndAMissingPartIsNamed()
    {
        string[] partitions;
        await using (var one = await StartAsync(linksPerPart: 3))
        {
            partitions = await WriteHoursAsync(one, 5);
        }

        await using var other = await StartAsync(linksPerPart: 3);
        await WriteHoursAsync(other, 3);
        var report = await other.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal((16L, 16L), (report.Records, report.AnchorChain.Records));
        var parts = await PartsAsync(other);
        Assert.InRange(parts.Count, 3, 10);

        await other.RemoveWithAnchorAsync(partitions[1]);
        Assert.Equal((DamageKind.Removed, partitions[1]), Only(await other.VerifyAsync()));
        await other.RawAnchors.DeleteBlobAsync(parts[1], cancellationToken: Stop);
        Assert.Contains((await other.VerifyAsync()).Damages, damage => damage.Kind == DamageKind.ChainBroken && damage.Partition == parts[0]);
    }

    [Fact]
    public async Task AnInstanceKilledBeforeItsLink_IsNoDamage_AndItsRecordsAreLinkedByAnother()
    {
        await using var storage = await WiredStorage.StartAsync();
        storage.Blob.Harm(request => request.IsWrite && request.Target.Contains("chain-", StringComparison.Ordinal) ? WireFault.Error(403) : null);
        // Never disposed, and it never reaches the chain: to storage this looks like a process that was killed before its link.
        var killed = await Instance.StartAsync(new StorageOptions { ConnectionString = storage.ConnectionString }, Keys, clock, 1);
        var partition = (await killed.WriteAsync(3))[0][..^11];
        clock.Advance(TimeSpan.FromMinutes(72));

        await using var other = await Instance.StartAsync(new StorageOptions { ConnectionString = storage.DirectConnectionString }, Keys, clock, 1);
        var before = await other.VerifyAsync();
        Assert.Equal([], before.Damages);
        Assert.Equal((3L, 0L), (before.Records, before.AnchorChain.Records));
        await other.Index.CatchUpAsync(Stop);
        var healed = await other.VerifyAsync();
        Assert.Equal([], healed.Damages);
        Assert.Equal(3L, healed.AnchorChain.Records);

        foreach (var row in await other.IdsAsync())
        {
            await other.Raw.DeleteEntityAsync(row[..^11], row[^10..], cancellationToken: Stop);
        }

        await other.RawAnchors.DeleteBlobAsync(partition, cancellationToken: Stop);
        Assert.Equal((DamageKind.Removed, partition), Only(await other.VerifyAsync()));
        storage.Blob.Cut();
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task ARecord_WaitsForNoLink_AndTheChainCatchesUp()
    {
        await using var storage = await WiredStorage.StartAsync();
        storage.Blob.Harm(request => request.Target.Contains("chain-", StringComparison.Ordinal) ? WireFault.Of(WireHarm.Hang) : null);
        await using var one = await Instance.StartAsync(new StorageOptions { ConnectionString = storage.ConnectionString }, Keys, clock, 2);
        await one.WriteAsync(4);
        await FlowApp.UntilAsync("a link is on its way", () => Task.FromResult(!storage.Blob.Harmed.IsEmpty));
        await one.WriteAsync(4);
        storage.Blob.Mend();
        var report = await one.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal(8L, report.AnchorChain.Records);
    }

    [Fact]
    public async Task ALinkWhoseResponseIsLost_IsWrittenOnce()
    {
        await using var storage = await WiredStorage.StartAsync();
        await using var one = await Instance.StartAsync(new StorageOptions { ConnectionString = storage.ConnectionString }, Keys, clock, 1);
        await one.WriteAsync(1);
        await one.Table.AnchorAsync(Stop);
        var left = 1;
        storage.Blob.Harm(request => request.IsWrite && request.Target.Contains("chain-", StringComparison.Ordinal) && Interlocked.Exchange(ref left, 0) == 1
            ? WireFault.Of(WireHarm.LoseAnswer)
            : null);
        await one.WriteAsync(2);
        await one.Table.AnchorAsync(Stop);
        Assert.False(storage.Blob.Harmed.IsEmpty);
        storage.Blob.Mend();
        var report = await one.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal(3L, report.AnchorChain.Records);
    }

    [Fact]
    public async Task APartReplacedByAnotherKindOfBlob_StopsNoRecord_AndIsNamed()
    {
        await using var one = await StartAsync();
        await WriteHoursAsync(one, 1);
        var part = Assert.Single(await PartsAsync(one));
        var content = (await one.RawAnchors.GetBlobClient(part).DownloadContentAsync(Stop)).Value.Content.ToArray();
        await one.RawAnchors.DeleteBlobAsync(part, cancellationToken: Stop);
        await StoreCopy.PutAsync(one.RawAnchors, part, BlobType.Block, content);
        await one.WriteAsync(2);
        await one.Table.AnchorAsync(Stop);
        Assert.NotEmpty(one.Table.AnchorProblems);
        var report = await one.VerifyAsync();
        Assert.Equal(4L, report.Records);
        Assert.Contains(report.Damages, damage => damage.Kind == DamageKind.ChainBroken);
    }

    private static async Task AssertRemovedAsync(Instance one, string partition, string hour)
    {
        await one.RemoveWithAnchorAsync(partition);
        var report = await one.VerifyAsync();
        Assert.Equal((DamageKind.Removed, partition), Only(report));
        Assert.Contains(hour, report.Damages[0].Detail, StringComparison.Ordinal);
    }

    private static (DamageKind Kind, string Partition) Only(VerifyReport report)
    {
        var damage = Assert.Single(report.Damages);
        return (damage.Kind, damage.Partition);
    }

    /// <summary>Writes two records in each of some hours, and a link after each hour.</summary>
    private async Task<string[]> WriteHoursAsync(Instance one, int hours)
    {
        var partitions = new List<string>();
        for (var hour = 0; hour < hours; hour++)
        {
            if (hour > 0)
            {
                clock.Advance(TimeSpan.FromHours(1));
            }

            partitions.Add((await one.WriteAsync(2))[0][..^11]);
            await one.Table.AnchorAsync(Stop);
        }

        return [.. partitions];
    }

    private static async Task<List<string>> PartsAsync(Instance one) =>
        await one.RawAnchors.GetBlobsAsync(BlobTraits.None, BlobStates.None, "chain-", Stop).Select(blob => blob.Name).ToListAsync(Stop);

    private static async Task<string[]> LinesAsync(Instance one)
    {
        var content = await one.RawAnchors.GetBlobClient(Assert.Single(await PartsAsync(one))).DownloadContentAsync(Stop);
        return content.Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task RewriteChainAsync(Instance one, Func<string[], string[]> change)
    {
        var lines = await LinesAsync(one);
        var changed = change(lines);
        Assert.NotEqual(lines, changed);
        var part = Assert.Single(await PartsAsync(one));
        await one.RawAnchors.DeleteBlobAsync(part, cancellationToken: Stop);
        await StoreCopy.PutAsync(one.RawAnchors, part, BlobType.Append, Encoding.UTF8.GetBytes(string.Concat(changed.Select(line => line + "\n"))));
    }

    private Task<Instance> StartAsync(int lanes = 1, int linksPerPart = 1_000) =>
        Instance.StartAsync(new StorageOptions { ConnectionString = azurite.ConnectionString, NamePrefix = prefix }, Keys, clock, lanes, linksPerPart);
}
