using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Screening.Benchmarks.Hosts;

/// <summary>
/// Stands in for the Functions host where none is installed. It does with HTTP what host 4.1037 was observed to do with
/// <c>enableForwardingHttpRequest</c>: it matches the routes of the functions, buffers the whole request and the whole response,
/// sends the body to its end before it reads the response, and turns every failure into an empty 500. Queues and timers are not part
/// of it.
/// </summary>
internal sealed class StandInHost : IAsyncDisposable
{
    /// <summary>Largest request body in bytes.</summary>
    public const int BodyBytes = 100 * 1024 * 1024;

    /// <summary>Time between two readiness pings.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromMilliseconds(25);

    private readonly WebApplication front;
    private readonly HttpClient client;
    private readonly CancellationTokenSource stopped = new();
    private Task ready = Task.CompletedTask;

    private StandInHost(WebApplication front, Uri handler)
    {
        this.front = front;
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = handler, Timeout = TimeSpan.FromMinutes(2),
        };
    }

    /// <summary>Where clients call it.</summary>
    public Uri Address => new(front.Urls.Single());

    /// <summary>Completes with the first response to a ping.</summary>
    public Task Ready => ready;

    /// <summary>Listens on a free port, and pings the handler until it responds. Requests wait until then.</summary>
    /// <param name="handler">Address of the handler, which need not have started.</param>
    /// <param name="routes">Route templates of the HTTP functions, with the prefix.</param>
    public static async Task<StandInHost> StartAsync(Uri handler, IEnumerable<string> routes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var front = builder.Build();
        var constraints = front.Services.GetRequiredService<IInlineConstraintResolver>();
        var matchers = routes.Select(route => new Route(new RouteHandler(_ => Task.CompletedTask), route, constraints)).ToArray();
        var host = new StandInHost(front, handler);
        front.Run(context => host.AnswerAsync(context, matchers));
        await front.StartAsync();
        host.ready = host.PingAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await front.DisposeAsync();
        client.Dispose();
        stopped.Dispose();
    }

    /// <summary>The ping has a Host header only, and any status counts.</summary>
    private async Task PingAsync()
    {
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/", stopped.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(PingInterval, stopped.Token);
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, Route[] routes)
    {
        if (!await IsMatchedAsync(context, routes))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (HostMessages.IsRefused(context.Request) || context.Request.ContentLength > BodyBytes)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        var body = new byte[context.Request.ContentLength ?? 0];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        await ready;
        try
        {
            using var request = HostMessages.ToHandler(context.Request, body, client.BaseAddress!);
            // The client has no part in it: whether it is still there is not passed on.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, stopped.Token);
            var content = await answer.Content.ReadAsByteArrayAsync(stopped.Token);
            await HostMessages.FromHandlerAsync(answer, content, context);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException && !context.Response.HasStarted)
        {
            // Also a connection that the handler closes while the body is being sent to it.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static async Task<bool> IsMatchedAsync(HttpContext context, Route[] routes)
    {
        foreach (var route in routes)
        {
            var match = new RouteContext(context);
            await route.RouteAsync(match);
            if (match.Handler is not null)
            {
                return true;
            }
        }

        return false;
    }
}
