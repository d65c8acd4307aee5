using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Hosting;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AzuriteOptions Options => new() { StorageFolder = folder };

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task KeepsWhatWasWritten_AndLeavesNoProcess()
    {
        int id;
        await using (var first = await AzuriteProcess.StartAsync(Options, Cancellation))
        {
            id = first.ProcessId;
            var table = new TableClient(first.ConnectionString, "kept");
            await table.CreateAsync(Cancellation);
            await table.AddEntityAsync(new TableEntity("p", "r") { ["text"] = "still here" }, Cancellation);
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        await using var second = await AzuriteProcess.StartAsync(Options, Cancellation);
        var read = await new TableClient(second.ConnectionString, "kept").GetEntityAsync<TableEntity>("p", "r", null, Cancellation);
        Assert.Equal("still here", read.Value.GetString("text"));
    }

    [Fact]
    public async Task RefusesAFolder_WhichAnotherServerUses()
    {
        await using var first = await AzuriteProcess.StartAsync(Options, Cancellation);
        await RefusesAsync(Options, ExitCode.DataFolderInUse, folder);
    }

    [Fact]
    public async Task RefusesAPort_WhichAnotherProgramUses()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await RefusesAsync(Options with { QueuePort = port }, ExitCode.StoragePortInUse, $"127.0.0.1:{port}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("garbage")]
    [InlineData("{\"filename\":\"x\"")]
    [InlineData("{\"filename\":\"x\",}")]
    public async Task RefusesDamagedFiles(string content)
    {
        await using (await AzuriteProcess.StartAsync(Options, Cancellation))
        {
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "__azurite_db_table__.json"), content, Cancellation);
        await RefusesAsync(Options, ExitCode.DataFolderDamaged, folder);
    }

    [Fact]
    public async Task RefusesALostFile()
    {
        await using (await AzuriteProcess.StartAsync(Options, Cancellation))
        {
        }

        File.Delete(Path.Combine(folder, "__azurite_db_table__.json"));
        await RefusesAsync(Options, ExitCode.DataFolderDamaged, "__azurite_db_table__.json");
    }

    [Fact]
    public async Task BeginsAgain_AfterAFirstStartThatWasInterrupted()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "__azurite_db_blob__.json"), "", Cancellation);
        await using var azurite = await AzuriteProcess.StartAsync(Options, Cancellation);
        Assert.Null(AzuriteFiles.FindDamage(folder));
    }

    [Fact]
    public async Task RefusesAFolder_WhichIsAFile()
    {
        await File.WriteAllTextAsync(folder, "not a folder", Cancellation);
        try
        {
            await RefusesAsync(Options, ExitCode.DataFolderDamaged, folder);
        }
        finally
        {
            File.Delete(folder);
        }
    }

    [Fact]
    public Task ReportsTheRemedy_WithoutNode() => RefusesAsync(Options with { SearchPath = "" }, ExitCode.NodeMissing, "install Node");

    [Fact]
    public async Task ReportsTheRemedy_WithAnOldNode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for node is a shell script.");
        Script("node", "echo v18.19.0");
        await RefusesAsync(Options with { SearchPath = folder }, ExitCode.NodeTooOld, "v18.19.0");
    }

    [Fact]
    public async Task ReportsTheRemedy_WithoutNpm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for node is a shell script.");
        Script("node", "echo v20.1.0");
        await RefusesAsync(Options with { SearchPath = folder }, ExitCode.NpmMissing, "npm was not found");
    }

    [Fact]
    public async Task ReportsTheRemedy_WhenTheInstallationFails()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are shell scripts.");
        Script("node", "echo v20.1.0");
        Script("npm", "echo 'registry out of reach' >&2; exit 7");
        var options = Options with { SearchPath = folder, InstallFolder = Path.Combine(folder, "packages") };
        await RefusesAsync(options, ExitCode.InstallFailed, "npm ended with 7: registry out of reach");
        // A partial installation is not taken as complete: the next start tries again.
        await RefusesAsync(options, ExitCode.InstallFailed, "npm ended with 7");
    }

    private static async Task RefusesAsync(AzuriteOptions options, ExitCode code, string words)
    {
        var failure = await Assert.ThrowsAsync<StartupException>(() => AzuriteProcess.StartAsync(options, Cancellation));
        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private void Script(string name, string body)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
