using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>
/// An instance without the key of earlier records reports the missing key wherever it is needed. It never reports the records as
/// damaged or missing. With the key restored everything works as before.
/// </summary>
public sealed class RecordKeyFlowTests : IAsyncLifetime
{
    private const string Name = "Zzyzxcanary Trading";

    private static readonly string Earlier = RecordKeyring.NewKey();
    private static readonly string Later = RecordKeyring.NewKey();

    private FlowApp first = null!;
    private FlowApp second = null!;
    private string id = null!;
    private string key = null!;

    private static string EarlierId => RecordKeyring.Parse(Earlier).Id;

    private static string Body => Transactions.Uav("SE", Name);

    public async ValueTask InitializeAsync()
    {
        first = await FlowApp.StartAsync((RecordKeys.Setting, Earlier));
        key = Guid.NewGuid().ToString();
        id = (await SendAsync(first, key)).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;
        await first.Service<RecordIndex>().CatchUpAsync(TestContext.Current.CancellationToken);
        second = await first.StartAnotherAsync((RecordKeys.Setting, Later));
    }

    public async ValueTask DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task OperationsWithoutTheirRecordKey_ReportTheMissingKey()
    {
        var record = (await second.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.OK);
        Assert.Equal("locked", record.Json.GetProperty("personal").GetString());
        Assert.DoesNotContain("canary", record.Text, StringComparison.OrdinalIgnoreCase);

        var lines = (await second.GetAsync("/api/v1/records/export?personal=shown&from=2026-11-01")).Expect(HttpStatusCode.OK);
        Assert.Equal("locked", Line(lines.Text, id).GetProperty("personal").GetString());
        Assert.Contains(id, (await second.GetAsync("/api/v1/records/export?format=csv&from=2026-11-01")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        var replay = (await second.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("key_not_configured", replay.GetProperty("reason").GetString());
        Assert.False(replay.GetProperty("identical").GetBoolean());

        var found = await FindAsync(second);
        Assert.Equal(0, found.GetProperty("records").GetArrayLength());
        Assert.Equal([EarlierId], found.GetProperty("keysNotConfigured").EnumerateArray().Select(one => one.GetString()));

        var report = (await second.GetAsync("/api/v1/records/verify")).Expect(HttpStatusCode.OK).Json;
        Assert.False(report.GetProperty("isSound").GetBoolean());
        Assert.Equal(
            ["key_not_configured"], report.GetProperty("damages").EnumerateArray().Select(damage => damage.GetProperty("kind").GetString()).Distinct());

        (await SendAsync(second, key)).Expect(HttpStatusCode.Conflict).Is("record-key-not-configured");
        var erasure = await second.PostAsync($"/api/v1/records/{id}/erase", Roles.Admin, """{ "reason": "request 17" }""");
        erasure.Expect(HttpStatusCode.Conflict).Is("record-key-not-configured");
        Assert.Contains(EarlierId, erasure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithBothKeys_EverythingWorksAsBefore()
    {
        await second.DisposeAsync();
        second = await first.StartAnotherAsync((RecordKeys.Setting, $"{Later},{Earlier}"));
        var record = (await second.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.OK);
        Assert.Equal("shown", record.Json.GetProperty("personal").GetString());
        var replay = (await second.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.True(replay.GetProperty("identical").GetBoolean(), replay.GetRawText());
        var found = await FindAsync(second);
        Assert.Equal(id, Assert.Single(found.GetProperty("records").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, found.GetProperty("keysNotConfigured").GetArrayLength());
        var report = (await second.GetAsync("/api/v1/records/verify")).Expect(HttpStatusCode.OK).Json;
        Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
        Assert.True((await SendAsync(second, key)).Expect(HttpStatusCode.OK).Json.GetProperty("replayed").GetBoolean());
    }

    private static async Task<JsonElement> FindAsync(FlowApp app) =>
        (await app.PostAsync("/api/v1/screenings/search", Roles.Auditor, $$"""{ "party": "{{Name}}" }""")).Expect(HttpStatusCode.OK).Json;

    private static JsonElement Line(string lines, string id) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonElement.Parse(line)).Single(line => line.GetProperty("id").GetString() == id);

    private static async Task<Reply> SendAsync(FlowApp app, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/screenings");
        request.Headers.Add(ApiKeyAuthentication.Header, app.KeyOf(Roles.Screener));
        request.Headers.Add("Idempotency-Key", key);
        request.Content = new StringContent(Body, System.Text.Encoding.UTF8, "application/json");
        return await app.SendAsync(request);
    }
}
