namespace Screening.Functions.Records.Write;

/// <summary>
/// An attempt under an idempotency key may not commit any more, because its lane has gone on to another partition.
/// Nothing was added, and nothing will be: a new attempt may be made at once.
/// </summary>
public sealed class PartitionMovedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PartitionMovedException()
        : base("the lane has gone on to another partition")
    {
    }
}
