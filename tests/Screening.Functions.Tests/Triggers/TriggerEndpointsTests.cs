using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

/// <summary>The trigger routes as the host calls them, in the real pipeline.</summary>
public sealed class TriggerEndpointsTests
{
    private const string Payload = """{"Data":{"message":"\"{\\\"sourceVersion\\\":7}\""},"Metadata":{"DequeueCount":"1","Id":"\"m1\""}}""";
    private const string Tick =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"SweepSnapshot"}}}""";

    private readonly List<string> seen = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/CompileSnapshot", Payload, """compile {"sourceVersion":7}""")]
    [InlineData("/CompileSnapshotPoison", Payload, """poison {"sourceVersion":7}""")]
    [InlineData("/SweepSnapshot", Tick, "sweep")]
    [InlineData("/RefreshLists", Tick, "refresh")]
    public async Task CompletesAnInvocation_WithABodyTheHostAccepts(string path, string body, string expected)
    {
        await using var app = await StartAsync(HostMode.FunctionsHost, fails: false);
        using var answer = await PostAsync(app, path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal([expected], seen);
    }

    [Theory]
    [InlineData("/CompileSnapshot", Payload)]
    [InlineData("/SweepSnapshot", Tick)]
    public async Task MakesTheHostTryAgain_WhenTheHandlerFails(string path, string body)
    {
        await using var app = await StartAsync(HostMode.FunctionsHost, fails: true);
        using var answer = await PostAsync(app, path, body);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.NotEmpty(text);
        Assert.DoesNotContain("deliberate", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("""{"Data":{}}""")]
    public async Task MakesTheHostTryAgain_WhenThePayloadCannotBeRead(string body)
    {
        await using var app = await StartAsync(HostMode.FunctionsHost, fails: false);
        using var answer = await PostAsync(app, "/CompileSnapshot", body);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData(HostMode.StandaloneConfigured)]
    [InlineData(HostMode.StandaloneEmbedded)]
    public async Task HasNoTriggerRoutes_Standalone(HostMode mode)
    {
        await using var app = await StartAsync(mode, fails: false);
        using var answer = await PostAsync(app, "/CompileSnapshot", Payload);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData("screening.example.com")]
    [InlineData("127.0.0.1.example.com")]
    public async Task IsNotReached_WithTheHostHeaderOfAnOutsider(string host)
    {
        await using var app = await StartAsync(HostMode.FunctionsHost, fails: false);
        using var answer = await PostAsync(app, "/CompileSnapshot", Payload, host);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(seen);
    }

    private static async Task<HttpResponseMessage> PostAsync(WebApplication app, string path, string body, string? host = null)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        // The host sends chunked.
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.First() + path) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Host = host;
        return await client.SendAsync(request, Cancellation);
    }

    private async Task<WebApplication> StartAsync(HostMode mode, bool fails)
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        builder.WebHost.ListenOnly(endpoint);
        builder.Services.AddSingleton(new ApiKeyDirectory((_, _) => Task.FromResult<ApiKeyRecord?>(null), TimeProvider.System));
        builder.Services.AddAccessControl();
        var app = builder.Build();
        app.UsePipeline();
        app.MapTriggers(new HostSettings { Mode = mode, Endpoint = endpoint, DataFolder = "" }, Handlers(fails));
        await WebServer.ListenAsync(app, endpoint, Cancellation);
        return app;
    }

    private TriggerHandlers Handlers(bool fails)
    {
        Task Note(string what)
        {
            seen.Add(what);
            return fails ? throw new InvalidOperationException("a deliberate failure") : Task.CompletedTask;
        }

        return new TriggerHandlers
        {
            CompileSnapshot = (message, _) => Note("compile " + message.Text),
            CompileSnapshotPoison = (message, _) => Note("poison " + message.Text),
            SweepSnapshot = _ => Note("sweep"),
            RefreshLists = _ => Note("refresh"),
        };
    }
}
