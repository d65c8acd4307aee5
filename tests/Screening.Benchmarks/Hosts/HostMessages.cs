using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;

namespace Screening.Benchmarks.Hosts;

/// <summary>How the Functions host rewrites a request for its handler, and the handler's response for the client.</summary>
internal static class HostMessages
{
    private const string Product = "Azure-Functions-Host/4.1037.0.0";

    /// <summary>Request headers that do not arrive, or that the message itself sets.</summary>
    private static readonly HashSet<string> Left = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Encoding", "Content-Language", "Content-Disposition", "Content-Length", "Content-Type", "Transfer-Encoding", "User-Agent", "Host",
    };

    /// <summary>Response headers that arrive as one line for each value.</summary>
    private static readonly HashSet<string> Split = new(StringComparer.OrdinalIgnoreCase) { "Vary", "Allow" };

    /// <summary>Whether the host answers 500 before the handler sees the request.</summary>
    public static bool IsRefused(HttpRequest request) =>
        request.Headers.TransferEncoding.Count > 0
        || request.Headers.Any(header => header.Value.Any(value => value?.Any(letter => letter > '\x7f') == true))
        || (request.ContentType is { } type && !MediaTypeHeaderValue.TryParse(type, out _));

    /// <summary>The request that the handler receives.</summary>
    public static HttpRequestMessage ToHandler(HttpRequest request, byte[] body, Uri handler)
    {
        var query = string.Join('&', request.Query.Select(pair =>
            $"{Uri.EscapeDataString(pair.Key)}={string.Join(',', pair.Value.Select(value => Uri.EscapeDataString(value ?? "")))}"));
        var path = new Uri(request.GetDisplayUrl()).AbsolutePath;
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(handler, path + (query.Length > 0 ? "?" + query : "")));
        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var (name, values) in request.Headers.Where(header => !Left.Contains(header.Key)))
        {
            message.Headers.TryAddWithoutValidation(name, string.Join(", ", values.AsEnumerable()));
        }

        message.Headers.Host = request.Host.Value;
        message.Headers.TryAddWithoutValidation("User-Agent", $"{request.Headers.UserAgent} {Product}".Trim());
        message.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", "4.1037.0.0");
        message.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", $"{Guid.NewGuid()}");
        return message;
    }

    /// <summary>Writes the response that the client receives.</summary>
    public static async Task FromHandlerAsync(HttpResponseMessage answer, byte[] content, HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Where(header => !Hops(header.Key)))
        {
            response.Headers[name] = Split.Contains(name) ? values.SelectMany(value => value.Split(", ")).ToArray() : values.ToArray();
        }

        // Allow is a header of the content to this client.
        foreach (var (name, values) in answer.Content.Headers.NonValidated)
        {
            response.Headers[name] = Split.Contains(name) ? values.SelectMany(value => value.Split(", ")).ToArray() : values.ToArray();
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        if (answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent)
        {
            response.Headers.ContentLength = null;
            return;
        }

        response.ContentLength = content.Length;
        if (content.Length > 0)
        {
            await response.Body.WriteAsync(content, CancellationToken.None);
        }
    }

    private static bool Hops(string name) => name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase) || name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase);
}
