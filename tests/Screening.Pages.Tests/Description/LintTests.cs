using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Pages.Tests.Tools;

namespace Screening.Pages.Tests.Description;

/// <summary>The description, checked by a general-purpose linter.</summary>
[Collection(PagesGroup.Name)]
public sealed class LintTests(PagesFixture fixture)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ALinter_FindsNothing()
    {
        var (problems, ignored) = await LintAsync(await fixture.DescriptionAsync());
        Assert.Empty(problems);
        // The two probes. An ignored rule without an occurrence would hide later errors.
        Assert.Equal(2, ignored);
    }

    [Fact]
    public async Task ALinter_FindsWhatIsWrong()
    {
        var description = JsonNode.Parse(await fixture.DescriptionAsync())!;
        var screen = description["paths"]!["/api/v1/screenings"]!["post"]!.AsObject();
        screen["requestBody"]!["content"]!["application/json"]!["example"]!["movement"] = "SIDEWAYS";
        screen.Remove("operationId");
        foreach (var answer in description["components"]!["responses"]!.AsObject())
        {
            answer.Value!["headers"]!.AsObject().Remove("Retry-After");
        }

        var (problems, _) = await LintAsync(description.ToJsonString());
        Assert.Equal(
            ["no-invalid-media-type-examples", "operation-operationId", "response-contains-header"],
            problems.Select(problem => problem.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task<(string[] Problems, int Ignored)> LintAsync(string description)
    {
        var folder = fixture.Scratch;
        foreach (var file in new[] { "redocly.yaml", ".redocly.lint-ignore.yaml" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "tools", file), Path.Combine(folder, file));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "description.json"), description, Stop);
        var start = new ProcessStartInfo(
            fixture.Node.Node, [Path.Combine(fixture.Tools, "node_modules/@redocly/cli/bin/cli.js"), "lint", "description.json", "--format=json", "--max-problems=1000"])
        {
            WorkingDirectory = folder,
        };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        var (_, text) = await ToolInstall.RunAsync(start, Stop);
        Assert.True(text.Contains('{', StringComparison.Ordinal), text);
        var report = JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..(text.LastIndexOf('}') + 1)]).RootElement;
        var totals = report.GetProperty("totals");
        string[] problems =
        [
            .. report.GetProperty("problems").EnumerateArray().Select(problem =>
                $"{problem.GetProperty("ruleId").GetString()} {problem.GetProperty("message").GetString()} {problem.GetProperty("location")[0].GetProperty("pointer").GetString()}"),
        ];
        Assert.Equal(problems.Length, totals.GetProperty("errors").GetInt32() + totals.GetProperty("warnings").GetInt32());
        return (problems, totals.GetProperty("ignored").GetInt32());
    }
}
