using System.Diagnostics.Metrics;
using Screening.Engine.Snapshots;
using Screening.Functions.Lists;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Gauges for age, size and readiness of the snapshot in use and for its lists. They are computed when they are read.
/// </summary>
internal sealed class SnapshotGauges
{
    private readonly SnapshotProvider<Snapshot> provider;
    private readonly ListWatch watch;
    private readonly TimeProvider time;
    private readonly StoredSnapshotCheck stored;
    private readonly DeadLetterQueue deadLetters;

    public SnapshotGauges(
        SnapshotProvider<Snapshot> provider, ListWatch watch, StoredSnapshotCheck stored, DeadLetterQueue deadLetters, TimeProvider time)
    {
        (this.provider, this.watch, this.stored, this.deadLetters, this.time) = (provider, watch, stored, deadLetters, time);
        var meter = Measures.Meter;
        meter.CreateObservableGauge("screening.snapshot.age", Age, "s", "Since this instance confirmed its snapshot");
        meter.CreateObservableGauge("screening.snapshot.size", Size, "By", "Bytes of the snapshot in use");
        meter.CreateObservableGauge("screening.snapshot.ready", Ready, "1", "1 while this instance could decide, else 0");
        meter.CreateObservableGauge("screening.snapshot.damaged", Damaged, "1", "1 while the stored snapshot cannot be used, else 0");
        meter.CreateObservableGauge("screening.poison.queue", DeadLetters, "{message}", "Messages in the poison queue, on the instance that has just counted them");
        meter.CreateObservableGauge("screening.list.age", Lists, "d", "Days since the date of each list in use");
        meter.CreateObservableGauge("screening.required_lists.age", OldestRequired, "d", "Days since the required list that waits longest was confirmed");
        meter.CreateObservableGauge("screening.required_lists.missing", MissingRequired, "{list}", "Required lists that are not there");
    }

    private IEnumerable<Measurement<double>> Age() =>
        provider.Health().Age is { } age ? [new(age.TotalSeconds)] : [];

    private IEnumerable<Measurement<long>> Size() =>
        provider.Health().Pointer is { } pointer ? [new(pointer.Length)] : [];

    private Measurement<int> Ready() => new(provider.Health().Unavailable is null ? 1 : 0);

    private Measurement<int> Damaged() => new(stored.Damage is null ? 0 : 1);

    private IEnumerable<Measurement<int>> DeadLetters() => deadLetters.Recent is { } messages ? [new(messages)] : [];

    private IEnumerable<Measurement<int>> OldestRequired() =>
        watch.Report()?.Lists.Max(list => list.AgeDays) is { } age ? [new(age)] : [];

    private IEnumerable<Measurement<int>> MissingRequired() =>
        watch.Report() is { } report ? [new(report.Missing.Length)] : [];

    private IEnumerable<Measurement<int>> Lists()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return provider.Holding?.Lists.Select(list => new Measurement<int>(
            today.DayNumber - list.Date.DayNumber, new KeyValuePair<string, object?>("feed", list.Feed))) ?? [];
    }
}
