using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Records;

/// <summary>The parts of one instance that handle records, on a storage that several instances may share.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly StorageOptions options;
    private readonly RecordKeyring keys;
    private readonly TimeProvider clock;

    private Instance(StorageOptions options, RecordKeyring keys, TimeProvider clock, ScreeningStorage storage, int lanes, int linksPerPart)
    {
        (this.options, this.keys, this.clock, Tables) = (options, keys, clock, storage);
        Table = new RecordTable(storage, keys, clock, lanes, linksPerPart);
        Records = new IdempotentRecords(Table, storage, keys, clock);
        Index = new RecordIndex(storage, Table, keys, clock);
        Search = new RecordSearch(storage, Index, keys);
        Verifier = new RecordVerifier(storage, Table, Search, keys, clock);
        Erasure = new RecordErasure(storage, Table, keys, clock);
        Retention = new RecordRetention(storage, keys, clock);
        Export = new RecordExport(storage, keys);
        Replay = new RecordReplay(Table, storage.Snapshots, Compiler.Current);
        Raw = RawTable("ScreeningRecords");
    }

    public ScreeningStorage Tables { get; }

    public RecordTable Table { get; }

    public IdempotentRecords Records { get; }

    public RecordIndex Index { get; }

    public RecordSearch Search { get; }

    public RecordVerifier Verifier { get; }

    public RecordErasure Erasure { get; }

    public RecordRetention Retention { get; }

    public RecordExport Export { get; }

    public RecordReplay Replay { get; }

    /// <summary>The table of records, for tampering.</summary>
    public TableClient Raw { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<Instance> StartAsync(AzuriteFixture azurite, string prefix, RecordKeyring keys, TimeProvider clock, int lanes) =>
        StartAsync(new() { ConnectionString = azurite.ConnectionString, NamePrefix = prefix }, keys, clock, lanes);

    public static async Task<Instance> StartAsync(StorageOptions options, RecordKeyring keys, TimeProvider clock, int lanes, int linksPerPart = 1_000) =>
        new(options, keys, clock, await ScreeningStorage.OpenAsync(options, Stop), lanes, linksPerPart);

    public Task<Instance> StartAnotherAsync() => StartAsync(options, keys, clock, 2);

    public async Task<List<string>> IdsAsync()
    {
        var ids = new List<string>();
        await foreach (var row in Raw.QueryAsync<TableEntity>("RowKey lt ':'", select: ["PartitionKey", "RowKey"], cancellationToken: Stop))
        {
            ids.Add($"{row.PartitionKey}-{row.RowKey}");
        }

        return ids;
    }

    /// <summary>Makes a reservation and stops there.</summary>
    public async Task<RecordMarker> AbandonAsync(IdempotencyKey key)
    {
        var marker = Table.Mark(key.Scope);
        Assert.True(await Tables.Idempotency.TryAddAsync([new Reservation(key.Scope, 0, key.Body, marker, clock.GetUtcNow(), null)], Stop));
        return marker;
    }

    /// <summary>Makes the marker of one record point to another record.</summary>
    public async Task AlterMarkerAsync(string id, string other)
    {
        var markers = Raw.QueryAsync<TableEntity>($"PartitionKey eq '{id[..^11]}' and RowKey ge 'i' and RowKey lt 'j'", cancellationToken: Stop);
        await foreach (var marker in markers)
        {
            marker["Record"] = other[^10..];
            await Raw.UpdateEntityAsync(marker, ETag.All, TableUpdateMode.Replace, Stop);
        }
    }

    /// <summary>Writes records one after another, each in its own transaction.</summary>
    public async Task<List<string>> WriteAsync(int count)
    {
        var ids = new List<string>();
        for (var n = 0; n < count; n++)
        {
            ids.Add((await Table.WriteAsync(RecordSamples.Decision($"R{n}"), Stop)).Id);
        }

        return ids;
    }

    public Task<VerifyReport> VerifyAsync()
    {
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        return Verifier.VerifyAsync(today, today.AddDays(1), Stop);
    }

    /// <summary>A row of the table of records, as stored.</summary>
    public async Task<TableEntity> RowAsync(string id) =>
        (await Raw.GetEntityAsync<TableEntity>(id[..^11], id[^10..], cancellationToken: Stop)).Value;

    /// <summary>A table of this storage, for tampering.</summary>
    public TableClient RawTable(string name) => new(options.ConnectionString, options.NamePrefix + name);

    /// <summary>The container of the anchors, for tampering.</summary>
    public BlobContainerClient RawAnchors => new(options.ConnectionString, options.NamePrefix.Length == 0 ? "record-anchors" : options.NamePrefix + "-record-anchors");

    /// <summary>Removes a partition whole: records, keys, markers, its anchor and its index entry.</summary>
    public async Task RemoveWithAnchorAsync(string partition)
    {
        await foreach (var row in Raw.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: Stop))
        {
            await Raw.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Stop);
        }

        await RawAnchors.DeleteBlobAsync(partition, cancellationToken: Stop);
        await RawTable("ScreeningRecordIndex").DeleteEntityAsync("open", partition, ETag.All, Stop);
    }

    public ValueTask DisposeAsync() => Table.DisposeAsync();
}
