using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>The executable, killed directly after it has accepted a change; the next process completes the change.</summary>
public sealed class KilledServerFlowTests
{
    private const string Set = "/api/v1/country-sets/EAR-E1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAcceptedChange_OutlivesTheServer()
    {
        var storage = await WiredStorage.StartAsync();
        await ChangeAndKillAsync(storage);
        await using var app = await FlowApp.StartAsync(storage);
        await app.UntilActiveAsync((await app.Tables.Head.ReadAsync(Stop)).SourceVersion);
        Assert.Equal("PROHIBITED", (await app.ScreenAsync(Transactions.Uav("BR"))).Expect(HttpStatusCode.OK).Outcome);
    }

    private static async Task ChangeAndKillAsync(WiredStorage storage)
    {
        using var process = StartServer(storage);
        try
        {
            var address = await ReadyAsync(process);
            using var client = new HttpClient { BaseAddress = address };
            var (editor, approver) = (await KeyAsync(storage, "editor", Roles.PolicyEditor), await KeyAsync(storage, "approver", Roles.PolicyApprover));
            client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, editor);
            using var read = await client.GetAsync(Set, Stop);
            var json = JsonNode.Parse(await read.Content.ReadAsStringAsync(Stop))!;
            json["members"]!.AsArray().Add(new JsonObject { ["country"] = "BR" });
            using var change = new HttpRequestMessage(HttpMethod.Put, Set + "?reason=test");
            change.Headers.IfMatch.Add(read.Headers.ETag!);
            change.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json.ToJsonString()));
            change.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var proposed = await client.SendAsync(change, Stop);
            Assert.Equal(HttpStatusCode.Accepted, proposed.StatusCode);
            using var approval = new HttpRequestMessage(HttpMethod.Post, proposed.Headers.Location + "/approve");
            approval.Content = new StringContent("""{ "reason": "test" }""", Encoding.UTF8, "application/json");
            client.DefaultRequestHeaders.Remove(ApiKeyAuthentication.Header);
            approval.Headers.Add(ApiKeyAuthentication.Header, approver);
            using var accepted = await client.SendAsync(approval, Stop);
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        }
        finally
        {
            process.Kill();
            await process.EndedAsync(Stop);
        }
    }

    private static async Task<string> KeyAsync(WiredStorage storage, string owner, params string[] roles)
    {
        var key = ApiKeyText.Create();
        var tables = await storage.StorageAsync();
        var row = new ApiKey
        {
            KeyId = key.Id, Hash = key.Hash(), Name = owner, Owner = owner, Roles = [.. roles, Roles.Auditor], CreatedAt = FlowClock.Start,
        };
        await tables.Keys.PutAsync(row, Stop);
        return key.Reveal();
    }

    private static Process StartServer(WiredStorage storage)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "Screening.Functions" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true };
        start.Environment["SCREENING_PORT"] = "0";
        start.Environment["AzureWebJobsStorage"] = storage.DirectConnectionString;
        return Process.Start(start)!;
    }

    private static async Task<Uri> ReadyAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("Ready: ", StringComparison.Ordinal))
            {
                return new Uri(line.Split(' ')[1]);
            }
        }

        throw new InvalidOperationException("the server ended before it was ready");
    }
}
