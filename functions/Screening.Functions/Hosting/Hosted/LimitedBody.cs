namespace Screening.Functions.Hosting.Hosted;

/// <summary>
/// A request body that can be read up to a limit. Beyond it, reading fails in the same way as in the web server; the body below can
/// still be read.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="length">Its declared length; null if it is chunked.</param>
/// <param name="limit">Maximum number of bytes.</param>
internal sealed class LimitedBody(Stream body, long? length, long limit) : Stream
{
    private long count;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (length > limit)
        {
            throw TooLarge();
        }

        var read = await body.ReadAsync(buffer, cancellationToken);
        count += read;
        return count <= limit ? read : throw TooLarge();
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("bodies are read asynchronously");

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static BadHttpRequestException TooLarge() =>
        new("The body is larger than the endpoint accepts.", StatusCodes.Status413PayloadTooLarge);
}
