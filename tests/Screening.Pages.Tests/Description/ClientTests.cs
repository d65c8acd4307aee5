using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Pages.Tests.Tools;

namespace Screening.Pages.Tests.Description;

/// <summary>A client generated from the description, used by a program written for it.</summary>
[Collection(PagesGroup.Name)]
public sealed class ClientTests(PagesFixture fixture)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AGeneratedClient_ScreensWithTheRealService()
    {
        var folder = fixture.Scratch;
        await File.WriteAllTextAsync(Path.Combine(folder, "description.json"), await fixture.DescriptionAsync(), Stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{ "type": "commonjs" }""", Stop);
        foreach (var file in new[] { "screen.ts", "tsconfig.json" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "tools", "client", file), Path.Combine(folder, file));
        }

        await RunAsync(folder, "@hey-api/openapi-ts/bin/run.js", "-i", "description.json", "-o", "generated", "-c", "@hey-api/client-fetch", "--no-log-file");
        await RunAsync(folder, "typescript/bin/tsc", "-p", ".");
        var printed = await RunAsync(folder, Path.Combine(folder, "built", "screen.js"));
        var said = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .ToDictionary(line => (string)line["what"]!, line => line["said"]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["free"] = """{"disposition":"CONTINUE_OTHER_CHECKS","outcome":"NO_MTCR_CONTROL","ask":[],"lists":[]}""",
                ["held"] = """{"disposition":"HOLD","outcome":"HOLD_FOR_REVIEW","ask":["items[0].autonomousOrBeyondVisualLine"],"lists":[]}""",
                ["blocked"] = """{"disposition":"BLOCK","outcome":"PROHIBITED","ask":[],"lists":["SDN"]}""",
                ["record"] = """{"isTheSame":true}""",
                ["only asked"] = """{"id":null,"disposition":"WHAT_IF"}""",
                ["invalid"] = """{"status":400,"type":"/problems/invalid-request","errors":["items[0].performance[0].rangeKm out_of_range"],"isCorrelated":true}""",
                ["unknown"] = """{"status":404,"type":"/problems/not-found","isCorrelated":true}""",
                ["stranger"] = """{"status":401,"type":"/problems/unauthenticated","isCorrelated":true}""",
            },
            said);
    }

    private async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(fixture.Node.Node, [Path.Combine(fixture.Tools, "node_modules", program), .. arguments]) { WorkingDirectory = folder };
        start.Environment["SCREENING_TEST_ADDRESS"] = fixture.Origin;
        start.Environment["SCREENING_TEST_KEY"] = fixture.KeyOf(Roles.Screener);
        var (code, text) = await ToolInstall.RunAsync(start, Stop);
        Assert.True(code == 0, $"{program} ended with {code}: {text}");
        return text;
    }
}
