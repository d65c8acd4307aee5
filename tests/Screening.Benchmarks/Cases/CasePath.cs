using Screening.Engine.Snapshots;

namespace Screening.Benchmarks.Cases;

internal sealed class CasePath : IAsyncDisposable
{
    public static Task<CasePath> StartAsync() => Task.FromResult(new CasePath());

    public static Task<Snapshot> SnapshotOfAsync(CaseRow row)
    {
        var result = SnapshotCompiler.Compile(new SnapshotSource
        {
            SourceVersion = 1, Documents = CaseWorld.Documents(row), Watchlists = [CaseWorld.Watchlist()],
        });
        if (result.Bytes is null)
        {
            throw new InvalidDataException(string.Join("\n", result.Errors));
        }

        return Task.FromResult(Snapshot.Open(result.Bytes));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
