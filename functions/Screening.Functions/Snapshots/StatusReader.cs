using System.Collections.Immutable;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Records.Anchors;

namespace Screening.Functions.Snapshots;

/// <summary>Collects the status for operators: the current state of storage, and the snapshot of this instance.</summary>
public sealed class StatusReader
{
    private readonly ScreeningStorage storage;
    private readonly Func<SnapshotHealth> health;
    private readonly Func<CancellationToken, Task<int>> queueDepth;
    private readonly DeadLetterQueue? deadLetters;
    private readonly ListStandings? standings;
    private readonly ListWatch? watch;
    private readonly Func<HeadState, CancellationToken, Task<string?>>? seedAge;
    private readonly Func<IEnumerable<string>>? more;
    private readonly Func<(CheckpointStatus Checkpoint, IReadOnlyList<string> Problems)>? anchors;
    private readonly Func<CancellationToken, Task<ImmutableArray<ListSourceStatus>>>? sources;

    /// <summary>Creates a reader.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="health">State of the snapshot of this instance.</param>
    /// <param name="queueDepth">Counts the messages waiting for the compiler.</param>
    /// <param name="standings">The standing of the watchlists; null when it is not monitored.</param>
    /// <param name="watch">Compares the standing with the required lists; null when they are not monitored.</param>
    /// <param name="seedAge">Returns why the documents are older than the shipped seed; null leaves this out.</param>
    /// <param name="more">Returns problems that other parts have found; null for none.</param>
    /// <param name="anchors">State of the checkpoints, and what is wrong with the anchor chain; null leaves this out.</param>
    /// <param name="deadLetters">Counts the messages in the poison queue; null leaves this out.</param>
    /// <param name="sources">How the refreshes of the lists stand; null leaves this out.</param>
    public StatusReader(
        ScreeningStorage storage, Func<SnapshotHealth> health, Func<CancellationToken, Task<int>> queueDepth,
        ListStandings? standings = null, ListWatch? watch = null, Func<HeadState, CancellationToken, Task<string?>>? seedAge = null,
        Func<IEnumerable<string>>? more = null, Func<(CheckpointStatus Checkpoint, IReadOnlyList<string> Problems)>? anchors = null,
        DeadLetterQueue? deadLetters = null,
        Func<CancellationToken, Task<ImmutableArray<ListSourceStatus>>>? sources = null)
    {
        (this.storage, this.health, this.queueDepth, this.deadLetters) = (storage, health, queueDepth, deadLetters);
        (this.standings, this.watch, this.seedAge, this.more, this.anchors) = (standings, watch, seedAge, more, anchors);
        this.sources = sources;
    }

    /// <summary>Reads the status.</summary>
    public async Task<ScreeningStatus> ReadAsync(CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        var pointer = (await storage.Snapshots.ReadPointerAsync(null, cancellation)).Pointer;
        var compile = await storage.Status.ReadCompileAsync(cancellation);
        var poison = await storage.Status.PoisonAsync(cancellation);
        var lists = await Task.WhenAll(
            head.Manifest.Lists.Select(list => storage.Imports.FindAsync(list.Key, list.Value, cancellation)));
        var counted = deadLetters?.CountAsync(cancellation) ?? Task.FromResult<int?>(null);
        var depth = await DepthAsync(cancellation);
        var unread = await counted;
        var older = seedAge is null ? null : await seedAge(head, cancellation);
        var refreshed = sources is null ? [] : await sources(cancellation);
        var now = health();
        var anchored = anchors?.Invoke();
        var required = watch?.Report() ?? RequiredListReport.None;
        return new ScreeningStatus
        {
            SourceVersion = head.SourceVersion,
            ActiveRevision = now.Pointer?.Revision,
            ActiveSourceVersion = now.Pointer?.SourceVersion,
            ActiveBuiltAt = now.Pointer?.BuiltAt,
            SnapshotAgeSeconds = (int?)now.Age?.TotalSeconds,
            IsAvailable = now.Unavailable is null && standings is not { Current: null },
            LastCompile = compile,
            QueueDepth = depth,
            PoisonCount = poison.Count,
            PoisonQueueDepth = unread,
            Lists = [.. lists.OfType<ImportHeader>()],
            RequiredLists = required.Lists,
            ListSources = refreshed,
            IsSample = required.IsSample,
            RecordCheckpoint = anchored?.Checkpoint ?? CheckpointStatus.None,
            Degraded =
            [
                // Two parts may find the same damage.
                .. now.Degraded.Union(more?.Invoke() ?? [], StringComparer.Ordinal),
                .. Reasons(head, pointer, compile, poison), .. QueueReasons(depth), .. PoisonReasons(unread), .. StandingReasons(), .. required.Problems,
                .. refreshed.Select(source => source.Problem).OfType<string>(),
                .. older is null ? Array.Empty<string>() : [older], .. anchored?.Problems ?? [],
            ],
        };
    }

    private IEnumerable<string> StandingReasons()
    {
        if (standings?.Failure is { } failure)
        {
            yield return failure;
        }

        if (standings is { Current: null })
        {
            yield return ListStandings.NotRead;
        }
    }

    private string[] PoisonReasons(int? unread) => (deadLetters, unread) switch
    {
        (null, _) or (_, 0) => [],
        (_, null) => ["the poison queue cannot be asked"],
        _ => [$"messages in the poison queue that no function has taken: {unread}"],
    };

    private static string[] QueueReasons(int? depth) => depth is null ? ["the queue cannot be asked"] : [];

    private static IEnumerable<string> Reasons(
        HeadState head, SnapshotPointer? pointer, CompileReport? compile, IReadOnlyList<PoisonMessage> poison)
    {
        if (head.SourceVersion > (pointer?.SourceVersion ?? 0))
        {
            yield return $"source version {head.SourceVersion} is not published yet; {pointer?.SourceVersion ?? 0} is";
        }

        if (compile is { Revision: null })
        {
            yield return $"source version {compile.SourceVersion} does not compile: {compile.Errors.Length} errors";
        }

        // A message that was dead-lettered before a later successful build is no longer relevant.
        if (poison.Any(message => compile?.Revision is null || message.At > compile.At))
        {
            yield return "a message to the compiler was dead-lettered since the last good build";
        }
    }

    private async Task<int?> DepthAsync(CancellationToken cancellation)
    {
        try
        {
            return await queueDepth(cancellation);
        }
#pragma warning disable CA1031 // The status must be returned even when a part of it cannot be read.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
