namespace Screening.Functions.Storage;

/// <summary>Storage did not do what was required, for a temporary reason. The caller may retry.</summary>
public abstract class StorageUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was not done; no data of a caller.</param>
    /// <param name="cause">The exception from storage.</param>
    protected StorageUnavailableException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
