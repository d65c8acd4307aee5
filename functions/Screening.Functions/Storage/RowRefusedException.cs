namespace Screening.Functions.Storage;

/// <summary>A row that Azure would refuse; nothing was sent. Always a defect or a missing input check.</summary>
public sealed class RowRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Row, limit and value found; never the content of the row.</param>
    public RowRefusedException(string message)
        : base(message)
    {
    }
}
