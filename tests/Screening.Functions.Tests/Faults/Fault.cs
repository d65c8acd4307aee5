using System.Globalization;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Http.Endpoints;
using Screening.Functions.Tests.Flows;

namespace Screening.Functions.Tests.Faults;

/// <summary>One row of the fault table: what is broken, at which step of a flow, and what must come of it.</summary>
/// <param name="Step">Number and name of the step of the design, then the fault.</param>
/// <param name="Where">Requests that are harmed.</param>
/// <param name="How">What happens to them.</param>
internal sealed record Fault(string Step, Func<WireRequest, bool> Where, WireFault How)
{
    public enum Service
    {
        Table,
        Blob,
        Queue,
    }

    public Service On { get; init; } = Service.Table;

    /// <summary>Every which of them; 1 is all.</summary>
    public int Every { get; init; } = 1;

    /// <summary>How many of them at most.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>What callers must get: true an answer, false a refusal; null where either is right.</summary>
    public bool? IsAnswered { get; init; }

    public int Number => int.Parse(Step.Split(' ')[0], CultureInfo.InvariantCulture);

    public override string ToString() => Step;

    /// <summary>Begins to harm.</summary>
    public Wire Begin(WiredStorage storage)
    {
        var wire = On switch { Service.Table => storage.Table, Service.Blob => storage.Blob, _ => storage.Queue };
        var seen = 0;
        wire.Harm(request => Where(request) && Interlocked.Increment(ref seen) is var count && count % Every == 0 && count / Every <= Times
            ? How
            : null);
        return wire;
    }

    /// <summary>Ends all harm.</summary>
    public static void End(WiredStorage storage)
    {
        storage.Table.Mend();
        storage.Blob.Mend();
        storage.Queue.Mend();
    }
}
