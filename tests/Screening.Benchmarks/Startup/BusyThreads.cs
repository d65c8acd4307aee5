namespace Screening.Benchmarks.Startup;

/// <summary>Threads that use the processors until they are disposed of.</summary>
internal sealed class BusyThreads : IDisposable
{
    private readonly Thread[] threads;
    private volatile bool isOver;

    /// <summary>Starts this many threads.</summary>
    public BusyThreads(int count)
    {
        threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Spin) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
    }

    public void Dispose()
    {
        isOver = true;
        Array.ForEach(threads, thread => thread.Join());
    }

    private void Spin()
    {
        while (!isOver)
        {
            Thread.SpinWait(1000);
        }
    }
}
