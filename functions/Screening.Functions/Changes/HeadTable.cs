using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Seed;
using Screening.Functions.Storage;

namespace Screening.Functions.Changes;

/// <summary>The versions row as read: what is live, and the ETag that guards the next change.</summary>
/// <param name="SourceVersion">Number of accepted changes; 0 before the first.</param>
/// <param name="Manifest">What is live.</param>
/// <param name="ETag">ETag of the row; null before the first change.</param>
public sealed record HeadState(long SourceVersion, Manifest Manifest, string? ETag)
{
    /// <summary>The seed the documents were last brought to; null when none is recorded.</summary>
    public SeedMark? Seed { get; init; }
}

/// <summary>A change to commit.</summary>
/// <param name="Manifest">What is live after the change.</param>
/// <param name="Actor">Author of the change.</param>
/// <param name="What">Description in one line, such as "activate policy us-uas-2025-09 version 1".</param>
/// <param name="At">Time of the change, UTC.</param>
public sealed record HeadChange(Manifest Manifest, string Actor, string What, DateTimeOffset At)
{
    /// <summary>The seed the documents are brought to by this change; null keeps the recorded one.</summary>
    public SeedMark? Seed { get; init; }

    /// <summary>Reason given by the author; null when none was required.</summary>
    public string? Reason { get; init; }

    /// <summary>Id of the proposal that was carried out; null for a change at once.</summary>
    public string? Proposal { get; init; }

    /// <summary>Name of the person who approved the proposal; null for a change at once.</summary>
    public string? Approver { get; init; }
}

/// <summary>One accepted change.</summary>
/// <param name="SourceVersion">Source version after the change.</param>
/// <param name="Change">The change, with everything that is live after it.</param>
public sealed record HistoryEntry(long SourceVersion, HeadChange Change);

/// <summary>
/// The versions row, which names the live version of every document and list. It changes only together with its history row, in
/// one transaction guarded by its ETag, so no reader sees half a change and no change overwrites another.
/// </summary>
public sealed class HeadTable
{
    private const string Partition = "head";
    private const string CurrentRow = "current";

    private readonly TableClient table;

    internal HeadTable(TableClient table) => this.table = table;

    /// <summary>Reads the versions row.</summary>
    /// <returns>The state; version 0 and an empty manifest before the first change.</returns>
    public async Task<HeadState> ReadAsync(CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, CurrentRow, cancellationToken: cancellation);
        return read.HasValue ? State(read.Value!) : new HeadState(0, Manifest.Empty, null);
    }

    /// <summary>Reads only the source version, which every instance polls every few seconds.</summary>
    /// <returns>The version; 0 before the first change.</returns>
    public async Task<long> ReadVersionAsync(CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, CurrentRow, ["SourceVersion"], cancellation);
        return read.HasValue ? read.Value!.GetInt64("SourceVersion")!.Value : 0;
    }

    /// <summary>Commits a change if the versions row is unchanged.</summary>
    /// <param name="expected">The state the change is based on.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellation">Ends the attempt; the change may still have been committed.</param>
    /// <returns>True when committed; false when the versions row has changed and nothing was written.</returns>
    public async Task<bool> CommitAsync(HeadState expected, HeadChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(change);
        var version = expected.SourceVersion + 1;
        var changeId = Guid.NewGuid();
        change = change with { Seed = change.Seed ?? expected.Seed };
        var head = HeadRow(CurrentRow, version, change, changeId);
        var history = HeadRow(HistoryRow(version), version, change, changeId);
        Rows.Check(head);
        Rows.Check(history);
        TableTransactionAction[] actions =
        [
            expected.ETag is null
                ? new(TableTransactionActionType.Add, head)
                : new(TableTransactionActionType.UpdateReplace, head, new ETag(expected.ETag)),
            new(TableTransactionActionType.Add, history),
        ];
        try
        {
            await table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // A retry after a lost response finds its own change. It is committed if the history row has its change id.
            return await IsOursAsync(version, changeId, cancellation);
        }
    }

    /// <summary>Reads one accepted change.</summary>
    /// <returns>The change; null when there is none.</returns>
    public async Task<HistoryEntry?> FindAsync(long sourceVersion, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, HistoryRow(sourceVersion), cancellationToken: cancellation);
        return read.HasValue ? Entry(read.Value!) : null;
    }

    /// <summary>Reads accepted changes in order.</summary>
    /// <param name="after">Source version to continue after; 0 for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {HistoryRow(after)} and RowKey lt {"history-:"}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return Entry(row);
        }
    }

    /// <summary>
    /// Reads the newest seed on record. An older program drops the seed from the versions row when it commits a change; the
    /// history keeps it.
    /// </summary>
    /// <param name="upTo">Source version of the last change considered.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The seed; null when none was ever recorded.</returns>
    public async Task<SeedMark?> LastSeedAsync(long upTo, CancellationToken cancellation)
    {
        SeedMark? last = null;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {HistoryRow(0)} and RowKey le {HistoryRow(upTo)} and SeedAt ge {0L}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            last = SeedMark.Read(row) ?? last;
        }

        return last;
    }

    /// <summary>Source version of the change that carried out a proposal.</summary>
    /// <param name="proposal">Id of the proposal.</param>
    /// <param name="upTo">Source version of the last change considered.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The version; null when no change names the proposal.</returns>
    public async Task<long?> FindProposalAsync(string proposal, long upTo, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {HistoryRow(0)} and RowKey le {HistoryRow(upTo)} and Proposal eq {proposal}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, 1, ["SourceVersion"], cancellation))
        {
            return row.GetInt64("SourceVersion");
        }

        return null;
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private async Task<bool> IsOursAsync(long version, Guid changeId, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, HistoryRow(version), ["ChangeId"], cancellation);
        return read.HasValue && read.Value!.GetGuid("ChangeId") == changeId;
    }

    private static string HistoryRow(long version) =>
        "history-" + version.ToString("D20", CultureInfo.InvariantCulture);

    private static TableEntity HeadRow(string key, long version, HeadChange change, Guid changeId)
    {
        var row = new TableEntity(Partition, key)
        {
            ["SourceVersion"] = version,
            ["Actor"] = change.Actor,
            ["What"] = change.What,
            ["At"] = change.At,
            ["ChangeId"] = changeId,
        };
        TextColumns.Write(row, "Manifest", change.Manifest.ToJson());
        change.Seed?.Write(row);
        foreach (var (column, text) in new[] { ("Reason", change.Reason), ("Proposal", change.Proposal), ("Approver", change.Approver) })
        {
            if (text is not null)
            {
                row[column] = text;
            }
        }

        return row;
    }

    private static HeadState State(TableEntity row) =>
        new(row.GetInt64("SourceVersion")!.Value, ManifestOf(row), row.ETag.ToString()) { Seed = SeedMark.Read(row) };

    private static HistoryEntry Entry(TableEntity row) => new(
        row.GetInt64("SourceVersion")!.Value,
        new HeadChange(
            ManifestOf(row), row.GetString("Actor"), row.GetString("What"), row.GetDateTimeOffset("At")!.Value)
        {
            Seed = SeedMark.Read(row),
            Reason = row.GetString("Reason"),
            Proposal = row.GetString("Proposal"),
            Approver = row.GetString("Approver"),
        });

    private static Manifest ManifestOf(TableEntity row) => Manifest.FromJson(TextColumns.Read(row, "Manifest")!);
}
