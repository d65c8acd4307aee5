using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Snapshots;

namespace Screening.Functions.Tests.Seed;

/// <summary>An environment that was filled with one seed, opened by a program that ships another.</summary>
internal sealed class SeedUpgradeWorld
{
    public SeedUpgradeWorld(ScreeningStorage storage, SourceReader reader, ChangeFlow flow, ShippedSeed seed)
    {
        (Tables, Reader, Flow, Seed) = (storage, reader, flow, seed);
        Planner = new SeedUpgradePlanner(storage, reader, seed);
        Upgrade = new SeedUpgrade(storage, reader, flow, Planner);
    }

    public ScreeningStorage Tables { get; }

    public SourceReader Reader { get; }

    public ChangeFlow Flow { get; }

    public ShippedSeed Seed { get; }

    public SeedUpgradePlanner Planner { get; }

    public SeedUpgrade Upgrade { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What is live, as text, however often each document was changed: a tag never comes back, so that count does not.</summary>
    public static string Pins(Manifest manifest) => (manifest with
    {
        Documents = manifest.Documents.ToImmutableSortedDictionary(
            kind => kind.Key, kind => kind.Value.ToImmutableSortedDictionary(one => one.Key, one => one.Value with { Turn = null }, StringComparer.Ordinal)),
    }).ToJson();

    /// <summary>A program with this seed on a storage that is already filled.</summary>
    public static SeedUpgradeWorld Of(World world, IEnumerable<DocumentSource> active, params IEnumerable<DocumentSource> onFile) =>
        new(world.Tables, world.Reader, world.Flow, new ShippedSeed([.. active], [.. onFile]));

    /// <summary>Fills an empty storage, as this program does or as an earlier one did that recorded no seed.</summary>
    public async Task FillAsync(bool isRecorded, IEnumerable<DocumentSource> active, params IEnumerable<DocumentSource> onFile)
    {
        var (live, kept) = (active.ToImmutableArray(), onFile.ToImmutableArray());
        if (isRecorded)
        {
            var source = new SnapshotSource { SourceVersion = 0, Documents = live, OnFile = kept, Watchlists = [] };
            Assert.IsType<ChangeOutcome.Accepted>(await new Seeder(Tables, Flow, TimeProvider.System).SeedAsync(source, Stop));
            return;
        }

        var manifest = Manifest.Empty;
        foreach (var (document, state) in live.Select(one => (one, PinState.Active)).Concat(kept.Select(one => (one, PinState.OnFile))))
        {
            var version = await Tables.Documents.AddAsync(document.Kind, document.Id, document.Json, Seeder.Actor, Stop);
            manifest = manifest.With(document.Kind, document.Id, new DocumentPin(version, state));
        }

        Assert.True(await Tables.Head.CommitAsync(
            await Tables.Head.ReadAsync(Stop), new HeadChange(manifest, Seeder.Actor, "seed", DateTimeOffset.UnixEpoch), Stop));
    }

    public async Task<SeedUpgradePlan> PlanAsync() => await Planner.PlanAsync(await Tables.Head.ReadAsync(Stop), Stop);

    public async Task<string[]> StatesAsync() => [.. (await PlanAsync()).Rows.Select(row => $"{row.Document} {row.State}").Order(StringComparer.Ordinal)];

    /// <summary>Applies the current plan.</summary>
    public async Task<SeedOutcome> ApplyAsync(string[]? take = null, string[]? keep = null) => await Upgrade.ApplyAsync(
        new([.. take ?? []], [.. keep ?? []]), "a reason", new ChangeContext("approver", (await PlanAsync()).ETag), Stop);

    public async Task<SeedOutcome> RevertAsync() =>
        await Upgrade.RevertAsync("a reason", new ChangeContext("approver", (await PlanAsync()).ETag), Stop);

    /// <summary>Texts of all live documents, by kind, id and version.</summary>
    public async Task<ImmutableArray<DocumentSource>> LiveAsync() => [.. (await Reader.ReadAsync(Stop)).Documents
        .OrderBy(document => document.Kind).ThenBy(document => document.Id, StringComparer.Ordinal)];

    public async Task<string> TextAsync(DocumentKind kind, string id) => (await LiveAsync()).Single(one => one.Kind == kind && one.Id == id).Json;

    public static ChangeOutcome.Accepted Accepted(SeedOutcome outcome) =>
        Assert.IsType<ChangeOutcome.Accepted>(Assert.IsType<SeedOutcome.Done>(outcome).Outcome);

    public static DocumentSource Set(string id, params string[] countries) => new(
        DocumentKind.CountrySet, id, 1,
        $$"""{ "id": "{{id}}", "members": [ {{string.Join(", ", countries.Select(country => country.Contains('=', StringComparison.Ordinal)
            ? $$"""{ "country": "{{country[..2]}}", "from": "{{country[3..]}}" }"""
            : $$"""{ "country": "{{country}}" }"""))}} ] }""");
}
