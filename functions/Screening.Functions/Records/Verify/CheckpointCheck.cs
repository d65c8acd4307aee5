using System.Globalization;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Verify;

/// <summary>
/// Compares the anchor chain with what is known apart from it: the newest checkpoint outside, and the end that this instance has
/// seen. Both are read before the chain, so a chain that grows meanwhile contradicts neither.
/// </summary>
internal sealed class CheckpointCheck(ScreeningStorage storage, AnchorLinks links, RecordKeyring keyring, Action<Damage> report)
{
    private Checkpoint? newest;
    private ChainPoint? seen;

    /// <summary>Summary for the report.</summary>
    internal CheckpointReport Report { get; private set; } = new(false, null, null);

    /// <summary>Reads both.</summary>
    /// <returns>Numbers of the links that are compared.</returns>
    internal async Task<IReadOnlyList<long>> ReadAsync(CancellationToken cancellation)
    {
        seen = links.Point;
        if (storage.Checkpoints is { } outside)
        {
            try
            {
                newest = await outside.NewestAsync(keyring, cancellation);
            }
            catch (RecordKeyNotConfiguredException locked)
            {
                Say(DamageKind.KeyNotConfigured, $"the newest checkpoint is sealed with the record key {locked.KeyId}, which is not configured");
            }
            catch (Exception failure) when (StorageFailure.Is(failure) || failure is InvalidDataException)
            {
                Say(DamageKind.CheckpointUnread, $"the newest checkpoint cannot be read ({Checkpoints.ReasonOf(failure)}), so a rollback is not excluded");
            }

            Report = new(true, newest?.Number, newest?.At);
        }

        return [.. new[] { newest?.Number, seen?.Number }.OfType<long>()];
    }

    /// <summary>Reports what contradicts the chain that was read.</summary>
    internal void Compare(ChainCheck chain)
    {
        if (newest is not null && chain.HashOf(newest.Number) != newest.Hash)
        {
            Say(DamageKind.RolledBack, newest.Number > chain.End
                ? $"the anchor chain ends at link {chain.End} with {chain.Report.Records} records, and the checkpoint of {newest.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} names link {newest.Number} with {newest.Records} records in {newest.Partitions} partitions"
                : (FormattableString)$"link {newest.Number} of the anchor chain is not the one that the checkpoint of {newest.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} names");
        }

        if (seen is not null && chain.HashOf(seen.Number) != seen.Hash)
        {
            Say(DamageKind.ChainBroken, $"the anchor chain ends at link {chain.End} or is another one, and this instance has seen link {seen.Number} with {seen.Records} records");
        }
        else if (links.Fault is { } fault)
        {
            Say(DamageKind.ChainBroken, $"{fault}");
        }
    }

    private void Say(DamageKind kind, FormattableString detail) => report(new(kind, "", null, detail.ToString(CultureInfo.InvariantCulture)));
}
