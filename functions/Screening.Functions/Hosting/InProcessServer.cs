using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Screening.Functions.Hosting;

/// <summary>
/// The server of an app that does not listen. Another web server receives the requests and passes them on; they run through the
/// same pipeline as all others, with the services of the app.
/// </summary>
public sealed class InProcessServer : IServer
{
    // Features of the receiving pipeline: its endpoint, its services, its user. The app has its own.
    private static readonly HashSet<Type> Left =
    [
        typeof(IEndpointFeature), typeof(IRouteValuesFeature), typeof(IServiceProvidersFeature), typeof(IItemsFeature),
        typeof(IHttpAuthenticationFeature), typeof(IHttpActivityFeature), typeof(IQueryFeature), typeof(IFormFeature),
    ];

    private volatile Func<IFeatureCollection, Task>? serve;

    /// <inheritdoc/>
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>
    /// Runs a request through the app. When the task completes, the response of <paramref name="received"/> has started.
    /// </summary>
    /// <exception cref="InvalidOperationException">The app has not started, or has stopped.</exception>
    public Task HandleAsync(HttpContext received)
    {
        ArgumentNullException.ThrowIfNull(received);
        var run = serve ?? throw new InvalidOperationException("the app that would answer is not running");
        var features = new FeatureCollection();
        foreach (var (kind, feature) in received.Features)
        {
            if (!Left.Contains(kind))
            {
                features[kind] = feature;
            }
        }

        return run(features);
    }

    /// <inheritdoc/>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        serve = features => ServeAsync(application, features);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        serve = null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => serve = null;

    private static async Task ServeAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context);
            // A response without a written body (HEAD, 302, 304) has not started yet. The receiving server would start it later and
            // then call the OnStarting callbacks of the app, whose context is disposed below.
            if (features.Get<IHttpResponseBodyFeature>() is { } body)
            {
                await body.StartAsync(CancellationToken.None);
            }
        }
        catch (Exception bug)
        {
            application.DisposeContext(context, bug);
            throw;
        }

        application.DisposeContext(context, null);
    }
}
