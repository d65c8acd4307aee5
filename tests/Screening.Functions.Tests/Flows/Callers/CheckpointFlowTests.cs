using System.Net;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Records;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>An account outside, given by its setting, receives checkpoints, and status and verification name them.</summary>
public sealed class CheckpointFlowTests(CheckpointTests.Outside outside) : IClassFixture<CheckpointTests.Outside>
{
    [Fact]
    public async Task TheAccountOfTheSetting_ReceivesCheckpoints_AndTheStatusSaysSo()
    {
        await using var app = await FlowApp.StartAsync((HostSettings.CheckpointStorage, outside.ConnectionString));
        (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        var verified = (await app.GetAsync("/api/v1/records/verify?from=2026-11-23&to=2026-11-24")).Expect(HttpStatusCode.OK).Json;
        Assert.True(verified.GetProperty("isSound").GetBoolean(), verified.GetRawText());
        var (chain, checkpoint) = (verified.GetProperty("anchorChain"), verified.GetProperty("checkpoint"));
        Assert.Equal(1, chain.GetProperty("records").GetInt32());
        Assert.Equal(chain.GetProperty("links").GetInt64(), checkpoint.GetProperty("link").GetInt64());
        var status = (await app.StatusAsync()).GetProperty("recordCheckpoint");
        Assert.Equal((true, null), (status.GetProperty("isConfigured").GetBoolean(), status.GetProperty("note").GetString()));
        Assert.Equal(checkpoint.GetProperty("link").GetInt64(), status.GetProperty("link").GetInt64());
    }
}
