using Screening.Functions.Changes;

namespace Screening.Functions.Tests.Faults;

/// <summary>The two flows of the product, as the README numbers them; the second in the steps of its functions.</summary>
public enum FaultFlow
{
    /// <summary>From a request to an answer.</summary>
    Screening,

    /// <summary>From a change to its use by every instance.</summary>
    Change,
}

/// <summary>A fault that no row of a table can say: the test that breaks a step itself.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class StepFaultAttribute(FaultFlow flow, int step, string fault) : Attribute
{
    public FaultFlow Flow { get; } = flow;

    public int Step { get; } = step;

    public string Fault { get; } = fault;
}
