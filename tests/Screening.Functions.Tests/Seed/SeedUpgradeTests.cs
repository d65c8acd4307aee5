using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Seed;
using Screening.Functions.Tests.Snapshots;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Seed;

/// <summary>An environment with local changes, upgraded to a newer seed and reverted, on real storage.</summary>
public sealed partial class SeedUpgradeTests(AzuriteFixture azurite)
{
    private static readonly ChangeContext Editor = new("editor");

    private static readonly DocumentSource[] Old =
    [
        SeedUpgradeWorld.Set("SAME", "CN"), SeedUpgradeWorld.Set("NEWER", "CN"), SeedUpgradeWorld.Set("OURS", "CN"),
        SeedUpgradeWorld.Set("BOTH", "CN", "IR"), SeedUpgradeWorld.Set("CLASH", "CN=2000-01-01"), SeedUpgradeWorld.Set("GONE", "CN"),
    ];

    private static readonly DocumentSource[] New =
    [
        SeedUpgradeWorld.Set("SAME", "CN"), SeedUpgradeWorld.Set("NEWER", "CN", "KP"), SeedUpgradeWorld.Set("OURS", "CN"),
        SeedUpgradeWorld.Set("BOTH", "CN", "IR", "KP"), SeedUpgradeWorld.Set("CLASH", "CN=2001-01-01"), SeedUpgradeWorld.Set("ADDED", "CN"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ThePlan_StatesTheActionForEachDocument_AndChangesNothing(bool isRecorded)
    {
        var world = await ChangedAsync(isRecorded);
        var before = await world.Tables.Head.ReadAsync(Stop);
        Assert.Equal(
            [
                "country-sets/ADDED Add", "country-sets/BOTH Merged", "country-sets/CLASH Conflict", "country-sets/GONE Retained",
                "country-sets/NEWER Update", "country-sets/OURS Kept", "country-sets/OWN Local", "country-sets/SAME Unchanged",
            ],
            await world.StatesAsync());
        var plan = await world.PlanAsync();
        Assert.False(plan.IsCurrent);
        Assert.Equal(isRecorded, plan.Mark!.Id is not null);
        var clash = plan.Rows.Single(row => row.Id == "CLASH");
        Assert.Equal(["members[CN]"], clash.Clashes);
        Assert.Equal([new("members[CN].from", "\"2002-01-01\"", "\"2001-01-01\"")], clash.Change.Rows);
        Assert.Equal([new("members[CN].from", "\"2000-01-01\"", "\"2002-01-01\"")], clash.Local.Rows);
        Assert.Equal(["members[KP]"], plan.Rows.Single(row => row.Id == "BOTH").Change.Rows.Select(row => row.Path));
        Assert.Equal(["members[BR]"], plan.Rows.Single(row => row.Id == "BOTH").Local.Rows.Select(row => row.Path));
        Assert.Equal(["members[KP]"], plan.Rows.Single(row => row.Id == "NEWER").Change.Rows.Select(row => row.Path));
        Assert.Equal(before, await world.Tables.Head.ReadAsync(Stop), (one, other) => one!.ETag == other!.ETag);
        Assert.Equal([1], await world.Tables.Documents.VersionsAsync(DocumentKind.CountrySet, "NEWER", Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AConflict_IsListed_AndNothingChangesWithoutAChoice(bool isRecorded)
    {
        var world = await ChangedAsync(isRecorded);
        var live = await world.LiveAsync();
        var blocked = Assert.IsType<SeedOutcome.Blocked>(await world.ApplyAsync());
        Assert.Equal(["country-sets/CLASH"], blocked.Documents.Select(one => one.Document));
        Assert.Contains("members[CN]", blocked.Documents[0].Message, StringComparison.Ordinal);
        Assert.Equal(live, await world.LiveAsync());
        Assert.Equal([1], await world.Tables.Documents.VersionsAsync(DocumentKind.CountrySet, "NEWER", Stop));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Applied_EverythingIsOneChange_AndLocalChangesStay(bool isRecorded, bool isTaken)
    {
        var world = await ChangedAsync(isRecorded);
        var before = await world.Tables.Head.ReadAsync(Stop);
        string[] choice = ["country-sets/CLASH"];
        var accepted = SeedUpgradeWorld.Accepted(isTaken ? await world.ApplyAsync(take: choice) : await world.ApplyAsync(keep: choice));
        Assert.Equal(before.SourceVersion + 1, accepted.SourceVersion);
        Assert.Equal(accepted.SourceVersion, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);
        Assert.Equal(New[1].Json, await world.TextAsync(DocumentKind.CountrySet, "NEWER"));
        Assert.Equal(New[5].Json, await world.TextAsync(DocumentKind.CountrySet, "ADDED"));
        Assert.Equal(Old[5].Json, await world.TextAsync(DocumentKind.CountrySet, "GONE"));
        Assert.Contains("BR", await world.TextAsync(DocumentKind.CountrySet, "OURS"), StringComparison.Ordinal);
        Assert.Equal(isTaken ? New[4].Json : SeedUpgradeWorld.Set("CLASH", "CN=2002-01-01").Json, await world.TextAsync(DocumentKind.CountrySet, "CLASH"));
        var both = await world.TextAsync(DocumentKind.CountrySet, "BOTH");
        Assert.All((string[])["CN", "IR", "KP", "BR"], country => Assert.Contains($"\"{country}\"", both, StringComparison.Ordinal));
        var history = (await world.Tables.Head.FindAsync(accepted.SourceVersion, Stop))!.Change;
        Assert.Equal(("approver", "a reason", world.Seed.Id), (history.Actor, history.Reason, history.Seed!.Id));

        // A decided conflict stays decided: the next plan reports none.
        var plan = await world.PlanAsync();
        Assert.True(plan.IsCurrent);
        Assert.DoesNotContain(plan.Rows, row => row.State is SeedUpgradeState.Conflict or SeedUpgradeState.Update or SeedUpgradeState.Add or SeedUpgradeState.Merged);
        Assert.Equal(SeedUpgradeState.Retained, plan.Rows.Single(row => row.Id == "GONE").State);
        Assert.IsType<SeedOutcome.Nothing>(await world.ApplyAsync());
        Assert.Equal(accepted.SourceVersion, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reverted_TheDocumentsAreIdentical_ToTheByte(bool isRecorded)
    {
        var world = await ChangedAsync(isRecorded);
        var (before, live, states) = (await world.Tables.Head.ReadAsync(Stop), await world.LiveAsync(), await world.StatesAsync());
        SeedUpgradeWorld.Accepted(await world.ApplyAsync(take: ["country-sets/CLASH"]));
        Assert.Equal(before.SourceVersion + 2, SeedUpgradeWorld.Accepted(await world.RevertAsync()).SourceVersion);
        var after = await world.Tables.Head.ReadAsync(Stop);
        Assert.Equal(SeedUpgradeWorld.Pins(before.Manifest), SeedUpgradeWorld.Pins(after.Manifest));
        Assert.Equal(live, await world.LiveAsync());
        Assert.Equal(states, await world.StatesAsync());

        // There was no earlier upgrade; it can be repeated with the same result.
        Assert.IsType<SeedOutcome.Blocked>(await world.RevertAsync());
        SeedUpgradeWorld.Accepted(await world.ApplyAsync(keep: ["country-sets/CLASH"]));
        Assert.Equal(New[1].Json, await world.TextAsync(DocumentKind.CountrySet, "NEWER"));
    }

    [Fact]
    public async Task ADocumentChangedSince_BlocksTheRevert_AndAnotherDoesNot()
    {
        var (world, storage) = await BothAsync(isRecorded: true);
        SeedUpgradeWorld.Accepted(await world.ApplyAsync(keep: ["country-sets/CLASH"]));
        await storage.PutAsync("NEWER", SeedUpgradeWorld.Set("NEWER", "CN", "KP", "BR").Json);
        await storage.PutAsync("SAME", SeedUpgradeWorld.Set("SAME", "CN", "BR").Json);
        var head = await world.Tables.Head.ReadAsync(Stop);
        var blocked = Assert.IsType<SeedOutcome.Blocked>(await world.RevertAsync());
        Assert.Equal(["country-sets/NEWER"], blocked.Documents.Select(one => one.Document));
        Assert.Equal(head.SourceVersion, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);

        await storage.PutAsync("NEWER", New[1].Json);
        Assert.IsType<SeedOutcome.Blocked>(await world.RevertAsync());
        var pins = (await world.Tables.Head.FindAsync(head.SourceVersion - 2, Stop))!.Change.Manifest;
        var moved = await world.Tables.Head.ReadAsync(Stop);
        Assert.True(await world.Tables.Head.CommitAsync(moved, new HeadChange(
            moved.Manifest.With(DocumentKind.CountrySet, "NEWER", pins.Find(DocumentKind.CountrySet, "NEWER")!), "editor", "point back", DateTimeOffset.UnixEpoch), Stop));
        SeedUpgradeWorld.Accepted(await world.RevertAsync());
        Assert.Equal(Old[1].Json, await world.TextAsync(DocumentKind.CountrySet, "NEWER"));
        Assert.Contains("BR", await world.TextAsync(DocumentKind.CountrySet, "SAME"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APlanOfAnotherHead_IsAConflict_AlsoWhenItMovesMeanwhile()
    {
        var (world, storage) = await BothAsync(isRecorded: true);
        var plan = await world.PlanAsync();
        await storage.PutAsync("UNRELATED", "{}");
        Task<SeedOutcome> WithAsync(string tag) => world.Upgrade.ApplyAsync(new([], ["country-sets/CLASH"]), "a reason", new ChangeContext("approver", tag), Stop);
        Assert.IsType<ChangeOutcome.Conflict>(Assert.IsType<SeedOutcome.Done>(await WithAsync(plan.ETag)).Outcome);
        Assert.IsType<ChangeOutcome.Conflict>(Assert.IsType<SeedOutcome.Done>(
            await world.Upgrade.RevertAsync("a reason", new ChangeContext("approver", plan.ETag), Stop)).Outcome);

        var isFirst = 1;
        storage.WhileCompiling = () =>
        {
            if (Interlocked.Exchange(ref isFirst, 0) == 1)
            {
                storage.PutAsync("UNRELATED", """{ "moved": true }""").GetAwaiter().GetResult();
            }
        };
        Assert.IsType<ChangeOutcome.Conflict>(Assert.IsType<SeedOutcome.Done>(await WithAsync((await world.PlanAsync()).ETag)).Outcome);
        Assert.Equal(Old[1].Json, await world.TextAsync(DocumentKind.CountrySet, "NEWER"));
        SeedUpgradeWorld.Accepted(await world.ApplyAsync(keep: ["country-sets/CLASH"]));
    }

    [Fact]
    public async Task AnEmptyEnvironment_AndOneOfTheSameSeed_HaveNothingToDo()
    {
        var empty = SeedUpgradeWorld.Of(await World.CreateAsync(azurite), New);
        Assert.IsType<SeedOutcome.Nothing>(await empty.ApplyAsync());
        Assert.Equal(0, (await empty.Tables.Head.ReadAsync(Stop)).SourceVersion);
        foreach (var isRecorded in (bool[])[true, false])
        {
            var storage = await World.CreateAsync(azurite);
            await SeedUpgradeWorld.Of(storage, New).FillAsync(isRecorded, New);
            var same = SeedUpgradeWorld.Of(storage, New);
            Assert.All((await same.PlanAsync()).Rows, row => Assert.Equal(SeedUpgradeState.Unchanged, row.State));
            Assert.IsType<SeedOutcome.Nothing>(await same.ApplyAsync());
            Assert.IsType<SeedOutcome.Blocked>(await same.RevertAsync());
            Assert.Equal(1, (await storage.Tables.Head.ReadAsync(Stop)).SourceVersion);
        }
    }

    [Fact]
    public async Task ASeedThatDoesNotCompileWithWhatWasChangedHere_IsRefused_AndNothingChanges()
    {
        var storage = await World.CreateAsync(azurite);
        await SeedUpgradeWorld.Of(storage, Old).FillAsync(isRecorded: true, Old);
        var world = SeedUpgradeWorld.Of(storage, New.Append(SeedUpgradeWorld.Set("WORSE", "BAD")));
        var live = await world.LiveAsync();
        var refused = Assert.IsType<ChangeOutcome.Refused>(Assert.IsType<SeedOutcome.Done>(await world.ApplyAsync()).Outcome);
        Assert.Equal(["CountrySet/WORSE"], refused.Errors.Select(error => error.Document));
        Assert.Equal(live, await world.LiveAsync());
        Assert.Equal(1, (await storage.Tables.Head.ReadAsync(Stop)).SourceVersion);
        Assert.Empty(await storage.Tables.Documents.VersionsAsync(DocumentKind.CountrySet, "WORSE", Stop));
    }

    [Fact]
    public async Task AnInvalidChoice_IsReported()
    {
        var world = await ChangedAsync(isRecorded: true);
        var misplaced = Assert.IsType<SeedOutcome.Misplaced>(await world.ApplyAsync(
            take: ["country-sets/CLASH", "country-sets/NOWHERE", "country-sets/SAME"], keep: ["country-sets/CLASH", "country-sets/GONE"]));
        Assert.Equal(
            [("take[1]", false), ("take[2]", true), ("keep[0]", true), ("keep[1]", true)],
            misplaced.Choices.Select(choice => (choice.Path, choice.IsKnown)));
    }

    [Fact]
    public async Task AnUpdateThatIsDeclined_IsNotOfferedAgain_UntilTheSeedChangesItAgain()
    {
        var (world, storage) = await BothAsync(isRecorded: true);
        SeedUpgradeWorld.Accepted(await world.ApplyAsync(keep: ["country-sets/CLASH", "country-sets/NEWER", "country-sets/ADDED", "country-sets/BOTH"]));
        Assert.Equal(Old[1].Json, await world.TextAsync(DocumentKind.CountrySet, "NEWER"));
        Assert.DoesNotContain(await world.LiveAsync(), document => document.Id == "ADDED");
        Assert.All((await world.PlanAsync()).Rows, row => Assert.True(row.State is not (SeedUpgradeState.Update or SeedUpgradeState.Add or SeedUpgradeState.Conflict), row.Document));
        var later = SeedUpgradeWorld.Of(storage, New.Select(document => document.Id == "NEWER" ? SeedUpgradeWorld.Set("NEWER", "CN", "KP", "SY") : document));
        Assert.Equal(SeedUpgradeState.Merged, (await later.PlanAsync()).Rows.Single(row => row.Id == "NEWER").State);
    }

    [Fact]
    public async Task AnOlderProgramThatCommits_DoesNotLoseTheSeed()
    {
        var (world, storage) = await BothAsync(isRecorded: true);
        SeedUpgradeWorld.Accepted(await world.ApplyAsync(keep: ["country-sets/CLASH"]));
        // The older program writes no seed columns, neither in the versions row nor in the history.
        var table = new TableClient(azurite.ConnectionString, storage.Prefix + "ScreeningHead");
        await storage.PutAsync("SAME", SeedUpgradeWorld.Set("SAME", "CN", "BR").Json);
        foreach (var key in (string[])["current", "history-" + (await world.Tables.Head.ReadAsync(Stop)).SourceVersion.ToString("D20", System.Globalization.CultureInfo.InvariantCulture)])
        {
            var row = (await table.GetEntityAsync<TableEntity>("head", key, cancellationToken: Stop)).Value;
            foreach (var column in row.Keys.Where(name => name.StartsWith("Seed", StringComparison.Ordinal)).ToList())
            {
                row.Remove(column);
            }

            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Stop);
        }

        var head = await world.Tables.Head.ReadAsync(Stop);
        Assert.Null(head.Seed);
        Assert.True((await world.PlanAsync()).IsCurrent);
        Assert.Null(await new SeedAge(world.Seed, world.Planner).ReasonAsync(head, Stop));
        SeedUpgradeWorld.Accepted(await world.RevertAsync());
        Assert.Equal(Old[1].Json, await world.TextAsync(DocumentKind.CountrySet, "NEWER"));
    }

    /// <summary>Filled with the old seed, then changed locally, then opened by a program with the new seed.</summary>
    private async Task<SeedUpgradeWorld> ChangedAsync(bool isRecorded) => (await BothAsync(isRecorded)).World;

    private async Task<(SeedUpgradeWorld World, World Storage)> BothAsync(bool isRecorded)
    {
        var storage = await World.CreateAsync(azurite);
        await SeedUpgradeWorld.Of(storage, Old).FillAsync(isRecorded, Old);
        await storage.PutAsync("OURS", SeedUpgradeWorld.Set("OURS", "CN", "BR").Json);
        await storage.PutAsync("BOTH", SeedUpgradeWorld.Set("BOTH", "CN", "IR", "BR").Json);
        await storage.PutAsync("CLASH", SeedUpgradeWorld.Set("CLASH", "CN=2002-01-01").Json);
        await storage.PutAsync("OWN", SeedUpgradeWorld.Set("OWN", "BR").Json);
        Assert.IsType<ChangeOutcome.Accepted>(await storage.Flow.ImportListAsync(World.List(3), Editor, Stop));
        return (SeedUpgradeWorld.Of(storage, New), storage);
    }
}
