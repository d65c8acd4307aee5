using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Screening.Functions.Tests.Triggers;

/// <summary>
/// The routes of the HTTP functions in an ASP.NET Core server, matched as in the Functions host or as in the isolated worker. They
/// are those of the files that a host reads: every function.json, and the functions.metadata of the worker.
/// Source: host 4.1037 (WebJobsRouter, DefaultHttpWorkerService) and worker extension 2.1 (FunctionsEndpointDataSource).
/// </summary>
public sealed class HostRoutes : IAsyncLifetime
{
    private readonly WebApplication host = Build(UseHostRouter);
    private readonly WebApplication worker = Build(UseWorkerEndpoints);

    /// <summary>Starts both servers.</summary>
    public async ValueTask InitializeAsync()
    {
        await host.StartAsync();
        await worker.StartAsync();
    }

    /// <summary>Stops both servers.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await worker.DisposeAsync();
    }

    /// <summary>Sends a request line to the routes as the host matches them.</summary>
    /// <param name="target">The target, which is not encoded any further.</param>
    public Task<RouteMatch> SendToHostAsync(string target) => SendAsync(host, target);

    /// <summary>Sends a request line to the routes as the isolated worker matches them.</summary>
    /// <param name="target">The target, which is not encoded any further.</param>
    public Task<RouteMatch> SendToWorkerAsync(string target) => SendAsync(worker, target);

    private static WebApplication Build(Action<WebApplication> use)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        use(app);
        return app;
    }

    private static void UseHostRouter(WebApplication app)
    {
        var constraints = app.Services.GetRequiredService<IInlineConstraintResolver>();
        var routes = DeclaredFunctions.OfHandler.Select(function => (Name: function.Function, Route: new Route(
            new RouteHandler(_ => Task.CompletedTask), Template(function.Prefix, function.Route), constraints))).ToArray();
        app.Run(async context =>
        {
            var matching = new List<string>();
            foreach (var (name, route) in routes)
            {
                var match = new RouteContext(context);
                await route.RouteAsync(match);
                if (match.Handler is not null)
                {
                    matching.Add(name);
                }
            }

            await AnswerAsync(context, string.Join(',', matching));
        });
    }

    private static void UseWorkerEndpoints(WebApplication app)
    {
        foreach (var (function, prefix, route) in DeclaredFunctions.OfWorker)
        {
            app.Map(RoutePatternFactory.Parse(prefix + "/" + route), context => AnswerAsync(context, function)).WithMetadata(new HttpMethodMetadata([]));
        }
    }

    private static string Template(string prefix, string route) => prefix.Length == 0 ? route : $"{prefix}/{route}";

    /// <summary>Answers with the function and with the path that a host forwards to a custom handler.</summary>
    private static Task AnswerAsync(HttpContext context, string functions)
    {
        var forwarded = new Uri(context.Request.GetDisplayUrl()).AbsolutePath;
        context.Response.StatusCode = functions.Length > 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return functions.Length > 0 ? context.Response.WriteAsync($"{functions}\n{forwarded}") : Task.CompletedTask;
    }

    /// <summary>Over a socket, because a client of the framework would normalize the path.</summary>
    private static async Task<RouteMatch> SendAsync(WebApplication app, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(app.Urls.Single()).Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST {target} HTTP/1.0\r\nHost: host\r\nContent-Length: 0\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            return new RouteMatch([], "");
        }

        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split('\n');
        return new RouteMatch(body[0].Split(','), body[1]);
    }
}

/// <summary>What matched a request.</summary>
/// <param name="Functions">Names of the HTTP functions; empty if none matched. A worker reports one at most.</param>
/// <param name="Forwarded">The path that the host forwards to a custom handler.</param>
public sealed record RouteMatch(string[] Functions, string Forwarded);
