using System.Net;
using System.Text.Json;
using Screening.Functions.Hosting;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Operations;

/// <summary>The runbooks "Back up" and "Restore" of docs/runbooks.md, with the commands of that page, on an account that is lost.</summary>
public sealed class BackupFlowTests : IDisposable
{
    private const string Erased = "Zzyzxcanary Trading";
    private const string Reason = """{ "reason": "ticket 1" }""";

    private static readonly string Key = RecordKeyring.NewKey();

    private readonly BackupWorld world = new(Key);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task TheRunbook_BringsALostAccountBack_SoundAndWithTheErasuresAfterIt()
    {
        var (folder, list) = (world.New(), world.New());
        var commands = new Runbook("Back up").Commands(folder, list);
        var before = new Dictionary<string, string>();
        string auditor, screener, toErase, erasedBefore;
        JsonElement sets, policies;
        await using (var source = await FlowApp.StartAsync((RecordKeys.Setting, Key)))
        {
            await source.BringListsAsync();
            (auditor, screener) = (source.KeyOf(Roles.Auditor), source.KeyOf(Roles.Screener));
            foreach (var country in new[] { "AU", "SE", "GB" })
            {
                var made = (await source.ScreenAsync(Transactions.Uav(country))).Expect(HttpStatusCode.OK);
                before[made.Json.GetProperty("id").GetString()!] = made.DecisionText;
            }

            erasedBefore = await ScreenedAsync(source, "Abcxcanary Trading");
            toErase = await ScreenedAsync(source, Erased);
            (await source.PostAsync($"/api/v1/records/{erasedBefore}/erase", Roles.Admin, Reason)).Expect(HttpStatusCode.OK);
            sets = (await source.GetAsync("/api/v1/country-sets")).Expect(HttpStatusCode.OK).Json;
            policies = (await source.GetAsync("/api/v1/policies")).Expect(HttpStatusCode.OK).Json;
            await world.RunAsync(source.Storage, source.Clock, commands[0]);

            // After the backup: an erasure, which a restore must not undo, and a decision, which is lost.
            (await source.PostAsync($"/api/v1/records/{toErase}/erase", Roles.Admin, Reason)).Expect(HttpStatusCode.OK);
            await world.RunAsync(source.Storage, source.Clock, commands[1]);
            Assert.Contains(toErase, await File.ReadAllTextAsync(list, Stop), StringComparison.Ordinal);
        }

        // The account is gone with its Azurite. The folder alone names no one.
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("canary", await File.ReadAllTextAsync(file, Stop), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(auditor, await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);
        }

        var target = await WiredStorage.StartAsync();
        await world.RunAsync(target, new FlowClock(), Assert.Single(new Runbook("Restore").Commands(folder, list)));
        await using var app = await world.StartAsync(target);
        var report = await BackupWorld.VerifyAsync(app);
        Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
        Assert.Equal(2, report.GetProperty("erased").GetInt32());
        foreach (var (id, decision) in before)
        {
            // Read with a key of the lost account.
            var read = (await app.SendAsync(HttpMethod.Get, "/api/v1/screenings/" + id, auditor)).Expect(HttpStatusCode.OK);
            Assert.Equal("shown", read.Json.GetProperty("personal").GetString());
            await BackupWorld.ReplaysAsync(app, id);
            var country = JsonElement.Parse(decision).GetProperty("items")[0].GetRawText();
            Assert.Contains(country, read.Text, StringComparison.Ordinal);
        }

        // The same transaction is decided from the same snapshot with the same bytes.
        var again = (await app.SendAsync(HttpMethod.Post, "/api/v1/screenings", screener, Transactions.Uav("AU"))).Expect(HttpStatusCode.OK);
        Assert.Equal(before.Values.First(), again.DecisionText);
        Assert.Equal(sets.GetRawText(), (await app.GetAsync("/api/v1/country-sets")).Expect(HttpStatusCode.OK).Json.GetRawText());
        Assert.Equal(policies.GetRawText(), (await app.GetAsync("/api/v1/policies")).Expect(HttpStatusCode.OK).Json.GetRawText());
        await app.Service<RecordIndex>().CatchUpAsync(Stop);
        foreach (var (id, name) in new[] { (erasedBefore, "Abcxcanary Trading"), (toErase, Erased) })
        {
            Assert.Equal("erased", (await app.GetAsync("/api/v1/screenings/" + id)).Json.GetProperty("personal").GetString());
            var found = (await app.PostAsync("/api/v1/screenings/search", Roles.Auditor, $$"""{ "party": "{{name}}" }""")).Expect(HttpStatusCode.OK).Json;
            Assert.Equal(0, found.GetProperty("records").GetArrayLength());
        }
    }

    [Fact]
    public async Task ABackupTakenWhileRecordsChangesAndErasuresGoOn_IsSound()
    {
        var folder = world.New();
        var target = await WiredStorage.StartAsync();
        var clock = new FlowClock();
        await using (var source = await FlowApp.StartAsync((RecordKeys.Setting, Key)))
        {
            await source.BringListsAsync();
            var busy = new BusySource(source);
            await busy.BeginAsync();
            await busy.MeetAsync(() => world.RunThroughWiresAsync(source.Storage, source.Clock, "backup", "--to", folder));
            await FindsItsNamesAsync(source);
            clock.Advance(source.Clock.GetUtcNow() - clock.GetUtcNow());
        }

        await world.RunAsync(target, clock, "restore", "--from", folder);
        await using var app = await world.StartAsync(target);
        var report = await BackupWorld.VerifyAsync(app);
        Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
        Assert.NotEqual(0, report.GetProperty("erased").GetInt32());
        await FindsItsNamesAsync(app);
        await HasNoErasedNamesAsync(app);

        // A change finds its version free.
        await app.UntilActiveAsync(await app.ImportAsync("later", FlowLists.Csv("EL", "Tenfold Gannet Works")));
        Assert.Contains("TENFOLD", (await app.ScreenAsync(Transactions.Uav("AU", "Tenfold Gannet Works"))).Expect(HttpStatusCode.OK).DecisionText, StringComparison.OrdinalIgnoreCase);
    }

    // Whatever has an erasure on record is erased, also when its key was copied before.
    private static async Task HasNoErasedNamesAsync(FlowApp app)
    {
        var records = app.Service<RecordTable>();
        foreach (var id in await app.RecordIdsAsync())
        {
            if ((await records.FindAsync(id, Stop))!.Record is { Kind: "erasure" } erasure)
            {
                var erased = JsonElement.Parse(erasure.RequestJson).GetProperty("erased").GetString()!;
                Assert.Equal("erased", (await app.GetAsync("/api/v1/screenings/" + erased)).Expect(HttpStatusCode.OK).Json.GetProperty("personal").GetString());
            }
        }
    }

    // The index finds every record that has its names, and no other.
    private static async Task FindsItsNamesAsync(FlowApp app)
    {
        await app.Service<RecordIndex>().CatchUpAsync(Stop);
        var named = new List<string>();
        foreach (var id in await app.RecordIdsAsync())
        {
            var read = (await app.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.OK);
            if (read.Text.Contains(BusySource.Party, StringComparison.Ordinal))
            {
                named.Add(id);
                await BackupWorld.ReplaysAsync(app, id);
            }
        }

        var found = (await app.PostAsync(
            "/api/v1/screenings/search", Roles.Auditor, $$"""{ "party": "{{BusySource.Party}}", "limit": 200 }""")).Expect(HttpStatusCode.OK).Json;
        Assert.NotEmpty(named);
        Assert.Equal(named.Order(StringComparer.Ordinal), found.GetProperty("records").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
    }

    private static async Task<string> ScreenedAsync(FlowApp app, string party) =>
        (await app.ScreenAsync(Transactions.Uav("SE", party))).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;
}
