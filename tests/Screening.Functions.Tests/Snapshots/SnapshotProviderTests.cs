using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Screening.Engine.Model;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Snapshots;

public sealed class SnapshotProviderTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HasNothing_BeforeTheFirstSnapshot()
    {
        var world = await World.CreateAsync(azurite, time);
        var answer = await world.Provider.TakeAsync(Stop);
        Assert.Null(answer.Lease);
        Assert.Equal("no snapshot has been loaded yet", answer.Unavailable);
    }

    [Fact]
    public async Task AnEmptyEnvironment_IsNoFailure_AndAPointerThatIsGoneIs()
    {
        var world = await World.CreateAsync(azurite, time);
        var (first, later) = (new Logs(), new Logs());
        await Provider(first).CheckAsync();
        await world.PutAsync("A", "1");
        await world.PutAsync("A", "2");
        await Provider(later).CheckAsync();
        Assert.StartsWith("Information There is no snapshot yet", Assert.Single(first.Lines), StringComparison.Ordinal);
        Assert.StartsWith("Warning Snapshot check failed", Assert.Single(later.Lines), StringComparison.Ordinal);

        SnapshotProvider<string> Provider(Logs logs) => new(
            world.Tables, (bytes, _) => $"{bytes.Length}", time, LoggerFactory.Create(log => log.AddProvider(logs)).CreateLogger<SnapshotProvider<string>>());
    }

    [Fact]
    public async Task TakesTheNewest_WhenTheLastCheckWasLongAgo_AndTheOldOneUntilThen()
    {
        var world = await PublishedAsync();
        Assert.Equal(1, await VersionTakenAsync(world));
        await world.PutAsync("B", "2");
        await world.Publisher.PublishAsync(Stop);
        Assert.Equal(1, await VersionTakenAsync(world));
        time.Advance(SnapshotTimes.CheckIsRecent + TimeSpan.FromSeconds(1));
        Assert.Equal(2, await VersionTakenAsync(world));
    }

    /// <summary>Regression: a cold instance responded to its first requests with 503 while it was opening the snapshot.</summary>
    [Fact]
    public async Task TheFirstRequest_WaitsForTheSnapshotThatIsBeingOpened()
    {
        var world = await PublishedAsync();
        using var opening = new SemaphoreSlim(0);
        using var mayOpen = new SemaphoreSlim(0);
        var cold = new SnapshotProvider<string>(
            world.Tables,
            (bytes, _) =>
            {
                opening.Release();
                mayOpen.Wait(Stop);
                return Encoding.UTF8.GetString(bytes.Span);
            },
            TimeProvider.System,
            NullLogger<SnapshotProvider<string>>.Instance);
        var check = cold.CheckAsync();
        await opening.WaitAsync(Stop);
        var taking = cold.TakeAsync(Stop).AsTask();
        Assert.False(taking.IsCompleted);
        mayOpen.Release();
        await check;
        Assert.NotNull((await taking).Lease);
    }

    [Fact]
    public async Task TheBackground_ActivatesAChangeWithoutARequest()
    {
        var world = await World.CreateAsync(azurite);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var background = world.Provider.RunAsync(stop.Token);
        await world.PutAsync("A", "1");
        await world.Publisher.HandleAsync(Stop);
        for (var wait = 0; world.Provider.Health().Pointer is null && wait < 100; wait++)
        {
            await Task.Delay(50, Stop);
        }

        Assert.Equal(1, world.Provider.Health().Pointer?.SourceVersion);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => background);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KeepsTheLastGoodOne_WhenTheNextIsDamaged_AndRecovers(bool isTorn)
    {
        var world = await PublishedAsync();
        Assert.Equal(1, await VersionTakenAsync(world));
        await world.PutAsync("B", "2");
        await world.Publisher.PublishAsync(Stop);
        var pointer = (await world.PointerAsync())!;
        await (isTorn ? Damage.TearAsync(azurite, world.Prefix, pointer) : Damage.TamperAsync(azurite, world.Prefix, pointer));

        await world.Provider.CheckAsync();
        Assert.Equal(1, await VersionTakenAsync(world));
        Assert.Contains(world.Provider.Health().Degraded, reason => reason.Contains("damaged", StringComparison.Ordinal));
        Assert.Null((await world.NewProvider().TakeAsync(Stop)).Lease);

        await world.Publisher.PublishAsync(Stop);
        time.Advance(SnapshotTimes.BadRevisionRetry);
        await world.Provider.CheckAsync();
        Assert.Equal(2, await VersionTakenAsync(world));
        Assert.Empty(world.Provider.Health().Degraded);
    }

    [Fact]
    public async Task ASnapshotConfirmedEveryDay_NeverGetsTooOld()
    {
        var world = await PublishedAsync();
        for (var day = 0; day < 3; day++)
        {
            time.Advance(SnapshotTimes.StalenessBound);
            Assert.NotNull((await world.Provider.TakeAsync(Stop)).Lease);
        }
    }

    [Fact]
    public async Task ASnapshotNotConfirmedForADay_IsNotUsed()
    {
        var world = await PublishedAsync();
        Assert.NotNull((await world.Provider.TakeAsync(Stop)).Lease);
        await new BlobContainerClient(azurite.ConnectionString, $"{world.Prefix}-snapshots")
            .DeleteBlobAsync("current", cancellationToken: Stop);
        time.Advance(SnapshotTimes.StalenessBound);
        var lease = (await world.Provider.TakeAsync(Stop)).Lease;
        Assert.Equal(SnapshotTimes.StalenessBound, lease!.Age);
        time.Advance(TimeSpan.FromSeconds(1));
        var answer = await world.Provider.TakeAsync(Stop);
        Assert.Null(answer.Lease);
        Assert.Equal("the snapshot was last confirmed more than 24 hours ago", answer.Unavailable);
    }

    [Fact]
    public async Task ChangesMissingFromTheSnapshot_DegradeAtOnce_AndStopDecisionsAfterAnHour()
    {
        var world = await PublishedAsync();
        Assert.NotNull((await world.Provider.TakeAsync(Stop)).Lease);
        time.Advance(TimeSpan.FromMinutes(10));
        await world.PutAsync("B", "2");
        time.Advance(SnapshotTimes.HeadAheadBound);
        // An instance that starts only now measures from the change, not from its own start.
        var other = world.NewProvider();
        Assert.NotNull((await other.TakeAsync(Stop)).Lease);
        Assert.Single(other.Health().Degraded);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await other.TakeAsync(Stop)).Lease);

        await world.Publisher.PublishAsync(Stop);
        time.Advance(SnapshotTimes.HeadCheckPeriod + TimeSpan.FromSeconds(1));
        Assert.NotNull((await other.TakeAsync(Stop)).Lease);
        Assert.Empty(other.Health().Degraded);
    }

    private static async Task<long> VersionTakenAsync(World world)
    {
        var lease = (await world.Provider.TakeAsync(Stop)).Lease!;
        Assert.StartsWith($"source {lease.Pointer.SourceVersion}\n", lease.Snapshot, StringComparison.Ordinal);
        return lease.Pointer.SourceVersion;
    }

    private async Task<World> PublishedAsync()
    {
        var world = await World.CreateAsync(azurite, time);
        await world.PutAsync("A", "1");
        Assert.True(await world.Publisher.PublishAsync(Stop));
        return world;
    }
}
