using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Seed;

/// <summary>The shipped seed, compiled by the engine, over an environment of an earlier seed with local changes.</summary>
public sealed class SeedUpgradePolicyTests(AzuriteFixture azurite)
{
    private const string Law1993 = "us-mtcr-1993-denial";
    private const string Law2020 = "us-mtcr-2020-uas";
    private const string Guidance = "us-mtcr-2025-guidance";
    private const string Law2025 = "us-uas-2025-09";
    private const string Bill = "us-hr3068-bill";

    private static readonly ChangeContext Editor = new("editor");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheShippedSeed_IsAppliedOverLocalChanges_AndReverted(bool isRecorded)
    {
        var world = await FilledAsync(isRecorded, isBillOnFile: false, Law1993, "us-common-base", "NATO");
        await PutAsync(world, DocumentKind.CountrySet, "ITAR-126-1", set => set["members"]!.AsArray().Add(JsonNode.Parse("""{ "country": "BR" }""")));
        await PutAsync(world, DocumentKind.Registry, "assessments", registry => registry["entries"]!.AsArray().Add(JsonNode.Parse(
            """{ "country": "PH", "status": "diversion_risk", "assessor": "test", "evidence": "made up" }""")));
        await ActivateAsync(world, "own-idea", $$"""
            { "id": "own-idea", "title": "Ours", "kind": "proposal", "status": "an idea", "reviewBy": "2027-06-30",
              "extends": { "policy": "{{Law2025}}", "version": 1 }, "sources": [ "Ours" ], "disclaimer": "Not law.", "derived": [],
              "ruleSets": [ { "id": "posture", "changes": [ { "remove": [ "R25U-AS-AIRCRAFT" ] } ] } ] }
            """);
        var (before, live) = (await world.Tables.Head.ReadAsync(Stop), await LiveAsync(world));
        var revision = Compiled(live);

        var plan = await world.PlanAsync();
        string[] updated = [.. plan.Rows.Where(row => row.State == SeedUpgradeState.Update).Select(row => row.Document).Order(StringComparer.Ordinal)];
        // A policy that inherits from the changed law gets a new version too, because it names the version of its parent.
        Assert.Equal(
            [
                "country-sets/NATO", "policies/proposed-reform", "policies/us-common-base", $"policies/{Law1993}", $"policies/{Law2020}",
                $"policies/{Guidance}", $"policies/{Law2025}",
            ], updated);
        Assert.Equal([$"policies/{Bill}"], plan.Rows.Where(row => row.State == SeedUpgradeState.Add).Select(row => row.Document));
        Assert.Equal(["country-sets/ITAR-126-1", "registries/assessments"], plan.Rows.Where(row => row.State == SeedUpgradeState.Kept).Select(row => row.Document));
        Assert.Equal(["extends.version"], plan.Rows.Single(row => row.Id == Law2020).Change.Rows.Select(row => row.Path));
        var own = plan.Rows.Single(row => row.Id == "own-idea");
        Assert.Equal((SeedUpgradeState.Local, $"inherits from {Law2025} version 1; the seed has version 2"), (own.State, own.Note));

        SeedUpgradeWorld.Accepted(await world.ApplyAsync());
        var now = await LiveAsync(world);
        Compiled(now);
        Assert.Equal((Law1993, 2), ParentOf(now, Law2020));
        Assert.Equal((Guidance, 2), ParentOf(now, Law2025));
        Assert.Equal((Law2025, 1), ParentOf(now, "own-idea"));
        Assert.Contains("\"BR\"", now.Single(one => one.Id == "ITAR-126-1").Json, StringComparison.Ordinal);
        Assert.Contains("\"PH\"", now.Single(one => one.Id == "assessments").Json, StringComparison.Ordinal);
        Assert.Equal(SeedDocuments.All().Single(one => one.Id == "NATO").Json, now.Single(one => one.Id == "NATO").Json);
        var bill = (await world.Tables.Head.ReadAsync(Stop)).Manifest.Find(DocumentKind.Policy, Bill);
        Assert.Equal(new DocumentPin(1, PinState.OnFile), bill);
        Assert.Contains("\"version\": 2", (await world.Tables.Documents.ReadAsync(DocumentKind.Policy, Bill, 1, Stop))!.Json, StringComparison.Ordinal);
        Assert.True((await world.PlanAsync()).IsCurrent);

        SeedUpgradeWorld.Accepted(await world.RevertAsync());
        Assert.Equal(SeedUpgradeWorld.Pins(before.Manifest), SeedUpgradeWorld.Pins((await world.Tables.Head.ReadAsync(Stop)).Manifest));
        Assert.Equal(live.Select(Key), (await LiveAsync(world)).Select(Key));
        Assert.Equal(revision, Compiled(await LiveAsync(world)));
    }

    [Fact]
    public async Task ALawChangedHere_FollowsAParentThatTheSeedChanged()
    {
        var world = await FilledAsync(isRecorded: true, isBillOnFile: true, Law1993);
        await ChangeTitleAsync(world, Law2025);
        var row = (await world.PlanAsync()).Rows.Single(row => row.Id == Law2025);
        Assert.Equal(SeedUpgradeState.Merged, row.State);
        Assert.Equal([new("extends.version", "1", "2")], row.Change.Rows);
        Assert.Equal(["title"], row.Local.Rows.Select(one => one.Path));
        SeedUpgradeWorld.Accepted(await world.ApplyAsync());
        var live = await LiveAsync(world);
        Compiled(live);
        Assert.Equal((Guidance, 2), ParentOf(live, Law2025));
        Assert.StartsWith("Ours: ", TitleOf(live, Law2025), StringComparison.Ordinal);
        // The bill inherits from the shipped law, whose text is on file.
        var bill = (await world.Tables.Head.ReadAsync(Stop)).Manifest.Find(DocumentKind.Policy, Bill)!;
        var text = JsonNode.Parse((await world.Tables.Documents.ReadAsync(DocumentKind.Policy, Bill, bill.Version, Stop))!.Json)!;
        var parent = (await world.Tables.Documents.ReadAsync(DocumentKind.Policy, Law2025, (int)text["extends"]!["version"]!, Stop))!;
        Assert.DoesNotContain("Ours: ", parent.Json, StringComparison.Ordinal);
        Assert.True((await world.PlanAsync()).IsCurrent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AParentChangedByBoth_IsAConflict_AndItsChildrenUseTheShippedText(bool isKept)
    {
        var world = await FilledAsync(isRecorded: true, isBillOnFile: true, Guidance);
        await ChangeTitleAsync(world, Guidance);
        Assert.Equal(["$"], (await world.PlanAsync()).Rows.Single(row => row.State == SeedUpgradeState.Conflict).Clashes);
        string[] choice = [$"policies/{Guidance}"];
        Assert.IsType<SeedOutcome.Blocked>(await world.ApplyAsync());
        SeedUpgradeWorld.Accepted(isKept ? await world.ApplyAsync(keep: choice) : await world.ApplyAsync(take: choice));
        var live = await LiveAsync(world);
        Compiled(live);
        Assert.Equal(isKept, TitleOf(live, Guidance).StartsWith("Ours: ", StringComparison.Ordinal));
        Assert.Equal((Guidance, 3), ParentOf(live, Law2025));
        var shipped = (await world.Tables.Documents.ReadAsync(DocumentKind.Policy, Guidance, 3, Stop))!.Json;
        Assert.Equal(TitleOf(SeedDocuments.All(), Guidance), (string)JsonNode.Parse(shipped)!["title"]!);
    }

    [Fact]
    public async Task ABillActivatedHere_StaysActive_AndARetiredPolicyRetired()
    {
        var world = await FilledAsync(isRecorded: false, isBillOnFile: true, Bill, "proposed-reform");
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.ActivatePolicyAsync(Bill, 1, Editor, Stop));
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.RetirePolicyAsync("proposed-reform", Editor, Stop));
        SeedUpgradeWorld.Accepted(await world.ApplyAsync());
        var manifest = (await world.Tables.Head.ReadAsync(Stop)).Manifest;
        Assert.True(new DocumentPin(2, PinState.Active).IsSame(manifest.Find(DocumentKind.Policy, Bill)));
        Assert.True(new DocumentPin(2, PinState.Retired).IsSame(manifest.Find(DocumentKind.Policy, "proposed-reform")));
        var plan = await world.PlanAsync();
        Assert.True(plan.IsCurrent);
        Assert.Equal(SeedUpgradeState.Kept, plan.Rows.Single(row => row.Id == Bill).State);
        Assert.Equal([new("(state)", "\"active\"", "\"on_file\"")], plan.Rows.Single(row => row.Id == Bill).Change.Rows);
    }

    /// <summary>An environment of a seed in which some documents had another title or label.</summary>
    private async Task<SeedUpgradeWorld> FilledAsync(bool isRecorded, bool isBillOnFile, params string[] older)
    {
        var storage = await azurite.StorageAsync();
        var reader = new SourceReader(storage);
        var compileRequest = new CompileRequests((_, _) => Task.CompletedTask, NullLogger<CompileRequests>.Instance);
        var flow = new ChangeFlow(storage, reader, Compiler.Current, compileRequest, TimeProvider.System);
        DocumentSource Older(DocumentSource document) => !older.Contains(document.Id) ? document : document with
        {
            Json = document.Json.Replace("\"title\": \"", "\"title\": \"Older: ", StringComparison.Ordinal)
                .Replace("\"label\": \"", "\"label\": \"Older: ", StringComparison.Ordinal),
        };
        var world = new SeedUpgradeWorld(storage, reader, flow, new ShippedSeed(SeedDocuments.All(), SeedDocuments.OnFile()));
        await world.FillAsync(isRecorded, SeedDocuments.All().Select(Older), isBillOnFile ? SeedDocuments.OnFile().Select(Older) : []);
        return world;
    }

    private static async Task PutAsync(SeedUpgradeWorld world, DocumentKind kind, string id, Action<JsonNode> change)
    {
        var node = JsonNode.Parse((await LiveAsync(world)).Single(one => one.Kind == kind && one.Id == id).Json)!;
        change(node);
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.PutDocumentAsync(kind, id, node.ToJsonString(), Editor, Stop));
    }

    private static async Task ChangeTitleAsync(SeedUpgradeWorld world, string policy)
    {
        var node = JsonNode.Parse((await LiveAsync(world)).Single(one => one.Id == policy).Json)!;
        node["title"] = "Ours: " + (string)node["title"]!;
        await ActivateAsync(world, policy, node.ToJsonString());
    }

    private static async Task ActivateAsync(SeedUpgradeWorld world, string id, string json)
    {
        var draft = await world.Flow.DraftPolicyAsync(id, json, Editor, Stop);
        Assert.True(draft is ChangeOutcome.Drafted, string.Join('\n', (draft as ChangeOutcome.Refused)?.Errors ?? []));
        Assert.IsType<ChangeOutcome.Accepted>(await world.Flow.ActivatePolicyAsync(id, ((ChangeOutcome.Drafted)draft).Version, Editor, Stop));
    }

    private static Task<ImmutableArray<DocumentSource>> LiveAsync(SeedUpgradeWorld world) => world.LiveAsync();

    /// <summary>Revision of the documents at a fixed source version; fails when they do not compile.</summary>
    private static string Compiled(ImmutableArray<DocumentSource> documents)
    {
        var result = SnapshotCompiler.Compile(new SnapshotSource { SourceVersion = 1, Documents = documents, Watchlists = [] });
        Assert.Empty(result.Errors);
        return result.Revision!;
    }

    private static (string, int, DateOnly?, string) Key(DocumentSource document) => (document.Id, document.Version, document.ClosedOn, document.Json);

    private static (string, int) ParentOf(ImmutableArray<DocumentSource> live, string policy)
    {
        var extends = JsonNode.Parse(live.Single(one => one.Id == policy).Json)!["extends"]!;
        return ((string)extends["policy"]!, (int)extends["version"]!);
    }

    private static string TitleOf(ImmutableArray<DocumentSource> live, string policy) =>
        (string)JsonNode.Parse(live.Single(one => one.Id == policy).Json)!["title"]!;
}
