
namespace Screening.Functions.Snapshots;

/// <summary>
/// Repairs what was lost: a compile request that was never sent or was dead-lettered, a missing or damaged snapshot, an activation
/// that was not recorded.
/// </summary>
public sealed class SnapshotSweep
{
    private readonly ScreeningStorage storage;
    private readonly CompileRequests compileRequest;

    /// <summary>Creates the sweep.</summary>
    public SnapshotSweep(ScreeningStorage storage, CompileRequests compileRequest) => (this.storage, this.compileRequest) = (storage, compileRequest);

    /// <summary>
    /// Sends a compile request when the pointer is damaged, behind the versions row or of an older format, its snapshot is missing or damaged, or its
    /// activation is not recorded.
    /// </summary>
    /// <returns>True when a compile request was needed and sent.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        var pointer = (await storage.Snapshots.ReadPointerAsync(null, cancellation)).Pointer;
        var isDone = head.SourceVersion == 0
            || (pointer is not null && pointer.Covers(storage.Snapshots.Format, head.SourceVersion)
                && await storage.Snapshots.FindDamageAsync(pointer, cancellation) is null
                && await storage.Status.HasActivationAsync(pointer.SourceVersion, pointer.Revision, cancellation));
        return !isDone && await compileRequest.TrySendAsync(head.SourceVersion);
    }
}
