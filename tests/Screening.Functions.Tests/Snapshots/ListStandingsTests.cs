using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>
/// Presence and age of the watchlists: read in the background, kept when storage fails, and never reported as fresher than they
/// are.
/// </summary>
public sealed class ListStandingsTests(AzuriteFixture azurite)
{
    private static readonly ChangeContext Editor = new("editor");

    private readonly FlowClock clock = new();

    private long sourceVersion;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateOnly Day(int day) => new(2026, 11, day);

    [Fact]
    public async Task BeforeTheFirstRead_ThereIsNoStanding()
    {
        var world = await World.CreateAsync(azurite, clock);
        var standings = Standings(world);
        Assert.Null(standings.Current);
        Assert.Null(await standings.TakeAsync(0, Stop));
        await ImportAsync(world, "csl", "SDN");
        Assert.Equal(Day(23), (await standings.TakeAsync(1, Stop))!.Lists.ConfirmedOn["SDN"]);
    }

    [Fact]
    public async Task OfSeveralFeeds_TheNewestConfirmationCounts_AndNoConfirmationIsAChange()
    {
        var world = await World.CreateAsync(azurite, clock);
        await ImportAsync(world, "csl", "SDN", "EL");
        clock.Advance(TimeSpan.FromDays(2));
        await ImportAsync(world, "ofac-sdn", "SDN");
        var standings = Standings(world);
        await standings.CheckAsync();
        Assert.Equal([("EL", Day(23)), ("SDN", Day(25))], Rows(standings));
        var before = standings.Current;

        clock.Advance(TimeSpan.FromDays(2));
        await ConfirmAsync(world, "csl", Day(27));
        await ConfirmAsync(world, "csl", Day(24));
        await standings.LookAgainAsync();
        Assert.Equal([("EL", Day(27)), ("SDN", Day(27))], Rows(standings));
        Assert.NotSame(before, standings.Current);
        Assert.Equal(2, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);

        // Without news the object is the same: it is not rebuilt for each decision.
        before = standings.Current;
        await standings.CheckAsync();
        Assert.Same(before, standings.Current);
    }

    [Fact]
    public async Task AConfirmation_HoldsForItsImportAlone()
    {
        var world = await World.CreateAsync(azurite, clock);
        await ImportAsync(world, "csl", "SDN");
        await ConfirmAsync(world, "csl", Day(30));
        await ImportAsync(world, "csl", "SDN", "SDN");
        var standings = Standings(world);
        await standings.CheckAsync();
        Assert.Equal([("SDN", Day(23))], Rows(standings));
    }

    [Fact]
    public async Task TheStanding_IsThatOfTheSnapshotInUse_NotOfTheHead()
    {
        var world = await World.CreateAsync(azurite, clock);
        await ImportAsync(world, "csl", "SDN");
        await ImportAsync(world, "un", "UN");
        var standings = Standings(world);
        sourceVersion = 1;
        await standings.CheckAsync();
        Assert.Equal([("SDN", Day(23))], Rows(standings));
        sourceVersion = 2;
        Assert.Equal(["SDN", "UN"], (await standings.TakeAsync(2, Stop))!.Lists.ConfirmedOn.Keys);
    }

    [Fact]
    public async Task AListConfirmedToBeEmpty_IsThere()
    {
        var world = await World.CreateAsync(azurite, clock);
        await world.Flow.PutDocumentAsync(DocumentKind.PartyPolicy, "party-matching", SeedPolicy(), Editor, Stop);
        var outcome = await world.Flow.ImportListAsync(List("csl", "SDN") with { ConfirmEmpty = ["UVL"], Reason = "the source lists none" }, Editor, Stop);
        sourceVersion = Assert.IsType<ChangeOutcome.Accepted>(outcome).SourceVersion;
        var standings = Standings(world);
        await standings.CheckAsync();
        Assert.Equal([("SDN", Day(23)), ("UVL", Day(23))], Rows(standings));
    }

    [Fact]
    public async Task AHeaderWrittenWithoutCodes_IsCountedOnce_AndCompleted()
    {
        var world = await World.CreateAsync(azurite, clock);
        await ImportAsync(world, "csl", "SDN", "EL", "EL");
        var (feed, import) = (await world.Tables.Head.ReadAsync(Stop)).Manifest.Lists.Single();
        var headers = new TableClient(azurite.ConnectionString, world.Prefix + "ScreeningImports");
        var row = (await headers.GetEntityAsync<TableEntity>(feed, import, cancellationToken: Stop)).Value;
        row.Remove("Codes");
        await headers.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Stop);
        Assert.Null((await world.Tables.Imports.FindAsync(feed, import, Stop))!.Codes);

        var standings = Standings(world);
        await standings.CheckAsync();
        Assert.Equal([("EL", Day(23)), ("SDN", Day(23))], Rows(standings));
        var completed = (await world.Tables.Imports.FindAsync(feed, import, Stop))!;
        Assert.Equal([new("EL", 2), new("SDN", 1)], completed.Codes!);
        Assert.Equal((3, "editor"), (completed.Entries, completed.Actor));
    }

    [Fact]
    public async Task WhenStorageFails_TheLastStandingStays_AndTheFailureIsLoggedOnce()
    {
        var world = await World.CreateAsync(azurite, clock);
        await ImportAsync(world, "csl", "SDN");
        var logs = new Logs();
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(logs));
        var standings = new ListStandings(world.Tables, () => Pointer(), mayBeSample: false, clock, factory.CreateLogger<ListStandings>());
        var confirmations = new TableClient(azurite.ConnectionString, world.Prefix + "ScreeningListConfirmations");
        await confirmations.DeleteAsync(Stop);
        await standings.CheckAsync();
        Assert.Null(standings.Current);
        await confirmations.CreateAsync(Stop);
        await standings.CheckAsync();
        Assert.Null(standings.Failure);
        await confirmations.DeleteAsync(Stop);
        await standings.CheckAsync();
        await standings.CheckAsync();
        Assert.NotNull(standings.Failure);
        Assert.Equal([("SDN", Day(23))], Rows(standings));
        Assert.Equal(Day(23), (await standings.TakeAsync(sourceVersion, Stop))!.Lists.ConfirmedOn["SDN"]);
        Assert.Equal(2, logs.Lines.Count);
    }

    [Fact]
    public async Task OnlyTheSampleByItself_InTheEmbeddedDefault_IsASample()
    {
        var world = await World.CreateAsync(azurite, clock);
        await ImportAsync(world, "sample", "SDN");
        var embedded = new ListStandings(world.Tables, () => Pointer(), mayBeSample: true, clock, NullLogger<ListStandings>.Instance);
        var configured = Standings(world);
        await embedded.CheckAsync();
        await configured.CheckAsync();
        Assert.True(embedded.Current!.Lists.IsSample);
        Assert.False(configured.Current!.Lists.IsSample);
        await ImportAsync(world, "csl", "SDN");
        await embedded.CheckAsync();
        Assert.False(embedded.Current!.Lists.IsSample);
    }

    [Fact]
    public async Task TheWatch_LogsOncePerChange_WhatIsMissingOrTooOld()
    {
        var world = await World.CreateAsync(azurite, clock);
        await ImportAsync(world, "csl", "SDN");
        var logs = new Logs();
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(logs));
        using var watch = new ListWatch(
            Standings(world), () => [new RequiredList("SDN", 10), new RequiredList("UVL", 10)], clock, factory.CreateLogger<ListWatch>());
        Assert.Null(watch.Report());
        await watch.TickAsync();
        await watch.TickAsync();
        Assert.Contains("Missing: UVL. Too old: .", Assert.Single(logs.Lines), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(11));
        await watch.TickAsync();
        Assert.Contains("Missing: UVL. Too old: SDN.", logs.Lines.Last(), StringComparison.Ordinal);
        Assert.Equal(
            ["SDN was last confirmed 11 days ago, at most 10 are allowed", "watchlists incomplete: UVL is missing"], watch.Report()!.Problems);
        await ImportAsync(world, "uvl", "UVL");
        await ConfirmAsync(world, "csl", Day(30).AddDays(4));
        clock.Advance(ListStandings.ReadPeriod);
        await watch.TickAsync();
        Assert.Equal(3, logs.Lines.Count);
        Assert.Empty(watch.Report()!.Problems);
        Assert.Equal([("SDN", true, 0), ("UVL", true, 0)], watch.Report()!.Lists.Select(list => (list.Code, list.Present, list.AgeDays!.Value)));
    }

    [Fact]
    public void ASample_HasNoMissingLists_AndIsLoggedAsASample()
    {
        var report = RequiredListReport.Of([new RequiredList("UVL", 10)], new ListStanding { IsSample = true }, Day(23));
        Assert.Empty(report.Missing);
        Assert.Contains("only the sample list is on file", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.False(Assert.Single(report.Lists).Present);
    }

    private static (string Code, DateOnly Day)[] Rows(ListStandings standings) =>
        [.. standings.Current!.Lists.ConfirmedOn.Select(list => (list.Key, list.Value))];

    private static string SeedPolicy() => Repository.RepositoryFolder.Text("functions/Screening.Functions/Seed/Documents/party-policy/party-matching.json");

    private static ListImport List(string feed, params string[] codes) => new()
    {
        Feed = feed,
        Title = feed,
        Date = new(2026, 7, 31),
        Source = "made up",
        Entries = [.. Samples.Entries(codes.Length).Select((entry, index) => entry with { List = codes[index], Id = $"{codes[index]}-{index}" })],
    };

    private ListStandings Standings(World world) =>
        new(world.Tables, () => Pointer(), mayBeSample: false, clock, NullLogger<ListStandings>.Instance);

    private SnapshotPointer? Pointer() => sourceVersion == 0 ? null : new(1, "sha256-0", sourceVersion, 0, clock.GetUtcNow());

    private async Task ImportAsync(World world, string feed, params string[] codes) =>
        sourceVersion = Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.ImportListAsync(List(feed, codes), Editor, Stop)).SourceVersion;

    private async Task ConfirmAsync(World world, string feed, DateOnly day)
    {
        var import = (await world.Tables.Head.ReadAsync(Stop)).Manifest.Lists[feed];
        await world.Tables.Confirmations.AddAsync(
            new() { Feed = feed, ImportId = import, CheckedOn = day, Reason = "304", Actor = "job", At = clock.GetUtcNow() }, Stop);
    }
}
