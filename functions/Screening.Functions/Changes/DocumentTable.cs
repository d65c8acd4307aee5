using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Screening.Engine.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Changes;

/// <summary>
/// All versions of all authored documents. A written version never changes; the versions row states which one is live. Versions
/// count from 1. A version never becomes live if its change was refused after its rows were written.
/// </summary>
public sealed class DocumentTable
{
    /// <summary>Attempts to take the next version when other writers take it first.</summary>
    private const int VersionAttempts = 8;

    private readonly TableClient table;

    internal DocumentTable(TableClient table) => this.table = table;

    /// <summary>
    /// Writes a new version and keeps the existing ones. If the text equals the latest version, that version is returned.
    /// </summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="id">Id within the kind.</param>
    /// <param name="json">The text, at most about 1.9 million characters.</param>
    /// <param name="actor">Author of the version.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The version of the text.</returns>
    /// <exception cref="RowRefusedException">The id or the text exceeds the limits of storage.</exception>
    public async Task<int> AddAsync(
        DocumentKind kind, string id, string json, string actor, CancellationToken cancellation)
    {
        var partition = Partition(kind, id);
        for (var attempt = 1; ; attempt++)
        {
            var latest = await LatestAsync(kind, id, cancellation);
            if (latest > 0 && await ReadAsync(kind, id, latest, cancellation) is { } last
                && string.Equals(last.Json, json, StringComparison.Ordinal))
            {
                return latest;
            }

            var batch = Rows.Batches(Parts(partition, latest + 1, json, actor)).ToList();
            if (batch.Count > 1)
            {
                throw new RowRefusedException(
                    $"document {partition}: {json.Length} characters are more than one transaction");
            }

            try
            {
                await table.SubmitTransactionAsync(
                    batch[0].Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                    cancellation);
                return latest + 1;
            }
            catch (RequestFailedException failure) when (failure.Status == 409 && attempt < VersionAttempts)
            {
                // Another writer took the version, or a retry found its own rows: read again.
            }
        }
    }

    /// <summary>Reads one version.</summary>
    /// <returns>The document; null when there is no such version.</returns>
    public async Task<DocumentSource?> ReadAsync(
        DocumentKind kind, string id, int version, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var (key, end) = (Row(version, 0), Row(version + 1, 0));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(kind, id)} and RowKey ge {key} and RowKey lt {end}");
        var found = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            text.Append(TextColumns.Read(row, "Json"));
            found++;
        }

        return found == 0 ? null : new DocumentSource(kind, id, version, text.ToString());
    }

    /// <summary>Lists all versions, live or not.</summary>
    /// <returns>Versions, ascending.</returns>
    public async Task<IReadOnlyList<int>> VersionsAsync(DocumentKind kind, string id, CancellationToken cancellation)
    {
        var versions = new SortedSet<int>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(kind, id)}");
        var rows = table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation);
        await foreach (var row in rows)
        {
            versions.Add(int.Parse(row.RowKey.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return [.. versions];
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private async Task<int> LatestAsync(DocumentKind kind, string id, CancellationToken cancellation) =>
        await VersionsAsync(kind, id, cancellation) is [.., var latest] ? latest : 0;

    private static string Partition(DocumentKind kind, string id) => Rows.Key($"{kind}|{id}");

    private static string Row(int version, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{version:D10}-{part:D2}");

    private static IEnumerable<TableEntity> Parts(string partition, int version, string json, string actor)
    {
        var part = 0;
        foreach (var piece in TextColumns.Cut(json, StorageLimits.TextCharactersPerRow))
        {
            var row = new TableEntity(partition, Row(version, part++)) { ["Actor"] = actor };
            TextColumns.Write(row, "Json", piece);
            yield return row;
        }
    }
}
