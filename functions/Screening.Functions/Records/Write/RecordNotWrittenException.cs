namespace Screening.Functions.Records.Write;

/// <summary>A record could not be committed: no decision may be answered. The caller may try again.</summary>
public sealed class RecordNotWrittenException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cause">What storage said.</param>
    public RecordNotWrittenException(Exception? cause)
        : base("the decision record could not be written", cause)
    {
    }
}
