using System.Text.Json;
using System.Text.Json.Serialization;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Erase;

/// <summary>Result of an erasure.</summary>
/// <param name="Id">The record whose personal fields were erased.</param>
/// <param name="ErasureId">Id of the record of the erasure; null when there was no key left to destroy.</param>
public sealed record ErasureResult(string Id, string? ErasureId);

/// <summary>The request stored in the record of an erasure.</summary>
/// <param name="Erased">The record whose personal fields are erased.</param>
/// <param name="Reason">Reason given by the caller.</param>
internal sealed record ErasureRequest(
    [property: JsonPropertyName("erased")] string Erased, [property: JsonPropertyName("reason")] string? Reason);

/// <summary>
/// Erases the personal fields of a record permanently by destroying their key. The erasure is recorded first, so every missing
/// key has an erasure on record or is reported by a verification. The process may stop after any step; repeating the call
/// completes the erasure.
/// </summary>
public sealed class RecordErasure(ScreeningStorage storage, RecordTable records, RecordKeyring keyring, TimeProvider time)
{
    /// <summary>Maximum length of a reason, in characters.</summary>
    public const int ReasonCharacters = 500;

    /// <summary>Erases the personal fields of a record.</summary>
    /// <param name="id">The record.</param>
    /// <param name="reason">Reason. It stays readable, so it must not contain names.</param>
    /// <param name="client">Name of the caller.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The result; null when there is no such decision.</returns>
    /// <exception cref="RecordNotWrittenException">The erasure could not be recorded; nothing was erased.</exception>
    /// <exception cref="RecordKeyNotConfiguredException">
    /// The names cannot be decrypted and so cannot be removed from the index; nothing was erased.
    /// </exception>
    public async Task<ErasureResult?> EraseAsync(string id, string reason, string client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (RecordPlace.Parse(id) is not { } place
            || await storage.RecordRows.RowAsync(place, cancellation) is not { } row || row.Kind == RecordKind.Erasure)
        {
            return null;
        }

        if (await storage.RecordRows.Keys.FindAsync(row, cancellation) is not { } wrapped)
        {
            return new(id, null);
        }

        var words = await WordsAsync(row, wrapped, cancellation);
        var erasure = await records.WriteAsync(RecordOf(id, reason, client), cancellation);
        await RemoveAsync(words, row, cancellation);
        await storage.RecordRows.Keys.DestroyAsync(row, cancellation);
        // Repeated, because the index may have added this record while its key still existed.
        await RemoveAsync(words, row, cancellation);
        return new(id, erasure.Id);
    }

    private async Task<IReadOnlyList<RecordKey>> WordsAsync(RecordRow row, byte[] wrapped, CancellationToken cancellation)
    {
        try
        {
            var body = await storage.RecordRows.BodyAsync(row, cancellation);
            return [.. RecordKey.WordsOf(RecordKeyRows.Reveal(row, body, wrapped, keyring))];
        }
        catch (Exception damage) when (damage is InvalidDataException or JsonException)
        {
            // A record that cannot be decrypted was not indexed by name. Its key can still be destroyed.
            return [];
        }
    }

    private async Task RemoveAsync(IReadOnlyList<RecordKey> words, RecordRow row, CancellationToken cancellation)
    {
        foreach (var blind in words.SelectMany(word => keyring.BlindAll(word.Kind, word.Value)))
        {
            await storage.RecordIndex.RemoveAsync(blind, row.Place, row.At, cancellation);
        }
    }

    private DecisionRecord RecordOf(string id, string reason, string client) => new()
    {
        Kind = RecordKind.Erasure,
        RequestJson = JsonSerializer.Serialize(new ErasureRequest(id, reason), PlainJson.Default.ErasureRequest),
        DecisionJson = "{}",
        Mode = "none",
        AsOf = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
        Revision = "none",
        SnapshotAgeSeconds = 0,
        Client = client,
    };
}
