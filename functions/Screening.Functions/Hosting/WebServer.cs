using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Hosting;

/// <summary>Kestrel, set up so that code alone decides where it listens and what every request meets first.</summary>
public static class WebServer
{
    /// <summary>
    /// The settings: environment, then command line, then <paramref name="options"/>; the later ones win. There are no files
    /// of settings, so none is looked for or watched.
    /// </summary>
    public static IConfigurationRoot ReadConfiguration(ScreeningAppOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddCommandLine([.. options.Args])
            .AddInMemoryCollection(options.Settings)
            .Build();
    }

    /// <summary>A builder with the settings of <paramref name="options"/> over those of the environment.</summary>
    public static WebApplicationBuilder CreateBuilder(ScreeningAppOptions options) => CreateBuilder(options, ReadConfiguration(options));

    /// <summary>
    /// A builder that brings nothing along: what the framework's own ones add on top, files of settings and more logs, is
    /// paid for at every cold start and used by nobody.
    /// </summary>
    /// <param name="options">How to start.</param>
    /// <param name="configuration">The settings as read.</param>
    public static WebApplicationBuilder CreateBuilder(ScreeningAppOptions options, IConfigurationRoot configuration)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.AddConfiguration(configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Azure", LogLevel.Warning);
        builder.Services.AddRequestFrame();
        // A refused key is an answer, not an event.
        builder.Logging.AddFilter(typeof(ApiKeyAuthentication).FullName, LogLevel.Warning);
        return builder;
    }

    /// <summary>
    /// Listens on <paramref name="endpoint"/> and nowhere else, whatever ASPNETCORE_URLS or Kestrel settings say.
    /// </summary>
    public static void ListenOnly(this IWebHostBuilder web, IPEndPoint endpoint)
    {
        web.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        web.UseSetting(WebHostDefaults.HttpPortsKey, "");
        web.UseSetting(WebHostDefaults.HttpsPortsKey, "");
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.Configure(new ConfigurationBuilder().Build());
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestFrame.BodyLimit;
            kestrel.Limits.MaxRequestHeadersTotalSize = RequestLimits.HeaderBytes;
            kestrel.Limits.MaxRequestLineSize = RequestLimits.RequestLineBytes;
            kestrel.Limits.RequestHeadersTimeout = RequestLimits.HeaderTime;
            kestrel.Limits.MaxConcurrentConnections = RequestLimits.Connections;
            kestrel.Listen(endpoint);
        });
    }

    /// <summary>What every request meets, in order. Endpoints come after it.</summary>
    public static void UsePipeline(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseRequestSpan();
        app.UseRequestFrame();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseClientRate();
        app.UseAuthorization();
        app.UseBodyTypes();
    }

    /// <summary>Finds out early, before minutes of installing, whether <paramref name="endpoint"/> is free.</summary>
    /// <exception cref="StartupException">Another program listens there, or the address is not of this
    /// machine.</exception>
    public static void EnsureFree(IPEndPoint endpoint)
    {
        try
        {
            using var probe = new TcpListener(endpoint);
            probe.Start();
        }
        catch (SocketException error)
        {
            throw InUse(endpoint, error);
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <returns>The address, with the port that was taken.</returns>
    /// <exception cref="StartupException">Another program listens there.</exception>
    public static async Task<Uri> ListenAsync(WebApplication app, IPEndPoint endpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw InUse(endpoint, error);
        }

        // An app that is handed its requests has no address.
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new Uri(addresses?.Addresses.First() ?? "http://127.0.0.1/");
    }

    private static StartupException InUse(IPEndPoint endpoint, Exception cause) => new(
        ExitCode.PortInUse,
        $"The server cannot listen on {endpoint} (another program does, or it is not an address of this machine): "
        + $"stop that program or choose another port with {HostSettings.PortVariable}.",
        cause);
}
