using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Snapshots;

/// <summary>How the last compilation went.</summary>
/// <param name="SourceVersion">Version of the authored source.</param>
/// <param name="Revision">Revision built; null when it failed.</param>
/// <param name="At">When it ended, UTC.</param>
/// <param name="Milliseconds">How long reading and compiling took.</param>
/// <param name="Errors">Why it failed; empty when it did not.</param>
public sealed record CompileReport(
    long SourceVersion, string? Revision, DateTimeOffset At, long Milliseconds, ImmutableArray<CompileError> Errors);

/// <summary>A queue message that was dead-lettered.</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="Text">The message, whole.</param>
/// <param name="At">When it was dead-lettered, UTC.</param>
public sealed record PoisonMessage(string Id, string Text, DateTimeOffset At);

/// <summary>A snapshot that became current.</summary>
/// <param name="SourceVersion">Its source version.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Previous">Revision it replaced; null for the first.</param>
/// <param name="At">When, UTC.</param>
public sealed record Activation(long SourceVersion, string Revision, string? Previous, DateTimeOffset At);

/// <summary>What operators are told: last compilation, activations, and messages that were dead-lettered.</summary>
public sealed class StatusTable
{
    private const string CompilePartition = "compile";
    private const string CompileRow = "last";
    private const string ActivationPartition = "activation";
    private const string PoisonPartition = "poison";

    /// <summary>Errors kept of a failed compilation; the count of all is kept beside them.</summary>
    private const int ErrorsKept = 500;

    private readonly TableClient table;

    internal StatusTable(TableClient table) => this.table = table;

    /// <summary>Keeps how the last compilation went.</summary>
    /// <param name="report">The report; errors past the 500th are left out.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task PutCompileAsync(CompileReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var row = new TableEntity(CompilePartition, CompileRow);
        var kept = report with { Errors = [.. report.Errors.Take(ErrorsKept)] };
        TextColumns.Write(row, "Json", StorageJson.Text(kept));
        row["ErrorCount"] = report.Errors.Length;
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Reads how the last compilation went.</summary>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The report; null before the first compilation.</returns>
    public async Task<CompileReport?> ReadCompileAsync(CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            CompilePartition, CompileRow, cancellationToken: cancellation);
        if (!read.HasValue)
        {
            return null;
        }

        var json = TextColumns.Read(read.Value!, "Json")!;
        var report = StorageJson.Read<CompileReport>(json)!;
        return report.Errors.IsDefault ? report with { Errors = [] } : report;
    }

    /// <summary>Keeps that a snapshot became current; the same one again changes nothing.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task PutActivationAsync(Activation activation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        var row = new TableEntity(ActivationPartition, ActivationRow(activation.SourceVersion, activation.Revision))
        {
            ["Json"] = StorageJson.Text(activation),
        };
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Whether it is on file that a snapshot became current.</summary>
    /// <param name="sourceVersion">Its source version.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<bool> HasActivationAsync(long sourceVersion, string revision, CancellationToken cancellation) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(
            ActivationPartition, ActivationRow(sourceVersion, revision), ["PartitionKey"], cancellation)).HasValue;

    /// <summary>Lists activations, oldest source version first.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<Activation> ActivationsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ActivationPartition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return StorageJson.Read<Activation>(row.GetString("Json"))!;
        }
    }

    /// <summary>Keeps a message that was dead-lettered.</summary>
    /// <param name="message">The message; the same id again changes nothing.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task PutPoisonAsync(PoisonMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var row = new TableEntity(PoisonPartition, message.Id) { ["At"] = message.At };
        TextColumns.Write(row, "Text", message.Text);
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Lists messages that were dead-lettered.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<PoisonMessage>> PoisonAsync(CancellationToken cancellation)
    {
        var messages = new List<PoisonMessage>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PoisonPartition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            messages.Add(new(row.RowKey, TextColumns.Read(row, "Text")!, row.GetDateTimeOffset("At")!.Value));
        }

        return messages;
    }

    private static string ActivationRow(long sourceVersion, string revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{sourceVersion:D20}-{revision}");

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);
}
