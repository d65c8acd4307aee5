using System.Buffers;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>A complete body, or the problem to return.</summary>
/// <param name="Utf8">Bytes; empty if refused.</param>
/// <param name="Refusal">The problem; null if the body was received.</param>
public readonly record struct ReceivedBody(ReadOnlyMemory<byte> Utf8, Problem? Refusal);

/// <summary>Receives JSON bodies. The media type is checked first, and no more than the limit is buffered.</summary>
public static class RequestBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>
    /// Bytes of a refused body that the web server still reads and discards, for at most five seconds, so that the client can
    /// read the response. This is twice the largest body of any route. After that the connection is closed.
    /// </summary>
    private const long MostThrownAway = 2L * Limits.BatchBytes;

    /// <summary>One JSON value.</summary>
    public const string Json = "application/json";

    /// <summary>One JSON value per line.</summary>
    public const string JsonLines = "application/x-ndjson";

    /// <summary>
    /// Receives a body. A refused body gives the problem 400 (truncated), 413 (too large) or 415 (not plain UTF-8 JSON).
    /// </summary>
    public static Task<ReceivedBody> ReceiveAsync(HttpRequest request, int limitBytes, CancellationToken cancellation) =>
        ReceiveAsync(request, limitBytes, [Json], cancellation);

    /// <summary>Receives a body of one of several media types.</summary>
    public static async Task<ReceivedBody> ReceiveAsync(
        HttpRequest request, int limitBytes, ImmutableArray<string> mediaTypes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        HearTheSenderOut(request);
        if (!mediaTypes.Any(type => IsPlain(request, type)))
        {
            return new(default, Problems.UnsupportedMediaType(string.Join(" or ", mediaTypes)));
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

    // The limit of the server would close the connection before the client reads the response. The limit that applies is checked
    // below. Behind the Functions host the limit is larger already.
    private static void HearTheSenderOut(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: < MostThrownAway } size)
        {
            size.MaxRequestBodySize = MostThrownAway;
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

    /// <summary>Whether the request declares a body of this media type, in UTF-8 and without content encoding.</summary>
    public static bool IsPlain(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request?.ContentType, out var type)
        && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        && IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset).Value)
        && request!.Headers.ContentEncoding.All(IsIdentity);

    private static bool IsIdentity(string? coding) =>
        string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(string? charset) =>
        string.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
