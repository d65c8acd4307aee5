using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Erase;

/// <summary>Repeats erasures after a restore: the backup may be older than they are, and then the personal fields are back.</summary>
public sealed class RepeatedErasures : IAsyncDisposable
{
    private const string Client = "command line";
    private const string Reason = "repeated after a restore";

    private readonly RecordTable records;
    private readonly RecordErasure erasure;

    private RepeatedErasures(ScreeningStorage storage, RecordKeyring keyring, TimeProvider time)
    {
        records = new RecordTable(storage, keyring, time, lanes: 1);
        erasure = new RecordErasure(storage, records, keyring, time);
    }

    /// <summary>Opens the restored storage.</summary>
    public static async Task<RepeatedErasures> OpenAsync(
        StorageOptions options, RecordKeyring keyring, TimeProvider time, CancellationToken cancellation) =>
        new(await ScreeningStorage.OpenAsync(options, cancellation), keyring, time);

    /// <summary>Erases the personal fields of these records where their key is there. Can be repeated.</summary>
    /// <returns>How many were erased now, and how many ids no record has.</returns>
    public async Task<(int Erased, int Unknown)> RunAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var (erased, unknown) = (0, 0);
        foreach (var id in ids.Select(id => id.Trim()).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var result = await erasure.EraseAsync(id, Reason, Client, cancellation);
            (erased, unknown) = (erased + (result?.ErasureId is null ? 0 : 1), unknown + (result is null ? 1 : 0));
        }

        return (erased, unknown);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => records.DisposeAsync();
}
