using Screening.Engine.Model;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>At most one record per key, wherever a process ends.</summary>
public sealed class IdempotencyTests(AzuriteFixture azurite)
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());
    private static readonly IdempotencyKey Key = IdempotencyKey.Of("erp", "order-1", "body"u8);

    private readonly FlowClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSameKeyAndBody_GiveTheSameRecord()
    {
        await using var one = await StartAsync();
        var first = await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("a"), Stop);
        var again = await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("b"), Stop);
        Assert.Equal((false, true), (first.IsReplay, again.IsReplay));
        Assert.Equal(first.Stamp, again.Stamp);
        Assert.Equal(first.Record, again.Record);
        Assert.Single(await one.IdsAsync());
    }

    [Fact]
    public async Task TheSameKeyWithAnotherBody_IsRefused_AndWritesNothing()
    {
        await using var one = await StartAsync();
        await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("a"), Stop);
        var other = IdempotencyKey.Of("erp", "order-1", "other body"u8);
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => one.Records.RecordAsync(other, 0, RecordSamples.Decision("b"), Stop));
        Assert.Single(await one.IdsAsync());
    }

    [Fact]
    public async Task AnotherClientsSameKey_IsAnotherKey()
    {
        await using var one = await StartAsync();
        var mine = await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("a"), Stop);
        var theirs = await one.Records.RecordAsync(IdempotencyKey.Of("pos", "order-1", "body"u8), 0, RecordSamples.Decision("a"), Stop);
        Assert.False(theirs.IsReplay);
        Assert.NotEqual(mine.Stamp.Id, theirs.Stamp.Id);
    }

    [Fact]
    public async Task DuplicatesAtOnce_OnTwoInstances_GiveOneRecord()
    {
        const int each = 10;
        await using var one = await StartAsync();
        await using var two = await one.StartAnotherAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 2 * each).Select(
            n => (n % 2 == 0 ? one : two).Records.RecordAsync(Key, 0, RecordSamples.Decision($"{n}"), Stop)));
        Assert.Single(all.Select(recorded => recorded.Stamp.Id).Distinct());
        Assert.Single(all, recorded => !recorded.IsReplay);
        Assert.Single(await one.IdsAsync());
    }

    [Fact]
    public async Task KilledAfterTheReservation_TheNextRequestRecords()
    {
        await using var one = await StartAsync();
        var abandoned = await one.AbandonAsync(Key);
        var healed = await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("a"), Stop);
        Assert.False(healed.IsReplay);
        // The attempt that was presumed dead continues: its marker has been taken over, so it cannot commit.
        await Assert.ThrowsAsync<RecordNotWrittenException>(() => one.Table.WriteAsync(RecordSamples.Decision("late"), abandoned, Stop));
        Assert.Equal([healed.Stamp.Id], await one.IdsAsync());
    }

    [Fact]
    public async Task ALateAttempt_TakesNoOtherRecordOfItsTransactionWithIt()
    {
        await using var one = await StartAsync(lanes: 1);
        var abandoned = await one.AbandonAsync(Key);
        await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("a"), Stop);
        var late = one.Table.WriteAsync(RecordSamples.Decision("late"), abandoned, Stop);
        var others = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => one.Table.WriteAsync(RecordSamples.Decision($"{n}"), Stop)));
        await Assert.ThrowsAsync<RecordNotWrittenException>(() => late);
        Assert.Equal(31, (await one.IdsAsync()).Count);
        foreach (var stamp in others)
        {
            Assert.True((await one.Table.FindAsync(stamp.Id, Stop))!.IsSound);
        }
    }

    [Fact]
    public async Task KilledAfterTheRecord_TheNextRequestFindsIt()
    {
        await using var one = await StartAsync();
        var marker = await one.AbandonAsync(Key);
        var stamp = await one.Table.WriteAsync(RecordSamples.Decision("a") with { Idempotency = marker.Scope }, marker, Stop);
        await using var two = await one.StartAnotherAsync();
        var found = await two.Records.RecordAsync(Key, 0, RecordSamples.Decision("b"), Stop);
        Assert.True(found.IsReplay);
        Assert.Equal(stamp, found.Stamp);
    }

    [Fact]
    public async Task AKeyPastItsLifetime_CanBeReused()
    {
        await using var one = await StartAsync();
        var first = await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("a"), Stop);
        clock.Advance(IdempotencyKey.Lifetime);
        var other = IdempotencyKey.Of("erp", "order-1", "other body"u8);
        var second = await one.Records.RecordAsync(other, 0, RecordSamples.Decision("b"), Stop);
        Assert.False(second.IsReplay);
        Assert.NotEqual(first.Stamp.Id, second.Stamp.Id);
    }

    [Fact]
    public async Task TheSweep_RemovesOnlyWhatIsPastItsLifetime()
    {
        await using var one = await StartAsync();
        await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("a"), Stop);
        clock.Advance(IdempotencyKey.Lifetime);
        var young = IdempotencyKey.Of("erp", "order-2", "body"u8);
        await one.Records.RecordAsync(young, 0, RecordSamples.Decision("b"), Stop);
        Assert.Equal(1, await one.Records.SweepAsync(Stop));
        Assert.True((await one.Records.RecordAsync(young, 0, RecordSamples.Decision("c"), Stop)).IsReplay);
    }

    [Fact]
    public async Task AnHourThatEndsInBetween_CostsNoAnswer()
    {
        await using var one = await StartAsync();
        var marker = await one.AbandonAsync(Key);
        clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<PartitionMovedException>(() => one.Table.WriteAsync(RecordSamples.Decision("a"), marker, Stop));
        Assert.False((await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("b"), Stop)).IsReplay);
        Assert.Single(await one.IdsAsync());
    }

    [Fact]
    public async Task AMarkerAlteredToNameAnotherRecord_IsRefused()
    {
        await using var one = await StartAsync(lanes: 1);
        var other = await one.Table.WriteAsync(RecordSamples.Decision("other"), Stop);
        var mine = await one.Records.RecordAsync(Key, 0, RecordSamples.Decision("mine"), Stop);
        await one.AlterMarkerAsync(mine.Stamp.Id, other.Id);
        await Assert.ThrowsAsync<InvalidDataException>(() => one.Records.RecordAsync(Key, 0, RecordSamples.Decision("x"), Stop));
    }

    private async Task<Instance> StartAsync(int lanes = 2) => await Instance.StartAsync(azurite, AzuriteFixture.NewPrefix(), Keys, clock, lanes);
}
