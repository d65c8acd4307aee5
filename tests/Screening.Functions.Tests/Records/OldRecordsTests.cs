using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Screening.Engine;
using Screening.Engine.Snapshots;
using Screening.Functions.Records;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>Records of an earlier version stay sound and readable, and a replay never reports them as damaged.</summary>
public sealed class OldRecordsTests(AzuriteFixture azurite)
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
    public async Task AReplay_ReportsTheirSnapshotAsUnreadable_WithBothVersions()
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
            Assert.Equal((old.Engine, ScreeningEngine.Version), (replay.RecordedEngine, replay.Engine));
            // Their snapshot is of format 2, with one index for all feeds. This version reads format 3 only.
            Assert.Equal((ReplayReason.SnapshotUnreadable, false), (replay.Reason, replay.Identical));
        }

        Assert.Equal(ReplayReason.PersonalFieldsErased, (await one.Replay.ReplayAsync(old.Erased, Stop))!.Reason);
    }

    [Fact]
    public async Task AReplayOfTheirRequest_OnASnapshotOfThisVersion_ReportsTheDifferences()
    {
        await using var one = await StartAsync();
        var revision = await PutSnapshotAsync(one);
        foreach (var id in old.Decisions)
        {
            var record = (await one.Table.FindAsync(id, Stop))!.Record with { Revision = revision };
            var replay = (await one.Replay.ReplayAsync((await one.Table.WriteAsync(record, Stop)).Id, Stop))!;
            Assert.Equal(ReplayReason.EngineDiffers, replay.Reason);
            Assert.NotEmpty(replay.Differs);
            if (replay.Detail is null)
            {
                // The version is part of the decision and always differs. Any other difference is reported before it.
                Assert.Contains("engine", replay.Differs.Length == 50 ? ["engine"] : replay.Differs);
                Assert.NotEqual(replay.RecordedSha256, replay.ReplayedSha256);
            }
        }
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

    [Fact]
    public async Task ATypeChangedInAnOldRecord_IsNamed_ThoughItsHashDoesNotCoverTypes()
    {
        await using var one = await StartAsync();
        var (age, disposition) = (await one.RowAsync(old.Decisions[2]), await one.RowAsync(old.Decisions[3]));
        Assert.False(age.ContainsKey("HashVersion"));
        age["SnapshotAgeSeconds"] = age.GetInt32("SnapshotAgeSeconds")!.Value.ToString(CultureInfo.InvariantCulture);
        disposition["Disposition"] = Encoding.UTF8.GetBytes(disposition.GetString("Disposition"));
        await one.Raw.UpdateEntityAsync(age, ETag.All, TableUpdateMode.Replace, Stop);
        await one.Raw.UpdateEntityAsync(disposition, ETag.All, TableUpdateMode.Replace, Stop);
        var damages = (await one.VerifyAsync()).Damages;
        Assert.Equal(
            new[] { old.Decisions[2], old.Decisions[3] }.Order(StringComparer.Ordinal), damages.Select(damage => damage.Id).Order(StringComparer.Ordinal));
        Assert.All(damages, damage => Assert.Equal(DamageKind.Altered, damage.Kind));
    }

    [Fact]
    public async Task AStoreWithoutAnAnchorChain_IsSound_AndSaysFromWhenItCounts()
    {
        await using var one = await StartAsync();
        var before = await one.VerifyAsync();
        Assert.True(before.IsSound);
        Assert.Null(before.AnchorChain.CountsFrom);
        await one.Table.WriteAsync(RecordSamples.Decision("new"), Stop);
        var after = await one.VerifyAsync();
        Assert.Equal([], after.Damages);
        Assert.Equal((18L, 1L, 1L), (after.Records, after.AnchorChain.Records, after.AnchorChain.Partitions));
        Assert.Equal(FlowClock.Start.Date, after.AnchorChain.CountsFrom!.Value.UtcDateTime.Date);
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
        var changed = first with { RequestJson = request.ToJsonString(), DecisionJson = decision.ToJsonString(), Revision = await PutSnapshotAsync(one) };
        var id = (await one.Table.WriteAsync(changed, Stop)).Id;
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

    /// <summary>Compiles the documents of the earlier seed, without lists, into a snapshot of this version.</summary>
    private async Task<string> PutSnapshotAsync(Instance one)
    {
        var first = (await one.Table.FindAsync(old.Decisions[0], Stop))!.Record;
        var documents = OldRecords.DocumentsOf((await one.Tables.Snapshots.GetAsync(2, first.Revision, Stop))!.Value.ToArray());
        var compiled = SnapshotCompiler.Compile(new() { SourceVersion = 1, Documents = documents, Watchlists = [] });
        Assert.Equal([], compiled.Errors);
        return await one.Tables.Snapshots.PutAsync(SnapshotFormat.Version, compiled.Bytes!, Stop);
    }

    private async Task<Instance> StartAsync()
    {
        var prefix = AzuriteFixture.NewPrefix();
        await old.LoadAsync(azurite, prefix);
        return await Instance.StartAsync(azurite, prefix, old.Keys, new FlowClock(), 1);
    }
}
