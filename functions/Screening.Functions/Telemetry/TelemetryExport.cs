using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Telemetry;

/// <summary>
/// Exports spans and metrics as configured by the standard settings. With none of them set, no exporter is loaded or created, so
/// that a cold start has no cost for unused telemetry.
/// </summary>
public static class TelemetryExport
{
    /// <summary>Address of an OpenTelemetry collector. The other <c>OTEL_*</c> variables apply as usual.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Connection string of Application Insights, set by the infrastructure.</summary>
    public const string MonitorConnection = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary><c>Authorization=AAD</c>, with <c>ClientId=</c> for a user-assigned identity.</summary>
    public const string MonitorAuthentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Meter of the web server: durations by route template and status.</summary>
    private const string WebMeter = "Microsoft.AspNetCore.Hosting";

    /// <summary>Adds the configured exporters.</summary>
    /// <returns>True if there is at least one exporter.</returns>
    public static bool AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var toCollector = !string.IsNullOrWhiteSpace(settings[OtlpEndpoint]);
        var monitor = settings[MonitorConnection];
        if (!toCollector && string.IsNullOrWhiteSpace(monitor))
        {
            return false;
        }

        services.AddSingleton<SnapshotGauges>();
        services.AddSingleton<IHostedService, GaugesOnStart>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("screening", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(tracing => tracing.AddSource(Tracing.SourceName))
            .WithMetrics(metrics => metrics.AddMeter(Measures.MeterName, WebMeter));
        if (toCollector)
        {
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter()).WithMetrics(metrics => metrics.AddOtlpExporter());
        }

        if (!string.IsNullOrWhiteSpace(monitor))
        {
            AddMonitor(telemetry, monitor, settings[MonitorAuthentication]);
        }

        return true;
    }

    private static void AddMonitor(OpenTelemetryBuilder telemetry, string connection, string? authentication)
    {
        void Configure(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = connection;
            options.DisableOfflineStorage = true;
            if (authentication?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == true)
            {
                options.Credential = Identity(authentication);
            }
        }

        telemetry.WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure));
    }

    private static ManagedIdentityCredential Identity(string authentication)
    {
        var client = authentication.Split(';', StringSplitOptions.TrimEntries)
            .FirstOrDefault(part => part.StartsWith("ClientId=", StringComparison.OrdinalIgnoreCase))?["ClientId=".Length..];
        return new(client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client));
    }

    /// <summary>Creates the gauges at start, not when they are first read.</summary>
    private sealed class GaugesOnStart(SnapshotGauges gauges) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive(gauges);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
