using System.Diagnostics;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Package;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Operations;

/// <summary>The commands in a process of their own. It is that of the native package where one was published, or else that of the build.</summary>
public sealed class BackupProcessTests(RestoreTests.Ground ground) : IClassFixture<RestoreTests.Ground>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheExecutable_TakesAndRestoresABackup_AndItsExitCodeSaysWhatWasRefused()
    {
        var (folder, list) = (ground.World.New(), ground.World.New());
        await using var source = await WiredStorage.StartAsync();
        await using var target = await WiredStorage.StartAsync();
        Assert.Equal((0, true), await RunAsync(source, "Restored: ", "restore", "--from", ground.Folder));
        Assert.Equal((0, true), await RunAsync(source, $"The backup is whole: {ground.Ids.Count} records, source version 1,", "backup", "--to", folder));
        Assert.Equal((0, true), await RunAsync(source, "Erasures on record: 0.", "erasures", "--to", list));
        Assert.Equal((0, true), await RunAsync(target, "Erasures repeated: 0.", "restore", "--from", folder, "--erasures", list));
        Assert.Equal(((int)ExitCode.BackupRefused, true), await RunAsync(target, "is not empty", "restore", "--from", ground.Folder));
        Assert.Equal(((int)ExitCode.BackupRefused, true), await RunAsync(source, "name a new one for each backup", "backup", "--to", folder));
        Assert.Equal(((int)ExitCode.SettingsInvalid, true), await RunAsync(source, "usage: backup --to FOLDER", "backup", "--from", folder));
    }

    private async Task<(int Code, bool HasSaid)> RunAsync(WiredStorage storage, string expected, params string[] args)
    {
        var program = Environment.GetEnvironmentVariable(Packages.Native) is { Length: > 0 } native ? native : AppContext.BaseDirectory;
        var start = new ProcessStartInfo(Path.Combine(program, "Screening.Functions" + (OperatingSystem.IsWindows() ? ".exe" : "")), args)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = program,
        };
        start.Environment["AzureWebJobsStorage"] = storage.DirectConnectionString;
        start.Environment[RecordKeys.Setting] = ground.World.RecordKey;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        var text = string.Concat(said);
        return (process.ExitCode, text.Contains(expected, StringComparison.Ordinal) ? true : throw new InvalidOperationException(text));
    }
}
