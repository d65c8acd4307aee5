using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Storage;

namespace Screening.Functions.Lists;

/// <summary>Header of one list import. The versions row states whether it is live.</summary>
public sealed record ImportHeader
{
    /// <summary>Feed id: csl, ofac-sdn, un, own-...</summary>
    public required string Feed { get; init; }

    /// <summary>Import id, unique within the feed; sorts by time.</summary>
    public required string ImportId { get; init; }

    /// <summary>Title shown to users.</summary>
    public required string Title { get; init; }

    /// <summary>Date of the list, not of the import.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Origin of the list.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the imported file, lower-case hex; null when it was not a file.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Number of entries.</summary>
    public required int Entries { get; init; }

    /// <summary>Author of the import.</summary>
    public required string Actor { get; init; }

    /// <summary>Time of the import, UTC.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>
    /// Entries per list code. A code with 0 is present and empty: the importer confirmed it. Null in headers written before codes
    /// were counted.
    /// </summary>
    public ImmutableSortedDictionary<string, int>? Codes { get; init; }

    /// <summary>
    /// Reason for a drop or an empty list that was confirmed with this import; null when nothing was confirmed.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Values of the file that its entries were read without, with line and column; null in headers written before they were
    /// reported.
    /// </summary>
    public ImmutableArray<ImportError>? LeftOut { get; init; }

    /// <summary>Day of the import, UTC: the first day on which its lists were confirmed.</summary>
    internal DateOnly ImportedOn => DateOnly.FromDateTime(ImportedAt.UtcDateTime);
}

/// <summary>One header per list import, written only after all entries of the import.</summary>
public sealed class ImportTable
{
    private readonly TableClient table;

    internal ImportTable(TableClient table) => this.table = table;

    /// <summary>Writes a header. Writing the same one again changes nothing.</summary>
    public async Task PutAsync(ImportHeader header, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(header);
        var row = new TableEntity(header.Feed, header.ImportId)
        {
            ["Title"] = header.Title,
            ["Date"] = header.Date.ToString("O", CultureInfo.InvariantCulture),
            ["Source"] = header.Source,
            ["Sha256"] = header.Sha256,
            ["Entries"] = header.Entries,
            ["Actor"] = header.Actor,
            ["ImportedAt"] = header.ImportedAt,
        };
        if (header.Codes is { } codes)
        {
            TextColumns.Write(row, "Codes", RowJson.Text(codes));
        }

        if (header.LeftOut is { } leftOut)
        {
            TextColumns.Write(row, "LeftOut", RowJson.Text(leftOut));
        }

        if (header.Reason is not null)
        {
            row["Reason"] = header.Reason;
        }

        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Adds the counts to a header that was written without them. Everything else in it is unchanged.</summary>
    internal async Task AddCodesAsync(
        string feed, string importId, ImmutableSortedDictionary<string, int> codes, CancellationToken cancellation)
    {
        var row = new TableEntity(Rows.Key(feed), Rows.Key(importId));
        TextColumns.Write(row, "Codes", RowJson.Text(codes));
        Rows.Check(row);
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Merge, cancellation);
    }

    /// <summary>Reads a header.</summary>
    /// <returns>The header; null when there is none, because the import was never completed.</returns>
    public async Task<ImportHeader?> FindAsync(string feed, string importId, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            Rows.Key(feed), Rows.Key(importId), cancellationToken: cancellation);
        return read.HasValue ? Header(read.Value!) : null;
    }

    /// <summary>Reads all completed imports of a feed, oldest first.</summary>
    public async IAsyncEnumerable<ImportHeader> ListAsync(
        string feed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Rows.Key(feed)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return Header(row);
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private static ImportHeader Header(TableEntity row) => new()
    {
        Feed = row.PartitionKey,
        ImportId = row.RowKey,
        Title = row.GetString("Title"),
        Date = DateOnly.ParseExact(row.GetString("Date"), "O", CultureInfo.InvariantCulture),
        Source = row.GetString("Source"),
        Sha256 = row.GetString("Sha256"),
        Entries = row.GetInt32("Entries")!.Value,
        Actor = row.GetString("Actor"),
        ImportedAt = row.GetDateTimeOffset("ImportedAt")!.Value,
        Codes = TextColumns.Read(row, "Codes") is { } codes
            ? RowJson.Read<ImmutableSortedDictionary<string, int>>(codes)!.WithComparers(StringComparer.Ordinal)
            : null,
        Reason = row.GetString("Reason"),
        LeftOut = TextColumns.Read(row, "LeftOut") is { } leftOut ? RowJson.Read<ImmutableArray<ImportError>>(leftOut) : null,
    };
}
