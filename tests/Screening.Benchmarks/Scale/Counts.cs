using System.Diagnostics.Metrics;
using Screening.Functions.Telemetry;

namespace Screening.Benchmarks.Scale;

/// <summary>Requests from this process to the storage, and builds, as counted by the runtime's instruments.</summary>
internal sealed class Counts : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly HashSet<int> storagePorts;
    private long operations;
    private long builds;

    public Counts(string connection)
    {
        storagePorts = [.. connection.Split(';').Where(part => part.Contains("Endpoint=", StringComparison.Ordinal))
            .Select(part => new Uri(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]).Port)];
        listener.InstrumentPublished = (instrument, its) =>
        {
            if (instrument.Name == "http.client.request.duration" || (instrument.Meter.Name == Measures.MeterName && instrument.Name == "screening.snapshot.compile"))
            {
                its.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
    }

    /// <summary>Requests to the storage so far. A table transaction counts as one.</summary>
    public long Operations => Interlocked.Read(ref operations);

    /// <summary>Compilations of the source so far, on all instances.</summary>
    public long Builds => Interlocked.Read(ref builds);

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.Meter.Name == Measures.MeterName)
        {
            Interlocked.Increment(ref builds);
            return;
        }

        foreach (var tag in tags)
        {
            if (tag is { Key: "server.port", Value: int port } && storagePorts.Contains(port))
            {
                Interlocked.Increment(ref operations);
            }
        }
    }
}
