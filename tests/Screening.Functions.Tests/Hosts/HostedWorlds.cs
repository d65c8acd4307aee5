using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Screening.Benchmarks.Hosts;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Hosts;

/// <summary>One of the two heads behind the stand-in host, on a storage with a snapshot and a key for every role.</summary>
public abstract class HostedWorld : IAsyncLifetime
{
    /// <summary>Few attempts, so that a test can use them up. Callers with good keys are not affected.</summary>
    internal static readonly (string Name, string Value) Attempts = (RequestLimits.FailedAttemptsVariable, "5");

    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private WiredStorage storage = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        storage = await WiredStorage.StartAsync();
        await using (var app = await FlowApp.StartAsGuestAsync(storage))
        {
            await FirstSnapshot.WaitAsync(app.App, CancellationToken.None);
            foreach (var role in Roles.All)
            {
                keys[role] = app.KeyOf(role);
            }
        }

        // A connection on which the host itself refused a body is closed, so none is used twice.
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero })
        {
            BaseAddress = await StartAsync(storage.DirectConnectionString), Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await StopAsync();
        await storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a request through the stand-in host.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? role = null)
    {
        if (role is not null)
        {
            request.Headers.Add(ApiKeyAuthentication.Header, keys[role]);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts the head, and returns the address of the host in front of it.</summary>
    protected abstract Task<Uri> StartAsync(string connection);

    protected abstract Task StopAsync();
}

/// <summary>The custom handler, as a process.</summary>
public sealed class CustomHandlerWorld : HostedWorld
{
    private HostedProcess process = null!;

    protected override async Task<Uri> StartAsync(string connection)
    {
        process = await HostedProcess.StartAsync((HostSettings.JobsStorage, connection), Attempts);
        return process.Host.Address;
    }

    protected override Task StopAsync() => process.DisposeAsync().AsTask();
}

/// <summary>The app of the isolated head, behind a web server like that of the worker, with the routes of its metadata.</summary>
public sealed class IsolatedWorld : HostedWorld
{
    private ScreeningApp app = null!;
    private WebApplication worker = null!;
    private StandInHost host = null!;

    protected override async Task<Uri> StartAsync(string connection)
    {
        var handover = new InProcessServer();
        app = await ScreeningApp.StartAsync(
            new ScreeningAppOptions
            {
                Handover = handover,
                Settings = new Dictionary<string, string?> { [HostSettings.JobsStorage] = connection, [Attempts.Name] = Attempts.Value },
            },
            CancellationToken.None);
        worker = await StartWorkerAsync(handover);
        host = await StandInHost.StartAsync(new Uri(worker.Urls.Single()), Routes());
        await host.Ready;
        return host.Address;
    }

    protected override async Task StopAsync()
    {
        await host.DisposeAsync();
        await worker.DisposeAsync();
        await app.DisposeAsync();
    }

    internal static async Task<WebApplication> StartWorkerAsync(InProcessServer handover)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        var worker = builder.Build();
        worker.Urls.Add("http://127.0.0.1:0");
        foreach (var route in Routes())
        {
            worker.Map(RoutePatternFactory.Parse("/" + route), (HttpContext context) => handover.HandleAsync(context));
        }

        await worker.StartAsync();
        return worker;
    }

    private static IEnumerable<string> Routes() =>
        DeclaredRoutes.OfWorker(Path.Combine(AppContext.BaseDirectory, "isolated", "functions.metadata")).Select(function => function.Route);
}
