using Azure;
using Microsoft.AspNetCore.Hosting.Server;
using Screening.Functions.Development;
using Screening.Functions.Records.Write;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Hosting;

/// <summary>
/// The running app and everything it started. Tests start the same app as the product. On disposal the web server stops first and
/// the embedded storage last, because requests in progress still write.
/// </summary>
public sealed partial class ScreeningApp : IAsyncDisposable
{
    private readonly AzuriteProcess? azurite;

    private ScreeningApp(WebApplication web, HostSettings settings, AzuriteProcess? azurite)
    {
        this.azurite = azurite;
        Web = web;
        Settings = settings;
    }

    /// <summary>The web application, with its services and endpoints.</summary>
    public WebApplication Web { get; }

    /// <summary>The settings, with the storage that was started.</summary>
    public HostSettings Settings { get; }

    /// <summary>Where the app listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The development identities; null if they must not exist.</summary>
    public DevelopmentIdentities? Development { get; private init; }

    /// <summary>Starts everything and returns once the app listens.</summary>
    /// <exception cref="StartupException">Any foreseen reason. The message states what to do.</exception>
    public static async Task<ScreeningApp> StartAsync(ScreeningAppOptions options, CancellationToken cancellation)
    {
        options.Start.Mark("runtime");
        var configuration = WebServer.ReadConfiguration(options);
        var settings = HostSettings.Read(configuration, options.Handover is not null);
        if (!settings.IsHosted)
        {
            WebServer.EnsureFree(settings.Endpoint);
        }

        var azurite = settings.Mode == HostMode.StandaloneEmbedded
            ? await StartStorageAsync(settings, options, cancellation)
            : null;
        try
        {
            if (azurite is not null)
            {
                var connection = new StorageConnection { ConnectionString = azurite.ConnectionString };
                settings = settings with { Queues = connection, Product = connection };
            }

            options.Start.Mark("settings");
            var early = EarlyStart.BeginAsync(settings, options.Time, options.Compiler);
            var builder = WebServer.CreateBuilder(options, configuration);
            options.Start.Mark("builder");
            var development = await DevelopmentIdentities.OpenAsync(settings, cancellation);
            if (options.Handover is { } handover)
            {
                builder.Services.AddSingleton<IServer>(handover);
            }
            else
            {
                builder.WebHost.ListenOnly(settings.Endpoint, settings.IsHosted);
            }

            if (azurite is not null)
            {
                builder.Services.AddSingleton(azurite);
            }

            builder.Services.AddSingleton(options.Time);
            builder.Services.AddTelemetry(builder.Configuration);
            await AddPartsAsync(builder.Services, settings, early, development, cancellation);
            options.Start.Mark("parts");
            var app = new ScreeningApp(builder.Build(), settings, azurite) { Development = development };
            early.Result.Log(app.Web.Services.GetRequiredService<ILoggerFactory>());
            if (settings.IsHosted)
            {
                _ = Task.Run(() => app.Web.Services.GetRequiredService<RecordTable>().PrepareAsync(), cancellation);
            }

            options.Start.Mark("container");
            await app.ListenAsync(cancellation);
            options.Start.Mark("listening");
            app.Report(options.Start);
            app.ReportStorage();
            return app;
        }
        catch
        {
            await (azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    /// <summary>Waits until <paramref name="stop"/> is cancelled or the embedded storage ends by itself.</summary>
    /// <exception cref="StartupException">The embedded storage ended.</exception>
    public async Task WaitAsync(CancellationToken stop)
    {
        var stopped = Web.WaitForShutdownAsync(stop);
        if (azurite is not null
            && await Task.WhenAny(stopped, azurite.Exited) == azurite.Exited
            && !stop.IsCancellationRequested)
        {
            throw new StartupException(
                ExitCode.StorageEnded,
                "The embedded storage ended unexpectedly, and what it took in its last seconds may be lost: "
                + "start the server again.");
        }

        await stopped;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Web.StopAsync(CancellationToken.None);
            await Web.DisposeAsync();
        }
        finally
        {
            await (azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static Task<AzuriteProcess> StartStorageAsync(
        HostSettings settings, ScreeningAppOptions options, CancellationToken cancellation) =>
        AzuriteProcess.StartAsync(
            new AzuriteOptions
            {
                StorageFolder = Path.Combine(settings.DataFolder, "storage"),
                Progress = options.Progress,
            },
            cancellation);

    private static async Task AddPartsAsync(
        IServiceCollection services,
        HostSettings settings,
        Task<EarlyStart> early,
        DevelopmentIdentities? development,
        CancellationToken cancellation)
    {
        try
        {
            await Wiring.AddAsync(services, settings, early, development, cancellation);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or FormatException or InvalidOperationException)
        {
            // Only the error code: the message may contain addresses, and that of a malformed connection string may contain the
            // key.
            var code = (error as RequestFailedException)?.ErrorCode ?? error.GetType().Name;
            throw new StartupException(
                ExitCode.StorageUnreachable,
                $"The storage account cannot be used ({code}): check {HostSettings.JobsStorage}, "
                + $"{HostSettings.ProductStorage} and {HostSettings.CheckpointStorage}, and that this identity may read and write there.",
                error);
        }
    }

    private void Report(StartClock start)
    {
        var log = Web.Services.GetRequiredService<ILogger<ScreeningApp>>();
        if (log.IsEnabled(LogLevel.Information))
        {
            LogStarted(log, start.ToString());
        }
    }

    private void ReportStorage()
    {
        if (azurite is null)
        {
            return;
        }

        var log = Web.Services.GetRequiredService<ILogger<ScreeningApp>>();
        LogEmbedded(log);
        azurite.TroubleChanged = code =>
        {
            if (code is null)
            {
                LogStorageSound(log);
            }
            else
            {
                LogStorageFailed(log, code);
            }
        };
    }

    [LoggerMessage(LogEvents.ScreeningAppEmbedded, LogLevel.Warning, "The embedded storage is for trying only: it keeps one copy, on the disk of this machine")]
    private static partial void LogEmbedded(ILogger log);

    [LoggerMessage(LogEvents.ScreeningAppStorageFailed, LogLevel.Error, "The embedded storage cannot write to its disk, what cannot be written is refused: {Code}")]
    private static partial void LogStorageFailed(ILogger log, string code);

    [LoggerMessage(LogEvents.ScreeningAppStorageSound, LogLevel.Information, "The embedded storage can write to its disk again")]
    private static partial void LogStorageSound(ILogger log);

    [LoggerMessage(LogEvents.ScreeningAppStarted, LogLevel.Information, "Started: {Phases}")]
    private static partial void LogStarted(ILogger log, string phases);

    private async Task ListenAsync(CancellationToken cancellation)
    {
        try
        {
            Web.UsePipeline(Settings.IsHosted);
            Wiring.Map(Web, Settings);
            Address = await WebServer.ListenAsync(Web, Settings.Endpoint, cancellation);
        }
        catch
        {
            await Web.DisposeAsync();
            throw;
        }
    }
}
