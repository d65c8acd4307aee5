using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Screening.Functions.Development;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>Checkpoints in another account show what the account of the records cannot: that it is in an earlier state.</summary>
public sealed class CheckpointTests(AzuriteFixture azurite, CheckpointTests.Outside outside) : IClassFixture<CheckpointTests.Outside>
{
    private const string Unreachable =
        "DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=bm9ib2R5;BlobEndpoint=http://127.0.0.1:9/nobody;";

    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private readonly FlowClock clock = new();
    private readonly string prefix = AzuriteFixture.NewPrefix();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AWholeStoreRolledBack_IsNamed_AndStaysNamedWhileRecordsGoOn()
    {
        StoreCopy earlier;
        await using (var one = await StartAsync())
        {
            await one.WriteAsync(2);
            await one.Table.AnchorAsync(Stop);
        }

        earlier = await StoreCopy.TakeAsync(azurite.ConnectionString, prefix);
        clock.Advance(TimeSpan.FromHours(1));
        await using (var two = await StartAsync())
        {
            await two.WriteAsync(3);
            var sound = await two.VerifyAsync();
            Assert.Equal([], sound.Damages);
            Assert.Equal((true, sound.AnchorChain.Links), (sound.Checkpoint.IsConfigured, sound.Checkpoint.Link!.Value));
        }

        await earlier.RestoreAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await using var three = await StartAsync();
        var damage = Assert.Single((await three.VerifyAsync()).Damages);
        Assert.Equal(DamageKind.RolledBack, damage.Kind);
        Assert.Contains("5 records in 2 partitions", damage.Detail, StringComparison.Ordinal);
        Assert.Contains("rolled back", Assert.Single(three.Table.AnchorProblems), StringComparison.Ordinal);

        // The chain grows past the number of the checkpoint, which stays the newest.
        for (var hour = 0; hour < 3; hour++)
        {
            await three.WriteAsync(1);
            await three.Table.AnchorAsync(Stop);
            clock.Advance(TimeSpan.FromHours(1));
        }

        await using var four = await StartAsync();
        await four.WriteAsync(1);
        Assert.Equal(DamageKind.RolledBack, Assert.Single((await four.VerifyAsync()).Damages).Kind);
    }

    [Fact]
    public async Task TheNewestPartitionRemovedWithAnchorAndLink_IsNamed()
    {
        string newest;
        byte[] shorter;
        await using (var one = await StartAsync())
        {
            await one.WriteAsync(2);
            await one.Table.AnchorAsync(Stop);
        }

        await using (var two = await StartAsync())
        {
            shorter = (await two.RawAnchors.GetBlobClient("chain-000000000001").DownloadContentAsync(Stop)).Value.Content.ToArray();
            clock.Advance(TimeSpan.FromHours(1));
            newest = (await two.WriteAsync(2))[0][..^11];
        }

        await using var three = await StartAsync();
        await three.RemoveWithAnchorAsync(newest);
        await three.RawAnchors.DeleteBlobAsync("chain-000000000001", cancellationToken: Stop);
        await StoreCopy.PutAsync(three.RawAnchors, "chain-000000000001", BlobType.Append, shorter);
        Assert.Equal(DamageKind.RolledBack, Assert.Single((await three.VerifyAsync()).Damages).Kind);
    }

    [Fact]
    public async Task RestartsAndInstancesThatWriteTogether_ContradictNoCheckpoint()
    {
        for (var start = 0; start < 3; start++)
        {
            await using var one = await StartAsync();
            await using var other = await StartAsync();
            await Task.WhenAll(new[] { one, other }.Select(async instance =>
            {
                await instance.WriteAsync(2);
                await instance.Table.AnchorAsync(Stop);
            }));
            var report = await other.VerifyAsync();
            Assert.Equal([], report.Damages);
            Assert.Empty(one.Table.AnchorProblems);
            clock.Advance(TimeSpan.FromMinutes(40));
        }

        await using var last = await StartAsync();
        var sound = await last.VerifyAsync();
        Assert.Equal([], sound.Damages);
        Assert.Equal((12L, sound.AnchorChain.Links), (sound.AnchorChain.Records, sound.Checkpoint.Link!.Value));
    }

    [Fact]
    public async Task AnInstanceKilledBeforeItsCheckpoint_IsNoDamage_AndTheNextOneNotesIt()
    {
        await using (var one = await StartAsync())
        {
            await one.WriteAsync(1);
            await one.Table.AnchorAsync(Stop);
        }

        clock.Advance(TimeSpan.FromHours(1));
        // It links its records and reaches no checkpoint.
        await using (var killed = await StartAsync(isOutside: false))
        {
            await killed.WriteAsync(2);
        }

        await using var next = await StartAsync();
        var report = await next.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal((3L, report.AnchorChain.Links), (report.AnchorChain.Records, report.Checkpoint.Link!.Value));
    }

    [Fact]
    public async Task AnAccountOutsideThatDoesNotAnswer_DelaysNoRecord_AndProvesNothing()
    {
        await using var one = await StartAsync(new CheckpointOptions(Unreachable, null, null, CheckpointBlobs.DefaultContainer));
        await one.WriteAsync(3);
        var report = await one.VerifyAsync();
        Assert.Equal(3L, report.AnchorChain.Records);
        Assert.Equal(DamageKind.CheckpointUnread, Assert.Single(report.Damages).Kind);
        Assert.Contains("outside checkpoint", Assert.Single(one.Table.AnchorProblems), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", one.Table.Checkpoint.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACheckpoint_IsWrittenOnce_AndAForeignOneIsNotBelieved()
    {
        await using (var one = await StartAsync())
        {
            await one.WriteAsync(1);
            await one.Table.AnchorAsync(Stop);
        }

        var container = new BlobContainerClient(outside.ConnectionString, prefix + "-record-checkpoints");
        var blob = container.GetBlobClient((await container.GetBlobsAsync(cancellationToken: Stop).FirstAsync(Stop)).Name);
        var text = (await blob.DownloadContentAsync(Stop)).Value.Content.ToString();
        await blob.UploadAsync(BinaryData.FromString(text.Replace("\"records\":1", "\"records\":2", StringComparison.Ordinal)), overwrite: true, Stop);
        await using var other = await StartAsync();
        Assert.Equal(DamageKind.CheckpointUnread, Assert.Single((await other.VerifyAsync()).Damages).Kind);
    }

    [Fact]
    public async Task WithoutAnAccountOutside_StatusAndVerificationSayThatThereIsNoCheckpoint()
    {
        await using var one = await StartAsync(isOutside: false);
        await one.WriteAsync(1);
        var report = await one.VerifyAsync();
        Assert.True(report.IsSound);
        Assert.Equal(new CheckpointReport(false, null, null), report.Checkpoint);
        Assert.Contains("no outside checkpoint", one.Table.Checkpoint.Note, StringComparison.Ordinal);
        Assert.Empty(one.Table.AnchorProblems);
    }

    private Task<Instance> StartAsync(bool isOutside = true) =>
        StartAsync(isOutside ? new CheckpointOptions(outside.ConnectionString, null, null, CheckpointBlobs.DefaultContainer) : null);

    private Task<Instance> StartAsync(CheckpointOptions? checkpoints) => Instance.StartAsync(
        new StorageOptions { ConnectionString = azurite.ConnectionString, NamePrefix = prefix, Checkpoints = checkpoints }, Keys, clock, 1);

    /// <summary>A second Azurite, in place of an account that others administer.</summary>
    public sealed class Outside : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("screening-outside-").FullName;
        private AzuriteProcess? azurite;

        public string ConnectionString => azurite!.ConnectionString;

        public async ValueTask InitializeAsync() => azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { StorageFolder = folder, IsInMemory = true }, CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await azurite!.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
