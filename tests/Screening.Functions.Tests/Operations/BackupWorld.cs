using System.Net;
using System.Text.Json;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Hosting.Commands;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Operations;

/// <summary>Folders for backups, and the commands of the product on a storage.</summary>
internal sealed class BackupWorld(string recordKey) : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("screening-backup-").FullName;
    private int folders;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The record key of source and target.</summary>
    public string RecordKey => recordKey;

    /// <summary>What the commands have said.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Path of a new folder or file, which does not exist yet.</summary>
    public string New() => Path.Combine(root, $"{folders++}");

    /// <summary>Runs a command as Program.cs does.</summary>
    public Task RunAsync(WiredStorage storage, TimeProvider time, params string[] args) => RunAsync(storage, time, Said.Add, args, Stop);

    /// <summary>Runs a command through the wires of a storage, where a test can meet its requests.</summary>
    public Task RunThroughWiresAsync(WiredStorage storage, TimeProvider time, params string[] args) => RunAsync(storage.ConnectionString, time, Said.Add, args, Stop);

    /// <summary>Runs a command that may be cancelled.</summary>
    public Task RunAsync(WiredStorage storage, TimeProvider time, Action<string> say, string[] args, CancellationToken cancellation) =>
        RunAsync(storage.DirectConnectionString, time, say, args, cancellation);

    private Task RunAsync(string connection, TimeProvider time, Action<string> say, string[] args, CancellationToken cancellation) => BackupCommand.RunAsync(
        args, say, cancellation, new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connection, [RecordKeys.Setting] = recordKey }, time);

    /// <summary>Starts the app on a restored storage, and waits until it can decide. It disposes of the storage.</summary>
    public async Task<FlowApp> StartAsync(WiredStorage storage)
    {
        var app = await FlowApp.StartAsync(storage, recordKey);
        await FirstSnapshot.WaitAsync(app.App, Stop);
        return app;
    }

    /// <summary>The report of a verification of the day.</summary>
    public static async Task<JsonElement> VerifyAsync(FlowApp app) =>
        (await app.GetAsync("/api/v1/records/verify?from=2026-11-23&to=2026-11-25")).Expect(HttpStatusCode.OK).Json;

    /// <summary>Fails unless a record is replayed byte for byte.</summary>
    public static async Task ReplaysAsync(FlowApp app, string id)
    {
        var replay = (await app.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.True(replay.GetProperty("identical").GetBoolean(), replay.GetRawText());
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
