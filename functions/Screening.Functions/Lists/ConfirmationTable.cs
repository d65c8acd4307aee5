using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Lists;

/// <summary>A confirmation, by a person or a job, that an import still matches what its source publishes.</summary>
public sealed record ListConfirmation
{
    /// <summary>Reason of a confirmation that results from importing the same content again.</summary>
    internal const string SameContent = "imported again with the same content";

    /// <summary>Feed id.</summary>
    public required string Feed { get; init; }

    /// <summary>The confirmed import.</summary>
    public required string ImportId { get; init; }

    /// <summary>Day on which the source was checked, UTC.</summary>
    public required DateOnly CheckedOn { get; init; }

    /// <summary>How this was determined, such as a response 304 of the source.</summary>
    public required string Reason { get; init; }

    /// <summary>Author of the confirmation.</summary>
    public required string Actor { get; init; }

    /// <summary>Time of recording, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Creates a confirmation of an import for the day of recording.</summary>
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
/// Confirmations of imports, one row each, never changed. They are not part of the versions row, because a confirmation changes
/// no list. Rows of an import are adjacent, the newest day first.
/// </summary>
public sealed class ConfirmationTable
{
    private const int NewestDay = 99_999_999;

    private readonly TableClient table;

    internal ConfirmationTable(TableClient table) => this.table = table;

    /// <summary>Stores a confirmation.</summary>
    /// <param name="confirmation">The confirmation.</param>
    /// <param name="cancellation">Ends the attempt; the confirmation may still have been stored.</param>
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
            // The key ends in a random number, so the existing row is ours: the response to the first attempt was lost.
        }
    }

    /// <summary>Day on which an import was last confirmed.</summary>
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

    // Import ids contain no underscore, so no id is a prefix of the rows of another.
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
