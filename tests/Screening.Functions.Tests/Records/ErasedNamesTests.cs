using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>Records of one stretch share the rows of the index. Whichever of them are erased, in whatever order, only the others are found by name.</summary>
public sealed class ErasedNamesTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 0, 2)]
    [InlineData(2, 1, 0)]
    public async Task SeveralErasuresInOneStretch_LeaveNoneOfThemInTheIndex(int first, int second, int third)
    {
        await using var instance = await Instance.StartAsync(azurite, AzuriteFixture.NewPrefix(), RecordKeyring.Parse(RecordKeyring.NewKey()), new FlowClock(), 1);
        var ids = await instance.WriteAsync(4);
        await instance.Index.CatchUpAsync(Stop);
        Assert.Equal(ids.Order(StringComparer.Ordinal), await WithNamesAsync(instance));
        var left = new List<string>(ids);
        foreach (var erased in new[] { first, second, third })
        {
            await instance.Erasure.EraseAsync(ids[erased], "ticket 1", "admin", Stop);
            left.Remove(ids[erased]);
            await instance.Index.CatchUpAsync(Stop);
            Assert.Equal(left.Order(StringComparer.Ordinal), await WithNamesAsync(instance));
        }
    }

    [Fact]
    public async Task ErasuresAtOnce_LeaveNoneOfThemInTheIndex()
    {
        await using var instance = await Instance.StartAsync(azurite, AzuriteFixture.NewPrefix(), RecordKeyring.Parse(RecordKeyring.NewKey()), new FlowClock(), 1);
        var ids = await instance.WriteAsync(8);
        await instance.Index.CatchUpAsync(Stop);
        await Task.WhenAll(ids.Select(id => instance.Erasure.EraseAsync(id, "ticket 1", "admin", Stop)));
        Assert.Empty(await WithNamesAsync(instance));
    }

    private static async Task<IEnumerable<string>> WithNamesAsync(Instance instance)
    {
        var query = new RecordQuery { From = FlowClock.Start.AddHours(-1), Before = FlowClock.Start.AddHours(2), Party = "trading" };
        var page = await instance.Search.FindAsync(query, Stop);
        return page.Records.Select(record => record.Id).Order(StringComparer.Ordinal);
    }
}
