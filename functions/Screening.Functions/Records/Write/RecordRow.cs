using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Records.Erase;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>A row ready to be stamped and added.</summary>
/// <param name="Row">The row without its place and stamp.</param>
/// <param name="ContentHash">Hash of its content.</param>
/// <param name="DataKey">Key of its personal fields; null when it has none.</param>
internal sealed record PreparedRecord(TableEntity Row, string ContentHash, byte[]? DataKey);

/// <summary>A record's row as it was read, with what it says of itself.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Row">Its columns.</param>
internal sealed record RecordRow(RecordPlace Place, TableEntity Row)
{
    /// <summary>What the row says its writer added.</summary>
    internal RecordStamp Stamp => new(
        Place.Id, Row.GetDateTimeOffset("RecordedAt") ?? default, Row.GetString("PreviousHash") ?? "", Row.GetString("Hash") ?? "");

    /// <summary>Row of the wrapped key; empty for none.</summary>
    internal string Keys => Row.GetString("Keys") ?? "";

    /// <summary>Column of the wrapped key in that row.</summary>
    internal string KeyColumn => KeyColumnOf(Place.Row);

    /// <summary>Name of the blob that holds its body; null when it stands in the row.</summary>
    internal string? Body => Row.GetString("Body");

    /// <summary>Its kind.</summary>
    internal string Kind => Row.GetString("Kind") ?? "";

    /// <summary>Whether the hash is that of the content and the predecessor it names.</summary>
    internal bool HasItsHash() => HasHashAt(Place.Id, RecordHash.Content(Row));

    /// <summary>Whether the hash would be right if the row lay at another place.</summary>
    internal bool HasHashAt(string id, string content) =>
        string.Equals(RecordHash.Of(Stamp with { Id = id }, Keys, content), Stamp.Hash, StringComparison.Ordinal);

    /// <summary>Whether the writer sealed that hash.</summary>
    internal bool IsSealedBy(RecordKeyring keyring) => SealState(keyring) == Write.SealState.Ours;

    /// <summary>What the seal on that hash says.</summary>
    internal SealState SealState(RecordKeyring keyring) => keyring.Check(Stamp.Hash, Row.GetString("Seal"));

    /// <summary>Name of the key its writer sealed with; null when it has no seal.</summary>
    internal string? KeyId => RecordKeyring.KeyIdOf(Row.GetString("Seal"));

    /// <summary>The record with the texts of <paramref name="body"/>.</summary>
    internal DecisionRecord With(RecordBody body) => new()
    {
        Kind = Kind,
        RequestJson = body.Request,
        DecisionJson = body.Decision,
        Mode = Row.GetString("Mode"),
        AsOf = DateOnly.ParseExact(Row.GetString("AsOf"), "O", CultureInfo.InvariantCulture),
        Revision = Row.GetString("Revision"),
        SnapshotAgeSeconds = Row.GetInt32("SnapshotAgeSeconds") ?? 0,
        Client = Row.GetString("Client"),
        Idempotency = Row.GetString("Idempotency"),
        Inputs = TextColumns.Read(Row, "Inputs"),
    };

    /// <summary>Column that holds the wrapped key of a record.</summary>
    internal static string KeyColumnOf(string row) => "K" + row;

    /// <summary>
    /// Makes the row of a record: personal values are cut out and encrypted under a new key; the columns by which it is
    /// found come from its own texts, so that they cannot differ from them.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="put">Stores a body too large for a row, and names it.</param>
    internal static async Task<PreparedRecord> PrepareAsync(DecisionRecord record, Func<RecordBody, Task<string>> put)
    {
        var row = new TableEntity
        {
            ["Kind"] = record.Kind,
            ["Mode"] = record.Mode,
            ["AsOf"] = record.AsOf.ToString("O", CultureInfo.InvariantCulture),
            ["Revision"] = record.Revision,
            ["SnapshotAgeSeconds"] = record.SnapshotAgeSeconds,
            ["Client"] = record.Client,
        };
        if (record.Idempotency is not null)
        {
            row["Idempotency"] = record.Idempotency;
        }

        // A record without inputs has no column of them, so that the hashes of earlier records stay what they are.
        if (record.Inputs is not null)
        {
            TextColumns.Write(row, "Inputs", record.Inputs);
        }

        AddColumns(row, record.RequestJson, PersonalFields.RequestColumns);
        AddColumns(row, record.DecisionJson, PersonalFields.DecisionColumns);
        var (body, dataKey) = Seal(record);
        await AddBodyAsync(row, body, record.Inputs?.Length ?? 0, put);
        return new(row, RecordHash.Content(row), dataKey);
    }

    private static void AddColumns(TableEntity row, string json, (string Column, JsonPlaces Place)[] columns)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        foreach (var (column, place) in columns)
        {
            if (place.Find(bytes, most: 1) is [var (start, length)])
            {
                row[column] = PlainJson.Text(bytes.AsSpan(start, length));
            }
        }
    }

    private static (RecordBody Body, byte[]? DataKey) Seal(DecisionRecord record)
    {
        var cut = new List<byte[]>();
        var request = PersonalText.Split(record.RequestJson, PersonalFields.Request, cut);
        var decision = PersonalText.Split(record.DecisionJson, PersonalFields.Decision, cut);
        if (cut.Count == 0)
        {
            return (new(request, decision, null), null);
        }

        var key = RandomNumberGenerator.GetBytes(RecordKeyring.KeyBytes);
        return (new(request, decision, PersonalText.Encrypt(cut, key)), key);
    }

    private static async Task AddBodyAsync(TableEntity row, RecordBody body, int inputs, Func<RecordBody, Task<string>> put)
    {
        var isLarge = body.Request.Length + body.Decision.Length + inputs > StorageLimits.TextCharactersPerRow
            || body.Sealed?.Length > StorageLimits.BinaryBytes;
        if (isLarge)
        {
            row["Body"] = await put(body);
            return;
        }

        TextColumns.Write(row, "Request", body.Request);
        TextColumns.Write(row, "Decision", body.Decision);
        if (body.Sealed is not null)
        {
            row["Sealed"] = body.Sealed;
        }
    }
}
