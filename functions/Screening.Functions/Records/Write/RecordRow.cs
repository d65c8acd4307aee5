using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Screening.Functions.Records.Erase;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>A row that is ready to be stamped and added.</summary>
/// <param name="Row">The row without place and stamp.</param>
/// <param name="ContentHash">Hash of its content.</param>
/// <param name="DataKey">Key of its personal fields; null when it has none.</param>
internal sealed record PreparedRecord(TableEntity Row, string ContentHash, byte[]? DataKey);

/// <summary>Result of checking the row of a record without its body and key.</summary>
/// <param name="HasItsHash">Whether every column has its type and the hash matches.</param>
/// <param name="Seal">Result of checking the seal on the hash.</param>
/// <param name="Damage">What is wrong with the row; null when nothing is.</param>
internal sealed record RowCheck(bool HasItsHash, SealState Seal, string? Damage)
{
    /// <summary>The content was changed.</summary>
    internal const string OtherContent = "its content does not have its hash";

    /// <summary>The seal is missing or was made for another hash.</summary>
    internal const string NoSeal = "its hash was not sealed by this system";
}

/// <summary>A stored row of a record, with its columns by name.</summary>
internal sealed record RecordRow(RecordPlace Place, TableEntity Row)
{
    private const int KeyColumnLength = 1 + 10;

    /// <summary>Values the writer added, as stored; empty where they cannot be read.</summary>
    internal RecordStamp Stamp => new(Place.Id, RecordedAt ?? default, Text("PreviousHash") ?? "", Text("Hash") ?? "");

    /// <summary>Commit time. One that is unreadable or outside the hour of the partition is replaced by the start of that hour.</summary>
    internal DateTimeOffset At =>
        RecordedAt is { } at && RecordPlace.HourOf(Place.Partition) is var hour && at >= hour && at < hour.AddHours(1)
            ? at
            : RecordPlace.HourOf(Place.Partition);

    /// <summary>Row key of the row that holds the wrapped key; empty when there is none.</summary>
    internal string Keys => Text("Keys") ?? "";

    /// <summary>Column of the wrapped key in that row.</summary>
    internal string KeyColumn => KeyColumnOf(Place.Row);

    /// <summary>Name of the blob that holds the body; null when the body is in the row.</summary>
    internal string? Body => Text("Body");

    /// <summary>One of <see cref="RecordKind"/>.</summary>
    internal string Kind => Text("Kind") ?? "";

    /// <summary>Name of the key the record was sealed with; null when it has no seal.</summary>
    internal string? KeyId => RecordKeyring.KeyIdOf(Text("Seal"));

    private DateTimeOffset? RecordedAt => Row.TryGetValue("RecordedAt", out var value) ? value as DateTimeOffset? : null;

    /// <summary>A column of text; null when it is missing or of another type. A reader of a damaged row must not fail.</summary>
    internal string? Text(string column) => Row.TryGetValue(column, out var value) ? value as string : null;

    /// <summary>Whether every column has its type and the hash matches the content and the previous hash.</summary>
    internal bool HasItsHash() => RecordColumns.Fault(Row) is null && HasHashAt(Place.Id, RecordHash.Content(Row));

    /// <summary>Whether the hash would match if the row had another id.</summary>
    internal bool HasHashAt(string id, string content) =>
        string.Equals(RecordHash.Of(Stamp with { Id = id }, Keys, content), Stamp.Hash, StringComparison.Ordinal);

    /// <summary>Result of checking the seal on the hash.</summary>
    internal SealState SealState(RecordKeyring keyring) => keyring.Check(Stamp.Hash, Text("Seal"));

    /// <summary>Checks the row alone: the types of its columns, its hash and its seal.</summary>
    internal RowCheck Check(RecordKeyring keyring)
    {
        var (fault, seal) = (RecordColumns.Fault(Row), SealState(keyring));
        var hasItsHash = fault is null && HasHashAt(Place.Id, RecordHash.Content(Row));
        return new(hasItsHash, seal, fault ?? (!hasItsHash ? RowCheck.OtherContent : seal == Write.SealState.Wrong ? RowCheck.NoSeal : null));
    }

    /// <summary>The record with the texts of <paramref name="body"/>. Columns that cannot be read are empty.</summary>
    internal DecisionRecord With(RecordBody body) => new()
    {
        Kind = Kind,
        RequestJson = body.Request,
        DecisionJson = body.Decision,
        Mode = Text("Mode") ?? "",
        AsOf = DateOnly.TryParseExact(Text("AsOf"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf) ? asOf : default,
        Revision = Text("Revision") ?? "",
        SnapshotAgeSeconds = Row.TryGetValue("SnapshotAgeSeconds", out var age) ? age as int? ?? 0 : 0,
        Client = Text("Client") ?? "",
        Idempotency = Text("Idempotency"),
        Inputs = TextColumns.Read(Row, "Inputs"),
    };

    /// <summary>Column that holds the wrapped key of a record.</summary>
    internal static string KeyColumnOf(string row) => "K" + row;

    /// <summary>Whether a column is one of wrapped keys.</summary>
    internal static bool IsKeyColumn(string column) => column.Length == KeyColumnLength && column[0] == 'K' && column.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>
    /// Creates the row of a record. Personal values are cut out and encrypted under a new key. Search columns are derived from
    /// the record's own texts, so they cannot differ from them.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="put">Stores a body that is too large for a row and returns its name.</param>
    internal static async Task<PreparedRecord> PrepareAsync(DecisionRecord record, Func<RecordBody, Task<string>> put)
    {
        var row = new TableEntity
        {
            [RecordColumns.HashVersion] = RecordHash.Version,
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

        // A record without inputs has no column for them, so that the hashes of earlier records stay valid.
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
