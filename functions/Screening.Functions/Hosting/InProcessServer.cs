using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Screening.Functions.Hosting;

/// <summary>
/// The server of an app that does not listen: another web server receives a request and passes it on. The request then runs
/// through the same pipeline as any other request, in an app with its own services.
/// </summary>
public sealed class InProcessServer : IServer
{
    // Features that the receiving server has set for itself: its endpoint, its services, its user. The app sets its own.
    private static readonly HashSet<Type> Left =
    [
        typeof(IEndpointFeature), typeof(IRouteValuesFeature), typeof(IServiceProvidersFeature), typeof(IItemsFeature),
        typeof(IHttpAuthenticationFeature), typeof(IHttpActivityFeature), typeof(IQueryFeature), typeof(IFormFeature),
    ];

    private volatile Func<IFeatureCollection, Task>? serve;

    /// <inheritdoc/>
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>Runs a request through the app. On return, the response of <paramref name="received"/> is complete.</summary>
    /// <exception cref="InvalidOperationException">The app has not started or has stopped.</exception>
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
        }
        catch (Exception bug)
        {
            application.DisposeContext(context, bug);
            throw;
        }

        application.DisposeContext(context, null);
    }
}
