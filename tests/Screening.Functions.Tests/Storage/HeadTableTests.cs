using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;

namespace Screening.Functions.Tests.Storage;

public sealed class HeadTableTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfTwoChangesFromOneHead_OnlyOneIsCommitted()
    {
        var storage = await azurite.StorageAsync();
        var head = await storage.Head.ReadAsync(Stop);
        var results = await Task.WhenAll(
            storage.Head.CommitAsync(head, Change("EAR-D4", 1), Stop), storage.Head.CommitAsync(head, Change("EAR-D5", 1), Stop));
        Assert.Single(results, true);

        var stale = await storage.Head.ReadAsync(Stop);
        Assert.True(await storage.Head.CommitAsync(stale, Change("EAR-D4", 2), Stop));
        Assert.False(await storage.Head.CommitAsync(stale, Change("EAR-D4", 3), Stop));
        var after = await storage.Head.ReadAsync(Stop);
        Assert.Equal(2, after.SourceVersion);
        Assert.Equal(2, after.Manifest.Find(DocumentKind.CountrySet, "EAR-D4")!.Version);
    }

    [Fact]
    public async Task History_ListsEveryChangeInOrder()
    {
        var storage = await azurite.StorageAsync();
        for (var version = 1; version <= 12; version++)
        {
            Assert.True(await storage.Head.CommitAsync(await storage.Head.ReadAsync(Stop), Change("EAR-D4", version), Stop));
        }

        var history = await storage.Head.HistoryAsync(after: 2, Stop).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(3, 10).Select(v => (long)v), history.Select(h => h.SourceVersion));
        Assert.Equal(7, history[4].Change.Manifest.Find(DocumentKind.CountrySet, "EAR-D4")!.Version);
        Assert.Equal("somebody", history[0].Change.Actor);
    }

    [Fact]
    public void AManifest_IsTheSameTextAfterAReading()
    {
        var manifest = Manifest.Empty
            .With(DocumentKind.Policy, "b", new(2, PinState.Active) { ClosedOn = new(2025, 9, 15), ClosedBy = "c" })
            .With(DocumentKind.Policy, "B", new(1, PinState.Retired))
            .With(DocumentKind.Registry, "programmes", new(1, PinState.Active))
            .WithList("csl", "i1");
        Assert.Equal(manifest.ToJson(), Manifest.FromJson(manifest.ToJson()).ToJson());
        Assert.Equal("\"v2-closed-2025-09-15\"", manifest.ETagOf(DocumentKind.Policy, "b"));
    }

    /// <summary>Retired and activated again, back to an earlier version, closed and reopened: the tag of an earlier state no longer holds.</summary>
    [Fact]
    public void NoTagOfADocument_ComesBack()
    {
        var open = new DocumentPin(1, PinState.Active);
        DocumentPin[] states =
        [
            open, open with { State = PinState.Retired }, open, open with { State = PinState.Retired }, open,
            open with { ClosedOn = new(2025, 9, 15), ClosedBy = "c" }, open, new(2, PinState.Active), open, new(2, PinState.Active), new(3, PinState.Active),
        ];
        var tags = new List<string>();
        var manifest = Manifest.Empty;
        foreach (var state in states)
        {
            manifest = manifest.With(DocumentKind.Policy, "p", state);
            tags.Add(manifest.ETagOf(DocumentKind.Policy, "p")!);
            // The same state again is no change.
            Assert.Equal(manifest.ToJson(), manifest.With(DocumentKind.Policy, "p", state).ToJson());
            Assert.Equal(manifest.ToJson(), Manifest.FromJson(manifest.ToJson()).ToJson());
        }

        Assert.Equal(tags.Distinct(), tags);
        Assert.Equal(["\"v1\"", "\"v1-retired-1\"", "\"v1-2\""], tags.Take(3));
    }

    private static HeadChange Change(string id, int version) => new(
        Manifest.Empty.With(DocumentKind.CountrySet, id, new(version, PinState.Active)),
        "somebody",
        "a change",
        DateTimeOffset.UnixEpoch);
}
