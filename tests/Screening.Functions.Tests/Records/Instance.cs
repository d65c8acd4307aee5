using Azure;
using Azure.Data.Tables;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Records;

/// <summary>The parts of one instance that handle records, on a storage that several instances may share.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly AzuriteFixture azurite;
    private readonly string prefix;
    private readonly RecordKeyring keys;
    private readonly TimeProvider clock;

    private Instance(AzuriteFixture azurite, string prefix, RecordKeyring keys, TimeProvider clock, ScreeningStorage storage, int lanes)
    {
        (this.azurite, this.prefix, this.keys, this.clock, Tables) = (azurite, prefix, keys, clock, storage);
        Table = new RecordTable(storage, keys, clock, lanes);
        Records = new IdempotentRecords(Table, storage, keys, clock);
        Index = new RecordIndex(storage, Table, keys, clock);
        Search = new RecordSearch(storage, Index, keys);
        Verifier = new RecordVerifier(storage, Table, Search, keys, clock);
        Erasure = new RecordErasure(storage, Table, keys, clock);
        Retention = new RecordRetention(storage, keys, clock);
        Export = new RecordExport(storage, keys);
        Replay = new RecordReplay(Table, storage.Snapshots);
        Raw = new TableClient(azurite.ConnectionString, prefix + "ScreeningRecords");
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

    public static async Task<Instance> StartAsync(AzuriteFixture azurite, string prefix, RecordKeyring keys, TimeProvider clock, int lanes) =>
        new(azurite, prefix, keys, clock, await azurite.StorageAsync(prefix), lanes);

    public Task<Instance> StartAnotherAsync() => StartAsync(azurite, prefix, keys, clock, 2);

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
    public TableClient RawTable(string name) => new(azurite.ConnectionString, prefix + name);

    public ValueTask DisposeAsync() => Table.DisposeAsync();
}
