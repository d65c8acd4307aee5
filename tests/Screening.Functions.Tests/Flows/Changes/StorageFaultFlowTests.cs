using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Each storage service in turn fails under the running app, and returns.</summary>
public sealed class StorageFaultFlowTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private const string Set = "/api/v1/country-sets/MDP";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    [Fact]
    public async Task WithoutTables_NothingIsDecided_AndTheReturnNeedsNoRestart()
    {
        (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        var before = (await App.RecordIdsAsync()).Count;
        App.Storage.Table.Cut();
        try
        {
            Refused(await App.ScreenAsync(Transactions.Uav()));
            Refused(await App.GetAsync("/api/v1/status", Roles.Admin));
            Refused(await App.GetAsync("/api/v1/policies"));
            Refused(await App.PutAsync(Set, Roles.PolicyEditor, "{}", "\"v1\""));
        }
        finally
        {
            App.Storage.Table.Mend();
        }

        Assert.Equal(before, (await App.RecordIdsAsync()).Count);
        await FlowApp.UntilAsync(
            "the app decides again", async () => (await App.ScreenAsync(Transactions.Uav())).Status == HttpStatusCode.OK);
        Assert.Equal(before + 1, (await App.RecordIdsAsync()).Count);
    }

    [Fact]
    public async Task WithoutBlobs_TheLastSnapshotServes_UntilItIsTooOld()
    {
        App.Storage.Blob.Cut();
        try
        {
            (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
            await FlowApp.UntilAsync("the app knows that storage fails", () => Task.FromResult(App.Health().Degraded.Count > 0));
            App.Clock.KeepsItsDay = false;
            App.Clock.Advance(SnapshotTimes.StalenessBound + TimeSpan.FromMinutes(1));
            Refused(await App.ScreenAsync(Transactions.Uav()));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await App.SendAsync(HttpMethod.Get, "/readyz", null)).Status);
            Assert.Equal(HttpStatusCode.OK, (await App.SendAsync(HttpMethod.Get, "/healthz", null)).Status);
        }
        finally
        {
            App.Storage.Blob.Mend();
        }

        await FlowApp.UntilAsync(
            "the app decides again", async () => (await App.ScreenAsync(Transactions.Uav())).Status == HttpStatusCode.OK);
        Assert.Empty(App.Health().Degraded);
    }

    [Fact]
    public async Task ALostCompileRequest_IsSentAgainByTheSweep()
    {
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        App.Storage.Queue.Cut();
        long accepted;
        try
        {
            accepted = await App.VersionOfAsync(await App.PutAsync(Set, Roles.PolicyEditor, Relabelled(read.Text), read.ETag));
            var status = await App.StatusAsync();
            Assert.Equal(JsonValueKind.Null, status.GetProperty("queueDepth").ValueKind);
            Assert.Equal(JsonValueKind.Null, status.GetProperty("poisonQueueDepth").ValueKind);
            Assert.Contains("the poison queue cannot be asked", status.GetProperty("degraded").GetRawText(), StringComparison.Ordinal);
            Assert.True(status.GetProperty("degraded").GetArrayLength() > 0);
            Assert.True(status.GetProperty("sourceVersion").GetInt64() > status.GetProperty("activeSourceVersion").GetInt64());
        }
        finally
        {
            App.Storage.Queue.Mend();
        }

        await FlowApp.UntilAsync("the sweep sends a compile request", () => App.Service<SnapshotSweep>().RunAsync(Stop));
        await App.UntilActiveAsync(accepted);
        await FlowApp.UntilAsync("nothing is left to heal", async () => !await App.Service<SnapshotSweep>().RunAsync(Stop));
    }

    [Fact]
    public async Task ATamperedSnapshot_IsNeverUsed_AndIsRebuilt()
    {
        // No message of an earlier change may trigger a rebuild before the state was checked.
        await FlowApp.UntilAsync("the queue is empty", async () =>
            (await App.StatusAsync()).GetProperty("queueDepth").GetInt32() == 0);
        var good = App.Health().Pointer!;
        var container = new BlobContainerClient(App.Storage.DirectConnectionString, "snapshots");
        var read = await App.Tables.Snapshots.ReadPointerAsync(null, Stop);
        var bytes = (await App.Tables.Snapshots.GetAsync(good.Format, good.Revision, Stop))!.Value.ToArray();
        bytes[^1] ^= 1;
        var forged = good with { Revision = "sha256-" + new string('f', 64) };
        await container.GetBlobClient($"{forged.Format}/{forged.Revision}").UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, Stop);

        App.Storage.Queue.Cut();
        try
        {
            Assert.True(await App.Tables.Snapshots.FlipAsync(forged, read.ETag, Stop));
            await FlowApp.UntilAsync("the app has seen it", () => Task.FromResult(
                App.Health().Degraded.Any(reason => reason.Contains("damaged", StringComparison.Ordinal))));
            Assert.Contains("damaged", (await App.StatusAsync()).GetProperty("degraded").GetRawText(), StringComparison.Ordinal);
        }
        finally
        {
            App.Storage.Queue.Mend();
        }

        var answer = (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.Equal(good.Revision, answer.Decision.GetProperty("snapshot").GetProperty("revision").GetString());

        (await App.GetAsync("/api/v1/snapshots/" + forged.Revision)).Expect(HttpStatusCode.NotFound);

        await App.Service<CompileRequests>().TrySendAsync(good.SourceVersion);
        await FlowApp.UntilAsync("the status is well again", async () =>
            (await App.StatusAsync()).GetProperty("degraded").GetArrayLength() == 0);
        Assert.Equal(good.Revision, App.Health().Pointer!.Revision);
    }

    [Fact]
    public async Task ADeadLetteredMessage_RaisesTheStatus_AndIsKept()
    {
        const string Text = """{"sourceVersion":"poison"}""";
        // A build for an earlier message must not clear it before it was checked.
        await FlowApp.UntilAsync("the queue is empty", async () =>
            (await App.StatusAsync()).GetProperty("queueDepth").GetInt32() == 0);
        var before = (await App.StatusAsync()).GetProperty("poisonCount").GetInt32();
        var queue = new QueueClient(
            App.Storage.DirectConnectionString, FunctionTable.CompileQueue + MessageQueue.PoisonSuffix,
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: Stop);
        await queue.SendMessageAsync(Text, Stop);

        await FlowApp.UntilAsync("the status counts it", async () =>
            (await App.StatusAsync()).GetProperty("poisonCount").GetInt32() == before + 1);
        Assert.Contains("dead-lettered", (await App.StatusAsync()).GetProperty("degraded").GetRawText(), StringComparison.Ordinal);
        Assert.Contains(await App.Tables.Status.PoisonAsync(Stop), message => message.Text == Text);

        // A later successful build clears it; the message is kept.
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        await App.UntilActiveAsync(await App.PutAsync(Set, Roles.PolicyEditor, Relabelled(read.Text), read.ETag));
        await FlowApp.UntilAsync("the status is well again", async () =>
            (await App.StatusAsync()).GetProperty("degraded").GetArrayLength() == 0);
        Assert.Equal(before + 1, (await App.StatusAsync()).GetProperty("poisonCount").GetInt32());
    }

    [Fact]
    public async Task StoppedBetweenRowsAndHead_LeavesNothingVisible()
    {
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        var orphan = await App.Tables.Documents.AddAsync(
            DocumentKind.CountrySet, "MDP", Relabelled(Relabelled(read.Text)), "killed", Stop);
        Assert.Equal(read.ETag, (await App.GetAsync(Set)).ETag);

        var accepted = await App.PutAsync(Set, Roles.PolicyEditor, Relabelled(read.Text), read.ETag);
        await App.UntilActiveAsync(accepted);
        Assert.Equal($"{orphan + 1}", accepted.Json.GetProperty("version").GetString());
    }

    [Fact]
    public async Task StoppedBetweenBlobAndPointer_IsFinishedByTheNextCompileRequest()
    {
        var now = await App.Tables.Snapshots.ReadPointerAsync(null, Stop);
        var older = now.Pointer! with { SourceVersion = now.Pointer.SourceVersion - 1 };
        Assert.True(await App.Tables.Snapshots.FlipAsync(older, now.ETag, Stop));
        await FlowApp.UntilAsync("the sweep sends a compile request", () => App.Service<SnapshotSweep>().RunAsync(Stop));
        await FlowApp.UntilAsync("the pointer names it again", async () =>
            (await App.Tables.Snapshots.ReadPointerAsync(null, Stop)).Pointer!.SourceVersion == now.Pointer.SourceVersion);
        await App.UntilActiveAsync(now.Pointer.SourceVersion);
        Assert.Equal(now.Pointer.Revision, App.Health().Pointer!.Revision);
    }

    private static void Refused(Reply answer)
    {
        answer.Expect(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.RetryAfter);
    }

    private static string Relabelled(string json)
    {
        var node = JsonNode.Parse(json)!;
        node["label"] = $"{node["label"]} again";
        return node.ToJsonString();
    }
}
