namespace Screening.Supply;

/// <summary>Something that a person must correct; the message says what.</summary>
public sealed class SupplyException : Exception
{
    public SupplyException()
    {
    }

    public SupplyException(string message)
        : base(message)
    {
    }

    public SupplyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
