using System.Buffers.Binary;
using System.Net;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Screening.Engine.Snapshots;
using Screening.Functions.Development;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Operations;

/// <summary>
/// The runbook "Roll out a version with another snapshot format": two apps on one storage, of which one has a later format. Its bytes
/// carry the next format number, and the other app refuses them as it would refuse those of a later version.
/// </summary>
public sealed class RollingUpgradeFlowTests
{
    private const int LaterFormat = SnapshotFormat.Version + 1;
    private const int FormatOffset = 8;

    private static readonly Compiler Later = Compiler.Current with
    {
        Format = LaterFormat,
        Compile = (source, previous) =>
        {
            var done = SnapshotCompiler.Compile(source, previous);
            return done.Bytes is { } bytes ? done with { Bytes = Numbered(bytes, LaterFormat) } : done;
        },
        Open = (bytes, revision) => Snapshot.Open(Numbered(bytes.ToArray(), SnapshotFormat.Version, LaterFormat), revision),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoVersions_DecideSideBySide_EachFromItsOwnFormat()
    {
        await using var storage = await WiredStorage.StartAsync();
        await using var older = await FlowApp.StartVersionAsync(storage, Compiler.Current);
        await older.BringListsAsync();
        await using var later = await FlowApp.StartVersionAsync(storage, Later);
        for (var round = 0; round < 4; round++)
        {
            // Either version makes the change, and either may take its compile request.
            var accepted = await (round % 2 == 0 ? older : later).ImportAsync($"feed{round}", FlowLists.Csv("EL", $"Party Quoll {round}"));
            var version = await (round % 2 == 0 ? older : later).VersionOfAsync(accepted);
            await older.UntilActiveAsync(version);
            await later.UntilActiveAsync(version);
            foreach (var app in new[] { older, later })
            {
                var found = (await app.ScreenAsync(Transactions.Uav("AU", $"Party Quoll {round}"))).Expect(HttpStatusCode.OK);
                Assert.Contains($"PARTY QUOLL {round}", found.DecisionText, StringComparison.OrdinalIgnoreCase);
            }
        }

        Assert.Equal((SnapshotFormat.Version, LaterFormat), (older.Health().Pointer!.Format, later.Health().Pointer!.Format));
        await AssertQuietAsync(storage, older, later);

        // Each reads the records of the other; a version that cannot read a snapshot says so.
        var (ofOlder, ofLater) = (await IdAsync(older), await IdAsync(later));
        (await older.GetAsync("/api/v1/screenings/" + ofLater)).Expect(HttpStatusCode.OK);
        await BackupWorld.ReplaysAsync(older, ofOlder);
        await BackupWorld.ReplaysAsync(later, ofLater);
        var replay = (await older.PostAsync($"/api/v1/screenings/{ofLater}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("snapshot_unreadable", replay.GetProperty("reason").GetString());
        foreach (var app in new[] { older, later })
        {
            var report = await BackupWorld.VerifyAsync(app);
            Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
            Assert.Empty(app.Service<StoredSnapshotCheck>().Damage ?? "");
        }
    }

    [Fact]
    public async Task RollingBack_FindsTheChangesOfTheNewerVersion()
    {
        await using var storage = await WiredStorage.StartAsync();
        await using (var older = await FlowApp.StartVersionAsync(storage, Compiler.Current))
        {
            await older.BringListsAsync();
        }

        long version;
        await using (var later = await FlowApp.StartVersionAsync(storage, Later))
        {
            version = await later.VersionOfAsync(await later.ImportAsync("second", FlowLists.Csv("EL", "Party Quoll")));
            await later.UntilActiveAsync(version);
        }

        await using var back = await FlowApp.StartVersionAsync(storage, Compiler.Current);
        await back.UntilActiveAsync(version);
        Assert.Contains("PARTY QUOLL", (await back.ScreenAsync(Transactions.Uav("AU", "Party Quoll"))).Expect(HttpStatusCode.OK).DecisionText, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task MessagesAndColumnsOfALaterVersion_AreNoFailure()
    {
        await using var storage = await WiredStorage.StartAsync();
        await using var app = await FlowApp.StartVersionAsync(storage, Compiler.Current);
        await app.BringListsAsync();
        foreach (var table in new[] { "ScreeningHead", "ScreeningDocuments", "ScreeningImports", "ScreeningListRows", "ScreeningKeys", "ScreeningStatus" })
        {
            var client = new TableClient(storage.DirectConnectionString, table);
            foreach (var row in await client.QueryAsync<TableEntity>(cancellationToken: Stop).ToListAsync(Stop))
            {
                var more = new TableEntity(row.PartitionKey, row.RowKey) { ["LaterColumn"] = "of a later version", ["LaterTime"] = FlowClock.Start };
                await client.UpdateEntityAsync(more, Azure.ETag.All, TableUpdateMode.Merge, Stop);
            }
        }

        foreach (var text in new[] { """{ "kind": "later", "documents": [ { "id": "x" } ], "sourceVersion": 3 }""", "[]", "later" })
        {
            await app.Service<MessageQueue>().SendAsync(text, Stop);
        }

        await FlowApp.UntilAsync("the messages are handled", async () => await app.Service<MessageQueue>().CountAsync(Stop) == 0);
        await using var next = await FlowApp.StartVersionAsync(storage, Compiler.Current);
        await next.UntilActiveAsync(await next.ImportAsync("second", FlowLists.Csv("EL", "Party Quoll")));
        (await next.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.Equal(0, (await next.StatusAsync()).GetProperty("poisonCount").GetInt32());
    }

    // Neither version finds anything to do: they would go on replacing each other's snapshots.
    private static async Task AssertQuietAsync(WiredStorage storage, params FlowApp[] apps)
    {
        var before = await BlobsAsync(storage);
        Assert.Equal([SnapshotBlobs.PointerOf(SnapshotFormat.Version), SnapshotBlobs.PointerOf(LaterFormat)], before.Keys.Where(name => !name.Contains('/', StringComparison.Ordinal)));
        foreach (var app in apps)
        {
            Assert.False(await app.Service<SnapshotSweep>().RunAsync(Stop));
            Assert.False(await app.Service<SnapshotPublisher>().PublishAsync(Stop));
            Assert.False(await app.Service<StoredSnapshotCheck>().CheckAsync(Stop));
        }

        Assert.Equal(before, await BlobsAsync(storage));
    }

    private static async Task<SortedDictionary<string, string>> BlobsAsync(WiredStorage storage)
    {
        var blobs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in new BlobContainerClient(storage.DirectConnectionString, "snapshots").GetBlobsAsync(cancellationToken: Stop))
        {
            blobs[blob.Name] = blob.Properties.ETag.ToString()!;
        }

        return blobs;
    }

    private static async Task<string> IdAsync(FlowApp app) =>
        (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;

    private static byte[] Numbered(byte[] bytes, int format, int expected = SnapshotFormat.Version)
    {
        var number = bytes.AsSpan(FormatOffset);
        if (BinaryPrimitives.ReadInt32LittleEndian(number) != expected)
        {
            throw new InvalidDataException("another format");
        }

        BinaryPrimitives.WriteInt32LittleEndian(number, format);
        return bytes;
    }
}
