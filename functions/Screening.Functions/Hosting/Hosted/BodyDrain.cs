using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Screening.Functions.Hosting.Hosted;

/// <summary>
/// Behind the Functions host a request body is read to its end before the response starts, whatever was decided about it. The host
/// sends a body whole before it reads the response: if the connection closes meanwhile, its client receives an empty 500 instead of
/// the refusal. What is read is discarded. A standalone server does not do this, because its peers are not the host.
/// </summary>
public static class BodyDrain
{
    /// <summary>Largest body in bytes that the host accepts. It breaks a larger one itself.</summary>
    public const long HostBodyBytes = 100 * 1024 * 1024;

    /// <summary>Maximum time of reading the rest of a body. The host has buffered it, so the peer sends it at once.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    private const int BufferBytes = 64 * 1024;

    /// <summary>
    /// Drains the body of every request before its response starts. Must come before routing, so that it also covers the refusals
    /// of all later middleware.
    /// </summary>
    public static void UseBodyDrain(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            var body = context.Request.Body;
            context.Response.OnStarting(() => DrainAsync(context, body));
        }

        return next(context);
    });

    /// <summary>
    /// Applies the body limit of the endpoint without the web server, which could not read the rest of a chunked body once its own
    /// limit was exceeded. Must come after routing.
    /// </summary>
    public static void UseBodyLimit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? RequestFrame.BodyLimit;
        AcceptAll(context);
        var body = context.Request.Body;
        var limited = new LimitedBody(body, context.Request.ContentLength, limit);
        await using (limited)
        {
            context.Request.Body = limited;
            try
            {
                await next(context);
            }
            finally
            {
                context.Request.Body = body;
            }
        }
    });

    private static void AcceptAll(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = HostBodyBytes;
        }
    }

    private static async Task DrainAsync(HttpContext context, Stream body)
    {
        if (context.Request.ContentLength > HostBodyBytes)
        {
            return;
        }

        AcceptAll(context);
        // Not the token of the request: it is already cancelled when the response reports a timeout.
        using var end = new CancellationTokenSource(Time);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var left = HostBodyBytes;
            int read;
            while (left > 0 && (read = await body.ReadAsync(buffer.AsMemory(0, BufferBytes), end.Token)) > 0)
            {
                left -= read;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The peer has disconnected, is too slow, or its body is malformed: the response is sent as it would be without draining.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
