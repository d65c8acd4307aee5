using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Screening.Functions.Hosting;
using Screening.Functions.Triggers;

// The app starts with a server that does not listen. The worker passes requests to that server, which runs them through the
// app's pipeline, and passes messages and timer ticks to the app's handlers.
try
{
    var handover = new InProcessServer();
    await using var app = await ScreeningApp.StartAsync(new ScreeningAppOptions { Handover = handover }, CancellationToken.None);

    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddSingleton(handover);
    builder.Services.AddSingleton(app.Web.Services.GetRequiredService<TriggerHandlers>());
    await builder.Build().RunAsync();
    return (int)ExitCode.HandlerStopped;
}
catch (StartupException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return (int)failure.Code;
}
