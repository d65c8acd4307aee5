using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace Screening.Functions.Contracts;

/// <summary>A body received whole, or the problem to answer with.</summary>
/// <param name="Utf8">Bytes; empty when refused.</param>
/// <param name="Refusal">The problem, or null.</param>
public readonly record struct ReceivedBody(ReadOnlyMemory<byte> Utf8, Problem? Refusal);

/// <summary>Receives JSON bodies: the media type is checked first, and never more than the limit is held.</summary>
public static class RequestBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Receives a body, or says 400 (cut off), 413 (too large) or 415 (not plain UTF-8 JSON).</summary>
    /// <param name="request">The request; its body is read to the end or to the limit.</param>
    /// <param name="limitBytes">Bytes allowed.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<ReceivedBody> ReceiveAsync(
        HttpRequest request, int limitBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsPlainJson(request))
        {
            return new(default, Problems.UnsupportedMediaType());
        }

        if (request.ContentLength > limitBytes)
        {
            return new(default, Problems.TooLarge(limitBytes));
        }

        try
        {
            return await ReadAsync(request.Body, limitBytes, cancellation);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(default, Problems.TooLarge(limitBytes));
        }
        catch (BadHttpRequestException)
        {
            const string Message = "the body was cut off; send it whole";
            return new(default, Problems.InvalidRequest("$", ErrorCodes.Malformed, Message));
        }
    }

    private static async Task<ReceivedBody> ReadAsync(Stream body, int limitBytes, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(FirstBuffer);
        while (true)
        {
            var read = await body.ReadAsync(buffer.GetMemory(FirstBuffer), cancellation);
            if (read == 0)
            {
                return new(buffer.WrittenMemory, null);
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > limitBytes)
            {
                return new(default, Problems.TooLarge(limitBytes));
            }
        }
    }

    private static bool IsPlainJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset).Value)
        && request.Headers.ContentEncoding.All(IsIdentity);

    private static bool IsIdentity(string? coding) =>
        string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(string? charset) =>
        string.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
