namespace Screening.Functions.Storage;

/// <summary>A row that Azure would refuse; nothing was sent. Always a bug or a missing check at the door.</summary>
public sealed class RowRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which row, which limit, and the value found; never the row's content.</param>
    public RowRefusedException(string message)
        : base(message)
    {
    }
}
