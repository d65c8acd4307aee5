using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Functions.Records;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>Records of an earlier version stay sound and readable, and a replay never reports them as damaged.</summary>
public sealed class OldRecordsTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private readonly OldRecords old = OldRecords.Read();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_ReportsThemAsSound_TogetherWithNewOnes()
    {
        await using var one = await StartAsync();
        var before = await one.VerifyAsync();
        Assert.Equal([], before.Damages);
        Assert.True(before.IsSound);
        Assert.Equal((17, 1), (before.Records, before.Erased));
        await one.Table.WriteAsync(RecordSamples.Decision("new") with { Inputs = """{"lists":{},"sample":false}""" }, Stop);
        var after = await one.VerifyAsync();
        Assert.Equal([], after.Damages);
        Assert.Equal(18, after.Records);
    }

    [Fact]
    public async Task AReplay_IsIdenticalOrReportsTheDifferences_WithBothVersions()
    {
        await using var one = await StartAsync();
        Assert.Equal(15, old.Decisions.Length);
        foreach (var id in old.Decisions)
        {
            var stored = (await one.Table.FindAsync(id, Stop))!;
            Assert.True(stored.IsSound);
            Assert.Equal(PersonalView.Shown, stored.Personal);
            Assert.Null(stored.Record.Inputs);
            var replay = (await one.Replay.ReplayAsync(id, Stop))!;
            output.WriteLine($"{id}: {(replay.Identical ? "identical" : replay.Reason)} {string.Join(", ", replay.Differs.Take(8))} {replay.Detail}");
            Assert.Equal((old.Engine, ScreeningEngine.Version), (replay.RecordedEngine, replay.Engine));
            // Documents of an earlier seed compile; a new snapshot format would give SnapshotUnreadable here.
            Assert.Equal(ReplayReason.EngineDiffers, replay.Reason);
            Assert.NotEmpty(replay.Differs);
            if (replay.Detail is null)
            {
                // The version is part of the decision and always differs. Any other difference is reported before it.
                Assert.Contains("engine", replay.Differs.Length == 50 ? ["engine"] : replay.Differs);
                Assert.NotEqual(replay.RecordedSha256, replay.ReplayedSha256);
            }
        }

        Assert.Equal(ReplayReason.PersonalFieldsErased, (await one.Replay.ReplayAsync(old.Erased, Stop))!.Reason);
    }

    [Fact]
    public async Task ATamperedOldRecord_IsStillNamed()
    {
        await using var one = await StartAsync();
        var row = await one.RowAsync(old.Decisions[3]);
        // Added inputs in a record that had none are an alteration like any other.
        row["Inputs"] = """{"lists":{"SDN":"2026-11-23"},"sample":false}""";
        await one.Raw.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
        var damage = Assert.Single((await one.VerifyAsync()).Damages);
        Assert.Equal((DamageKind.Altered, old.Decisions[3]), (damage.Kind, damage.Id));
        Assert.Equal(ReplayReason.RecordDamaged, (await one.Replay.ReplayAsync(old.Decisions[3], Stop))!.Reason);
    }

    [Theory]
    [InlineData("1.0.0", ReplayReason.EngineDiffers)]
    [InlineData(ScreeningEngine.Version, ReplayReason.DecisionDiffers)]
    public async Task ARequestThatThisVersionDoesNotAccept_IsNeverReportedAsDamaged(string engine, ReplayReason reason)
    {
        await using var one = await StartAsync();
        var first = (await one.Table.FindAsync(old.Decisions[0], Stop))!.Record;
        var request = JsonNode.Parse(first.RequestJson)!;
        request["memberOfAnEarlierVersion"] = 1;
        request["items"]![0]!["class"] = "CLASS_OF_AN_EARLIER_VERSION";
        var decision = JsonNode.Parse(first.DecisionJson)!;
        decision["engine"] = engine;
        var id = (await one.Table.WriteAsync(first with { RequestJson = request.ToJsonString(), DecisionJson = decision.ToJsonString() }, Stop)).Id;
        var replay = (await one.Replay.ReplayAsync(id, Stop))!;
        Assert.Equal(reason, replay.Reason);
        Assert.Contains("request.memberOfAnEarlierVersion", replay.Differs);
        Assert.Contains("request.items[0].class", replay.Differs);
        Assert.NotNull(replay.Detail);
        Assert.DoesNotContain("CLASS_OF", replay.Detail, StringComparison.Ordinal);
        Assert.True((await one.VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task ASnapshotOfAnotherFormat_IsUnreadable_AndTheRecordIsSound()
    {
        await using var one = await StartAsync();
        var first = (await one.Table.FindAsync(old.Decisions[0], Stop))!.Record;
        var bytes = (await one.Tables.Snapshots.GetAsync(2, first.Revision, Stop))!.Value.ToArray();
        bytes[8] = 1;
        var revision = await one.Tables.Snapshots.PutAsync(1, bytes, Stop);
        var id = (await one.Table.WriteAsync(first with { Revision = revision }, Stop)).Id;
        Assert.Equal(ReplayReason.SnapshotUnreadable, (await one.Replay.ReplayAsync(id, Stop))!.Reason);
        Assert.True((await one.VerifyAsync()).IsSound);
    }

    private async Task<Instance> StartAsync()
    {
        var prefix = AzuriteFixture.NewPrefix();
        await old.LoadAsync(azurite, prefix);
        return await Instance.StartAsync(azurite, prefix, old.Keys, new FlowClock(), 1);
    }
}
