using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Hosting.Commands;
using Screening.Functions.Hosting.Hosted;
using Screening.Functions.Security;

// One executable: a custom handler under the Functions host, otherwise a standalone server. Wiring.cs lists its parts;
// Hosting/ExitCode.cs explains the exit codes.
using var stop = new StopSignals();
var options = new ScreeningAppOptions { Args = args, Progress = Console.Out.WriteLine };
try
{
    if (args is ["keys", .. var command])
    {
        await KeyCommand.RunAsync(command, stop.Token);
        return (int)ExitCode.Success;
    }

    if (args is ["backup" or "restore" or "erasures", ..])
    {
        await BackupCommand.RunAsync(args, Console.Out.WriteLine, stop.Token);
        return (int)ExitCode.Success;
    }

    await using var app = await ScreeningApp.StartAsync(options, stop.Token);
    if (app.Settings.Mode != HostMode.FunctionsHost)
    {
        await FirstSnapshot.WaitAsync(app, stop.Token);
        Console.Out.Write(ReadyMessage.Text(app.Address, app.Development, app.Settings.Mode == HostMode.StandaloneEmbedded));
    }

    await app.WaitAsync(stop.Token);
    return (int)(app.Settings.Mode == HostMode.FunctionsHost ? ExitCode.HandlerStopped : ExitCode.Success);
}
catch (StartupException failure) when (RefusedStart.Takes(failure, options))
{
    await Console.Error.WriteLineAsync(failure.Message);
    await using var refused = await RefusedStart.StartAsync(failure, options, stop.Token);
    await refused.WaitAsync(stop.Token);
    return (int)failure.Code;
}
catch (StartupException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return (int)failure.Code;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return (int)ExitCode.Success;
}
catch (Exception bug)
{
    await Console.Error.WriteLineAsync($"The server failed for an unforeseen reason: {bug}");
    return (int)ExitCode.Unexpected;
}
