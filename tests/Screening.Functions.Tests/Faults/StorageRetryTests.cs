using Azure;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;
using AzuriteFixture = Screening.Functions.Tests.Storage.AzuriteFixture;

namespace Screening.Functions.Tests.Faults;

/// <summary>Timeouts and retries of storage requests, on a wire with faults. Every count is of requests on that wire.</summary>
public sealed class StorageRetryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly StorageRetryOptions Quick = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromSeconds(60), Retries = 2,
        Pause = TimeSpan.FromMilliseconds(1), BreakTime = TimeSpan.FromSeconds(0.5),
    };

    private readonly TableEntity row = new("p", "r") { ["Text"] = "as it was" };
    private Wire wire = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        wire = new Wire(new Uri(azurite.TableAddress).Port);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    [Theory]
    [InlineData(WireHarm.Refuse)]
    [InlineData(WireHarm.CutRequest)]
    [InlineData(WireHarm.LoseAnswer)]
    [InlineData(WireHarm.CutAnswer)]
    [InlineData(WireHarm.Answer)]
    internal async Task ARead_IsTriedAgain(WireHarm harm)
    {
        var table = await TableAsync(Quick);
        var fault = harm == WireHarm.Answer ? WireFault.Error(503, 0) : WireFault.Of(harm);
        wire.Harm(_ => wire.Harmed.Count < 2 ? fault : null);

        Assert.Equal("as it was", (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop)).Value.GetString("Text"));
        Assert.Equal(2, wire.Harmed.Count);
    }

    [Fact]
    public async Task AFailingRequest_IsRetriedExactlyAsConfigured()
    {
        var table = await TableAsync(Quick);
        wire.Harm(_ => WireFault.Error(503));
        await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(table));
        Assert.Equal(1 + Quick.Retries, wire.Harmed.Count);
    }

    [Fact]
    public async Task ABlindInsert_IsTriedOnce()
    {
        var table = await TableAsync(Quick);
        wire.Harm(_ => WireFault.Of(WireHarm.LoseAnswer));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "new"), Stop));
        Assert.True(StorageFailure.Is(failure));
        Assert.Single(wire.Harmed);
    }

    [Fact]
    public async Task ARetryAfterLongerThanTheMaximumDelay_IsNotWaitedFor()
    {
        var table = await TableAsync(Quick);
        wire.Harm(_ => WireFault.Error(429, retryAfterSeconds: 60));
        Assert.Equal(429, (await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(table))).Status);
        Assert.Single(wire.Harmed);
    }

    [Fact]
    public async Task StorageThatHangs_TimesOut_AttemptByAttempt()
    {
        var table = await TableAsync(Quick with { AttemptTimeout = TimeSpan.FromMilliseconds(200) });
        wire.Harm(_ => WireFault.Of(WireHarm.Hang));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(table));
        Assert.Equal("StorageTimeout", failure.ErrorCode);
        Assert.True(StorageFailure.Is(failure));
        Assert.Equal(1 + Quick.Retries, wire.Harmed.Count);
    }

    [Fact]
    public async Task AllAttemptsTogether_EndWithTheTotal()
    {
        // No attempt ends before its limit. On a machine that is suspended for a while both limits would pass at once.
        var table = await TableAsync(Quick with { TotalTimeout = TimeSpan.FromMilliseconds(300), AttemptTimeout = TimeSpan.FromHours(1) });
        wire.Harm(_ => WireFault.Of(WireHarm.Hang));
        Assert.True(StorageFailure.Is(await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(table))));
        Assert.Single(wire.Harmed);
    }

    [Fact]
    public async Task ACancelledCall_IsNotAFailureOfStorage()
    {
        var table = await TableAsync(Quick);
        wire.Harm(_ => WireFault.Of(WireHarm.Hang));
        using var leave = new CancellationTokenSource();
        var read = table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: leave.Token);
        await FlowApp.UntilAsync("it waits", () => Task.FromResult(!wire.Harmed.IsEmpty));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Single(wire.Harmed);
    }

    [Fact]
    public async Task StorageThatKeepsFailing_OpensTheCircuitBreaker_AndRecovers()
    {
        var table = await TableAsync(Quick with { BreakMinimum = 4 });
        wire.Harm(_ => WireFault.Error(503));
        await FlowApp.UntilAsync("the breaker opens", async () =>
            (await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(table))).ErrorCode == "StorageNotAsked");
        // One call may probe after the break; all others fail without a request.
        var requests = wire.Harmed.Count;
        Assert.True(requests >= 4);
        for (var call = 0; call < 20; call++)
        {
            await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(table));
        }

        Assert.True(wire.Harmed.Count < requests + 20, $"{wire.Harmed.Count - requests} requests for 20 calls");
        wire.Mend();
        await FlowApp.UntilAsync("storage is found again", async () =>
        {
            try
            {
                return await ReadAsync(table) is not null;
            }
            catch (RequestFailedException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task AFlood_IsRefusedPastTheBulkhead_AndTheRestIsServed()
    {
        var table = await TableAsync(Quick with { Parallel = 2, Waiting = 3 });
        wire.Harm(_ => WireFault.Of(WireHarm.Hang));
        var calls = Enumerable.Range(0, 12).Select(_ => ReadAsync(table)).ToList();
        await FlowApp.UntilAsync("seven are refused", () => Task.FromResult(calls.Count(call => call.IsFaulted) == 7));
        await FlowApp.UntilAsync("two have been sent", () => Task.FromResult(wire.Harmed.Count >= 2));
        Assert.Equal(2, wire.Harmed.Count);
        wire.Mend();
        var served = calls.Where(call => !call.IsFaulted).ToList();
        await Task.WhenAll(served);
        Assert.Equal(5, served.Count);
        Assert.All(calls.Where(call => call.IsFaulted), call =>
            Assert.Equal("StorageNotAsked", Assert.IsType<RequestFailedException>(call.Exception!.InnerException).ErrorCode));
    }

    private static async Task<TableEntity> ReadAsync(TableClient table) =>
        (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop)).Value;

    private async Task<TableClient> TableAsync(StorageRetryOptions retry)
    {
        var name = AzuriteFixture.NewPrefix();
        await new TableClient(azurite.ConnectionString, name).CreateAsync(Stop);
        await new TableClient(azurite.ConnectionString, name).AddEntityAsync(row, Stop);
        var through = azurite.ConnectionString.Replace(
            azurite.TableAddress, azurite.TableAddress.Replace(
                $":{new Uri(azurite.TableAddress).Port}", $":{wire.Port}", StringComparison.Ordinal),
            StringComparison.Ordinal);
        return new TableClient(through, name, new TableClientOptions { RetryPolicy = new StorageRetryPolicy(retry) });
    }
}
