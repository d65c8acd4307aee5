using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Screening.Engine.Model;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>Damage to the stored snapshot is found while instances use a good one, and a rebuild is requested, but never in a hot loop.</summary>
public sealed class StoredSnapshotTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly TimeSpan Observed = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private readonly Logs logs = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => logs.Dispose();

    [Fact]
    public async Task ASoundSnapshot_RequestsNothing()
    {
        var world = await PublishedAsync();
        var check = CheckOf(world);
        Assert.False(await check.CheckAsync(Stop));
        Assert.Null(check.Damage);
        Assert.Empty(world.CompileRequests);
        Assert.Empty(logs.Lines);
    }

    [Theory]
    [InlineData("tampered")]
    [InlineData("torn")]
    [InlineData("deleted")]
    public async Task ADamagedSnapshot_IsFoundAndRequestedAtOnce_AndReplacedByTheBuild(string how)
    {
        var world = await PublishedAsync();
        var pointer = (await world.PointerAsync())!;
        var check = CheckOf(world);
        await check.CheckAsync(Stop);
        await DamageAsync(world, pointer, how);

        Assert.True(await check.CheckAsync(Stop));
        Assert.Contains(pointer.Revision, check.Damage, StringComparison.Ordinal);
        Assert.Equal(pointer.SourceVersion, Assert.Single(world.CompileRequests));
        Assert.StartsWith("Error The stored snapshot cannot be used", Assert.Single(logs.Lines), StringComparison.Ordinal);

        await world.Publisher.HandleAsync(Stop);
        Assert.True(await world.Tables.Snapshots.IsSoundAsync(pointer.Format, pointer.Revision, Stop));
        Assert.False(await check.CheckAsync(Stop));
        Assert.Null(check.Damage);
        Assert.NotNull((await world.NewProvider().TakeAsync(Stop)).Lease);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"format\":1,\"revis")]
    [InlineData(null)]
    public async Task ADamagedPointer_IsFoundAndRequestedAtOnce_AndReplacedByTheBuild(string? content)
    {
        var world = await PublishedAsync();
        var good = (await world.PointerAsync())!;
        var check = CheckOf(world);
        await check.CheckAsync(Stop);
        await world.Provider.CheckAsync();
        var blob = new BlobContainerClient(azurite.ConnectionString, $"{world.Prefix}-snapshots").GetBlobClient("current");
        await (content is null ? (Task)blob.DeleteAsync(cancellationToken: Stop) : blob.UploadAsync(BinaryData.FromString(content), overwrite: true, Stop));

        Assert.True(await check.CheckAsync(Stop));
        Assert.NotNull(check.Damage);
        await world.Provider.CheckAsync();
        Assert.Contains(check.Damage, world.Provider.Health().Degraded);
        Assert.Equal(good.Revision, (await world.Provider.TakeAsync(Stop)).Lease!.Pointer.Revision);
        Assert.Null((await world.NewProvider().TakeAsync(Stop)).Lease);
        Assert.True(await world.Sweep.RunAsync(Stop));

        await world.Publisher.HandleAsync(Stop);
        Assert.Equal(good.Revision, (await world.PointerAsync())!.Revision);
        Assert.False(await check.CheckAsync(Stop));
        Assert.Null(check.Damage);
    }

    /// <summary>Regression: the sweep compared the length alone.</summary>
    [Fact]
    public async Task TheSweep_FindsDamageOfTheSameLength()
    {
        var world = await PublishedAsync();
        Assert.False(await world.Sweep.RunAsync(Stop));
        await DamageAsync(world, (await world.PointerAsync())!, "tampered");
        Assert.True(await world.Sweep.RunAsync(Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RequestsAreBounded_WhileNothingIsRebuilt_AndWhileEveryRebuildIsDamagedAgain(bool isRebuilt)
    {
        var world = await PublishedAsync();
        var pointer = (await world.PointerAsync())!;
        var check = CheckOf(world);
        for (var passed = TimeSpan.Zero; passed < Observed; passed += SnapshotTimes.StoredCheckPeriod)
        {
            await DamageAsync(world, pointer, "torn");
            if (await check.CheckAsync(Stop) && isRebuilt)
            {
                await world.Publisher.PublishAsync(Stop);
                Assert.False(await check.CheckAsync(Stop));
                Assert.Null(check.Damage);
            }

            time.Advance(SnapshotTimes.StoredCheckPeriod);
        }

        // The first at once, four more at growing pauses, then one a minute.
        Assert.InRange(world.CompileRequests.Count, 12, 14);
    }

    [Fact]
    public async Task ANewEnvironment_IsNotDamaged_BeforeItsFirstSnapshot()
    {
        var world = await World.CreateAsync(azurite, time);
        var check = CheckOf(world);
        Assert.False(await check.CheckAsync(Stop));
        await world.PutAsync("A", "1");
        Assert.False(await check.CheckAsync(Stop));
        Assert.Null(check.Damage);
    }

    [Fact]
    public async Task TheBytes_AreReadAgainOnlyAfterTheBlobWasWritten()
    {
        await using var storage = await WiredStorage.StartAsync();
        var tables = await ScreeningStorage.OpenAsync(new() { ConnectionString = storage.ConnectionString }, Stop);
        byte[] bytes = [1, 2, 3];
        var revision = await tables.Snapshots.PutAsync(1, bytes, Stop);
        var pointer = new SnapshotPointer(1, revision, 1, bytes.Length, time.GetUtcNow());
        var reads = 0;
        storage.Blob.Harm(request =>
        {
            reads += request.Method == "GET" ? 1 : 0;
            return null;
        });
        for (var round = 0; round < 3; round++)
        {
            Assert.Null(await tables.Snapshots.FindDamageAsync(pointer, Stop));
        }

        Assert.Equal(1, reads);
        await new BlobContainerClient(storage.DirectConnectionString, "snapshots").GetBlobClient($"1/{revision}")
            .UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, Stop);
        Assert.Null(await tables.Snapshots.FindDamageAsync(pointer, Stop));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task AVersionWithAnotherFormat_IsNotRequestedButBuiltHere_AndOnlyOnce()
    {
        var world = await PublishedAsync();
        var older = await world.PointerAsync();
        var later = await ScreeningStorage.OpenAsync(
            new() { ConnectionString = azurite.ConnectionString, NamePrefix = world.Prefix, SnapshotFormat = 4 }, Stop);
        var compiler = new Compiler(4, (_, _) => new([4, 4], Engine.Snapshots.SnapshotFormat.RevisionOf([4, 4]), []), _ => [], _ => []);
        var publisher = new SnapshotPublisher(later, new SourceReader(later), compiler, time, NullLogger<SnapshotPublisher>.Instance);
        var built = 0;
        var check = new StoredSnapshotCheck(later, world.CompileRequest, time, NullLogger<StoredSnapshotCheck>.Instance, async token =>
        {
            built++;
            await publisher.PublishAsync(token);
        });
        for (var checks = 0; checks < 5; checks++)
        {
            Assert.False(await check.CheckAsync(Stop));
            time.Advance(SnapshotTimes.StoredCheckPeriod);
        }

        Assert.Equal((1, 4), (built, (await later.Snapshots.ReadPointerAsync(null, Stop)).Pointer!.Format));
        Assert.Equal(older, await world.PointerAsync());
        Assert.Empty(world.CompileRequests);
        Assert.Null(check.Damage);
    }

    [Fact]
    public async Task AVersionThatCannotBuildWhatAnotherOnePublished_TriesAgainAtGrowingPauses()
    {
        var world = await PublishedAsync();
        var later = await ScreeningStorage.OpenAsync(
            new() { ConnectionString = azurite.ConnectionString, NamePrefix = world.Prefix, SnapshotFormat = 4 }, Stop);
        var built = 0;
        var check = new StoredSnapshotCheck(later, world.CompileRequest, time, NullLogger<StoredSnapshotCheck>.Instance, _ => Task.FromResult(built++));
        for (var passed = TimeSpan.Zero; passed < Observed; passed += SnapshotTimes.StoredCheckPeriod)
        {
            await check.CheckAsync(Stop);
            time.Advance(SnapshotTimes.StoredCheckPeriod);
        }

        Assert.InRange(built, 5, 15);
        Assert.Empty(world.CompileRequests);
    }

    private StoredSnapshotCheck CheckOf(World world) => new(
        world.Tables, world.CompileRequest, time,
        LoggerFactory.Create(log => log.AddProvider(logs)).CreateLogger<StoredSnapshotCheck>());

    private async Task DamageAsync(World world, SnapshotPointer pointer, string how) => await (how switch
    {
        "tampered" => Damage.TamperAsync(azurite, world.Prefix, pointer),
        "torn" => Damage.TearAsync(azurite, world.Prefix, pointer),
        _ => new BlobContainerClient(azurite.ConnectionString, $"{world.Prefix}-snapshots")
            .DeleteBlobAsync($"{pointer.Format}/{pointer.Revision}", cancellationToken: Stop),
    });

    private async Task<World> PublishedAsync()
    {
        var world = await World.CreateAsync(azurite, time);
        await world.PutAsync("A", "1");
        Assert.True(await world.Publisher.PublishAsync(Stop));
        world.CompileRequests.Clear();
        return world;
    }
}
