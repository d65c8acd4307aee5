using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>A record could not be committed, so no decision may be returned. The caller may retry.</summary>
public sealed class RecordNotWrittenException : StorageUnavailableException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cause">The exception from storage.</param>
    public RecordNotWrittenException(Exception? cause)
        : base("the decision record could not be written", cause)
    {
    }
}
