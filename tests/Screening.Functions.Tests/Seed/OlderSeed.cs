using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Seed;

namespace Screening.Functions.Tests.Seed;

/// <summary>
/// Makes an environment look as if an earlier program had filled it, with a seed that had other texts of two sets.
/// </summary>
internal static class OlderSeed
{
    public const string Updated = "NATO";
    public const string Other = "ITAR-126-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>One change: older texts are live, and recorded as the last applied seed of the environment.</summary>
    public static async Task BringAsync(ScreeningStorage storage)
    {
        var head = await storage.Head.ReadAsync(Stop);
        var (manifest, origin) = (head.Manifest, head.Seed!.Documents);
        foreach (var id in (string[])[Updated, Other])
        {
            var pin = manifest.Find(DocumentKind.CountrySet, id)!;
            var text = (await storage.Documents.ReadAsync(DocumentKind.CountrySet, id, pin.Version, Stop))!.Json;
            var older = await storage.Documents.AddAsync(
                DocumentKind.CountrySet, id, text.Replace("\"label\": \"", "\"label\": \"Older: ", StringComparison.Ordinal), Seeder.Actor, Stop);
            manifest = manifest.With(DocumentKind.CountrySet, id, pin with { Version = older });
            origin = origin.With(DocumentKind.CountrySet, id, new DocumentPin(older, PinState.Active));
        }

        var mark = new SeedMark("sha256-" + new string('0', 64), 1, origin);
        Assert.True(await storage.Head.CommitAsync(head, new HeadChange(manifest, Seeder.Actor, "an earlier seed", DateTimeOffset.UnixEpoch) { Seed = mark }, Stop));
    }
}
