using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Tests.Storage;

public sealed class TableTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_AreAllKept_AndTheSameTextIsTheSameVersion()
    {
        var documents = (await azurite.StorageAsync()).Documents;
        Assert.Equal(1, await documents.AddAsync(DocumentKind.CountrySet, "NATO", "one", "a", Stop));
        Assert.Equal(2, await documents.AddAsync(DocumentKind.CountrySet, "NATO", "two", "a", Stop));
        Assert.Equal(2, await documents.AddAsync(DocumentKind.CountrySet, "NATO", "two", "a", Stop));
        Assert.Equal("one", (await documents.ReadAsync(DocumentKind.CountrySet, "NATO", 1, Stop))!.Json);
        Assert.Equal([1, 2], await documents.VersionsAsync(DocumentKind.CountrySet, "NATO", Stop));
        Assert.Null(await documents.ReadAsync(DocumentKind.CountrySet, "NATO", 3, Stop));
    }

    [Fact]
    public async Task WritersAtOnce_GetVersionsOfTheirOwn()
    {
        var documents = (await azurite.StorageAsync()).Documents;
        var versions = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            n => documents.AddAsync(DocumentKind.Registry, "programmes", $"text {n}", "a", Stop)));
        Assert.Equal([1, 2, 3, 4, 5], versions.Order());
    }

    [Fact]
    public async Task ADocumentOfAMebibyte_ComesBackWhole()
    {
        var documents = (await azurite.StorageAsync()).Documents;
        // Surrogate pairs that no cut may separate, at every possible distance from the cuts.
        var text = string.Concat(Enumerable.Repeat("x\U0001F680", 200_000)) + "end";
        await documents.AddAsync(DocumentKind.ControlList, "mtcr-annex", text, "a", Stop);
        Assert.Equal(text, (await documents.ReadAsync(DocumentKind.ControlList, "mtcr-annex", 1, Stop))!.Json);
    }

    [Fact]
    public async Task Refuses_ADocumentIdThatIsNoKey()
    {
        var documents = (await azurite.StorageAsync()).Documents;
        await Assert.ThrowsAsync<RowRefusedException>(
            () => documents.AddAsync(DocumentKind.CountrySet, "EAR#D4", "x", "a", Stop));
    }

    [Fact]
    public async Task AKey_IsFoundWithItsRoles_AndStaysWhenRevoked()
    {
        var keys = (await azurite.StorageAsync()).Keys;
        var now = DateTimeOffset.UtcNow;
        await keys.PutAsync(
            new() { KeyId = "k1", Hash = "h", Name = "desk", Roles = ["screener", "auditor"], CreatedAt = now }, Stop);
        Assert.Equal(["screener", "auditor"], (await keys.FindAsync("k1", Stop))!.Roles);
        Assert.True(await keys.RevokeAsync("k1", now, Stop));
        Assert.Equal(now, (await keys.FindAsync("k1", Stop))!.RevokedAt);
        Assert.Equal("h", (await keys.FindAsync("k1", Stop))!.Hash);
        Assert.False(await keys.RevokeAsync("k2", now, Stop));
        Assert.Null(await keys.FindAsync("a/b?c#", Stop));
    }

    [Fact]
    public async Task APointer_FlipsOnlyFromTheOneThatWasRead()
    {
        var blobs = (await azurite.StorageAsync()).Snapshots;
        var first = new SnapshotPointer(1, "sha256-a", 1, 3, DateTimeOffset.UnixEpoch);
        Assert.True(await blobs.FlipAsync(first, null, Stop));
        Assert.False(await blobs.FlipAsync(first with { SourceVersion = 2 }, null, Stop));
        var read = await blobs.ReadPointerAsync(null, Stop);
        Assert.Equal(first, read.Pointer);
        Assert.True((await blobs.ReadPointerAsync(read.ETag, Stop)).IsUnchanged);
        Assert.True(await blobs.FlipAsync(first with { SourceVersion = 2 }, read.ETag, Stop));
        Assert.False(await blobs.FlipAsync(first with { SourceVersion = 3 }, read.ETag, Stop));
        Assert.Equal(2, (await blobs.ReadPointerAsync(read.ETag, Stop)).Pointer!.SourceVersion);
    }
}
