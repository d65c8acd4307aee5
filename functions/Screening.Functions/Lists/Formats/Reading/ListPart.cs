namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>One uncompressed file. It may be opened several times; every opening reads from the start.</summary>
/// <param name="Name">Name inside the archive; empty for a file of its own.</param>
/// <param name="Open">Opens it.</param>
internal sealed record ListPart(string Name, Func<Stream> Open)
{
    /// <summary>The first bytes, at most <paramref name="count"/>.</summary>
    public byte[] Start(int count)
    {
        using var stream = Open();
        var start = new byte[count];
        var read = stream.ReadAtLeast(start, count, throwOnEndOfStream: false);
        return start[..read];
    }
}
