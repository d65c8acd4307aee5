namespace Screening.Functions.Records.Write;

/// <summary>
/// An attempt under an idempotency key can no longer commit because its lane has moved to another partition. Nothing was written
/// and nothing will be. A new attempt may start at once.
/// </summary>
public sealed class PartitionMovedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PartitionMovedException()
        : base("the lane has gone on to another partition")
    {
    }
}
