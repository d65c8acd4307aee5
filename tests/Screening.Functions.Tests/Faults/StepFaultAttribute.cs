namespace Screening.Functions.Tests.Faults;

/// <summary>The two flows of the product, as numbered in the README; the second by the steps of its functions.</summary>
public enum FaultFlow
{
    /// <summary>From a request to a response.</summary>
    Screening,

    /// <summary>From a change to its use by every instance.</summary>
    Change,
}

/// <summary>Marks a test that breaks a step itself, for a fault that a table row cannot express.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class StepFaultAttribute(FaultFlow flow, int step, string fault) : Attribute
{
    public FaultFlow Flow { get; } = flow;

    public int Step { get; } = step;

    public string Fault { get; } = fault;
}
