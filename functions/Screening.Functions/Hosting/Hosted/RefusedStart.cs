using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Telemetry;
using Screening.Functions.Triggers;

namespace Screening.Functions.Hosting.Hosted;

/// <summary>
/// What runs behind the Functions host in place of an app whose settings are invalid. A handler that ends takes the host down, and
/// its reason is only on a console that no longer exists; this one keeps listening. Every request, also <c>/healthz</c>, is answered
/// with 503 and names the setting. Nothing is decided and storage is not used.
/// </summary>
public sealed partial class RefusedStart : IAsyncDisposable
{
    /// <summary>
    /// How long a start that storage has refused is answered for. Then the process ends, and the host starts it again: storage may
    /// be back, or access granted. An invalid setting stays invalid until an operator changes it, which starts the app anyway.
    /// </summary>
    public static readonly TimeSpan StorageWait = TimeSpan.FromMinutes(1);

    private readonly WebApplication web;
    private readonly CancellationTokenSource over;

    private RefusedStart(WebApplication web, StartupException failure, TimeProvider time)
    {
        this.web = web;
        over = failure.Code == ExitCode.StorageUnreachable ? new(StorageWait, time) : new();
        Handlers = new TriggerHandlers
        {
            CompileSnapshot = (_, _) => Task.FromException(failure),
            CompileSnapshotPoison = (_, _) => Task.FromException(failure),
            SweepSnapshot = _ => Task.FromException(failure),
            RefreshLists = _ => Task.FromException(failure),
        };
    }

    /// <summary>Handlers of messages and timer ticks, for the isolated worker. Each fails, so that the host keeps the message.</summary>
    public TriggerHandlers Handlers { get; }

    /// <summary>Cancelled when the process must end, because its next start may succeed.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>
    /// Whether <paramref name="failure"/> is answered in this way: only behind the host, and only if a setting is invalid or the
    /// storage account refuses. After any other failure the process ends at once, and the host starts it again.
    /// </summary>
    public static bool Takes(StartupException failure, ScreeningAppOptions options)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(options);
        return failure.Code is ExitCode.SettingsInvalid or ExitCode.StorageUnreachable
            && (options.Handover is not null || PortOf(WebServer.ReadConfiguration(options)) is not null);
    }

    /// <summary>Starts to answer in place of the app, and logs the reason.</summary>
    public static async Task<RefusedStart> StartAsync(StartupException failure, ScreeningAppOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(options);
        var configuration = WebServer.ReadConfiguration(options);
        var builder = WebServer.CreateBuilder(options, configuration);
        if (options.Handover is { } handover)
        {
            builder.Services.AddSingleton<IServer>(handover);
        }
        else
        {
            builder.WebHost.ListenOnly(new IPEndPoint(IPAddress.Loopback, PortOf(configuration)!.Value), isHosted: true);
        }

        var web = builder.Build();
        web.UseRequestFrame();
        web.UseBodyDrain();
        web.Run(context => Problems.SettingsInvalid(failure.Message).ExecuteAsync(context));
        LogRefused(web.Services.GetRequiredService<ILogger<RefusedStart>>(), failure.Message);
        await web.StartAsync(cancellation);
        return new RefusedStart(web, failure, options.Time);
    }

    /// <summary>Waits until <paramref name="stop"/> or <see cref="Over"/> is cancelled.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, Over);
        await web.WaitForShutdownAsync(either.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        over.Dispose();
    }

    private static int? PortOf(IConfiguration settings) =>
        int.TryParse(settings[HostSettings.HandlerPortVariable], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is >= 1 and <= IPEndPoint.MaxPort
            ? port
            : null;

    [LoggerMessage(LogEvents.RefusedStartRefused, LogLevel.Error, "The settings are invalid, and every request is refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string reason);
}
