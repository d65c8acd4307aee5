using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Proposals;
using Screening.Functions.Records;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Storage.Backup;

namespace Screening.Functions;

/// <summary>All tables and containers of the product. One instance per process; safe for concurrent use.</summary>
public sealed class ScreeningStorage
{
    private ScreeningStorage(Clients requests, Clients bulk, BlobServiceClient? outside, StorageOptions options)
    {
        var prefix = options.NamePrefix;
        TableClient Table(string name, Clients clients) => clients.Tables.GetTableClient(prefix + name);
        BlobContainerClient ContainerIn(BlobServiceClient blobs, string name) => blobs.GetBlobContainerClient(
            prefix.Length == 0 ? name : $"{prefix.ToLowerInvariant()}-{name}");
        BlobContainerClient Container(string name, Clients clients) => ContainerIn(clients.Blobs, name);

        Head = new HeadTable(Table("ScreeningHead", requests));
        Documents = new DocumentTable(Table("ScreeningDocuments", requests));
        Lists = new ListTable(Table("ScreeningListRows", bulk));
        Imports = new ImportTable(Table("ScreeningImports", requests));
        Confirmations = new ConfirmationTable(Table("ScreeningListConfirmations", requests));
        ListSources = new ListSourceTable(Table("ScreeningListSources", requests));
        Proposals = new ProposalTable(Table("ScreeningProposals", requests));
        Keys = new ApiKeyTable(Table("ScreeningKeys", requests));
        Sessions = new SessionTable(Table("ScreeningKeys", requests));
        Status = new StatusTable(Table("ScreeningStatus", requests));
        Snapshots = new SnapshotBlobs(Container("snapshots", requests), Container("snapshots", bulk), options.SnapshotFormat);
        RecordRows = new RecordRows(Table("ScreeningRecords", requests), Table("ScreeningRecords", bulk), Container("records", requests));
        Anchors = new AnchorBlobs(Container("record-anchors", requests));
        AnchorChain = new AnchorChainBlobs(Container("record-anchors", requests));
        Checkpoints = outside is null ? null : new CheckpointBlobs(ContainerIn(outside, options.Checkpoints!.Container));
        RecordIndex = new RecordIndexTable(Table("ScreeningRecordIndex", bulk));
        Idempotency = new IdempotencyTable(Table("ScreeningIdempotency", requests));
    }

    /// <summary>The versions row, which names the live version of every document and list, and the history of changes.</summary>
    public HeadTable Head { get; }

    /// <summary>All versions of all authored documents.</summary>
    public DocumentTable Documents { get; }

    /// <summary>Entries of all list imports.</summary>
    public ListTable Lists { get; }

    /// <summary>One header row per list import.</summary>
    public ImportTable Imports { get; }

    /// <summary>Confirmations that an import still matches what its source publishes.</summary>
    public ConfirmationTable Confirmations { get; }

    /// <summary>Where lists are fetched from, and how it went.</summary>
    public ListSourceTable ListSources { get; }

    /// <summary>Proposed changes of rule data.</summary>
    public ProposalTable Proposals { get; }

    /// <summary>API keys, hashed.</summary>
    public ApiKeyTable Keys { get; }

    /// <summary>Sessions of the pages, hashed.</summary>
    public SessionTable Sessions { get; }

    /// <summary>Status for operators.</summary>
    public StatusTable Status { get; }

    /// <summary>Compiled snapshots, and the pointer to the current one of this program's format.</summary>
    public SnapshotBlobs Snapshots { get; }

    /// <summary>Rows of decision records. Written only through <see cref="RecordTable"/>.</summary>
    public RecordRows RecordRows { get; }

    /// <summary>Anchors of the record chains.</summary>
    public AnchorBlobs Anchors { get; }

    /// <summary>The chain over the anchors.</summary>
    public AnchorChainBlobs AnchorChain { get; }

    /// <summary>Checkpoints of that chain in another account; null when none is configured.</summary>
    public CheckpointBlobs? Checkpoints { get; }

    /// <summary>Search index of the records.</summary>
    public RecordIndexTable RecordIndex { get; }

    /// <summary>Idempotency keys of clients.</summary>
    public IdempotencyTable Idempotency { get; }

    /// <summary>Record partitions of some hours, in order, and whether each is retired.</summary>
    /// <param name="from">First hour, UTC.</param>
    /// <param name="before">End, exclusive; an hour that has started is included whole.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async IAsyncEnumerable<(string Partition, bool IsRetired)> PartitionsAsync(
        DateTimeOffset from, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (low, high) = (RecordPlace.PrefixOf(from), RecordPlace.PrefixOf(before.AddTicks(-1)));
        for (var day = from.UtcDateTime.Date; day < before.UtcDateTime; day = day.AddDays(1))
        {
            var prefix = RecordPlace.PrefixOf(new DateTimeOffset(day, TimeSpan.Zero))[..8];
            await foreach (var found in Anchors.PartitionsAsync(prefix, cancellation))
            {
                var hour = found.Partition[..low.Length];
                if (string.CompareOrdinal(hour, low) >= 0 && string.CompareOrdinal(hour, high) <= 0)
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>Connects, and creates what is missing.</summary>
    /// <exception cref="ArgumentException">Neither or both of connection string and addresses are given.</exception>
    /// <exception cref="Azure.RequestFailedException">Storage cannot be reached or refuses.</exception>
    public static async Task<ScreeningStorage> OpenAsync(StorageOptions options, CancellationToken cancellation)
    {
        var storage = At(options);
        await storage.CreateAsync(cancellation);
        return storage;
    }

    /// <summary>Creates the clients. Sends nothing to storage.</summary>
    /// <exception cref="ArgumentException">Neither or both of connection string and addresses are given.</exception>
    public static ScreeningStorage At(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ScreeningStorage(
            Connect(options, StorageRetryOptions.Requests), Connect(options, StorageRetryOptions.Bulk),
            options.Checkpoints is { } outside ? Connect(outside, Configure(new BlobClientOptions(), StorageRetryOptions.Requests)) : null, options);
    }

    /// <summary>A backup of everything that this storage holds.</summary>
    public static StoreBackup Backup(StorageOptions options, TimeProvider time) => new(Whole(options), time);

    /// <summary>A restore of a backup into this storage.</summary>
    public static StoreRestore Restore(StorageOptions options, TimeProvider time) => new(Whole(options), time);

    /// <summary>Creates what is missing.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage cannot be reached or refuses.</exception>
    public Task CreateAsync(CancellationToken cancellation) => Task.WhenAll(
        Head.CreateAsync(cancellation),
        Documents.CreateAsync(cancellation),
        Lists.CreateAsync(cancellation),
        Imports.CreateAsync(cancellation),
        Confirmations.CreateAsync(cancellation),
        ListSources.CreateAsync(cancellation),
        Proposals.CreateAsync(cancellation),
        Keys.CreateAsync(cancellation),
        Status.CreateAsync(cancellation),
        Snapshots.CreateAsync(cancellation),
        RecordRows.CreateAsync(cancellation),
        Anchors.CreateAsync(cancellation),
        RecordIndex.CreateAsync(cancellation),
        Idempotency.CreateAsync(cancellation));

    private static BackupStore Whole(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var clients = Connect(options, StorageRetryOptions.Bulk);
        return new(clients.Tables, clients.Blobs, options.NamePrefix);
    }

    private static Clients Connect(StorageOptions options, StorageRetryOptions retry)
    {
        var tableOptions = Configure(new TableClientOptions(), retry);
        var blobOptions = Configure(new BlobClientOptions(), retry);
        if (options is { ConnectionString: { } connection, TableAddress: null, BlobAddress: null })
        {
            return new(new(connection, tableOptions), new(connection, blobOptions));
        }

        if (options is { ConnectionString: null, TableAddress: { } table, BlobAddress: { } blob })
        {
            var identity = Identity(options.ManagedIdentityClientId);
            return new(new(table, identity, tableOptions), new(blob, identity, blobOptions));
        }

        throw new ArgumentException("give either a connection string or both addresses", nameof(options));
    }

    private static BlobServiceClient Connect(CheckpointOptions outside, BlobClientOptions blobOptions) => outside.ConnectionString is { } connection
        ? new(connection, blobOptions)
        : new(outside.BlobAddress!, Identity(outside.ManagedIdentityClientId), blobOptions);

    private static DefaultAzureCredential Identity(string? clientId) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });

    private static T Configure<T>(T client, StorageRetryOptions retry)
        where T : ClientOptions
    {
        client.RetryPolicy = new StorageRetryPolicy(retry);
        // Request lines contain ids of records and keys. The app logs what it needs itself.
        client.Diagnostics.IsLoggingEnabled = false;
        client.Diagnostics.IsDistributedTracingEnabled = false;
        return client;
    }

    private sealed record Clients(TableServiceClient Tables, BlobServiceClient Blobs);
}
