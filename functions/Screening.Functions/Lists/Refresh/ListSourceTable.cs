using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Lists.Refresh;

/// <summary>
/// Sources of the feeds, each with a row per approved change, and the state of their refreshes. They are not part of the versions
/// row: where a list comes from is no input of a decision, and a change of it builds no snapshot.
/// </summary>
public sealed class ListSourceTable
{
    private const string Partition = "sources";
    private const string VersionPrefix = "version-";

    private readonly TableClient table;

    internal ListSourceTable(TableClient table) => this.table = table;

    /// <summary>All sources that are not removed, with the state of their refreshes.</summary>
    public async Task<IReadOnlyList<(ApprovedSource Approved, RefreshState? State)>> ListAsync(CancellationToken cancellation)
    {
        var sources = new List<ApprovedSource>();
        var states = new Dictionary<string, RefreshState>(StringComparer.Ordinal);
        // "source-" and "state-" sort before "version-".
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey lt {VersionPrefix}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (row.RowKey.StartsWith("source-", StringComparison.Ordinal))
            {
                sources.Add(Read<ApprovedSource>(row));
            }
            else
            {
                var state = Read<RefreshState>(row);
                states[state.Feed] = state;
            }
        }

        return [.. sources.Where(one => one.Source is not null).Select(one => (one, states.GetValueOrDefault(one.Feed)))];
    }

    /// <summary>Reads the source of a feed, or its removal, with the ETag of its row.</summary>
    /// <returns>The source; null when the feed never had one.</returns>
    public async Task<(ApprovedSource Approved, ETag Tag)?> FindAsync(string feed, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, SourceRow(feed), cancellationToken: cancellation);
        return read.HasValue ? (Read<ApprovedSource>(read.Value!), read.Value!.ETag) : null;
    }

    /// <summary>Stores an approved change together with its row of the history, if the source is still as it was.</summary>
    /// <param name="next">The change.</param>
    /// <param name="tag">ETag of the row it replaces; null when the feed never had a source.</param>
    /// <param name="cancellation">Ends the attempt; the change may still have been stored.</param>
    /// <returns>False when the source was changed meanwhile and nothing was written.</returns>
    public async Task<bool> PutAsync(ApprovedSource next, ETag? tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(next);
        var source = Row(SourceRow(next.Feed), next);
        var version = Row(VersionRow(next.Feed, next.Version), next);
        version["Proposal"] = next.Proposal;
        Rows.Check(source);
        Rows.Check(version);
        try
        {
            await table.SubmitTransactionAsync(
                [
                    tag is { } expected ? new(TableTransactionActionType.UpdateReplace, source, expected) : new(TableTransactionActionType.Add, source),
                    new(TableTransactionActionType.Add, version),
                ],
                cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // A retry after a lost response finds its own rows.
            return await IsMadeAsync(next.Feed, next.Proposal, cancellation);
        }
    }

    /// <summary>Whether a proposal was carried out, also when a later one has changed the source since.</summary>
    public async Task<bool> IsMadeAsync(string feed, string proposal, CancellationToken cancellation)
    {
        var (from, to) = (VersionRow(feed, 0), VersionRow(feed, int.MaxValue));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {from} and RowKey le {to} and Proposal eq {proposal}");
        await foreach (var _ in table.QueryAsync<TableEntity>(filter, 1, ["RowKey"], cancellation))
        {
            return true;
        }

        return false;
    }

    /// <summary>Reads the state of the refreshes of a feed, with the ETag of its row.</summary>
    /// <returns>The state; null before the first try.</returns>
    public async Task<(RefreshState State, ETag Tag)?> StateAsync(string feed, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, StateRow(feed), cancellationToken: cancellation);
        return read.HasValue ? (Read<RefreshState>(read.Value!), read.Value!.ETag) : null;
    }

    /// <summary>Stores the state if its row is unchanged.</summary>
    /// <param name="state">The state.</param>
    /// <param name="tag">ETag of the row; null when there must be none.</param>
    /// <param name="cancellation">Ends the attempt; the state may still have been stored.</param>
    /// <returns>The new ETag; null when another process was faster.</returns>
    public async Task<ETag?> PutStateAsync(RefreshState state, ETag? tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        var row = Row(StateRow(state.Feed), state);
        Rows.Check(row);
        try
        {
            var written = tag is { } expected
                ? await table.UpdateEntityAsync(row, expected, TableUpdateMode.Replace, cancellation)
                : await table.AddEntityAsync(row, cancellation);
            return written.Headers.ETag;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // A retry after a lost response finds its own row: a claim is random.
            return await StateAsync(state.Feed, cancellation) is var (found, now) && RowJson.Text(found) == RowJson.Text(state) ? now : null;
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private static TableEntity Row<T>(string key, T value)
    {
        var row = new TableEntity(Partition, Rows.Key(key));
        TextColumns.Write(row, "Json", RowJson.Text(value));
        return row;
    }

    private static T Read<T>(TableEntity row) => RowJson.Read<T>(TextColumns.Read(row, "Json")!)!;

    private static string SourceRow(string feed) => "source-" + feed;

    private static string StateRow(string feed) => "state-" + feed;

    // An underscore is in no feed id, so no feed is a prefix of the rows of another.
    private static string VersionRow(string feed, int version) => string.Create(CultureInfo.InvariantCulture, $"{VersionPrefix}{feed}_{version:D10}");
}
