using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Screening.Engine.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Snapshots;

/// <summary>Result of the last compilation.</summary>
/// <param name="SourceVersion">Source version that was compiled.</param>
/// <param name="Revision">Revision built; null when it failed.</param>
/// <param name="At">Time of completion, UTC.</param>
/// <param name="Milliseconds">Duration of reading, compiling and storing.</param>
/// <param name="Errors">Errors; empty on success.</param>
public sealed record CompileReport(
    long SourceVersion, string? Revision, DateTimeOffset At, long Milliseconds, ImmutableArray<CompileError> Errors);

/// <summary>A dead-lettered queue message.</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="Text">The complete message.</param>
/// <param name="At">When it was dead-lettered, UTC.</param>
public sealed record PoisonMessage(string Id, string Text, DateTimeOffset At);

/// <summary>A snapshot that became current.</summary>
/// <param name="SourceVersion">Its source version.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Previous">Revision it replaced; null for the first.</param>
/// <param name="At">Time of activation, UTC.</param>
public sealed record Activation(long SourceVersion, string Revision, string? Previous, DateTimeOffset At);

/// <summary>Status for operators: last compilation, activations, and dead-lettered messages.</summary>
public sealed class StatusTable
{
    private const string CompilePartition = "compile";
    private const string CompileRow = "last";
    private const string ActivationPartition = "activation";
    private const string PoisonPartition = "poison";

    /// <summary>Errors stored for a failed compilation. Their total number is stored with them.</summary>
    private const int ErrorsKept = 500;

    private readonly TableClient table;

    internal StatusTable(TableClient table) => this.table = table;

    /// <summary>Stores the result of the last compilation.</summary>
    /// <param name="report">The report; errors after the 500th are left out.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task PutCompileAsync(CompileReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var row = new TableEntity(CompilePartition, CompileRow);
        var kept = report with { Errors = [.. report.Errors.Take(ErrorsKept)] };
        TextColumns.Write(row, "Json", RowJson.Text(kept));
        row["ErrorCount"] = report.Errors.Length;
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Reads the result of the last compilation.</summary>
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
        var report = RowJson.Read<CompileReport>(json)!;
        return report.Errors.IsDefault ? report with { Errors = [] } : report;
    }

    /// <summary>Records that a snapshot became current. Recording the same snapshot again replaces the row.</summary>
    public async Task PutActivationAsync(Activation activation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        var row = new TableEntity(ActivationPartition, ActivationRow(activation.SourceVersion, activation.Revision))
        {
            ["Json"] = RowJson.Text(activation),
        };
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Whether the activation of a snapshot is recorded.</summary>
    public async Task<bool> HasActivationAsync(long sourceVersion, string revision, CancellationToken cancellation) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(
            ActivationPartition, ActivationRow(sourceVersion, revision), ["PartitionKey"], cancellation)).HasValue;

    /// <summary>Lists activations, oldest source version first.</summary>
    public async IAsyncEnumerable<Activation> ActivationsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ActivationPartition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return RowJson.Read<Activation>(row.GetString("Json"))!;
        }
    }

    /// <summary>Stores a dead-lettered message.</summary>
    /// <param name="message">The message; one with the same id is replaced.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task PutPoisonAsync(PoisonMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var row = new TableEntity(PoisonPartition, message.Id) { ["At"] = message.At };
        TextColumns.Write(row, "Text", message.Text);
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Lists dead-lettered messages.</summary>
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
