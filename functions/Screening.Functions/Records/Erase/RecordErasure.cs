using System.Text.Json;
using System.Text.Json.Serialization;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Erase;

/// <summary>What became of an erasure.</summary>
/// <param name="Id">The record whose personal fields are gone.</param>
/// <param name="ErasureId">The record of the erasure; null when they were gone before.</param>
public sealed record ErasureResult(string Id, string? ErasureId);

/// <summary>What the record of an erasure says was asked.</summary>
/// <param name="Erased">The record whose personal fields are destroyed.</param>
/// <param name="Reason">Why.</param>
internal sealed record ErasureRequest(
    [property: JsonPropertyName("erased")] string Erased, [property: JsonPropertyName("reason")] string? Reason);

/// <summary>
/// Erases the personal fields of a record for good, by destroying their key. The erasure is recorded first, so that a
/// key that is gone is either accounted for or found by a verification; any step can be the last, and the same call
/// again goes on.
/// </summary>
/// <param name="storage">Storage.</param>
/// <param name="records">Records the erasure.</param>
/// <param name="keyring">Keys over the records.</param>
/// <param name="time">Clock.</param>
public sealed class RecordErasure(ScreeningStorage storage, RecordTable records, RecordKeyring keyring, TimeProvider time)
{
    /// <summary>Characters of a reason.</summary>
    public const int ReasonCharacters = 500;

    /// <summary>Erases.</summary>
    /// <param name="id">The record.</param>
    /// <param name="reason">Why; it stays readable, so it names nobody.</param>
    /// <param name="client">Who erases.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The result; null when there is no such decision.</returns>
    /// <exception cref="RecordNotWrittenException">The erasure could not be recorded, and nothing was erased.</exception>
    /// <exception cref="RecordKeyNotConfiguredException">
    /// The names cannot be read, so they could not be taken out of the index; nothing was erased.
    /// </exception>
    public async Task<ErasureResult?> EraseAsync(string id, string reason, string client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (RecordPlace.Parse(id) is not { } place
            || await storage.RecordRows.RowAsync(place, cancellation) is not { } row || row.Kind != RecordKind.Decision)
        {
            return null;
        }

        if (await storage.RecordRows.KeyOfAsync(row, cancellation) is not { } wrapped)
        {
            return new(id, null);
        }

        var words = await WordsAsync(row, wrapped, cancellation);
        var erasure = await records.WriteAsync(RecordOf(id, reason, client), cancellation);
        await RemoveAsync(words, row, cancellation);
        await storage.RecordRows.DestroyKeyAsync(row, cancellation);
        // Once more: the index may have been catching up with this record while its key was still there.
        await RemoveAsync(words, row, cancellation);
        return new(id, erasure.Id);
    }

    private async Task<IReadOnlyList<RecordKey>> WordsAsync(RecordRow row, byte[] wrapped, CancellationToken cancellation)
    {
        try
        {
            var body = await storage.RecordRows.BodyAsync(row, cancellation);
            return [.. RecordKey.WordsOf(RecordRows.Reveal(row, body, wrapped, keyring))];
        }
        catch (InvalidDataException)
        {
            // What nobody can read any more was not indexed by its names either, and its key can still be destroyed.
            return [];
        }
    }

    private async Task RemoveAsync(IReadOnlyList<RecordKey> words, RecordRow row, CancellationToken cancellation)
    {
        foreach (var blind in words.SelectMany(word => keyring.BlindAll(word.Kind, word.Value)))
        {
            await storage.RecordIndex.RemoveAsync(blind, row.Place, row.Stamp.RecordedAt, cancellation);
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
