using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Screening.Functions.Hosting;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Operations;

/// <summary>What a restore refuses, resumes and keeps.</summary>
public sealed class RestoreTests(RestoreTests.Ground ground) : IClassFixture<RestoreTests.Ground>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("altered", "tables/ScreeningRecords.jsonl does not have the hash")]
    [InlineData("longer", "tables/ScreeningRecords.jsonl has ")]
    [InlineData("removed", "tables/ScreeningRecords.jsonl is not there")]
    [InlineData("no manifest", "has no manifest")]
    [InlineData("other manifest", "the SHA-256 that was given")]
    [InlineData("leaves the folder", "is no file of a backup")]
    [InlineData("later format", "format 2, and this version reads format 1")]
    public async Task ADamagedBackup_IsRefused_WithItsReason_AndNothingIsWritten(string how, string reason)
    {
        var folder = ground.Copy();
        var (records, manifest) = (Path.Combine(folder, "tables", "ScreeningRecords.jsonl"), Path.Combine(folder, "manifest.json"));
        string[] more = [];
        switch (how)
        {
            case "altered":
                var bytes = await File.ReadAllBytesAsync(records, Stop);
                bytes[bytes.Length / 2] ^= 1;
                await File.WriteAllBytesAsync(records, bytes, Stop);
                break;
            case "longer":
                await File.AppendAllTextAsync(records, "{}\n", Stop);
                break;
            case "removed":
                File.Delete(records);
                break;
            case "no manifest":
                File.Delete(manifest);
                break;
            case "other manifest":
                more = ["--sha256", new string('0', 64)];
                break;
            case "leaves the folder":
                await ReplaceAsync(manifest, "tables/ScreeningRecords.jsonl", "../ScreeningRecords.jsonl");
                break;
            default:
                await ReplaceAsync(manifest, "\"format\": 1", "\"format\": 2");
                break;
        }

        await using var target = await WiredStorage.StartAsync();
        var refused = await Assert.ThrowsAsync<StartupException>(() => ground.World.RunAsync(target, ground.Clock, ["restore", "--from", folder, .. more]));
        Assert.Equal(ExitCode.BackupRefused, refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await new TableServiceClient(target.DirectConnectionString).QueryAsync(cancellationToken: Stop).ToListAsync(Stop));
        Assert.Empty(await new BlobServiceClient(target.DirectConnectionString).GetBlobContainersAsync(cancellationToken: Stop).ToListAsync(Stop));
    }

    [Theory]
    [InlineData("table ScreeningHead")]
    [InlineData("container record-anchors")]
    [InlineData("container snapshots")]
    [InlineData("table ScreeningRecords")]
    public async Task AnInterruptedRestore_IsResumed(string after)
    {
        var target = await WiredStorage.StartAsync();
        using (var killed = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ground.World.RunAsync(
                target, ground.Clock, line =>
                {
                    if (line.StartsWith(after, StringComparison.Ordinal))
                    {
                        killed.Cancel();
                    }
                }, ["restore", "--from", ground.Folder], killed.Token));
        }

        // A row that came before the interruption within a transaction that did not, and half an append blob.
        await HalveAsync(target);
        await ground.World.RunAsync(target, ground.Clock, "restore", "--from", ground.Folder);
        await ground.World.RunAsync(target, ground.Clock, "restore", "--from", ground.Folder);
        Assert.Contains("Restored: 0 rows and 0 blobs were added", ground.World.Said.FindLast(line => line.StartsWith("Restored", StringComparison.Ordinal)), StringComparison.Ordinal);
        await using var app = await ground.World.StartAsync(target);
        var report = await BackupWorld.VerifyAsync(app);
        Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
        Assert.Equal(ground.Ids.Count, report.GetProperty("records").GetInt32());
        await BackupWorld.ReplaysAsync(app, ground.Ids[0]);
    }

    [Fact]
    public async Task StorageThatIsNotEmpty_IsRefused_AndAMergeAddsWhatIsMissing()
    {
        await using var target = await WiredStorage.StartAsync();
        await ground.World.RunAsync(target, ground.Clock, "restore", "--from", ground.Folder);
        var other = ground.World.New();
        await ground.World.RunAsync(target, ground.Clock, "backup", "--to", other);
        var refused = await Assert.ThrowsAsync<StartupException>(() => ground.World.RunAsync(target, ground.Clock, "restore", "--from", other));
        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);

        // A table of records was deleted; a row of another one has changed since.
        var (records, keys) = (new TableClient(target.DirectConnectionString, "ScreeningRecords"), new TableClient(target.DirectConnectionString, "ScreeningKeys"));
        await records.DeleteAsync(Stop);
        var key = await keys.QueryAsync<TableEntity>(cancellationToken: Stop).FirstAsync(Stop);
        key["Name"] = "changed since";
        await keys.UpdateEntityAsync(key, key.ETag, TableUpdateMode.Replace, Stop);
        await ground.World.RunAsync(target, ground.Clock, "restore", "--from", other, "--merge");
        var rows = await records.QueryAsync<TableEntity>("RowKey lt ':'", cancellationToken: Stop).ToListAsync(Stop);
        Assert.Equal(ground.Ids.Order(StringComparer.Ordinal), rows.Select(row => $"{row.PartitionKey}-{row.RowKey}"));
        Assert.Equal("changed since", (await keys.GetEntityAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: Stop)).Value.GetString("Name"));

        // Rule data of another history are not mixed with it.
        await using var foreign = await FlowApp.StartAsync();
        var mixed = await Assert.ThrowsAsync<StartupException>(() => ground.World.RunAsync(foreign.Storage, ground.Clock, "restore", "--from", ground.Folder, "--merge"));
        Assert.Contains("is another change, or not there", mixed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryColumn_KeepsItsType_AndEveryTableAndContainerIsCopied()
    {
        await using var source = await WiredStorage.StartAsync();
        await ground.World.RunAsync(source, ground.Clock, "restore", "--from", ground.Folder);
        var row = new TableEntity("types", "all")
        {
            ["Text"] = "quote \" line \n é \ud83d\udeab <", ["Empty"] = "", ["Number"] = int.MinValue, ["Long"] = long.MaxValue, ["Small"] = 5L, ["Real"] = 0.1, ["Whole"] = 3.0,
            ["Yes"] = true, ["No"] = false, ["At"] = new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.Zero).AddTicks(1234567), ["Id"] = Guid.NewGuid(),
            ["Bytes"] = new byte[] { 0, 255, 10 }, ["LaterColumn"] = "of a later version",
        };
        await new TableClient(source.DirectConnectionString, "ScreeningStatus").AddEntityAsync(row, Stop);
        var folder = ground.World.New();
        await ground.World.RunAsync(source, ground.Clock, "backup", "--to", folder);
        await using var target = await WiredStorage.StartAsync();
        await ground.World.RunAsync(target, ground.Clock, "restore", "--from", folder);
        foreach (var table in await new TableServiceClient(ground.Source.DirectConnectionString).QueryAsync(cancellationToken: Stop).ToListAsync(Stop))
        {
            var (there, here) = (await RowsAsync(source, table.Name), await RowsAsync(target, table.Name));
            Assert.NotEmpty(File.ReadAllText(Path.Combine(folder, "manifest.json")).Split($"\"tables/{table.Name}.jsonl\"").Skip(1));
            Assert.Equal(there.Keys.Where(IsCopied), here.Keys.Where(IsCopied));
            Assert.All(there.Where(one => IsCopied(one.Key)), one => Assert.Equal(one.Value, here[one.Key]));
        }

        Assert.Contains("types all", (await RowsAsync(target, "ScreeningStatus")).Keys);
        var containers = await new BlobServiceClient(ground.Source.DirectConnectionString).GetBlobContainersAsync(cancellationToken: Stop).ToListAsync(Stop);
        Assert.Equal(
            containers.Select(container => container.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(folder, "blobs")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    // Notes of restores differ, and the index of the newest partitions is read again.
    private static bool IsCopied(string row) => !row.StartsWith("restore ", StringComparison.Ordinal) && !row.StartsWith("open ", StringComparison.Ordinal);

    private static async Task<SortedDictionary<string, string>> RowsAsync(WiredStorage storage, string table)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in new TableClient(storage.DirectConnectionString, table).QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            var columns = row.Where(column => column.Key is not ("Timestamp" or "odata.etag")).OrderBy(column => column.Key, StringComparer.Ordinal);
            rows[$"{row.PartitionKey} {row.RowKey}"] = string.Join('\n', columns.Select(column =>
                $"{column.Key} {column.Value.GetType().Name} {(column.Value is byte[] bytes ? Convert.ToHexString(bytes) : column.Value is DateTimeOffset at ? at.ToString("O") : column.Value)}"));
        }

        return rows;
    }

    private static async Task HalveAsync(WiredStorage target)
    {
        var records = new TableClient(target.DirectConnectionString, "ScreeningRecords");
        var one = await records.QueryAsync<TableEntity>(cancellationToken: Stop).FirstOrDefaultAsync(Stop);
        if (one is not null)
        {
            await records.DeleteEntityAsync(one.PartitionKey, one.RowKey, cancellationToken: Stop);
        }

        var anchors = new BlobContainerClient(target.DirectConnectionString, "record-anchors");
        var blob = await anchors.GetBlobsAsync(cancellationToken: Stop).FirstOrDefaultAsync(Stop);
        if (blob is not null)
        {
            var content = (await anchors.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content.ToArray();
            await anchors.DeleteBlobAsync(blob.Name, cancellationToken: Stop);
            await Records.StoreCopy.PutAsync(anchors, blob.Name, Azure.Storage.Blobs.Models.BlobType.Append, content[..(content.Length / 2)]);
        }
    }

    private static async Task ReplaceAsync(string path, string what, string by)
    {
        var text = await File.ReadAllTextAsync(path, Stop);
        Assert.Contains(what, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(what, by, StringComparison.Ordinal), Stop);
    }

    /// <summary>One backup for all tests, and the storage it was taken from.</summary>
    public sealed class Ground : IAsyncLifetime
    {
        private FlowApp? source;

        internal BackupWorld World { get; } = new(RecordKeyring.NewKey());

        internal FlowClock Clock => source!.Clock;

        internal WiredStorage Source => source!.Storage;

        internal string Folder { get; private set; } = "";

        internal List<string> Ids { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            source = await FlowApp.StartAsync((RecordKeys.Setting, World.RecordKey));
            for (var n = 0; n < 6; n++)
            {
                await source.ScreenAsync(Transactions.Uav());
            }

            Ids = await source.RecordIdsAsync();
            Folder = World.New();
            await World.RunAsync(source.Storage, source.Clock, "backup", "--to", Folder);
        }

        /// <summary>A copy of the backup, to be damaged.</summary>
        internal string Copy()
        {
            var copy = World.New();
            foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
            {
                var path = Path.Combine(copy, Path.GetRelativePath(Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Copy(file, path);
            }

            return copy;
        }

        public async ValueTask DisposeAsync()
        {
            await source!.DisposeAsync();
            World.Dispose();
        }
    }
}
