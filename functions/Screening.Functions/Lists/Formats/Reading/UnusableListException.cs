namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>A file that cannot be read as a list at all: damaged, too large, or nothing that is known.</summary>
/// <param name="line">Line, counted from 1.</param>
/// <param name="message">What is wrong; lower case, no full stop.</param>
internal sealed class UnusableListException(long line, string message) : Exception(message)
{
    /// <summary>Line, counted from 1.</summary>
    public long Line => line;
}
