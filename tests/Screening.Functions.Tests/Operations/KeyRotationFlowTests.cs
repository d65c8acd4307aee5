using System.Net;
using System.Text.Json;
using Screening.Functions.Hosting;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Operations;

/// <summary>The runbook "Rotate the record key" of docs/runbooks.md, with the settings of that page and two instances on one storage.</summary>
public sealed class KeyRotationFlowTests
{
    private static readonly string Old = RecordKeyring.NewKey();
    private static readonly string New = RecordKeyring.NewKey();

    // The settings of the page, with the keys in place of their names.
    private static readonly string[] Steps =
        [.. new Runbook("Rotate the record key").Values(RecordKeys.Setting).Select(value => string.Join(',', value.Split(',').Select(name => name == "OLD" ? Old : New)))];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheRunbook_RotatesTheKey_AndNoInstanceMeetsAKeyItDoesNotKnow()
    {
        Assert.Equal([Old, $"{Old},{New}", $"{New},{Old}"], Steps);
        await using var storage = await WiredStorage.StartAsync();
        var ids = new List<string>();
        var first = await StartAsync(storage, Steps[0]);
        try
        {
            ids.Add(await IdAsync(first));
            foreach (var step in Steps[1..])
            {
                // One instance has restarted, the other one not yet.
                await using (var second = await StartAsync(storage, step))
                {
                    ids.AddRange([await IdAsync(first), await IdAsync(second)]);
                    await WorksAsync(first, ids);
                    await WorksAsync(second, ids);
                }

                await first.DisposeAsync();
                first = await StartAsync(storage, step);
                ids.Add(await IdAsync(first));
                await WorksAsync(first, ids);
            }

            var sealedWith = new List<string?>();
            foreach (var id in ids)
            {
                sealedWith.Add((await first.Service<RecordTable>().FindAsync(id, Stop))!.KeyId);
            }

            // The first one of the second round is of an instance that has not restarted.
            string[] expected = [.. Enumerable.Repeat(IdOf(Old), 5), IdOf(New), IdOf(New)];
            Assert.Equal(expected, sealedWith);
        }
        finally
        {
            await first.DisposeAsync();
        }
    }

    [Fact]
    public async Task WithoutTheOldKey_ItsRecordsAreLocked_AndNothingIsDamaged()
    {
        await using var storage = await WiredStorage.StartAsync();
        string old;
        await using (var before = await StartAsync(storage, Old))
        {
            old = await IdAsync(before);
            await before.Service<RecordIndex>().CatchUpAsync(Stop);
        }

        string young;
        await using (var alone = await StartAsync(storage, New))
        {
            young = await IdAsync(alone);
            await IsLockedAsync(alone, old, IdOf(Old));
            await BackupWorld.ReplaysAsync(alone, young);
        }

        // The new key first in one round: the instance that has not restarted.
        await using (var late = await StartAsync(storage, Old))
        {
            await IsLockedAsync(late, young, IdOf(New));
            await BackupWorld.ReplaysAsync(late, old);
        }

        await using var both = await StartAsync(storage, $"{New},{Old}");
        await WorksAsync(both, [old, young]);
    }

    private static string IdOf(string key) => RecordKeyring.Parse(key).Id;

    private static Task<FlowApp> StartAsync(WiredStorage storage, string keys) => FlowApp.StartVersionAsync(storage, keys);

    private static async Task<string> IdAsync(FlowApp app) =>
        (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;

    private static async Task WorksAsync(FlowApp app, IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            Assert.Equal("shown", (await app.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.OK).Json.GetProperty("personal").GetString());
            await BackupWorld.ReplaysAsync(app, id);
        }

        var report = await BackupWorld.VerifyAsync(app);
        Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
        var found = await FindAsync(app);
        Assert.Equal(ids.Order(StringComparer.Ordinal), found.GetProperty("records").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(0, found.GetProperty("keysNotConfigured").GetArrayLength());
    }

    private static async Task IsLockedAsync(FlowApp app, string id, string keyId)
    {
        Assert.Equal("locked", (await app.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.OK).Json.GetProperty("personal").GetString());
        var replay = (await app.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("key_not_configured", replay.GetProperty("reason").GetString());
        var report = await BackupWorld.VerifyAsync(app);
        Assert.Equal(["key_not_configured"], report.GetProperty("damages").EnumerateArray().Select(damage => damage.GetProperty("kind").GetString()).Distinct());
        Assert.Equal([keyId], (await FindAsync(app)).GetProperty("keysNotConfigured").EnumerateArray().Select(one => one.GetString()));
    }

    private static async Task<JsonElement> FindAsync(FlowApp app) =>
        (await app.PostAsync("/api/v1/screenings/search", Roles.Auditor, """{ "party": "Royal Example Air Force" }""")).Expect(HttpStatusCode.OK).Json;
}
