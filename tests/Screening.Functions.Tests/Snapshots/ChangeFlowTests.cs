using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Seed;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

public sealed class ChangeFlowTests(AzuriteFixture azurite)
{
    private static readonly ChangeContext Editor = new("editor");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AChange_IsCommittedWithItsHistory_AndSendsACompileRequest()
    {
        var world = await World.CreateAsync(azurite);
        Assert.Equal(1, await world.PutAsync("NATO", "{}"));
        Assert.Equal(2, await world.PutAsync("EAR-D4", "{}"));
        Assert.Equal([1L, 2L], world.CompileRequests);
        var history = await world.Tables.Head.FindAsync(2, Stop);
        Assert.Equal(("editor", "put CountrySet EAR-D4"), (history!.Change.Actor, history.Change.What));
    }

    [Fact]
    public async Task AChangeThatDoesNotCompile_IsRefusedWithEveryError_AndWritesNothing()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("NATO", "{}");
        var outcome = await world.Flow.PutDocumentAsync(DocumentKind.CountrySet, "NATO", "BAD", Editor, Stop);
        Assert.Equal("CountrySet/NATO", Assert.Single(Assert.IsType<ChangeOutcome.Refused>(outcome).Errors).Document);
        Assert.Equal([1], await world.Tables.Documents.VersionsAsync(DocumentKind.CountrySet, "NATO", Stop));
        Assert.Equal(1, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);
        Assert.Single(world.CompileRequests);
    }

    [Fact]
    public async Task AChangeFromAnOldState_IsAConflict_AndNothingIsVisible()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("NATO", "one");
        var tag = (await world.Tables.Head.ReadAsync(Stop)).Manifest.ETagOf(DocumentKind.CountrySet, "NATO");
        await world.PutAsync("NATO", "two");
        var outcome = await world.Flow.PutDocumentAsync(
            DocumentKind.CountrySet, "NATO", "three", new("other", tag), Stop);
        Assert.Equal("\"v2\"", Assert.IsType<ChangeOutcome.Conflict>(outcome).ETag);
        Assert.Equal("two", (await world.Reader.ReadAsync(Stop)).Documents.Single().Json);
        Assert.Equal(2, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);
    }

    [Fact]
    public async Task OfTwoChangesOfOneDocumentAtOnce_OneIsAConflict_EvenWithoutATag()
    {
        var world = await World.CreateAsync(azurite);
        await world.PutAsync("NATO", "one");
        var isFirst = 1;
        world.WhileCompiling = () =>
        {
            // The second change is committed between the trial and the commit of the first.
            if (Interlocked.Exchange(ref isFirst, 0) == 1)
            {
                world.PutAsync("NATO", "second").GetAwaiter().GetResult();
            }
        };
        var outcome = await world.Flow.PutDocumentAsync(DocumentKind.CountrySet, "NATO", "first", Editor, Stop);
        Assert.IsType<ChangeOutcome.Conflict>(outcome);
        Assert.Equal("second", (await world.Reader.ReadAsync(Stop)).Documents.Single().Json);
    }

    [Fact]
    public async Task ChangesOfDifferentDocumentsAtOnce_AllGoThrough()
    {
        var world = await World.CreateAsync(azurite);
        await Task.WhenAll(world.PutAsync("A", "1"), world.PutAsync("B", "2"), world.PutAsync("C", "3"));
        var source = await world.Reader.ReadAsync(Stop);
        Assert.Equal(3, source.SourceVersion);
        Assert.Equal(["A", "B", "C"], source.Documents.Select(d => d.Id).Order());
    }

    [Fact]
    public async Task ALostCompileRequest_DoesNotFailTheChange_AndTheSweepSendsItAgain()
    {
        var world = await World.CreateAsync(azurite);
        world.IsQueueDown = true;
        await world.PutAsync("NATO", "{}");
        Assert.False(await world.Sweep.RunAsync(Stop));
        world.IsQueueDown = false;
        Assert.True(await world.Sweep.RunAsync(Stop));
        Assert.Equal([1L], world.CompileRequests);
        await world.Publisher.HandleAsync(Stop);
        Assert.False(await world.Sweep.RunAsync(Stop));
        Assert.Single(world.CompileRequests);
    }

    [Fact]
    public async Task AHalfWrittenImport_IsInvisible()
    {
        var world = await World.CreateAsync(azurite);
        await world.Flow.ImportListAsync(World.List(10), Editor, Stop);
        // State left by an import that died before its commit: rows without a reference in the versions row.
        await world.Tables.Lists.WriteAsync("csl", "20990101T000000000-abc", Samples.Entries(5, from: 100), Stop);
        var source = await world.Reader.ReadAsync(Stop);
        Assert.Equal(10, source.Watchlists.Single().Entries.Length);
        Assert.Equal(1, source.SourceVersion);
    }

    [Fact]
    public async Task AnImportThatDropsMoreThanATenth_MustBeConfirmed()
    {
        var world = await World.CreateAsync(azurite);
        await world.Flow.ImportListAsync(World.List(100), Editor, Stop);
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.ImportListAsync(World.List(90), Editor, Stop));
        // The same number of entries as before, ten of them different.
        var shifted = World.List(90, from: 10);
        var refused = Assert.IsType<ChangeOutcome.Refused>(await world.Flow.ImportListAsync(shifted, Editor, Stop));
        Assert.Equal(["$", "SDN"], refused.Errors.Select(error => error.Path));
        Assert.All(refused.Errors, error => Assert.StartsWith("10 of the 90 entries", error.Message, StringComparison.Ordinal));
        Assert.IsType<ChangeOutcome.Refused>(await world.Flow.ImportListAsync(shifted with { ConfirmDrop = true }, Editor, Stop));
        Assert.IsType<ChangeOutcome.Accepted>(
            await world.Flow.ImportListAsync(shifted with { ConfirmDrop = true, Reason = "the source says so" }, Editor, Stop));
    }

    [Fact]
    public async Task TheSeed_IsOneChange_AndIsDoneOnce()
    {
        var world = await World.CreateAsync(azurite);
        var seeder = new Seeder(world.Tables, world.Flow, world.Time);
        var outcome = await seeder.SeedAsync(Seed("{}"), Stop);
        Assert.Equal(1, Assert.IsType<ChangeOutcome.Accepted>(outcome).SourceVersion);
        Assert.Null(await seeder.SeedAsync(Seed("other"), Stop));
        var source = await world.Reader.ReadAsync(Stop);
        Assert.Equal((1, 2, 20), (source.SourceVersion, source.Documents.Length, source.Watchlists.Single().Entries.Length));
        Assert.Equal("seed", (await world.Tables.Head.FindAsync(1, Stop))!.Change.Actor);
    }

    [Fact]
    public async Task AnInterruptedSeed_IsCompletedByTheNext()
    {
        var world = await World.CreateAsync(azurite);
        await world.Tables.Documents.AddAsync(DocumentKind.CountrySet, "NATO", "an older seed", "seed", Stop);
        await world.Tables.Documents.AddAsync(DocumentKind.Registry, "programmes", "{}", "seed", Stop);
        await new Seeder(world.Tables, world.Flow, world.Time).SeedAsync(Seed("{}"), Stop);
        var source = await world.Reader.ReadAsync(Stop);
        Assert.All(source.Documents, document => Assert.Equal("{}", document.Json));
        Assert.Equal(1, source.Documents.Single(d => d.Kind == DocumentKind.Registry).Version);
    }

    [Fact]
    public async Task ASeedThatDoesNotCompile_IsRefused_AndTheEnvironmentStaysEmpty()
    {
        var world = await World.CreateAsync(azurite);
        var outcome = await new Seeder(world.Tables, world.Flow, world.Time).SeedAsync(Seed("BAD"), Stop);
        Assert.Equal(2, Assert.IsType<ChangeOutcome.Refused>(outcome).Errors.Length);
        Assert.Equal(0, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);
    }

    private static SnapshotSource Seed(string json) => new()
    {
        SourceVersion = 0,
        Documents = [new(DocumentKind.CountrySet, "NATO", 1, json), new(DocumentKind.Registry, "programmes", 1, json)],
        Watchlists =
        [
            new()
            {
                Feed = "sample", Title = "Sample", Date = new(2026, 11, 1), Source = "made up", ImportId = "",
                Entries = Samples.Entries(20),
            },
        ],
    };
}
