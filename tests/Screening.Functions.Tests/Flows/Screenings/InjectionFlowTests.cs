using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>Values in a caller's headers, addresses and bodies cannot be injected into response headers, logs or parsers.</summary>
[Collection(FlowGroup.Name)]
public sealed partial class InjectionFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/screenings";

    private FlowApp App => fixture.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACorrelationId_ComesBack_AndIsTheOneInTheProblem()
    {
        using var answer = await RawAsync("GET", "/api/v1/screenings/none", (CorrelationId.Header, "order-4711.a"));
        Assert.Equal("order-4711.a", answer.Headers.GetValues(CorrelationId.Header).Single());
        Assert.Contains("\"correlationId\":\"order-4711.a\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("a\"b")]
    [InlineData("<script>")]
    [InlineData("a, b")]
    [InlineData("-a")]
    [InlineData("")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggg")]
    public async Task AnyOtherCorrelationId_IsReplaced(string id)
    {
        using var answer = await RawAsync("GET", "/api/v1/screenings/none", (CorrelationId.Header, id));
        var given = answer.Headers.GetValues(CorrelationId.Header).Single();
        Assert.Matches("^[0-9a-f]{32}$", given);
        Assert.Contains(given, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallerInput_NeverBreaksALogLine()
    {
        const string Canary = "FORGED";
        var before = App.Logs.Lines.Count;
        using var one = await RawAsync("GET", "/api/v1/screenings/a%0a" + Canary, (CorrelationId.Header, Canary + " x"));
        using var two = await RawAsync("GET", "/api/v1/watchlists/%0d%0a" + Canary + "/imports/x");
        using var three = await RawAsync(Canary, Path);
        using var four = await RawAsync("GET", "/api/v1/keys", ("User-Agent", Canary), ("X-Azure-Functions-InvocationId", Canary));
        (await App.PostAsync("/api/v1/keys", Roles.Admin, "{ \"name\": \"a\\n" + Canary + "\", \"roles\": [\"admin\"] }")).Expect(HttpStatusCode.BadRequest);
        (await App.PostAsync("/api/v1/policies/a%0a" + Canary + "/activate", Roles.PolicyEditor, "{}")).Expect(HttpStatusCode.NotFound);
        var mine = App.Logs.Lines.Skip(before).Where(line => !Framework().IsMatch(line)).ToArray();
        Assert.DoesNotContain(mine, line => line.Contains(Canary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Order: 1\r\nX-Order2: \u0001")]
    [InlineData("X-Order: a\nSet-Cookie: b=c")]
    [InlineData("Bad Name: 1")]
    public async Task AMalformedHeader_NeverReachesTheApp(string header)
    {
        using var wire = new TcpClient();
        await wire.ConnectAsync(App.App.Address.Host, App.App.Address.Port, Stop);
        var request = $"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n\r\n";
        await wire.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), Stop);
        using var reader = new StreamReader(wire.GetStream(), Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(Stop);
        Assert.DoesNotContain("b=c", answer, StringComparison.Ordinal);
        Assert.Matches(@"^HTTP/1\.1 (400|200) ", answer);
        // The server accepts a bare line feed as a line end: the next line is then a separate header and is never echoed.
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd, gzip")]
    public async Task ACompressedBody_IsRefusedUnread(string encoding)
    {
        using var content = Zipped();
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        (await App.SendAsync(HttpMethod.Post, Path, App.KeyOf(Roles.Screener), content)).Expect(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task ACompressedBodyWithoutItsHeader_IsMalformedJson()
    {
        // This is what the Functions host makes of it: it removes the header and leaves the body unchanged.
        using var content = Zipped();
        var answer = (await App.SendAsync(HttpMethod.Post, Path, App.KeyOf(Roles.Screener), content)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([("$", "malformed")], answer.Errors);
    }

    private static ByteArrayContent Zipped()
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            // 64 MiB of blanks in 64 KiB: a decompression bomb if it were decompressed.
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var count = 0; count < 64; count++)
            {
                zip.Write(blanks);
            }
        }

        var content = new ByteArrayContent(zipped.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<HttpResponseMessage> RawAsync(string verb, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient { BaseAddress = App.App.Address };
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        request.Headers.Add(ApiKeyAuthentication.Header, App.KeyOf(Roles.Auditor));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Stop);
    }

    /// <summary>
    /// The framework's own log lines about requests: they are below Warning, so the product switches them off; see WebServer.
    /// </summary>
    [GeneratedRegex(@"^(Trace|Debug|Information) ")]
    private static partial Regex Framework();
}
