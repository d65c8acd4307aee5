using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

public sealed class PolicyChangeTests(AzuriteFixture azurite)
{
    private static readonly ChangeContext Approver = new("approver");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADraft_IsNotLive()
    {
        var world = await World.CreateAsync(azurite);
        var draft = await world.Flow.DraftPolicyAsync("law-a", Law("2025-01-03"), Approver, Stop);
        Assert.Equal(1, Assert.IsType<ChangeOutcome.Drafted>(draft).Version);
        Assert.Equal(0, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);
        Assert.IsType<ChangeOutcome.Refused>(await world.Flow.DraftPolicyAsync("law-a", "BAD", Approver, Stop));
    }

    [Fact]
    public async Task AVersionThatWasNeverDrafted_CannotBeActivated()
    {
        var world = await World.CreateAsync(azurite);
        Assert.IsType<ChangeOutcome.Refused>(await world.Flow.ActivatePolicyAsync("law-a", 7, Approver, Stop));
    }

    [Fact]
    public async Task ALawPack_ClosesTheOpenOneWhereItBegins_InTheSameChange()
    {
        var world = await World.CreateAsync(azurite);
        await ActivateAsync(world, "law-a", Law("2025-01-03"));
        await ActivateAsync(world, "proposal", """{"kind":"proposal","from":"2025-02-01"}""");
        Assert.Equal(3, await ActivateAsync(world, "law-b", Law("2025-09-15")));
        Assert.Equal(new DateOnly(2025, 9, 15), await ClosedOnAsync(world, "law-a"));
        Assert.Null(await ClosedOnAsync(world, "law-b"));
        Assert.Null(await ClosedOnAsync(world, "proposal"));
    }

    [Fact]
    public async Task RetiringTheSuccessor_ReopensWhatItClosed()
    {
        var world = await World.CreateAsync(azurite);
        await ActivateAsync(world, "law-a", Law("2025-01-03"));
        await ActivateAsync(world, "law-b", Law("2025-09-15"));
        await ActivateAsync(world, "law-c", Law("2026-03-01"));
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.RetirePolicyAsync("law-b", Approver, Stop));
        // The first takes the place of the second, up to the third.
        Assert.Equal(new DateOnly(2026, 3, 1), await ClosedOnAsync(world, "law-a"));
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.RetirePolicyAsync("law-c", Approver, Stop));
        Assert.Null(await ClosedOnAsync(world, "law-a"));
        Assert.Equal(["law-a"], (await world.Reader.ReadAsync(Stop)).Documents.Select(d => d.Id));
        Assert.IsType<ChangeOutcome.Refused>(await world.Flow.RetirePolicyAsync("law-c", Approver, Stop));
    }

    [Fact]
    public async Task ANewVersionThatBeginsLater_MovesTheEndOfItsPredecessor_AndStaysClosedItself()
    {
        var world = await World.CreateAsync(azurite);
        await ActivateAsync(world, "law-a", Law("2025-01-03"));
        await ActivateAsync(world, "law-b", Law("2025-09-15"));
        await ActivateAsync(world, "law-c", Law("2026-03-01"));
        await ActivateAsync(world, "law-b", Law("2025-10-01"));
        Assert.Equal(new DateOnly(2025, 10, 1), await ClosedOnAsync(world, "law-a"));
        Assert.Equal(new DateOnly(2026, 3, 1), await ClosedOnAsync(world, "law-b"));
    }

    private static string Law(string from) => $$"""{"kind":"law","from":"{{from}}"}""";

    private static async Task<long> ActivateAsync(World world, string id, string json)
    {
        var draft = await world.Flow.DraftPolicyAsync(id, json, Approver, Stop);
        var version = Assert.IsType<ChangeOutcome.Drafted>(draft).Version;
        return Assert.IsType<ChangeOutcome.Accepted>(
            await world.Flow.ActivatePolicyAsync(id, version, Approver, Stop)).SourceVersion;
    }

    private static async Task<DateOnly?> ClosedOnAsync(World world, string id) =>
        (await world.Reader.ReadAsync(Stop)).Documents.Single(d => d.Kind == DocumentKind.Policy && d.Id == id).ClosedOn;
}
