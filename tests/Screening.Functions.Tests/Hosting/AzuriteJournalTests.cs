using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Hosting;

/// <summary>
/// The embedded storage, killed without a chance to write its files, as a power cut does: everything it has acknowledged is in its
/// files and journals.
/// </summary>
public sealed class AzuriteJournalTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-journal-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AzuriteOptions Options => new() { StorageFolder = folder };

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task KeepsEveryAcknowledgedRow_OverSeveralKills()
    {
        var random = new Random(1);
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var round = 0; round < 3; round++)
        {
            var storage = await AzuriteProcess.StartAsync(Options, Stop);
            var table = new TableClient(storage.ConnectionString, "rows");
            await table.CreateIfNotExistsAsync(Stop);
            Assert.Equal(expected, await ReadAsync(table));
            for (var change = 0; change < 150; change++)
            {
                await ChangeAsync(table, random, expected);
            }

            await KillAsync(storage);
        }

        await using var last = await AzuriteProcess.StartAsync(Options, Stop);
        Assert.Equal(expected, await ReadAsync(new TableClient(last.ConnectionString, "rows")));
    }

    [Fact]
    public async Task KeepsBlobsQueuesAndRemovedTables()
    {
        var storage = await AzuriteProcess.StartAsync(Options, Stop);
        var container = new BlobContainerClient(storage.ConnectionString, "blobs");
        await container.CreateAsync(cancellationToken: Stop);
        var large = new byte[600_000];
        new Random(2).NextBytes(large);
        await container.UploadBlobAsync("large", BinaryData.FromBytes(large), Stop);
        await container.UploadBlobAsync("gone", BinaryData.FromString("x"), Stop);
        await container.GetBlobClient("large").SetMetadataAsync(new Dictionary<string, string> { ["trace"] = "1" }, cancellationToken: Stop);
        await container.DeleteBlobAsync("gone", cancellationToken: Stop);
        var queue = new QueueClient(storage.ConnectionString, "messages");
        await queue.CreateAsync(cancellationToken: Stop);
        await queue.SendMessageAsync("first", Stop);
        await queue.SendMessageAsync("second", Stop);
        var taken = (await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Stop)).Value;
        await queue.DeleteMessageAsync(taken.MessageId, taken.PopReceipt, Stop);
        await new TableClient(storage.ConnectionString, "short").CreateAsync(Stop);
        await new TableClient(storage.ConnectionString, "short").AddEntityAsync(new TableEntity("p", "r"), Stop);
        await new TableClient(storage.ConnectionString, "short").DeleteAsync(Stop);
        await KillAsync(storage);

        await using var next = await AzuriteProcess.StartAsync(Options, Stop);
        container = new(next.ConnectionString, "blobs");
        var read = (await container.GetBlobClient("large").DownloadContentAsync(Stop)).Value;
        Assert.Equal(large, read.Content.ToArray());
        Assert.Equal("1", read.Details.Metadata["trace"]);
        Assert.False(await container.GetBlobClient("gone").ExistsAsync(Stop));
        var left = (await new QueueClient(next.ConnectionString, "messages").ReceiveMessagesAsync(10, cancellationToken: Stop)).Value;
        Assert.NotEqual(taken.MessageText, Assert.Single(left).MessageText);
        await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(new TableClient(next.ConnectionString, "short")));
    }

    [Fact]
    public async Task AWholeWrite_ReplacesTheJournals_AndNothingElse()
    {
        await using (var storage = await AzuriteProcess.StartAsync(Options, Stop))
        {
            await new TableClient(storage.ConnectionString, "rows").CreateAsync(Stop);
            Assert.NotEmpty(Journals());
        }

        Assert.Empty(Journals());
        await using var next = await AzuriteProcess.StartAsync(Options, Stop);
        Assert.Empty(await ReadAsync(new TableClient(next.ConnectionString, "rows")));
    }

    [Fact]
    public async Task ALineThatWasNeverAcknowledged_IsNoDamage_AndAChangedLineIs()
    {
        await WriteAndKillAsync();
        var journal = Journals().Single(file => file.Contains("table", StringComparison.Ordinal));
        await File.AppendAllTextAsync(journal, "0123456789abcdef [\"half", Stop);
        await using (var storage = await AzuriteProcess.StartAsync(Options, Stop))
        {
            Assert.Equal(20, (await ReadAsync(new TableClient(storage.ConnectionString, "rows"))).Count);
        }

        await WriteAndKillAsync();
        journal = Journals().Single(file => file.Contains("table", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(journal, Stop);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes, Stop);
        var refused = await Assert.ThrowsAsync<StartupException>(() => AzuriteProcess.StartAsync(Options, Stop));
        Assert.Equal(ExitCode.DataFolderDamaged, refused.Code);
        Assert.Contains("journal", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStart_WaitsForTheStorageOfAnEarlierServer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sleep command.");
        Directory.CreateDirectory(folder);
        using var earlier = Process.Start("sleep", "600");
        AzuritePredecessor.Note(folder, earlier);
        var waiting = AzuritePredecessor.WaitAsync(folder, Stop);
        Assert.False(waiting.IsCompleted);
        earlier.Kill();
        await waiting;
    }

    private async Task WriteAndKillAsync()
    {
        var storage = await AzuriteProcess.StartAsync(Options, Stop);
        var table = new TableClient(storage.ConnectionString, "rows");
        await table.CreateIfNotExistsAsync(Stop);
        for (var row = 0; row < 20; row++)
        {
            await table.UpsertEntityAsync(new TableEntity("p", $"{row:D4}") { ["Text"] = $"{row}" }, TableUpdateMode.Replace, Stop);
        }

        // Within the five seconds before a whole write, unless the machine is very slow; then the rows are written again.
        if (!Journals().Any(file => file.Contains("table", StringComparison.Ordinal) && new FileInfo(file).Length > 4000))
        {
            await storage.DisposeAsync();
            await WriteAndKillAsync();
            return;
        }

        await KillAsync(storage);
    }

    private string[] Journals() => Directory.GetFiles(folder, "*.journal-*");

    private static async Task KillAsync(AzuriteProcess storage)
    {
        using (var process = Process.GetProcessById(storage.ProcessId))
        {
            process.Kill();
        }

        await storage.Exited;
        await storage.DisposeAsync();
    }

    private static async Task ChangeAsync(TableClient table, Random random, SortedDictionary<string, string> expected)
    {
        var (row, text) = ($"{random.Next(60):D4}", $"{random.Next()}");
        switch (random.Next(5))
        {
            case 0 when expected.ContainsKey(row):
                await table.DeleteEntityAsync("p", row, ETag.All, Stop);
                expected.Remove(row);
                break;
            case 1:
                string[] rows = [row, .. Enumerable.Range(100, 5).Select(one => $"{one:D4}")];
                await table.SubmitTransactionAsync(
                    rows.Select(one => new TableTransactionAction(
                        TableTransactionActionType.UpsertReplace, new TableEntity("p", one) { ["Text"] = text })),
                    Stop);
                Array.ForEach(rows, one => expected[one] = text);
                break;
            case 2 when expected.ContainsKey(row):
                // The second row exists, so the whole transaction is refused and must leave nothing.
                TableTransactionAction[] refused =
                [
                    new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "9999") { ["Text"] = text }),
                    new(TableTransactionActionType.Add, new TableEntity("p", row) { ["Text"] = text }),
                ];
                await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(refused, Stop));
                break;
            default:
                await table.UpsertEntityAsync(new TableEntity("p", row) { ["Text"] = text }, TableUpdateMode.Merge, Stop);
                expected[row] = text;
                break;
        }
    }

    private static async Task<SortedDictionary<string, string>> ReadAsync(TableClient table)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            rows.Add(row.RowKey, row.GetString("Text"));
        }

        return rows;
    }
}
