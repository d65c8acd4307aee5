using System.Net;
using Azure.Storage.Blobs;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>The blob of the current snapshot is damaged under running instances and before a new one starts. No one repairs it by hand.</summary>
public sealed class DamagedSnapshotFlowTests : IAsyncLifetime
{
    private readonly List<string> folders = [];
    private WiredStorage storage = null!;

    public static TheoryData<string> Damages => ["overwritten", "same length", "truncated", "deleted", "pointer overwritten", "pointer deleted"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => storage = await WiredStorage.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        foreach (var folder in folders.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task ARunningInstance_DecidesOn_ReportsTheDamage_AndStorageHeals(string how)
    {
        await using var app = await StartAsync();
        await FirstSnapshot.WaitAsync(app.App, Stop);
        var good = app.Health().Pointer!;
        await FlowApp.UntilAsync("no build is left over", async () => await app.Service<MessageQueue>().CountAsync(Stop) == 0);

        HoldMessages();
        await DamageAsync(app, good, how);
        await FlowApp.UntilAsync("the status reports it", async () => await ReportsAsync(app));
        await FlowApp.UntilAsync("a rebuild is requested", async () => await app.Service<MessageQueue>().CountAsync(Stop) > 0);
        var meanwhile = (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.Equal(good.Revision, meanwhile.Decision.GetProperty("snapshot").GetProperty("revision").GetString());

        storage.Queue.Mend();
        await FlowApp.UntilAsync("the status is well again", async () => !await ReportsAsync(app));
        Assert.True(await app.Tables.Snapshots.IsSoundAsync(good.Format, good.Revision, Stop));
        Assert.Equal(good.Revision, (await app.Tables.Snapshots.ReadPointerAsync(null, Stop)).Pointer!.Revision);
        Assert.Equal(good.Revision, app.Health().Pointer!.Revision);
    }

    /// <summary>Regression: it ended after 64 seconds and never requested a rebuild.</summary>
    [Theory]
    [MemberData(nameof(Damages))]
    public async Task ANewInstance_DecidesNothing_RequestsTheRebuild_AndStartsWhenItIsThere(string how)
    {
        await using (var before = await StartAsync())
        {
            await FirstSnapshot.WaitAsync(before.App, Stop);
            await FlowApp.UntilAsync("no build is left over", async () => await before.Service<MessageQueue>().CountAsync(Stop) == 0);
            await DamageAsync(before, before.Health().Pointer!, how);
        }

        HoldMessages();
        await using var app = await StartAsync();
        await FlowApp.UntilAsync("the status reports it", async () => await ReportsAsync(app));
        await FlowApp.UntilAsync("a rebuild is requested", async () => await app.Service<MessageQueue>().CountAsync(Stop) > 0);
        var refused = (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.SendAsync(HttpMethod.Get, "/readyz", null)).Status);
        Assert.Empty(await app.RecordIdsAsync());

        storage.Queue.Mend();
        await FirstSnapshot.WaitAsync(app.App, Stop);
        (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        await FlowApp.UntilAsync("the status is well again", async () => !await ReportsAsync(app));
    }

    // Each instance has a disk of its own, so that none finds a copy of the snapshot there.
    private Task<FlowApp> StartAsync()
    {
        folders.Add(Path.Combine(Path.GetTempPath(), "screening-disk-" + Guid.NewGuid().ToString("N")));
        return FlowApp.StartAsGuestAsync(storage, ("SCREENING_CACHE_FOLDER", folders[^1]));
    }

    // Sending and counting goes on; only the compiler receives nothing.
    private void HoldMessages() => storage.Queue.Harm(request =>
        request.Method == "GET" && request.Target.Contains("/messages", StringComparison.Ordinal) ? WireFault.Of(WireHarm.Hang) : null);

    private static async Task<bool> ReportsAsync(FlowApp app) =>
        (await app.StatusAsync()).GetProperty("degraded").EnumerateArray().Select(reason => reason.GetString()!).Any(reason =>
            reason.EndsWith(" is not there", StringComparison.Ordinal) || reason.Contains(" is damaged", StringComparison.Ordinal)
            || reason == "no snapshot has been published");

    private async Task DamageAsync(FlowApp app, SnapshotPointer pointer, string how)
    {
        var container = new BlobContainerClient(storage.DirectConnectionString, "snapshots");
        var blob = container.GetBlobClient(how.StartsWith("pointer", StringComparison.Ordinal) ? "current" : $"{pointer.Format}/{pointer.Revision}");
        var bytes = (await app.Tables.Snapshots.GetAsync(pointer.Format, pointer.Revision, Stop))!.Value.ToArray();
        bytes[bytes.Length / 2] ^= 1;
        await (how switch
        {
            "same length" => blob.UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, Stop),
            "truncated" => blob.UploadAsync(BinaryData.FromBytes(bytes[..(bytes.Length / 2)]), overwrite: true, Stop),
            "deleted" or "pointer deleted" => blob.DeleteAsync(cancellationToken: Stop),
            _ => (Task)blob.UploadAsync(BinaryData.FromString("damaged"), overwrite: true, Stop),
        });
    }
}
