using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Isolated;

/// <summary>Responses without a written body, through the in-process server and a Kestrel server that receives the requests.</summary>
public sealed class InProcessResponseTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Exception> thrown = [];
    private readonly InProcessServer handover = new();
    private WebApplication app = null!;
    private WebApplication front = null!;
    private HttpClient client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer>(handover);
        app = builder.Build();
        app.UseRequestFrame();
        // A callback that uses the context of the app, as the security headers and the authentication of the product do.
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Path"] = context.Request.Path.Value + context.RequestServices.GetRequiredService<IServer>().GetType().Name;
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseRouting();
        app.MapMethods("/page", ["GET", "HEAD"], () => Results.Text("text"));
        app.MapMethods("/length", ["HEAD"], (HttpContext context) => context.Response.ContentLength = 12345);
        app.MapGet("/moved", () => Results.Redirect("/page"));
        app.MapGet("/same", (HttpContext context) =>
        {
            context.Response.Headers.ETag = "\"tag\"";
            return Results.StatusCode(StatusCodes.Status304NotModified);
        });
        app.MapGet("/none", () => Results.NoContent());
        app.MapGet("/empty", () => Results.Ok());
        await app.StartAsync(Stop);

        var outer = WebApplication.CreateSlimBuilder();
        outer.Logging.ClearProviders();
        front = outer.Build();
        front.Urls.Add("http://127.0.0.1:0");
        front.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception error)
            {
                thrown.Enqueue(error);
                throw;
            }
        });
        front.Map("/{**path}", (HttpContext context) => handover.HandleAsync(context));
        await front.StartAsync(Stop);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(front.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await front.DisposeAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/page", HttpStatusCode.OK, "Content-Type", "text/plain; charset=utf-8", "text")]
    [InlineData("HEAD", "/page", HttpStatusCode.OK, "Content-Type", "text/plain; charset=utf-8", "")]
    [InlineData("HEAD", "/length", HttpStatusCode.OK, "Content-Length", "12345", "")]
    [InlineData("GET", "/moved", HttpStatusCode.Redirect, "Location", "/page", "")]
    [InlineData("GET", "/same", HttpStatusCode.NotModified, "ETag", "\"tag\"", "")]
    [InlineData("GET", "/none", HttpStatusCode.NoContent, "X-Content-Type-Options", "nosniff", "")]
    [InlineData("GET", "/empty", HttpStatusCode.OK, "X-Content-Type-Options", "nosniff", "")]
    public async Task AResponse_HasItsStatusAndHeaders(string verb, string path, HttpStatusCode status, string header, string value, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(status, answer.StatusCode);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(value, headers[header]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal(path + nameof(InProcessServer), headers["X-Path"]);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Stop));
        Assert.Empty(thrown);
    }

    [Fact]
    public async Task ManyRequestsAtOnce_DoNotShareAContext()
    {
        string[] paths = ["/page", "/moved", "/same", "/none", "/empty"];
        await Parallel.ForAsync(0, 200, Stop, async (i, cancellation) =>
        {
            using var answer = await client.GetAsync(paths[i % paths.Length], cancellation);
            Assert.Equal(paths[i % paths.Length] + nameof(InProcessServer), answer.Headers.GetValues("X-Path").Single());
        });
        Assert.Empty(thrown);
    }
}
