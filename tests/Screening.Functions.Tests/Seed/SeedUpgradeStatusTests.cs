using Azure.Data.Tables;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Tests.Seed;

// The status of an environment whose documents differ from the shipped seed.
public sealed partial class SeedUpgradeTests
{
    [Fact]
    public async Task TheStatus_ReportsOlderDocuments_AndNotAnOlderProgram()
    {
        foreach (var isRecorded in (bool[])[true, false])
        {
            var (world, storage) = await BothAsync(isRecorded);
            async Task<string?> ReasonAsync(SeedUpgradeWorld program) =>
                await new SeedAge(program.Seed, program.Planner).ReasonAsync(await world.Tables.Head.ReadAsync(Stop), Stop);
            var earlier = SeedUpgradeWorld.Of(storage, Old);
            Assert.Equal("documents are older than the shipped seed; see GET /api/v1/seed", await ReasonAsync(world));
            Assert.Null(await ReasonAsync(earlier));
            SeedUpgradeWorld.Accepted(await world.ApplyAsync(keep: ["country-sets/CLASH"]));
            Assert.Null(await ReasonAsync(world));
            if (isRecorded)
            {
                Assert.Null(await ReasonAsync(earlier));
                Assert.True((await earlier.PlanAsync()).IsProgramOlder);
            }

            SeedUpgradeWorld.Accepted(await world.RevertAsync());
            Assert.NotNull(await ReasonAsync(world));
        }
    }

    [Fact]
    public async Task TheStatus_IsReported_WhenAVersionIsMissing()
    {
        var (world, storage) = await BothAsync(isRecorded: false);
        var table = new TableClient(azurite.ConnectionString, storage.Prefix + "ScreeningDocuments");
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            if (row.PartitionKey.Contains("SAME", StringComparison.Ordinal))
            {
                await table.DeleteEntityAsync(row, cancellationToken: Stop);
            }
        }

        var planner = new SeedUpgradePlanner(world.Tables, new SourceReader(world.Tables), world.Seed);
        Assert.StartsWith("the documents cannot be compared", await new SeedAge(world.Seed, planner).ReasonAsync(
            await world.Tables.Head.ReadAsync(Stop), Stop), StringComparison.Ordinal);
    }
}
