using System.Globalization;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>One row of the fault table: what fails, at which step of a flow, and the expected result.</summary>
/// <param name="Step">Number and name of the step of the design, then the fault.</param>
/// <param name="Where">Requests that the fault applies to.</param>
/// <param name="How">Effect on them.</param>
internal sealed record Fault(string Step, Func<WireRequest, bool> Where, WireFault How)
{
    public enum Service
    {
        Table,
        Blob,
        Queue,
    }

    public Service On { get; init; } = Service.Table;

    /// <summary>The fault applies to every n-th of these requests; 1 is all.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Maximum number of affected requests.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Expected result for callers: true a decision, false a refusal; null where either is correct.</summary>
    public bool? IsAnswered { get; init; }

    public int Number => int.Parse(Step.Split(' ')[0], CultureInfo.InvariantCulture);

    public override string ToString() => Step;

    /// <summary>Starts the fault.</summary>
    public Wire Begin(WiredStorage storage)
    {
        var wire = On switch { Service.Table => storage.Table, Service.Blob => storage.Blob, _ => storage.Queue };
        var seen = 0;
        wire.Harm(request => Where(request) && Interlocked.Increment(ref seen) is var count && count % Every == 0 && count / Every <= Times
            ? How
            : null);
        return wire;
    }

    /// <summary>Ends all faults.</summary>
    public static void End(WiredStorage storage)
    {
        storage.Table.Mend();
        storage.Blob.Mend();
        storage.Queue.Mend();
    }
}
