using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>The local disk saves a download, and its content is always verified.</summary>
public sealed class SnapshotCacheTests : IDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;


    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 5000).Select(at => (byte)(at % 251))];

    private readonly string folder = Path.Combine(Path.GetTempPath(), "cache-" + Guid.NewGuid().ToString("N"));
    private readonly SnapshotCache cache;

    private readonly AzuriteFixture azurite;

    public SnapshotCacheTests(AzuriteFixture azurite) => (this.azurite, cache) = (azurite, new SnapshotCache(folder, NullLogger<SnapshotCache>.Instance));

    [Fact]
    public void Finds_WhatItKept_AndNothingElse()
    {
        Assert.Null(cache.Find(Pointer(Bytes)));
        cache.Keep(Pointer(Bytes), Bytes);
        Assert.Equal(Bytes, cache.Find(Pointer(Bytes))!.Value.ToArray());
        Assert.Null(cache.Find(Pointer([1, 2, 3])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2500)]
    [InlineData(4999)]
    public void RefusesAndForgets_BytesWithAnotherHash(int position)
    {
        cache.Keep(Pointer(Bytes), Bytes);
        var file = Assert.Single(Directory.GetFiles(folder));
        var changed = File.ReadAllBytes(file);
        changed[position] ^= 1;
        File.WriteAllBytes(file, changed);
        Assert.Null(cache.Find(Pointer(Bytes)));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void RefusesAndForgets_HalfAFile()
    {
        cache.Keep(Pointer(Bytes), Bytes);
        File.WriteAllBytes(Assert.Single(Directory.GetFiles(folder)), Bytes[..100]);
        Assert.Null(cache.Find(Pointer(Bytes)));
    }

    [Theory]
    [InlineData("sha256-../../../../../../../../../../../../../../../../../../../etc/passwd0")]
    [InlineData("../elsewhere")]
    [InlineData("")]
    public void MakesNoPath_OfWhatIsNoHash(string revision)
    {
        var pointer = Pointer(Bytes) with { Revision = revision };
        cache.Keep(pointer, Bytes);
        Assert.Null(cache.Find(pointer));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task ARestart_ReadsTheLocalDisk_ButDecidesOnlyAfterStorageHasNamedTheSnapshot()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        await world.Publisher.PublishAsync(Stop);
        await world.NewProvider(cache).CheckAsync();
        var pointer = (await world.Tables.Snapshots.ReadPointerAsync(null, Stop)).Pointer!;
        Assert.NotNull(cache.Find(pointer));

        // After a restart without a storage response the bytes exist but must not be used.
        var restarted = world.NewProvider(cache);
        Assert.NotNull(restarted.Health().Unavailable);

        // The blob is damaged, so the bytes can only come from the disk. The pointer was confirmed.
        await Damage.TearAsync(azurite, world.Prefix, pointer);
        await restarted.CheckAsync();
        Assert.Equal(pointer.Revision, (await restarted.TakeAsync(Stop)).Lease?.Pointer.Revision);

        // Without the disk no snapshot is available.
        var without = world.NewProvider();
        await without.CheckAsync();
        Assert.Null((await without.TakeAsync(Stop)).Lease);
    }

    [Fact]
    public void AnUnusableFolder_IsNoFailure()
    {
        File.WriteAllText(folder, "a file stands here");
        cache.Keep(Pointer(Bytes), Bytes);
        Assert.Null(cache.Find(Pointer(Bytes)));
        File.Delete(folder);
    }

    [Fact]
    public void KeepsTheNewest_AndDropsOlderOnes()
    {
        for (byte at = 1; at <= 6; at++)
        {
            cache.Keep(Pointer([at]), new[] { at });
            File.SetLastWriteTimeUtc(PathOf([at]), DateTime.UtcNow - TimeSpan.FromHours(10 - at));
        }

        cache.Keep(Pointer(Bytes), Bytes);
        Assert.Null(cache.Find(Pointer([1])));
        Assert.NotNull(cache.Find(Pointer([6])));
        Assert.NotNull(cache.Find(Pointer(Bytes)));
        Assert.Equal(4, Directory.GetFiles(folder).Length);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string PathOf(byte[] bytes) => Directory.GetFiles(folder, "*" + SnapshotFormat.RevisionOf(bytes)).Single();

    private static SnapshotPointer Pointer(byte[] bytes) =>
        new(1, SnapshotFormat.RevisionOf(bytes), 1, bytes.Length, DateTimeOffset.UnixEpoch);
}
