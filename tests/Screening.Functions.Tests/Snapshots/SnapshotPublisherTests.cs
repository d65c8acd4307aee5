using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

public sealed class SnapshotPublisherTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishes_AnyNumberOfTimes_InAnyOrder_AndTheNewestHeadWins()
    {
        var world = await World.CreateAsync(azurite);
        Assert.False(await world.Publisher.PublishAsync(Stop));
        await world.PutAsync("A", "1");
        await world.PutAsync("B", "2");
        // The compile requests of versions 2 and 1, and 2 again: each reads the versions row, so all give the same result.
        Assert.True(await world.Publisher.PublishAsync(Stop));
        var pointer = await world.PointerAsync();
        Assert.False(await world.Publisher.PublishAsync(Stop));
        Assert.False(await world.NewPublisher().PublishAsync(Stop));
        Assert.Equal(pointer, await world.PointerAsync());
        Assert.Equal(2, pointer!.SourceVersion);
        var compile = await world.Tables.Status.ReadCompileAsync(Stop);
        Assert.Equal((2, pointer.Revision), (compile!.SourceVersion, compile.Revision));
    }

    [Fact]
    public async Task TwoPublishersAtOnce_FlipOnce()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        using var bothCompile = new Barrier(2);
        world.WhileCompiling = () => bothCompile.SignalAndWait(TimeSpan.FromSeconds(20));
        var flips = await Task.WhenAll(
            Task.Run(() => world.Publisher.PublishAsync(Stop)), Task.Run(() => world.NewPublisher().PublishAsync(Stop)));
        Assert.Single(flips, true);
        Assert.Single(await world.Tables.Status.ActivationsAsync(Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task ARowThatWasDamaged_CompilesAgainOnceItIsRestored_InTheSameProcess()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        var table = new Azure.Data.Tables.TableClient(azurite.ConnectionString, world.Prefix + "ScreeningDocuments");
        var whole = await table.QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Stop).FirstAsync(Stop);
        var damaged = new Azure.Data.Tables.TableEntity(whole) { ["Json"] = "BAD" };
        await table.UpsertEntityAsync(damaged, Azure.Data.Tables.TableUpdateMode.Replace, Stop);
        var publisher = world.NewPublisher();
        Assert.False(await publisher.PublishAsync(Stop));
        Assert.Null(await world.PointerAsync());

        await table.UpsertEntityAsync(whole, Azure.Data.Tables.TableUpdateMode.Replace, Stop);
        Assert.True(await publisher.PublishAsync(Stop));
        Assert.Equal(1, (await world.PointerAsync())!.SourceVersion);
    }

    [Fact]
    public async Task ASlowPublisher_DoesNotReplaceANewerSnapshot()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        var isFirst = 1;
        world.WhileCompiling = () =>
        {
            if (Interlocked.Exchange(ref isFirst, 0) == 1)
            {
                world.PutAsync("B", "2").GetAwaiter().GetResult();
                Assert.True(world.NewPublisher().PublishAsync(Stop).GetAwaiter().GetResult());
            }
        };
        Assert.False(await world.Publisher.PublishAsync(Stop));
        Assert.Equal(2, (await world.PointerAsync())!.SourceVersion);
    }

    [Fact]
    public async Task ManyCompileRequests_CollapseIntoTwoBuilds_AndTheFirstIsAtOnce()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "0");
        var before = world.Compilations;
        await world.Publisher.HandleAsync(Stop);
        Assert.Equal(1, (await world.PointerAsync())!.SourceVersion);

        await world.PutAsync("A", "1");
        var trials = world.Compilations;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => world.Publisher.HandleAsync(Stop)));
        Assert.Equal(2, (await world.PointerAsync())!.SourceVersion);
        Assert.Equal(trials + 1, world.Compilations);
        Assert.Equal(before + 1, trials - 1);
    }

    [Fact]
    public async Task ACompileRequestDuringABuild_IsServedByALaterOne()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        Task? late = null;
        world.WhileCompiling = () =>
        {
            world.WhileCompiling = () => { };
            world.PutAsync("B", "2").GetAwaiter().GetResult();
            late = world.Publisher.HandleAsync(Stop);
        };
        await world.Publisher.HandleAsync(Stop);
        await late!;
        Assert.Equal(2, (await world.PointerAsync())!.SourceVersion);
    }

    [Fact]
    public async Task ASourceThatDoesNotCompile_KeepsTheOldPointer_AndShowsInStatus()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        await world.Publisher.PublishAsync(Stop);
        var before = await world.PointerAsync();

        // A more permissive engine wrote this snapshot; this engine does not accept it.
        var version = await world.Tables.Documents.AddAsync(DocumentKind.CountrySet, "A", "BAD", "x", Stop);
        var head = await world.Tables.Head.ReadAsync(Stop);
        var manifest = head.Manifest.With(DocumentKind.CountrySet, "A", new(version, PinState.Active));
        await world.Tables.Head.CommitAsync(head, new(manifest, "x", "x", DateTimeOffset.UtcNow), Stop);
        await world.Publisher.HandleAsync(Stop);

        Assert.Equal(before, await world.PointerAsync());
        var status = await new StatusReader(world.Tables, world.Provider.Health, _ => Task.FromResult(3)).ReadAsync(Stop);
        Assert.Equal("it says BAD", Assert.Single(status.LastCompile!.Errors).Message);
        Assert.Equal((2, 3), (status.SourceVersion, status.QueueDepth));
        Assert.Contains("source version 2 does not compile: 1 errors", status.Degraded);
        Assert.Contains("source version 2 is not published yet; 1 is", status.Degraded);
    }

    [Fact]
    public async Task ADamagedSnapshot_IsBuiltAgain()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        await world.Publisher.PublishAsync(Stop);
        var pointer = (await world.PointerAsync())!;
        await Damage.TearAsync(azurite, world.Prefix, pointer);
        Assert.True(await world.Sweep.RunAsync(Stop));
        await world.Publisher.PublishAsync(Stop);
        Assert.True(await world.Tables.Snapshots.IsSoundAsync(pointer.Format, pointer.Revision, Stop));
        Assert.False(await world.Sweep.RunAsync(Stop));
    }

    [Fact]
    public async Task ADeadLetteredCompileRequest_RaisesStatus_KeepsItsText_AndTheChangeIsPublished()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("A", "1");
        var handler = new DeadLetterHandler(world.Tables.Status, world.Time, NullLogger<DeadLetterHandler>.Instance);
        await handler.HandleAsync("id 1", """{"sourceVersion":1}""", Stop);
        await handler.HandleAsync("id 1", """{"sourceVersion":1}""", Stop);
        await handler.HandleAsync("id 2", "not even JSON", Stop);

        var reader = new StatusReader(world.Tables, world.Provider.Health, _ => throw new IOException());
        var status = await reader.ReadAsync(Stop);
        Assert.Equal((2, null), (status.PoisonCount, status.QueueDepth));
        Assert.Contains("a message to the compiler was dead-lettered since the last good build", status.Degraded);
        Assert.Contains(await world.Tables.Status.PoisonAsync(Stop), message => message.Text == "not even JSON");

        Assert.True(await world.Sweep.RunAsync(Stop));
        await world.Publisher.HandleAsync(Stop);
        Assert.Equal(1, (await world.PointerAsync())!.SourceVersion);
        status = await reader.ReadAsync(Stop);
        Assert.Equal(2, status.PoisonCount);
        Assert.DoesNotContain("a message to the compiler was dead-lettered since the last good build", status.Degraded);
    }
}
