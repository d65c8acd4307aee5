using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Screening.Functions.Hosting;
using Screening.Functions.Hosting.Hosted;
using Screening.Functions.Tests.Hosting;

namespace Screening.Functions.Tests.Hosts;

/// <summary>What the stand-in host does not send: chunked bodies, as a host that streams sends them, and bodies that do not go on.</summary>
public sealed class BodyDrainTests : IAsyncLifetime
{
    private const int Limit = 1024 * 1024;

    private readonly IPEndPoint endpoint = new(IPAddress.Loopback, ScreeningAppTests.FreePort());
    private WebApplication app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.ListenOnly(endpoint, isHosted: true);
        app = builder.Build();
        app.UseRequestFrame();
        app.UseBodyDrain();
        app.UseRouting();
        app.UseBodyLimit();
        app.MapPost("/read", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, Stop);
            return Results.Text(body.Length.ToString(CultureInfo.InvariantCulture));
        }).WithBodyLimit(Limit);
        app.MapPost("/refuse", () => Results.StatusCode(StatusCodes.Status403Forbidden));
        await app.StartAsync(Stop);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("/read", 1, "HTTP/1.1 200")]
    [InlineData("/read", 3, "HTTP/1.1 413")]
    [InlineData("/refuse", 8, "HTTP/1.1 403")]
    public async Task AChunkedBody_IsReadToItsEnd_AndTheConnectionServesTheNextRequest(string path, int mebibytes, string status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint, Stop);
        var stream = client.GetStream();
        await WriteAsync(stream, $"POST {path} HTTP/1.1\r\nHost: host\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var sent = 0; sent < mebibytes; sent++)
        {
            await WriteAsync(stream, $"{Limit:x}\r\n{new string('x', Limit)}\r\n");
        }

        await WriteAsync(stream, "0\r\n\r\n");
        using var reader = new StreamReader(stream);
        Assert.StartsWith(status, await ReadAsync(reader), StringComparison.Ordinal);
        await WriteAsync(stream, "POST /read HTTP/1.1\r\nHost: host\r\nContent-Length: 2\r\n\r\nxx");
        Assert.StartsWith("HTTP/1.1 200", await ReadAsync(reader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEndpointThatAcceptsIt_ReadsTheWholeBody_AndNotAByteMore()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{endpoint}") };
        using var fits = await client.PostAsync("/read", new ByteArrayContent(new byte[Limit]), Stop);
        Assert.Equal((HttpStatusCode.OK, $"{Limit}"), (fits.StatusCode, await fits.Content.ReadAsStringAsync(Stop)));
        using var exceeds = await client.PostAsync("/read", new ByteArrayContent(new byte[Limit + 1]), Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, exceeds.StatusCode);
    }

    [Fact]
    public async Task APeerThatStopsSending_IsAnsweredAllTheSame()
    {
        Assert.True(BodyDrain.Time < RequestLimits.AnswerTime);
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint, Stop);
        var stream = client.GetStream();
        await WriteAsync(stream, "POST /refuse HTTP/1.1\r\nHost: host\r\nContent-Length: 8000000\r\n\r\nx");
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 403", await ReadAsync(reader), StringComparison.Ordinal);
    }

    private static async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Stop);

    /// <summary>Reads one response, and returns its first line.</summary>
    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var first = await reader.ReadLineAsync(Stop) ?? "";
        var length = 0;
        while (await reader.ReadLineAsync(Stop) is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.AsSpan(16), CultureInfo.InvariantCulture);
            }
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body, Stop);
        return first;
    }
}
