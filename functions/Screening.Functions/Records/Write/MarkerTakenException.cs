namespace Screening.Functions.Records.Write;

/// <summary>An attempt under an idempotency key came too late: another has put its marker. Nothing was added.</summary>
internal sealed class MarkerTakenException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="index">Which row of the transaction was the marker.</param>
    /// <param name="cause">What storage said.</param>
    public MarkerTakenException(int index, Exception cause)
        : base("the marker of an attempt is taken", cause) => Index = index;

    /// <summary>Which row of the transaction was the marker.</summary>
    public int Index { get; }
}
