using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>Tampering with records in storage is detected, and the report names what was done.</summary>
public sealed class VerifyTests(AzuriteFixture azurite)
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private readonly FlowClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UntouchedRecords_AreSound_OverHoursAndRestarts()
    {
        var prefix = AzuriteFixture.NewPrefix();
        await using (var first = await StartAsync(prefix))
        {
            await first.WriteAsync(3);
            clock.Advance(TimeSpan.FromHours(1));
            await first.WriteAsync(2);
        }

        await using var second = await StartAsync(prefix);
        await second.WriteAsync(2);
        await second.Table.WriteAsync(RecordSamples.Decision("large", new string('x', 900_000)), Stop);
        var report = await second.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.True(report.IsSound);
        Assert.Equal(8, report.Records);
        Assert.Empty(report.Unclosed);
    }

    [Fact]
    public async Task AClockThatIsSetBack_IsNotReportedAsForgery()
    {
        await using var one = await StartAsync();
        await one.WriteAsync(2);
        clock.Advance(TimeSpan.FromHours(2));
        await one.WriteAsync(2);
        clock.Advance(-TimeSpan.FromHours(1));
        await one.WriteAsync(2);
        clock.Advance(TimeSpan.FromHours(1));
        await one.WriteAsync(2);
        var report = await one.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal(8, report.Records);
    }

    [Fact]
    public async Task ACommitThatFailed_LeavesAChainThatIsSound()
    {
        await using var one = await StartAsync();
        await one.WriteAsync(2);
        var refused = RecordSamples.Decision("x") with { Client = new string('c', 40_000) };
        await Assert.ThrowsAsync<RowRefusedException>(() => one.Table.WriteAsync(refused, Stop));
        var late = one.Table.Mark("0123456789abcdef0123456789abcdef");
        await one.Raw.AddEntityAsync(new TableEntity(late.Partition, $"i{late.Scope}-{late.Attempt}"), Stop);
        await Assert.ThrowsAsync<RecordNotWrittenException>(() => one.Table.WriteAsync(RecordSamples.Decision("late"), late, Stop));
        await one.WriteAsync(2);
        var report = await one.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal(4, report.Records);
    }

    [Fact]
    public async Task AnAlteredRecord_IsNamed()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(5);
        var row = await one.RowAsync(ids[2]);
        row["Outcome"] = "NO_LICENSE_REQUIRED";
        await one.Raw.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
        Assert.Equal((DamageKind.Altered, ids[2]), Only(await one.VerifyAsync()));
    }

    [Fact]
    public async Task AColumnAdded_IsNamed()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(3);
        var row = await one.RowAsync(ids[0]);
        row["ReleasedBy"] = "somebody";
        await one.Raw.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
        Assert.Equal((DamageKind.Altered, ids[0]), Only(await one.VerifyAsync()));
    }

    [Theory]
    [InlineData("""{"lists":{"SDN":"2026-11-22","UVL":"2026-11-23"},"sample":false}""")]
    [InlineData(null)]
    public async Task TamperedInputs_AreNamed(string? inputs)
    {
        await using var one = await StartAsync();
        var recorded = RecordSamples.Decision("R0") with { Inputs = """{"lists":{"SDN":"2026-11-22"},"sample":false}""" };
        var id = (await one.Table.WriteAsync(recorded, Stop)).Id;
        await one.WriteAsync(2);
        Assert.True((await one.VerifyAsync()).IsSound);
        Assert.Equal(recorded.Inputs, (await one.Table.FindAsync(id, Stop))!.Record.Inputs);
        var row = await one.RowAsync(id);
        if (inputs is null)
        {
            row.Remove("Inputs");
        }
        else
        {
            row["Inputs"] = inputs;
        }

        await one.Raw.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
        Assert.Equal((DamageKind.Altered, id), Only(await one.VerifyAsync()));
    }

    [Fact]
    public async Task ARemovedRecord_IsNamed()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(5);
        await one.Raw.DeleteEntityAsync(ids[2][..^11], ids[2][^10..], ETag.All, Stop);
        var damage = Assert.Single((await one.VerifyAsync()).Damages);
        Assert.Equal((DamageKind.Removed, ids[2][..^11]), (damage.Kind, damage.Partition));
        Assert.Contains("records 3 to 3", damage.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReorderedRecords_AreNamed()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(5);
        var (left, right) = (await one.RowAsync(ids[1]), await one.RowAsync(ids[3]));
        (left.RowKey, right.RowKey) = (right.RowKey, left.RowKey);
        await one.Raw.UpdateEntityAsync(left, ETag.All, TableUpdateMode.Replace, Stop);
        await one.Raw.UpdateEntityAsync(right, ETag.All, TableUpdateMode.Replace, Stop);
        var report = await one.VerifyAsync();
        Assert.Equal([ids[1], ids[3]], report.Damages.Where(damage => damage.Kind == DamageKind.Reordered).Select(damage => damage.Id));
    }

    [Fact]
    public async Task AForgedTail_IsNamed_ThoughItsHashesAreRight()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(3);
        var row = await one.RowAsync(ids[2]);
        // Everything except the seal can be computed from the source of this product.
        var unauthenticated = RecordKeyring.Parse(RecordKeyring.NewKey());
        await using var forger = await Instance.StartAsync(azurite, AzuriteFixture.NewPrefix(), unauthenticated, clock, 1);
        var forged = await forger.RowAsync((await forger.WriteAsync(1))[0]);
        forged.PartitionKey = row.PartitionKey;
        forged.RowKey = (long.Parse(row.RowKey, CultureInfo.InvariantCulture) + 1).ToString("D10", CultureInfo.InvariantCulture);
        forged["PreviousHash"] = row["Hash"];
        RecordForgery.Rehash(forged);
        await one.Raw.AddEntityAsync(forged, Stop);
        Assert.Contains((await one.VerifyAsync()).Damages, damage => damage.Kind == DamageKind.Forged && damage.Id == $"{forged.PartitionKey}-{forged.RowKey}");
    }

    [Fact]
    public async Task ATruncatedTail_IsNamed_AlsoAfterTheInstanceIsGone()
    {
        var prefix = AzuriteFixture.NewPrefix();
        List<string> ids;
        await using (var first = await StartAsync(prefix))
        {
            ids = await first.WriteAsync(5);
        }

        await using var second = await StartAsync(prefix);
        foreach (var id in ids.TakeLast(2))
        {
            await second.Raw.DeleteEntityAsync(id[..^11], id[^10..], ETag.All, Stop);
        }

        var damage = Assert.Single((await second.VerifyAsync()).Damages);
        Assert.Equal(DamageKind.Truncated, damage.Kind);
        Assert.Contains("records 4 to 5", damage.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APartitionRemovedWhole_IsNamed()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(3);
        await one.Table.AnchorAsync(Stop);
        foreach (var id in ids)
        {
            await one.Raw.DeleteEntityAsync(id[..^11], id[^10..], ETag.All, Stop);
        }

        var damage = Assert.Single((await one.VerifyAsync()).Damages);
        Assert.Equal((DamageKind.Removed, ids[0][..^11]), (damage.Kind, damage.Partition));
        Assert.Contains("all its records", damage.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnannouncedPartition_IsNamed()
    {
        await using var one = await StartAsync();
        var row = await one.RowAsync((await one.WriteAsync(1))[0]);
        row.PartitionKey = row.PartitionKey[..11] + "aaaaaaaa-00";
        await one.Raw.AddEntityAsync(row, Stop);
        Assert.Contains((await one.VerifyAsync()).Damages, damage => damage.Kind == DamageKind.Unanchored && damage.Partition == row.PartitionKey);
    }

    [Fact]
    public async Task AKeyDestroyedByHand_IsNamed_AndOneErasedByRuleIsNot()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(3);
        await one.Erasure.EraseAsync(ids[0], "request 17", "admin", Stop);
        var keys = await one.Raw.GetEntityAsync<TableEntity>(ids[1][..^11], "k" + ids[1][^10..], cancellationToken: Stop);
        await one.Raw.DeleteEntityAsync(keys.Value.PartitionKey, keys.Value.RowKey, ETag.All, Stop);
        var report = await one.VerifyAsync();
        Assert.Equal((DamageKind.KeyMissing, ids[1]), Only(report));
        Assert.Equal(1, report.Erased);
    }

    [Fact]
    public async Task AKilledInstance_LeavesAChainThatIsReportedAsUnclosed()
    {
        var prefix = AzuriteFixture.NewPrefix();
        // Never disposed: to storage this looks like a killed process.
        var killed = await StartAsync(prefix);
        await killed.WriteAsync(4);
        await killed.Table.AnchorAsync(Stop);
        await using var second = await StartAsync(prefix);
        var report = await second.VerifyAsync();
        Assert.True(report.IsSound);
        Assert.Equal(4, Assert.Single(report.Unclosed).Records);
        await killed.DisposeAsync();
    }

    private static (DamageKind Kind, string? Id) Only(VerifyReport report)
    {
        var damage = Assert.Single(report.Damages);
        return (damage.Kind, damage.Id);
    }

    private Task<Instance> StartAsync(string? prefix = null) => Instance.StartAsync(azurite, prefix ?? AzuriteFixture.NewPrefix(), Keys, clock, 1);
}
