using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Benchmarks.Requests;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Requests;

/// <summary>Whole requests, each in its world, through the harness and the real app.</summary>
public sealed class RequestsCommandTests : IDisposable
{
    private const string Embargo = """{ "disposition": ["BLOCK"], "outcome": ["PROHIBITED"], "notLaxerThan": "BLOCK", "rule": ["B-EMBARGO"] }""";

    private const string Row = "t-1,SDN,organization,Nightjar Example Maritime Trust,,,TR,,,,,NPWMD,,,,test,2026-11-20";

    private readonly string file = Path.Combine(Path.GetTempPath(), $"requests-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task AWrongExpectation_IsOneMismatch_AndTheRestHold()
    {
        string[] cases =
        [
            Case("A1", "D29", Body("IR", "Tamarack Turbines"), Embargo),
            Case("A2", "D29", Body("IR", "Tamarack Turbines"), """{ "disposition": ["APPLY"], "notLaxerThan": "BLOCK" }"""),
            Case("A3", "D35", """{ "asOf": null, "items": [] }""", """{ "status": 400 }"""),
            Case("A4", "D21", Body("TR", "Nightjar Example Maritime Trust"), """{ "rule": ["B-SDN"], "outcome": ["PROHIBITED"] }""", $$"""{ "lists": [ "{{Row}}" ] }"""),
            Case("A5", "D21", Body("TR", "Nightjar Example Maritime Trust"), """{ "textMustNotContain": ["SDN"] }"""),
        ];
        var (code, lines) = await RunAsync(cases);
        Assert.Equal((1, """{"suite":"requests","rows":5,"mismatches":1}"""), (code, lines[^1]));
        Assert.Contains("A2 D29: A2", lines);
        Assert.Contains("""  disposition: expected ["APPLY"], actual BLOCK""", lines);
        Assert.Contains(lines, line => line.StartsWith("    B-EMBARGO=PROHIBITED wins [item 10]", StringComparison.Ordinal));
        Assert.Contains("D29           2           1", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("A4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AWorld_IsPutOnFile()
    {
        const string World = """
            { "lists": [], "sets": { "EAR-E1": [ "NZ" ] }, "listAges": { "SDN": 11, "EL": 1 },
              "registries": { "partner-status": [ { "country": "FR", "status": "LISTED" } ] } }
            """;
        string[] cases =
        [
            Case("B1", "D29", Body("NZ", "Tamarack Turbines"), Embargo, World),
            Case("B2", "D33", Body("NZ", "Tamarack Turbines"), """{ "textContains": ["required-sdn", "required-el"] }""", World),
        ];
        var (code, lines) = await RunAsync(cases);
        Assert.Equal((0, """{"suite":"requests","rows":2,"mismatches":0}"""), (code, lines[^1]));
    }

    [Theory]
    [InlineData("world", """{ "list": [] }""", "world.list is not known")]
    [InlineData("world", """{ "sample": true, "lists": [ "a,SDN,b" ] }""", "nothing else")]
    [InlineData("world", """{ "listed": [ "A" ] }""", "world.csl")]
    [InlineData("expect", """{ "rules": [ "B-SDN" ] }""", "expect.rules is not known")]
    [InlineData("expect", """{ "undecided": "yes" }""", "line 1")]
    [InlineData("asOf", "\"2025-10-15\"", "asOf of the case")]
    [InlineData("request", null, "line 1")]
    public async Task AFileThatIsNotUnderstood_IsNotRun(string member, string? json, string message)
    {
        var row = JsonNode.Parse(Case("C1", "D29", Body("IR", "A"), Embargo))!.AsObject();
        row.Remove(member);
        if (json is not null)
        {
            row[member] = JsonNode.Parse(json);
        }

        var (code, lines) = await RunAsync([row.ToJsonString()]);
        Assert.Equal(2, code);
        Assert.Contains(message, lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileWithoutCases_IsNoSuccess()
    {
        var (code, lines) = await RunAsync([]);
        Assert.Equal((1, """{"suite":"requests","rows":0,"mismatches":0}"""), (code, lines[^1]));
    }

    private static string Body(string country, string party) => $$"""
        { "asOf": null, "movement": "EXPORT", "from": "US",
          "items": [ { "id": "10", "description": "Gear reducers", "class": "GENERIC", "jurisdiction": "EAR", "eccn": "EAR99" } ],
          "destination": { "country": "{{country}}" },
          "parties": [ { "id": "P1", "role": "END_USER", "kind": "organization", "name": "{{party}}", "country": "{{country}}" } ],
          "endUse": { "code": "civil_industry" } }
        """;

    private static string Case(string id, string decision, string body, string expect, string world = "{}") => JsonSerializer.Serialize(JsonNode.Parse($$"""
        { "id": "{{id}}", "decision": "{{decision}}", "why": "{{id}}", "source": "test", "world": {{world}}, "asOf": null, "request": {{body}}, "expect": {{expect}} }
        """));

    private async Task<(int Code, string[] Lines)> RunAsync(string[] cases)
    {
        await File.WriteAllLinesAsync(file, cases, TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        var code = await RequestsCommand.RunAsync(file, [], output);
        return (code, output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }
}
