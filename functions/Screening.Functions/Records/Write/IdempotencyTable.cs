using Azure;
using Azure.Data.Tables;

namespace Screening.Functions.Records.Write;

/// <summary>Reservation of an idempotency key for one attempt.</summary>
/// <param name="Scope">Hash of client and key.</param>
/// <param name="Line">Line of a batch; 0 for a single request.</param>
/// <param name="Body">Keyed hash of the body.</param>
/// <param name="Marker">Marker of the attempt that may record.</param>
/// <param name="At">Start of the attempt, UTC.</param>
/// <param name="ETag">ETag of the row; null before it is stored.</param>
public sealed record Reservation(string Scope, int Line, string Body, RecordMarker Marker, DateTimeOffset At, string? ETag)
{
    /// <summary>Hash of client, key and line, as stored in the marker and the record.</summary>
    public static string LineScope(string scope, int line) =>
        line == 0 ? scope : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{scope}.{line:D4}");
}

/// <summary>Idempotency keys of clients, each with the attempt that may record under it.</summary>
public sealed class IdempotencyTable
{
    private readonly TableClient table;

    internal IdempotencyTable(TableClient table) => this.table = table;

    /// <summary>Adds reservations of one scope, all or none.</summary>
    /// <param name="reservations">At most 100.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>False when one of them exists already; none is added then.</returns>
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
            // A retry after a lost response finds the rows of this attempt, identified by its marker.
            var first = reservations[0];
            return await FindAsync(first.Scope, first.Line, cancellation) is { } found && found.Marker == first.Marker;
        }
    }

    /// <summary>Replaces a reservation if its ETag is unchanged.</summary>
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

    /// <summary>Finds all lines of a scope.</summary>
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

    /// <summary>Deletes reservations whose attempts began before a time.</summary>
    /// <returns>Number of reservations deleted.</returns>
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
                // Used again in the meantime, or deleted by another instance.
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
