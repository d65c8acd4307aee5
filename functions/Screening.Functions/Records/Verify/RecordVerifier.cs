using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Verify;

/// <summary>Verifies records: every hash, seal, link, body and key, and that no anchored record is missing.</summary>
public sealed class RecordVerifier(
    ScreeningStorage storage, RecordTable records, RecordSearch search, RecordKeyring keyring, TimeProvider time)
{
    private readonly ScreeningStorage storage = storage;
    private readonly RecordTable records = records;
    private readonly RecordSearch search = search;
    private readonly RecordKeyring keyring = keyring;
    private readonly TimeProvider time = time;

    /// <summary>Longest period of one verification. Longer periods need several.</summary>
    public static readonly TimeSpan MaxReach = TimeSpan.FromDays(31);

    /// <summary>Verifies the records of some hours.</summary>
    /// <param name="from">First hour, UTC.</param>
    /// <param name="before">End, exclusive; an hour that has started is included whole.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<VerifyReport> VerifyAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        var walk = new VerifyWalk(storage, records, search, keyring, time, cancellation);
        await records.AnchorAsync(cancellation);
        // The order matters: what is read later has grown if anything, so concurrent writers cause no finding.
        var checkpoint = new CheckpointCheck(storage, records.Links, keyring, walk.Damages.Add);
        var chain = new ChainCheck(storage.AnchorChain, keyring, walk.Damages.Add);
        await chain.ReadAsync(from, before, await checkpoint.ReadAsync(cancellation), cancellation);
        checkpoint.Compare(chain);
        walk.Expect(chain, RecordPlace.PrefixOf(from), RecordPlace.PrefixOf(before.AddTicks(-1)));
        await foreach (var (partition, _) in storage.PartitionsAsync(from, before, cancellation))
        {
            walk.Announced.Add(partition);
        }

        var (low, high) = (RecordPlace.PrefixOf(from), RecordPlace.PrefixOf(before.AddTicks(-1)) + "~");
        await foreach (var row in storage.RecordRows.RangeAsync(low, high, cancellation))
        {
            await walk.NextAsync(row);
        }

        await walk.FinishAsync();
        await walk.CheckLinksNamedAsync(storage.AnchorChain);
        return new(
            walk.Damages.Count == 0, from, before, walk.Partitions, walk.Records, walk.Erased, walk.Retired, walk.Retiring,
            [.. walk.Unclosed], [.. walk.Damages.Take(VerifyReport.MaxDamages)], chain.Report, checkpoint.Report);
    }
}
