using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows;

/// <summary>The first run: no settings, empty storage, and the first request is decided.</summary>
public sealed class FirstRunFlowTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-first-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TheSample_IsDecided_AndTheSampleListMatches()
    {
        var settings = new Dictionary<string, string?> { ["SCREENING_PORT"] = "0", ["SCREENING_DATA_FOLDER"] = folder };
        var options = new ScreeningAppOptions { Settings = settings, Time = new FlowClock() };
        await using var app = await ScreeningApp.StartAsync(options, Stop);
        await FirstSnapshot.WaitAsync(app, Stop);
        Assert.Equal("CASE_BY_CASE_ELIGIBLE", await DecideAsync(app, SampleRequest.Json));
        Assert.Equal("PROHIBITED", await DecideAsync(app, Transactions.Uav("AU", "Korea Tangun Trading Corporation")));

        // The status and each record say that only the sample list was checked.
        var status = await ReadAsync(app, "/api/v1/status", Roles.Admin);
        Assert.True(status.GetProperty("isSample").GetBoolean());
        Assert.Contains("only the sample list is on file", status.GetProperty("degraded").GetRawText(), StringComparison.Ordinal);
        var found = (await ReadAsync(app, "/api/v1/screenings?limit=1&from=2026-11-23&to=2026-11-24", Roles.Auditor)).GetProperty("records")[0].GetProperty("id");
        Assert.True((await ReadAsync(app, "/api/v1/screenings/" + found.GetString(), Roles.Auditor)).GetProperty("inputs").GetProperty("sample").GetBoolean());
    }

    private static async Task<JsonElement> ReadAsync(ScreeningApp app, string path, string role)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, app.Development!.KeyOf(role));
        return JsonElement.Parse(await client.GetStringAsync(new Uri(app.Address, path), Stop));
    }

    private static async Task<string> DecideAsync(ScreeningApp app, string body)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, app.Development!.KeyOf(Roles.Screener));
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync(new Uri(app.Address, SampleRequest.Path), content, Stop);
        var decision = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("decision");
        return decision.GetProperty("outcome").GetString()!;
    }
}
