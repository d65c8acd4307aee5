using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Isolated;

/// <summary>A request that another web server passes on runs through the whole pipeline of the app.</summary>
public sealed class InProcessServerTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APassedRequest_RunsThroughTheWholePipeline()
    {
        var handover = new InProcessServer();
        await using var app = await StartAsync(handover);
        await using var front = await FrontAsync(handover);
        using var client = new HttpClient { BaseAddress = new Uri(front.Urls.Single()) };

        var health = await client.GetAsync("/healthz", Stop);
        Assert.Equal((HttpStatusCode.OK, "nosniff"), (health.StatusCode, health.Headers.GetValues("X-Content-Type-Options").Single()));

        // The receiving server has no access control; the app has.
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        var unauthenticated = await client.PostAsync("/api/v1/screenings", body, Stop);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "application/problem+json"), (unauthenticated.StatusCode, unauthenticated.Content.Headers.ContentType?.MediaType));

        // A path without an endpoint is denied too.
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/nowhere", Stop)).StatusCode);
    }

    [Fact]
    public async Task TriggerRoutes_DoNotExist_AndNothingRunsByItself()
    {
        var handover = new InProcessServer();
        await using var app = await StartAsync(handover);
        var routes = app.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .ToArray();
        Assert.Contains("healthz", routes);
        Assert.Empty(routes.Intersect(FunctionTable.Rows.Where(row => row.Kind != FunctionKind.Http).Select(row => row.Name)));
        Assert.DoesNotContain(app.Web.Services.GetServices<IHostedService>(), service => service is QueuePump or TimerLoop);
        Assert.Null(app.Development);
    }

    [Fact]
    public async Task AnAppThatHasStopped_ReceivesNoRequest()
    {
        var handover = new InProcessServer();
        await (await StartAsync(handover)).DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => handover.HandleAsync(new DefaultHttpContext()));
    }

    [Theory]
    [InlineData("\"d9dd\"", "2", "d9dd", 2)]
    [InlineData("d9dd", "x", "d9dd", 1)]
    [InlineData(null, null, "", 1)]
    public void TheMetadataOfAMessage_IsReadInEveryForm(string? id, string? count, string expectedId, long expectedCount)
    {
        var message = TriggerPayload.Delivered("text", id, count);
        Assert.Equal((expectedId, "text", expectedCount), (message.Id, message.Text, message.DequeueCount));
    }

    private Task<ScreeningApp> StartAsync(InProcessServer handover) => ScreeningApp.StartAsync(
        new ScreeningAppOptions
        {
            Handover = handover,
            Settings = new Dictionary<string, string?> { [HostSettings.JobsStorage] = azurite.ConnectionString },
        },
        Stop);

    /// <summary>A web server like that of the worker, with its own routing, services and user.</summary>
    private static async Task<WebApplication> FrontAsync(InProcessServer handover)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var front = builder.Build();
        front.Urls.Add("http://127.0.0.1:0");
        front.UseRouting();
        front.Map("/{**path}", (HttpContext context) => handover.HandleAsync(context));
        await front.StartAsync(Stop);
        return front;
    }
}
