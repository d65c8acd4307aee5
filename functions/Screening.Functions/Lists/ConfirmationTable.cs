using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Lists;

/// <summary>Somebody, or a job, found that an import is still what its source publishes.</summary>
public sealed record ListConfirmation
{
    /// <summary>Reason of a confirmation that an import of the same content is.</summary>
    internal const string SameContent = "imported again with the same content";

    /// <summary>Feed id.</summary>
    public required string Feed { get; init; }

    /// <summary>The import that was confirmed.</summary>
    public required string ImportId { get; init; }

    /// <summary>Day on which the source was checked, UTC.</summary>
    public required DateOnly CheckedOn { get; init; }

    /// <summary>How it was found, such as an answer 304 of the source.</summary>
    public required string Reason { get; init; }

    /// <summary>Who confirmed it.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A confirmation of an import on the day it is recorded.</summary>
    internal static ListConfirmation Of(ImportHeader import, string actor, string reason, DateTimeOffset at) => new()
    {
        Feed = import.Feed,
        ImportId = import.ImportId,
        CheckedOn = DateOnly.FromDateTime(at.UtcDateTime),
        Reason = reason,
        Actor = actor,
        At = at,
    };
}

/// <summary>
/// Confirmations of imports, one row each and never changed. They stand outside the head: a confirmation changes no list.
/// Rows of an import lie together, the newest day first.
/// </summary>
public sealed class ConfirmationTable
{
    private const int NewestDay = 99_999_999;

    private readonly TableClient table;

    internal ConfirmationTable(TableClient table) => this.table = table;

    /// <summary>Keeps a confirmation.</summary>
    /// <param name="confirmation">The confirmation.</param>
    /// <param name="cancellation">Ends the attempt; it may or may not have been kept then.</param>
    public async Task AddAsync(ListConfirmation confirmation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        var row = new TableEntity(Rows.Key(confirmation.Feed), Rows.Key(RowOf(confirmation)))
        {
            ["ImportId"] = confirmation.ImportId,
            ["CheckedOn"] = confirmation.CheckedOn.ToString("O", CultureInfo.InvariantCulture),
            ["Reason"] = confirmation.Reason,
            ["Actor"] = confirmation.Actor,
            ["At"] = confirmation.At,
        };
        Rows.Check(row);
        try
        {
            await table.AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            // The key ends in a random number: what is there is ours, and the answer to the first attempt was lost.
        }
    }

    /// <summary>Day on which an import was last confirmed.</summary>
    /// <param name="feed">Feed id.</param>
    /// <param name="importId">The import.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The newest day; null when it was never confirmed.</returns>
    public async Task<DateOnly?> NewestAsync(string feed, string importId, CancellationToken cancellation)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(Of(feed, importId), 1, ["CheckedOn"], cancellation))
        {
            return DayOf(row);
        }

        return null;
    }

    /// <summary>Confirmations of an import, the newest day first.</summary>
    /// <param name="feed">Feed id.</param>
    /// <param name="importId">The import.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<ListConfirmation> ListAsync(
        string feed, string importId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(Of(feed, importId), cancellationToken: cancellation))
        {
            yield return new ListConfirmation
            {
                Feed = feed,
                ImportId = importId,
                CheckedOn = DayOf(row),
                Reason = row.GetString("Reason"),
                Actor = row.GetString("Actor"),
                At = row.GetDateTimeOffset("At")!.Value,
            };
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    // Import ids hold no underscore, so that no id is the beginning of another one's rows.
    private static string Of(string feed, string importId) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {Rows.Key(feed)} and RowKey gt {Rows.Key(importId) + "_"} and RowKey lt {importId + "`"}");

    private static string RowOf(ListConfirmation confirmation)
    {
        var day = (confirmation.CheckedOn.Year * 10_000) + (confirmation.CheckedOn.Month * 100) + confirmation.CheckedOn.Day;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{confirmation.ImportId}_{NewestDay - day:D8}-{DateTime.MaxValue.Ticks - confirmation.At.UtcTicks:D19}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
    }

    private static DateOnly DayOf(TableEntity row) => DateOnly.ParseExact(row.GetString("CheckedOn"), "O", CultureInfo.InvariantCulture);
}
