using System.Diagnostics;
using System.Net.Sockets;
using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Hosting;

public sealed class ScreeningAppTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task StartsEmbedded_WithDevelopmentKeysOnlyItsOwnerCanRead()
    {
        string printed;
        await using (var app = await StartAsync("SCREENING_PORT=0"))
        {
            Assert.Equal(HostMode.StandaloneEmbedded, app.Settings.Mode);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/healthz")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app, "/nothing-here")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app, "/nothing-here", app.Development!.KeyOf(Roles.Auditor))).StatusCode);
            printed = ReadyMessage.Text(app.Address, app.Development, isEmbedded: true);
        }

        Assert.StartsWith("Ready: http://127.0.0.1:", printed, StringComparison.Ordinal);
        Assert.All(Roles.All, role => Assert.Contains("dev-" + role + " ", printed, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.Combine(folder, "development-keys.json"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }

        // The second start has the same keys.
        await using var again = await StartAsync("SCREENING_PORT=0");
        Assert.Contains(again.Development!.KeyOf(Roles.Admin), printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DevelopmentKeys_AreWorthless_UnderTheFunctionsHostAndWithAConfiguredAccount()
    {
        string key;
        await using (var app = await StartAsync("SCREENING_PORT=0"))
        {
            key = app.Development!.KeyOf(Roles.Admin);
        }

        string[] others = [$"FUNCTIONS_CUSTOMHANDLER_PORT={FreePort()}", "SCREENING_PORT=0"];
        foreach (var other in others)
        {
            await using var app = await StartAsync(other, "AzureWebJobsStorage=" + azurite.ConnectionString);
            Assert.Null(app.Development);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app, "/nothing-here", key)).StatusCode);
            Assert.DoesNotContain("scr_", ReadyMessage.Text(app.Address, app.Development, isEmbedded: false), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RefusesAPort_WhichAnotherProgramUses()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var failure = await Assert.ThrowsAsync<StartupException>(() => StartAsync($"SCREENING_PORT={port}"));
        Assert.Equal(ExitCode.PortInUse, failure.Code);
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder), "nothing may be started before the port is known to be free");
    }

    [Fact]
    public async Task RefusesDevelopmentKeys_WhichCannotBeRead()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "development-keys.json"), "{", Cancellation);
        var failure = await Assert.ThrowsAsync<StartupException>(() => StartAsync("SCREENING_PORT=0"));
        Assert.Equal(ExitCode.DataFolderDamaged, failure.Code);
    }

    [Theory]
    [InlineData("SCREENING_PORT", "0", "PATH", "", ExitCode.NodeMissing)]
    [InlineData("SCREENING_PORT", "none", "X", "", ExitCode.SettingsInvalid)]
    public async Task TheExecutable_WritesOneSentence_AndFails(string name, string value, string name2, string value2, ExitCode code)
    {
        using var process = Start((name, value), (name2, value2), ("SCREENING_DATA_FOLDER", folder));
        var errors = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.EndedAsync(Cancellation);
        Assert.Equal((int)code, process.ExitCode);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task AKilledServer_LeavesNoStorageBehind()
    {
        using var process = Start(
            ("SCREENING_PORT", "0"), ("SCREENING_DATA_FOLDER", folder),
            (DataFolder.InstallVariable, DataFolder.DefaultInstallFolder()));
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line && !line.StartsWith("Ready:", StringComparison.Ordinal))
        {
        }

        process.Kill();
        await process.EndedAsync(Cancellation);
        // Storage has no lock of its own, and a second process on its folder would damage the files: wait for its end.
        for (var tries = 0; IsStorageRunning() && tries < 100; tries++)
        {
            await Task.Delay(100, Cancellation);
        }

        Assert.False(IsStorageRunning());
        await using var next = await StartAsync("SCREENING_PORT=0");
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task ASignal_StopsEverything_AndKeepsTheData(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill command.");
        Assert.SkipWhen(signal == "INT" && Processes.IgnoreInterrupt(), "The tests run as a background job, whose processes ignore SIGINT.");
        using var process = Start(
            ("SCREENING_PORT", "0"), ("SCREENING_DATA_FOLDER", folder),
            (DataFolder.InstallVariable, DataFolder.DefaultInstallFolder()));
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line && !line.StartsWith("Ready:", StringComparison.Ordinal))
        {
        }

        // Ctrl-C in a terminal reaches the storage as well as the server.
        var targets = signal == "INT" ? StorageIds().Append(process.Id) : [process.Id];
        using var kill = Process.Start("kill", ["-" + signal, .. targets.Select(id => $"{id}")]);
        await process.EndedAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(StorageIds());
        Assert.Equal("", await process.StandardError.ReadToEndAsync(Cancellation));
        Assert.Null(AzuriteFiles.FindDamage(Path.Combine(folder, "storage")));
    }

    [Fact]
    public async Task UnderTheFunctionsHost_ListensOnItsPortAlone()
    {
        var (own, others) = (FreePort(), new[] { FreePort(), FreePort() });
        using var process = Start(
            ("FUNCTIONS_CUSTOMHANDLER_PORT", $"{own}"), ("AzureWebJobsStorage", azurite.ConnectionString),
            ("ASPNETCORE_URLS", $"http://127.0.0.1:{others[0]}"), ("Kestrel__Endpoints__Other__Url", $"http://127.0.0.1:{others[1]}"));
        try
        {
            await UntilConnectsAsync(own);
            Assert.All(others, port => Assert.Throws<SocketException>(() => new TcpClient("127.0.0.1", port)));
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("AzureWebJobsStorage=nonsense")]
    [InlineData("AzureWebJobsStorage=DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;QueueEndpoint=http://127.0.0.1:1/a")]
    public async Task Reports_AnAccountThatCannotBeUsed(string setting)
    {
        var failure = await Assert.ThrowsAsync<StartupException>(() => StartAsync(
            setting, "SCREENING_PORT=0", $"{RecordKeys.Setting}={Functions.Records.Write.RecordKeyring.NewKey()}"));
        Assert.Equal(ExitCode.StorageUnreachable, failure.Code);
        Assert.DoesNotContain("AAAA", failure.Message, StringComparison.Ordinal);
    }

    private static async Task UntilConnectsAsync(int port)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(100, Cancellation);
            }
        }
    }

    private bool IsStorageRunning() => StorageIds().Length > 0;

    private int[] StorageIds() =>
    [
        .. Process.GetProcessesByName("node").Select(node => node.Id).Where(id => OperatingSystem.IsLinux()
            && File.Exists($"/proc/{id}/cmdline")
            && File.ReadAllText($"/proc/{id}/cmdline").Contains(folder, StringComparison.Ordinal)),
    ];

    private static Process Start(params (string Name, string Value)[] environment)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "Screening.Functions" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(executable) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<HttpResponseMessage> SendAsync(ScreeningApp app, string path, string? key = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address, path));
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        return await client.SendAsync(request, Cancellation);
    }

    private Task<ScreeningApp> StartAsync(params string[] settings) => ScreeningApp.StartAsync(
        new ScreeningAppOptions
        {
            Settings = settings.Append("SCREENING_DATA_FOLDER=" + folder)
                .Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], string? (pair) => pair[1], StringComparer.Ordinal),
        },
        Cancellation);
}
