
namespace Screening.Functions.Snapshots;

/// <summary>
/// Heals what got lost: a compile request that was never sent or dead-lettered, a snapshot that is no longer there, an activation nobody told.
/// </summary>
public sealed class SnapshotSweep
{
    private readonly ScreeningStorage storage;
    private readonly CompileRequests compileRequest;

    /// <summary>Creates the sweep.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="compileRequest">Tells the compiler.</param>
    public SnapshotSweep(ScreeningStorage storage, CompileRequests compileRequest) => (this.storage, this.compileRequest) = (storage, compileRequest);

    /// <summary>
    /// Compile requests when the pointer is behind the head, names a snapshot that is not there, or was flipped untold.
    /// </summary>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>True when a compile request was needed and sent.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        var pointer = (await storage.Snapshots.ReadPointerAsync(null, cancellation)).Pointer;
        var isDone = head.SourceVersion == 0
            || (pointer is not null && pointer.SourceVersion >= head.SourceVersion
                && await storage.Snapshots.IsThereAsync(pointer, cancellation)
                && await storage.Status.HasActivationAsync(pointer.SourceVersion, pointer.Revision, cancellation));
        return !isDone && await compileRequest.TrySendAsync(head.SourceVersion);
    }
}
