using Azure;
using Azure.Data.Tables;
using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Records.Write;

/// <summary>What a key of a client stands for.</summary>
/// <param name="Scope">Keyed hash of client and key.</param>
/// <param name="Line">Line of a batch; 0 for a single request.</param>
/// <param name="Body">Keyed hash of the body.</param>
/// <param name="Marker">The attempt that may record under it.</param>
/// <param name="At">When the attempt began, UTC.</param>
/// <param name="ETag">Tag of the row; null before it is stored.</param>
public sealed record Reservation(string Scope, int Line, string Body, RecordMarker Marker, DateTimeOffset At, string? ETag)
{
    /// <summary>Keyed hash of client, key and line: what the marker and the record carry.</summary>
    public static string LineScope(string scope, int line) =>
        line == 0 ? scope : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{scope}.{line:D4}");
}

/// <summary>Keys that clients sent with their requests, each with the attempt that records under it.</summary>
public sealed class IdempotencyTable
{
    private readonly TableClient table;

    internal IdempotencyTable(TableClient table) => this.table = table;

    /// <summary>Adds reservations of one scope, all or none.</summary>
    /// <param name="reservations">At most 100.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>False when one of them is there already; then none was added.</returns>
    public async Task<bool> TryAddAsync(IReadOnlyList<Reservation> reservations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reservations);
        try
        {
            await table.SubmitTransactionAsync(
                reservations.Select(one => new TableTransactionAction(TableTransactionActionType.Add, Row(one))), cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            // A retry after a lost answer meets our own rows: they carry our attempt.
            var first = reservations[0];
            return await FindAsync(first.Scope, first.Line, cancellation) is { } found && found.Marker == first.Marker;
        }
    }

    /// <summary>Replaces a reservation, if it is still the one that was read.</summary>
    public async Task<bool> TryReplaceAsync(Reservation reservation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        try
        {
            await table.UpdateEntityAsync(Row(reservation), new ETag(reservation.ETag!), TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return await FindAsync(reservation.Scope, reservation.Line, cancellation) is { } found && found.Marker == reservation.Marker;
        }
    }

    /// <summary>Finds a reservation; null when there is none.</summary>
    public async Task<Reservation?> FindAsync(string scope, int line, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(scope, RowOf(line), cancellationToken: cancellation);
        return read.HasValue ? Read(read.Value!) : null;
    }

    /// <summary>Finds every line of a scope.</summary>
    public async Task<IReadOnlyList<Reservation>> FindAllAsync(string scope, CancellationToken cancellation)
    {
        var found = new List<Reservation>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {scope}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            found.Add(Read(row));
        }

        return found;
    }

    /// <summary>Removes reservations that began before a time.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        var removed = 0;
        var filter = TableClient.CreateQueryFilter($"At lt {time}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            try
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
                removed++;
            }
            catch (RequestFailedException failure) when (failure.Status is 404 or 412)
            {
                // Used again meanwhile, or removed by another instance.
            }
        }

        return removed;
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private static string RowOf(int line) => line.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);

    private static TableEntity Row(Reservation reservation) => new(reservation.Scope, RowOf(reservation.Line))
    {
        ["Body"] = reservation.Body,
        ["Partition"] = reservation.Marker.Partition,
        ["Attempt"] = reservation.Marker.Attempt,
        ["At"] = reservation.At,
    };

    private static Reservation Read(TableEntity row)
    {
        var line = int.Parse(row.RowKey, System.Globalization.CultureInfo.InvariantCulture);
        var marker = new RecordMarker(row.GetString("Partition"), Reservation.LineScope(row.PartitionKey, line), row.GetString("Attempt"));
        return new(row.PartitionKey, line, row.GetString("Body"), marker, row.GetDateTimeOffset("At")!.Value, row.ETag.ToString());
    }
}
