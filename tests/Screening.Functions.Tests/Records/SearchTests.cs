using Azure;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Records;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>A stored record is found whether the index contains it, has lost it, or does not contain it yet.</summary>
public sealed class SearchTests(AzuriteFixture azurite)
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private readonly FlowClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Progress of the index: none, half, or complete.</summary>
    public static TheoryData<int> Indexed => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Indexed))]
    public async Task Records_AreFoundByEverythingTheyHave(int indexed)
    {
        await using var one = await StartAsync();
        var first = await WriteAsync(one, "A/1", "O1", "Zhōu Trading", "PROHIBITED");
        if (indexed == 1)
        {
            await one.Index.CatchUpAsync(Stop);
        }

        var second = await WriteAsync(one, "A/2", "O1", "Trading House Müller", "HOLD_FOR_REVIEW");
        if (indexed == 2)
        {
            await one.Index.CatchUpAsync(Stop);
        }

        Assert.Equal([first], await FindAsync(one, Query() with { Reference = "A/1" }));
        Assert.Equal([second, first], await FindAsync(one, Query() with { OrderId = "O1" }));
        Assert.Equal([second], await FindAsync(one, Query() with { OrderId = "O1", Outcome = "HOLD_FOR_REVIEW" }));
        Assert.Equal([second, first], await FindAsync(one, Query() with { ListEntry = "SDN:12345" }));
        Assert.Equal([first], await FindAsync(one, Query() with { ListEntry = "SDN", Outcome = "PROHIBITED" }));
        Assert.Equal([second, first], await FindAsync(one, Query() with { Party = "trading" }));
        Assert.Equal([first], await FindAsync(one, Query() with { Party = "TRADING zhou" }));
        Assert.Equal([second], await FindAsync(one, Query() with { Party = "Muller, Trading" }));
        Assert.Empty(await FindAsync(one, Query() with { Party = "Trading Muller Zhou" }));
        Assert.Equal([second, first], await FindAsync(one, Query()));
        Assert.Empty(await FindAsync(one, Query() with { From = clock.GetUtcNow().AddMinutes(1) }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_HoldEveryRecordOnce_NewestFirst(bool isIndexed)
    {
        const int count = 57;
        await using var one = await StartAsync(lanes: 3);
        var ids = new List<string>();
        for (var n = 0; n < count; n++)
        {
            ids.Add(await WriteAsync(one, "same", null, "Example", "PROHIBITED"));
            if (n % 20 == 10 && isIndexed)
            {
                await one.Index.CatchUpAsync(Stop);
                clock.Advance(TimeSpan.FromMinutes(35));
            }
        }

        var found = new List<string>();
        RecordCursor? cursor = null;
        do
        {
            var page = await one.Search.FindAsync(Query() with { Reference = "same", Limit = 10, Cursor = cursor }, Stop);
            Assert.True(page.Records.Count == 10 || page.NextCursor is null);
            found.AddRange(page.Records.Select(record => record.Id));
            cursor = page.NextCursor is { } next ? RecordCursor.Parse(next) : null;
        }
        while (cursor is not null);
        Assert.Equal(ids.AsEnumerable().Reverse(), found);
    }

    [Fact]
    public async Task ARecordOfAnInstanceThatDied_IsFound_AndIndexedByAnother()
    {
        var prefix = AzuriteFixture.NewPrefix();
        var killed = await StartAsync(prefix: prefix);
        var id = await WriteAsync(killed, "lost", null, "Example", "PROHIBITED");
        await using var other = await StartAsync(prefix: prefix);
        Assert.Equal([id], await FindAsync(other, Query() with { Reference = "lost" }));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await other.Index.CatchUpAsync(Stop));
        Assert.Empty(await other.RawTable("ScreeningRecordIndex").QueryAsync<TableEntity>($"PartitionKey eq 'open' and RowKey eq '{id[..^11]}'", cancellationToken: Stop).ToListAsync(Stop));
        Assert.Equal([id], await FindAsync(other, Query() with { Reference = "lost" }));
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task ALostIndex_IsRebuiltFromTheRecords()
    {
        await using var one = await StartAsync();
        var id = await WriteAsync(one, "again", null, "Example", "PROHIBITED");
        await one.Index.CatchUpAsync(Stop);
        var index = one.RawTable("ScreeningRecordIndex");
        await foreach (var row in index.QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            await index.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Stop);
        }

        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        Assert.True(await one.Index.ReopenAsync(today, today.AddDays(1), Stop) > 0);
        Assert.Equal([id], await FindAsync(one, Query() with { Reference = "again" }));
        await one.Index.CatchUpAsync(Stop);
        Assert.Equal([id], await FindAsync(one, Query() with { Reference = "again" }));
    }

    [Fact]
    public async Task NoNameAndNoReference_IsInTheIndex()
    {
        await using var one = await StartAsync();
        await WriteAsync(one, "REFCANARY", "ORDCANARY", "Zzyzxcanary Person", "PROHIBITED");
        await one.Index.CatchUpAsync(Stop);
        var rows = await one.RawTable("ScreeningRecordIndex").QueryAsync<TableEntity>(cancellationToken: Stop).ToListAsync(Stop);
        Assert.True(rows.Count > 8);
        Assert.DoesNotContain(rows, row => row.Any(column => $"{column.Value}".Contains("canary", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task AnErasedRecord_IsFoundByItsReference_AndNoLongerByItsNames()
    {
        await using var one = await StartAsync();
        var id = await WriteAsync(one, "E1", null, "Zzyzx Person", "PROHIBITED");
        var other = await WriteAsync(one, "E2", null, "Zzyzx Person", "PROHIBITED");
        await one.Index.CatchUpAsync(Stop);
        Assert.Equal([other, id], await FindAsync(one, Query() with { Party = "zzyzx" }));
        var erased = await one.Erasure.EraseAsync(id, "request 17", "admin", Stop);
        Assert.Equal([other], await FindAsync(one, Query() with { Party = "zzyzx" }));
        Assert.Equal([id], await FindAsync(one, Query() with { Reference = "E1" }));
        var record = await one.Table.FindAsync(id, Stop);
        Assert.Equal(PersonalView.Erased, record!.Personal);
        Assert.DoesNotContain("Zzyzx", record.Record.RequestJson + record.Record.DecisionJson, StringComparison.Ordinal);
        Assert.True(record.IsSound);
        Assert.Equal(RecordKind.Erasure, (await one.Table.FindAsync(erased!.ErasureId!, Stop))!.Record.Kind);
        Assert.Null((await one.Erasure.EraseAsync(id, "again", "admin", Stop))!.ErasureId);
        Assert.True((await one.VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task RecordsPastTheirRetention_AreRemoved_AndAVerificationReportsIt()
    {
        await using var one = await StartAsync();
        var old = await one.WriteAsync(3);
        await one.Table.WriteAsync(RecordSamples.Decision("large", new string('x', 900_000)), Stop);
        await one.Index.CatchUpAsync(Stop);
        var (from, before) = (Today(), Today().AddDays(1));
        Assert.Equal(0, await one.Retention.SweepAsync(Stop));
        clock.Advance(RecordRetention.Kept + TimeSpan.FromHours(2));
        var young = await one.WriteAsync(1);
        Assert.True(await one.Retention.SweepAsync(Stop) > 0);
        Assert.Equal(young, await one.IdsAsync());
        Assert.Null(await one.Table.FindAsync(old[0], Stop));
        var report = await one.Verifier.VerifyAsync(from, before, Stop);
        Assert.Equal([], report.Damages);
        Assert.True(report.Retired > 0);
        Assert.True((await one.VerifyAsync()).IsSound);
        Assert.Equal(0, await one.Retention.SweepAsync(Stop));
    }

    private static async Task<string> WriteAsync(Instance one, string reference, string? order, string party, string outcome) =>
        (await one.Table.WriteAsync(RecordSamples.Decision(reference, party, outcome, order), Stop)).Id;

    private static async Task<IEnumerable<string>> FindAsync(Instance one, RecordQuery query) =>
        (await one.Search.FindAsync(query, Stop)).Records.Select(record => record.Id);

    private DateTimeOffset Today() => new(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    private RecordQuery Query() => new() { From = FlowClock.Start.AddDays(-1), Before = clock.GetUtcNow().AddDays(1) };

    private Task<Instance> StartAsync(int lanes = 1, string? prefix = null) =>
        Instance.StartAsync(azurite, prefix ?? AzuriteFixture.NewPrefix(), Keys, clock, lanes);
}
