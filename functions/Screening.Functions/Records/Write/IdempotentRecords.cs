using System.Collections.Immutable;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>A recorded decision.</summary>
/// <param name="Stamp">Id, time and hashes.</param>
/// <param name="Record">The record.</param>
/// <param name="IsReplay">Whether an earlier request recorded it.</param>
public sealed record Recorded(RecordStamp Stamp, DecisionRecord Record, bool IsReplay);

/// <summary>
/// Records at most once per idempotency key. A reservation names the attempt that may record, and the marker of that attempt is
/// added in the transaction of the record. A later attempt first adds the marker of the earlier one itself: either the earlier
/// attempt can then never commit, or the marker exists and leads to its record. Correctness does not depend on clocks, and the
/// process may stop after any step.
/// </summary>
public sealed class IdempotentRecords
{
    /// <summary>How long another request with the same key may take before its attempt is taken over.</summary>
    public static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(3);

    /// <summary>An attempt older than this has ended and is not waited for.</summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(30);

    private const int Tries = 5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly RecordTable records;
    private readonly IdempotencyTable keys;
    private readonly RecordRows rows;
    private readonly RecordKeyring keyring;
    private readonly TimeProvider time;

    /// <summary>Creates an instance.</summary>
    public IdempotentRecords(RecordTable records, ScreeningStorage storage, RecordKeyring keyring, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(storage);
        (this.records, keys, rows, this.keyring, this.time) = (records, storage.Idempotency, storage.RecordRows, keyring, time);
    }

    /// <summary>Records a decision, or returns the one recorded under the same key and body.</summary>
    /// <param name="key">The key.</param>
    /// <param name="line">Line of a batch, from 1; 0 for a single request.</param>
    /// <param name="record">The decision; not written if one is recorded already.</param>
    /// <param name="cancellation">The caller disconnected.</param>
    /// <exception cref="IdempotencyKeyReusedException">The key was used with another body.</exception>
    /// <exception cref="RecordNotWrittenException">Storage failed, or concurrent requests were always first.</exception>
    /// <exception cref="RecordKeyNotConfiguredException">
    /// The existing record was sealed with a key that is not configured.
    /// </exception>
    public async Task<Recorded> RecordAsync(IdempotencyKey key, int line, DecisionRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await GuardAsync(async () =>
        {
            var mine = New(key, line);
            return await keys.TryAddAsync([mine], cancellation)
                ? await WriteAsync(mine, record, cancellation)
                : await RepeatAsync(key, line, record, cancellation);
        });
    }

    /// <summary>The decision recorded under a key; null when there is none or the attempt may still be in progress.</summary>
    public async Task<Recorded?> FindAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await keys.FindAsync(key.Scope, 0, cancellation) is { } found && !IsExpired(found) && Same(found, key)
            && await rows.MarkedAsync(found.Marker, cancellation) is { } place
            ? await ReadAsync(found, place, cancellation)
            : null;
    }

    /// <summary>Reserves lines of a batch in as few round trips as possible.</summary>
    /// <param name="key">The key of the batch.</param>
    /// <param name="lines">The lines, from 1.</param>
    /// <param name="cancellation">The caller disconnected.</param>
    /// <returns>Reservations of this request. A line without one was requested before.</returns>
    /// <exception cref="IdempotencyKeyReusedException">The key was used with another body.</exception>
    public async Task<IReadOnlyDictionary<int, Reservation>> ReserveAsync(
        IdempotencyKey key, IReadOnlyList<int> lines, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var chunks = lines.Select(line => New(key, line)).Chunk(StorageLimits.BatchEntities).ToArray();
        var isMine = await Task.WhenAll(chunks.Select(chunk => keys.TryAddAsync(chunk, cancellation)));
        if (isMine.Contains(false))
        {
            foreach (var found in await keys.FindAllAsync(key.Scope, cancellation))
            {
                Refuse(found, key);
            }
        }

        return chunks.Where((_, index) => isMine[index]).SelectMany(chunk => chunk).ToImmutableDictionary(mine => mine.Line);
    }

    /// <summary>Records a line that was reserved, or one that was requested before.</summary>
    public Task<Recorded> RecordAsync(
        IdempotencyKey key, int line, Reservation? mine, DecisionRecord record, CancellationToken cancellation) =>
        mine is null ? RecordAsync(key, line, record, cancellation) : GuardAsync(() => WriteAsync(mine, record, cancellation));

    /// <summary>Deletes keys past their lifetime.</summary>
    public Task<int> SweepAsync(CancellationToken cancellation) =>
        keys.DeleteBeforeAsync(time.GetUtcNow() - IdempotencyKey.Lifetime, cancellation);

    private async Task<Recorded> RepeatAsync(IdempotencyKey key, int line, DecisionRecord record, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await keys.FindAsync(key.Scope, line, cancellation) is not { } found)
            {
                var mine = New(key, line);
                if (await keys.TryAddAsync([mine], cancellation))
                {
                    return await WriteAsync(mine, record, cancellation);
                }

                continue;
            }

            if (!IsExpired(found))
            {
                Refuse(found, key);
                if (await FinishedAsync(found, cancellation) is { } place)
                {
                    return await ReadAsync(found, place, cancellation);
                }
            }

            var next = New(key, line) with { ETag = found.ETag };
            if (await keys.TryReplaceAsync(next, cancellation))
            {
                return await WriteAsync(next, record, cancellation);
            }
        }

        throw new RecordNotWrittenException(null);
    }

    private async Task<Recorded> WriteAsync(Reservation mine, DecisionRecord record, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            try
            {
                var marked = record with { Idempotency = mine.Marker.Scope };
                return new(await records.WriteAsync(marked, mine.Marker, cancellation), marked, IsReplay: false);
            }
            catch (PartitionMovedException)
            {
                // The hour or the chain has changed. This attempt can no longer commit; a new one may start.
                if (await keys.FindAsync(mine.Scope, mine.Line, cancellation) is not { } found || found.Marker != mine.Marker)
                {
                    break;
                }

                mine = mine with { Marker = records.Mark(mine.Marker.Scope), ETag = found.ETag };
                if (!await keys.TryReplaceAsync(mine, cancellation))
                {
                    break;
                }
            }
        }

        throw new RecordNotWrittenException(null);
    }

    // Null: that attempt has not recorded and never will.
    private async Task<RecordPlace?> FinishedAsync(Reservation found, CancellationToken cancellation)
    {
        var waited = TimeSpan.Zero;
        var mayBeUnderWay = time.GetUtcNow() - found.At < LongestAttempt;
        while (mayBeUnderWay && waited < Courtesy)
        {
            if (await rows.MarkedAsync(found.Marker, cancellation) is { } place)
            {
                return place;
            }

            await Task.Delay(Look, cancellation);
            waited += Look;
        }

        return await rows.CloseAsync(found.Marker, cancellation);
    }

    private async Task<Recorded> ReadAsync(Reservation found, RecordPlace place, CancellationToken cancellation)
    {
        var stored = await rows.FindAsync(place, keyring, isShown: true, cancellation);
        // A marker is not part of a chain. The record is, and it holds the scope it belongs to.
        if (stored is { IsLocked: true })
        {
            throw new RecordKeyNotConfiguredException(stored.KeyId ?? "unknown");
        }

        return stored is { IsSound: true, Personal: not PersonalView.Damaged } && stored.Record.Idempotency == found.Marker.Scope
            ? new(stored.Stamp, stored.Record, IsReplay: true)
            : throw new InvalidDataException("a marker does not lead to the record of its attempt");
    }

    private Reservation New(IdempotencyKey key, int line) => new(
        key.Scope, line, key.Body, records.Mark(Reservation.LineScope(key.Scope, line)), time.GetUtcNow(), null);

    private bool IsExpired(Reservation found) => time.GetUtcNow() - found.At >= IdempotencyKey.Lifetime;

    private void Refuse(Reservation found, IdempotencyKey key)
    {
        if (!IsExpired(found) && !Same(found, key))
        {
            throw new IdempotencyKeyReusedException();
        }
    }

    private static bool Same(Reservation found, IdempotencyKey key) => string.Equals(found.Body, key.Body, StringComparison.Ordinal);

    // A failure of storage is reported as a failure to record: the caller gets no decision and may retry.
    private static async Task<Recorded> GuardAsync(Func<Task<Recorded>> record)
    {
        try
        {
            return await record();
        }
        catch (Exception failure) when (failure is not RecordNotWrittenException and not OperationCanceledException && StorageFailure.Is(failure))
        {
            throw new RecordNotWrittenException(failure);
        }
    }
}
