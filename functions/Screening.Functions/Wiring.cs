using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Storage;
using Screening.Functions.Triggers;

namespace Screening.Functions;

/// <summary>Which parts the app is made of, and who knows whom: read it top to bottom.</summary>
public static class Wiring
{
    /// <summary>Opens storage and adds every part to <paramref name="services"/>.</summary>
    public static async Task AddAsync(
        IServiceCollection services, HostSettings settings, DevelopmentIdentities? development, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);

        var nudges = MessageQueue.Open(settings.Queues!.ToQueueOptions(), FunctionTable.CompileQueue);
        await nudges.CreateAsync(cancellation);
        services.AddSingleton(nudges);

        services.AddSingleton(new ApiKeyDirectory((id, _) => Task.FromResult(development?.Find(id)), TimeProvider.System));
        services.AddAccessControl();
    }

    /// <summary>Maps every endpoint.</summary>
    public static void Map(WebApplication app, HostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapMethods("/healthz", ["GET", "HEAD"], () => Results.Text("healthy")).AllowAnonymous();
        if (app.Services.GetService<TriggerHandlers>() is { } handlers)
        {
            app.MapTriggers(settings, handlers);
        }
    }
}
