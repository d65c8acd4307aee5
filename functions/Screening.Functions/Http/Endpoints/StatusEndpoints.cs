using Screening.Engine.Snapshots;
using Screening.Functions.Decisions;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Endpoints for operators and probes: status, snapshots, health.</summary>
public static class StatusEndpoints
{
    /// <summary>Maps the routes that need credentials.</summary>
    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/status", ["GET", "HEAD"], async (StatusReader reader, CancellationToken cancellation) =>
            Wire.Json(await reader.ReadAsync(cancellation))).RequireAccess(Access.ReadStatus);
        routes.MapMethods("/api/v1/snapshots/{revision}", ["GET", "HEAD"], SnapshotAsync).RequireAccess(Access.ReadRules);
    }

    /// <summary>
    /// Maps the probes, which are anonymous. healthz: the process responds. readyz: a transaction could be decided now.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/healthz", ["GET", "HEAD"], () => Results.Text("healthy")).AllowAnonymous();
        routes.MapMethods("/readyz", ["GET", "HEAD"], ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(SnapshotProvider<Snapshot> provider, ListStandings standings, CancellationToken cancellation)
    {
        if ((await provider.TakeAsync(cancellation)).Lease is not { } lease)
        {
            return Problems.Unavailable("No snapshot can be used at the moment.", ScreeningFlow.RetryAfter);
        }

        return await standings.TakeAsync(lease.Pointer.SourceVersion, cancellation) is null
            ? Problems.Unavailable($"No decision can be made: {ListStandings.NotRead}.", ScreeningFlow.RetryAfter)
            : Results.Text("ready");
    }

    private static async Task<IResult> SnapshotAsync(
        string revision, SnapshotProvider<Snapshot> provider, ScreeningStorage storage, CancellationToken cancellation)
    {
        if (revision == "current")
        {
            var taken = await provider.TakeAsync(cancellation);
            return taken.Lease is { } lease
                ? Describe(lease.Snapshot)
                : Problems.Unavailable($"No snapshot can be used: {taken.Unavailable}.", ScreeningFlow.RetryAfter);
        }

        // Bytes with another hash are not this snapshot, whatever name they are stored under.
        return IsRevision(revision) && await storage.Snapshots.GetAsync(SnapshotFormat.Version, revision, cancellation) is { } bytes
            && SnapshotFormat.RevisionOf(bytes.Span) == revision
            ? Describe(Snapshot.Open(bytes))
            : Problems.NotFound("There is no snapshot with this revision.");
    }

    private static bool IsRevision(string text) =>
        text.Length == 71 && text.StartsWith("sha256-", StringComparison.Ordinal) && text.Skip(7).All(char.IsAsciiHexDigitLower);

    private static IResult Describe(Snapshot snapshot) => Wire.Json(new SnapshotAnswer(
        snapshot.Revision,
        snapshot.SourceVersion,
        SnapshotFormat.Version,
        snapshot.Documents.Select(document => new SnapshotDocument(document.Kind, document.Id, document.Version, document.ClosedOn)),
        snapshot.Lists,
        new SnapshotThresholds(snapshot.PartyPolicy.T1, snapshot.PartyPolicy.T2)));
}
