using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>What an import may drop without a confirmation and a reason.</summary>
public sealed class ListGateTests(AzuriteFixture azurite)
{
    private static readonly ChangeContext Editor = new("editor");

    private readonly FlowClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACodeThatDisappears_IsRefused_HoweverFewEntriesItHad()
    {
        var world = await WorldAsync(List(("SDN", 0, 100), ("UVL", 0, 1), ("CAP", 0, 2)));
        var refused = await RefusedAsync(world, List(("SDN", 0, 103)));
        Assert.Equal(["CAP", "UVL"], refused.Select(error => error.Path));
        Assert.StartsWith("CAP would disappear with its 2 entries", refused[0].Message, StringComparison.Ordinal);
        await AcceptedAsync(world, List(("SDN", 0, 103)) with { ConfirmDrop = true, Reason = "the source dropped both lists" });
        var (header, what) = await LatestAsync(world);
        Assert.Equal("the source dropped both lists", header.Reason);
        Assert.Equal([new("SDN", 103)], header.Codes!);
        Assert.Contains("the source dropped both lists", what, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, 5, true)]
    [InlineData(40, 6, false)]
    [InlineData(60, 6, true)]
    [InlineData(60, 7, false)]
    public async Task OfOneCode_ATenthOrFiveEntries_MayGo(int entries, int dropped, bool isTaken)
    {
        // The other code is large, so that the overall limit is not reached.
        var world = await WorldAsync(List(("SDN", 0, 500), ("UVL", 0, entries)));
        var next = List(("SDN", 0, 500), ("UVL", dropped, entries - dropped));
        if (isTaken)
        {
            await AcceptedAsync(world, next);
            return;
        }

        var error = Assert.Single(await RefusedAsync(world, next));
        Assert.StartsWith($"{dropped} of the {entries} entries of UVL", error.Message, StringComparison.Ordinal);
        Assert.Equal(("list/csl", "UVL"), (error.Document, error.Path));
    }

    [Fact]
    public async Task ReplacedEntriesOfACode_CountAsDropped()
    {
        var world = await WorldAsync(List(("SDN", 0, 500), ("UVL", 0, 20)));
        Assert.StartsWith("10 of the 20 entries of UVL", Assert.Single(await RefusedAsync(world, List(("SDN", 0, 500), ("UVL", 10, 20)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListConfirmedToBeEmpty_MayGo_AndMustBeConfirmedAgain()
    {
        var world = await WorldAsync(List(("SDN", 0, 100), ("UVL", 0, 3)));
        var empty = List(("SDN", 0, 100)) with { ConfirmEmpty = ["UVL"], Reason = "the source lists none" };
        await AcceptedAsync(world, empty);
        Assert.Equal([new("SDN", 100), new("UVL", 0)], (await LatestAsync(world)).Header.Codes!);
        var error = Assert.Single(await RefusedAsync(world, List(("SDN", 0, 101))));
        Assert.StartsWith("UVL was confirmed to be empty", error.Message, StringComparison.Ordinal);
        await AcceptedAsync(world, List(("SDN", 0, 101)) with { ConfirmEmpty = ["UVL"], Reason = "still none" });
        await AcceptedAsync(world, List(("SDN", 0, 101), ("UVL", 0, 1)));
    }

    [Fact]
    public async Task OnlyADeclaredListWithoutEntries_CanBeConfirmedToBeEmpty()
    {
        var world = await WorldAsync(List(("SDN", 0, 10)));
        var refused = await RefusedAsync(world, List(("SDN", 0, 10)) with { ConfirmEmpty = ["SDN", "NOBODYS"], Reason = "test" });
        Assert.Equal(
            [("SDN", "SDN cannot be confirmed to be empty: the file holds 10 of its entries"), ("NOBODYS", "`NOBODYS` cannot be confirmed to be empty: party-matching does not declare it")],
            refused.Select(error => (error.Path, error.Message)));
    }

    [Fact]
    public async Task TheSameContentAgain_ConfirmsTheImport_AndChangesNothing()
    {
        var list = List(("SDN", 0, 30), ("UVL", 0, 3));
        var world = await WorldAsync(list);
        var before = await world.Tables.Head.ReadAsync(Stop);
        clock.Advance(TimeSpan.FromDays(3));
        // The same entries in another order, as a different file.
        var again = list with { Entries = [.. list.Entries.Reverse()], Sha256 = new string('f', 64) };
        var accepted = Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.ImportListAsync(again, Editor, Stop));
        Assert.Equal((before.SourceVersion, before.Manifest.Lists["csl"]), (accepted.SourceVersion, accepted.Version));
        Assert.Equal(before.ETag, (await world.Tables.Head.ReadAsync(Stop)).ETag);
        Assert.Equal(new DateOnly(2026, 11, 26), await world.Tables.Confirmations.NewestAsync("csl", accepted.Version!, Stop));

        Assert.IsType<ChangeOutcome.Conflict>(await world.Flow.ImportListAsync(again, new("editor", "\"another\""), Stop));
        ListImport[] others =
        [
            list with { Date = list.Date.AddDays(1) },
            list with { Date = list.Date.AddDays(1), Source = "elsewhere" },
            list with { Date = list.Date.AddDays(1), Source = "elsewhere", Entries = [.. list.Entries.Select((entry, index) => index == 7 ? entry with { Name = "Another" } : entry)] },
        ];
        foreach (var other in others)
        {
            var version = (await world.Tables.Head.ReadAsync(Stop)).SourceVersion;
            Assert.Equal(version + 1, Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.ImportListAsync(other, Editor, Stop)).SourceVersion);
        }
    }

    private static ListImport List(params (string Code, int From, int Count)[] codes) => new()
    {
        Feed = "csl",
        Title = "Consolidated Screening List",
        Date = new(2026, 7, 31),
        Source = "made up",
        Entries =
        [
            .. codes.SelectMany(code => Samples.Entries(code.Count, code.From)
                .Select((entry, index) => entry with { List = code.Code, Id = $"{code.Code}-{code.From + index}" })),
        ],
    };

    private static async Task<CompileError[]> RefusedAsync(World world, ListImport list)
    {
        var before = (await world.Tables.Head.ReadAsync(Stop)).SourceVersion;
        var refused = Assert.IsType<ChangeOutcome.Refused>(await world.Flow.ImportListAsync(list, Editor, Stop));
        Assert.Equal(before, (await world.Tables.Head.ReadAsync(Stop)).SourceVersion);
        return [.. refused.Errors];
    }

    private static async Task AcceptedAsync(World world, ListImport list) =>
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.ImportListAsync(list, Editor, Stop));

    private static async Task<(ImportHeader Header, string What)> LatestAsync(World world)
    {
        var head = await world.Tables.Head.ReadAsync(Stop);
        return ((await world.Tables.Imports.FindAsync("csl", head.Manifest.Lists["csl"], Stop))!, (await world.Tables.Head.FindAsync(head.SourceVersion, Stop))!.Change.What);
    }

    private async Task<World> WorldAsync(ListImport list)
    {
        var world = await World.CreateAsync(azurite, clock);
        var policy = Repository.RepositoryFolder.Text("functions/Screening.Functions/Seed/Documents/party-policy/party-matching.json");
        await world.Flow.PutDocumentAsync(DocumentKind.PartyPolicy, "party-matching", policy, Editor, Stop);
        await AcceptedAsync(world, list);
        return world;
    }
}
