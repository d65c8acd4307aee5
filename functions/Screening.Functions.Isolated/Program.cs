using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Screening.Functions.Hosting;
using Screening.Functions.Hosting.Hosted;
using Screening.Functions.Triggers;

// The app starts with a server that does not listen. The worker passes requests to that server, which runs them through the
// app's pipeline, and passes messages and timer ticks to the app's handlers. If the settings are invalid, RefusedStart takes the
// place of the app.
var handover = new InProcessServer();
var options = new ScreeningAppOptions { Handover = handover };
try
{
    await using var app = await ScreeningApp.StartAsync(options, CancellationToken.None);
    await ServeAsync(app.Web.Services.GetRequiredService<TriggerHandlers>(), CancellationToken.None);
    return (int)ExitCode.HandlerStopped;
}
catch (StartupException failure) when (RefusedStart.Takes(failure, options))
{
    await Console.Error.WriteLineAsync(failure.Message);
    await using var refused = await RefusedStart.StartAsync(failure, options, CancellationToken.None);
    await ServeAsync(refused.Handlers, refused.Over);
    return (int)failure.Code;
}
catch (StartupException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return (int)failure.Code;
}

async Task ServeAsync(TriggerHandlers handlers, CancellationToken over)
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddSingleton(handover);
    builder.Services.AddSingleton(handlers);
    await builder.Build().RunAsync(over);
}
