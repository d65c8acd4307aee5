namespace Screening.Functions.Records.Write;

/// <summary>
/// An attempt under an idempotency key came too late: another attempt has added its marker. Nothing was written.
/// </summary>
internal sealed class MarkerTakenException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="index">Index of the marker in the transaction.</param>
    /// <param name="cause">The exception from storage.</param>
    public MarkerTakenException(int index, Exception cause)
        : base("the marker of an attempt is taken", cause) => Index = index;

    /// <summary>Index of the marker in the transaction.</summary>
    public int Index { get; }
}
