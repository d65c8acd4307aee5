using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Proposals;

/// <summary>Proposals, one row each, newest first. A decided proposal never changes again.</summary>
public sealed class ProposalTable
{
    private const string Partition = "proposal";

    private readonly TableClient table;

    internal ProposalTable(TableClient table) => this.table = table;

    /// <summary>A new id for a proposal filed at a time. Ids of later proposals sort first.</summary>
    public static string NewId(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.MaxValue.Ticks - at.UtcTicks:D19}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    /// <summary>Stores a new proposal.</summary>
    /// <exception cref="RowRefusedException">A value exceeds the limits of storage.</exception>
    public async Task AddAsync(Proposal proposal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var row = Row(proposal);
        Rows.Check(row);

        // The id ends in a random number, so no other row is replaced, and the call may be repeated after a lost response.
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Reads a proposal with the ETag of its row.</summary>
    /// <returns>The proposal; null when there is none.</returns>
    public async Task<(Proposal Proposal, ETag Tag)?> FindAsync(string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length is 0 or > 64 || !id.All(Rows.IsKeyCharacter))
        {
            return null;
        }

        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellation);
        return read.HasValue ? (Read(read.Value!), read.Value!.ETag) : null;
    }

    /// <summary>Stores the decision of a proposal if its row is unchanged.</summary>
    /// <returns>The new ETag of the row; null when another decision was faster.</returns>
    public async Task<ETag?> DecideAsync(Proposal proposal, ETag tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var row = Row(proposal);
        Rows.Check(row);
        try
        {
            var written = await table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellation);
            return written.Headers.ETag;
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
            // A retry after a lost response finds its own row.
            return await FindAsync(proposal.Id, cancellation) is var (found, now) && RowJson.Text(found) == RowJson.Text(proposal) ? now : null;
        }
    }

    /// <summary>Proposals, newest first.</summary>
    public async IAsyncEnumerable<Proposal> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return Read(row);
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private static TableEntity Row(Proposal proposal)
    {
        var row = new TableEntity(Partition, Rows.Key(proposal.Id));
        TextColumns.Write(row, "Proposal", RowJson.Text(proposal));
        return row;
    }

    private static Proposal Read(TableEntity row) => RowJson.Read<Proposal>(TextColumns.Read(row, "Proposal")!)!;
}
