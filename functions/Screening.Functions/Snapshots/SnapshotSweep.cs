using Screening.Functions.Storage;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Heals what got lost: a nudge that was never sent or given up, a snapshot that is no longer there, an activation nobody told.
/// </summary>
public sealed class SnapshotSweep
{
    private readonly StorageRoom room;
    private readonly CompileNudge nudge;

    /// <summary>Creates the sweep.</summary>
    /// <param name="room">Storage.</param>
    /// <param name="nudge">Tells the compiler.</param>
    public SnapshotSweep(StorageRoom room, CompileNudge nudge) => (this.room, this.nudge) = (room, nudge);

    /// <summary>
    /// Nudges when the pointer is behind the head, names a snapshot that is not there, or was flipped untold.
    /// </summary>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>True when a nudge was needed and sent.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var head = await room.Head.ReadAsync(cancellation);
        var pointer = (await room.Snapshots.ReadPointerAsync(null, cancellation)).Pointer;
        var isDone = head.SourceVersion == 0
            || (pointer is not null && pointer.SourceVersion >= head.SourceVersion
                && await room.Snapshots.IsThereAsync(pointer, cancellation)
                && await room.Status.HasActivationAsync(pointer.SourceVersion, pointer.Revision, cancellation));
        return !isDone && await nudge.TrySendAsync(head.SourceVersion);
    }
}
