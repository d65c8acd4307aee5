using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Screening.Functions.Hosting.Hosted;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Hosting;

/// <summary>Kestrel, configured so that only the code determines the addresses and the order of the middleware.</summary>
public static class WebServer
{
    /// <summary>
    /// Reads the configuration: environment, then command line, then <paramref name="options"/>; later sources take precedence.
    /// There are no configuration files, so none is searched or watched.
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

    /// <summary>
    /// A builder with the settings of <paramref name="options"/>, which take precedence over those of the environment.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(ScreeningAppOptions options) => CreateBuilder(options, ReadConfiguration(options));

    /// <summary>
    /// An empty builder. The default builders of the framework add configuration files and more loggers, which would slow down
    /// every cold start and are not used.
    /// </summary>
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
        // A refused key is a normal response and is not logged.
        builder.Logging.AddFilter(typeof(ApiKeyAuthentication).FullName, LogLevel.Warning);
        return builder;
    }

    /// <summary>Listens only on <paramref name="endpoint"/>, whatever ASPNETCORE_URLS or the Kestrel settings contain.</summary>
    /// <param name="web">The builder.</param>
    /// <param name="endpoint">Address and port.</param>
    /// <param name="isHosted">
    /// Whether the Functions host is the peer. It has applied the same limits to line and headers before it adds to them.
    /// </param>
    public static void ListenOnly(this IWebHostBuilder web, IPEndPoint endpoint, bool isHosted = false)
    {
        web.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        web.UseSetting(WebHostDefaults.HttpPortsKey, "");
        web.UseSetting(WebHostDefaults.HttpsPortsKey, "");
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.Configure(new ConfigurationBuilder().Build());
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestFrame.BodyLimit;
            kestrel.Limits.MaxRequestHeadersTotalSize = RequestLimits.HeaderBytes * (isHosted ? RequestLimits.HostFactor : 1);
            kestrel.Limits.MaxRequestLineSize = RequestLimits.RequestLineBytes * (isHosted ? RequestLimits.HostFactor : 1);
            kestrel.Limits.RequestHeadersTimeout = RequestLimits.HeaderTime;
            kestrel.Limits.MaxConcurrentConnections = RequestLimits.Connections;
            kestrel.Listen(endpoint);
        });
    }

    /// <summary>The middleware of every request, in order. Endpoints follow.</summary>
    /// <param name="app">The app.</param>
    /// <param name="isHosted">Whether the Functions host sends the requests, as to a custom handler or to an isolated worker.</param>
    public static void UsePipeline(this WebApplication app, bool isHosted = false)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseRequestSpan();
        app.UseRequestFrame();
        if (isHosted)
        {
            app.UseBodyDrain();
        }

        app.UseRouting();
        if (isHosted)
        {
            app.UseBodyLimit();
        }

        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseClientRate();
        app.UseAuthorization();
        app.UseBodyTypes();
        app.UseKnownQueries();
    }

    /// <summary>Checks early, before an installation that takes minutes, whether <paramref name="endpoint"/> is free.</summary>
    /// <exception cref="StartupException">
    /// Another program listens there, or the address does not belong to this machine.
    /// </exception>
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
    /// <returns>The address, with the port in use.</returns>
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

        // An app with an in-process server has no address.
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new Uri(addresses?.Addresses.First() ?? "http://127.0.0.1/");
    }

    private static StartupException InUse(IPEndPoint endpoint, Exception cause) => new(
        ExitCode.PortInUse,
        $"The server cannot listen on {endpoint} (another program does, or it is not an address of this machine): "
        + $"stop that program or choose another port with {HostSettings.PortVariable}.",
        cause);
}
