using System.Text.Json.Nodes;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Tests.Policies;

/// <summary>
/// The remainder of a condition and a text when the parameters have their values: p is yes, q is no, kind is a, allies are CA and
/// GB.
/// </summary>
public sealed class ParameterFoldTests
{
    private const string Parameters = """
        { "p": { "value": true, "text": "t" }, "q": { "value": false, "text": "t" }, "kind": { "value": "a", "values": ["a", "b"], "text": "t" },
          "allies": { "value": ["CA", "GB"], "text": "t" }, "none": { "value": [], "text": "t" } }
        """;

    private const string P = """{"parameter":"p","is":true}""";
    private const string Q = """{"parameter":"q","is":true}""";
    private const string Fact = """{"fact":"destination","in":["CA"]}""";
    private const string Other = """{"fact":"destination","in":["GB"]}""";

    /// <summary>"always" leaves a rule without a condition, "never" removes it.</summary>
    [Theory]
    [InlineData(P, "always")]
    [InlineData(Q, "never")]
    [InlineData("""{"parameter":"kind","is":"a"}""", "always")]
    [InlineData("""{"parameter":"kind","is":["b","a"]}""", "always")]
    [InlineData("""{"parameter":"kind","is":["b"]}""", "never")]
    [InlineData("{\"not\":" + P + "}", "never")]
    [InlineData("{\"not\":" + Q + "}", "always")]
    [InlineData("{\"not\":" + Fact + "}", "{\"not\":" + Fact + "}")]
    [InlineData("{\"not\":{\"all\":[" + P + "," + Fact + "]}}", "{\"not\":{\"all\":[" + Fact + "]}}")]
    [InlineData("{\"all\":[" + P + "," + Fact + "]}", "{\"all\":[" + Fact + "]}")]
    [InlineData("{\"all\":[" + Q + "," + Fact + "]}", "never")]
    [InlineData("{\"all\":[" + P + ",{\"not\":" + Q + "}]}", "always")]
    [InlineData("{\"any\":[" + P + "," + Fact + "]}", "always")]
    [InlineData("{\"any\":[" + Q + "," + Fact + "," + Other + "]}", "{\"any\":[" + Fact + "," + Other + "]}")]
    [InlineData("{\"any\":[" + Q + ",{\"not\":" + P + "}]}", "never")]
    [InlineData("{\"all\":[]}", "{\"all\":[]}")]
    [InlineData("""{"fact":"destination","in":{"parameter":"allies"}}""", """{"fact":"destination","in":["CA","GB"]}""")]
    [InlineData("""{"fact":"destination","in":{"parameter":"none"}}""", "never")]
    [InlineData("{\"any\":[{\"fact\":\"destination\",\"in\":{\"parameter\":\"none\"}}," + Fact + "]}", "{\"any\":[" + Fact + "]}")]
    public void ACondition_KeepsWhatIsStillOpen(string when, string left)
    {
        var flat = Flat($$"""{ "id": "r", "when": {{when}}, "text": "{{All}}" }""", out var errors);
        Assert.Empty(errors);
        var rules = flat!["ruleSets"]![0]!["rules"]!.AsArray();
        Assert.Equal(left == "never" ? ["r"] : [], flat["switchedOff"]!.AsArray().Select(id => (string)id!).Where(id => id == "r"));
        Assert.Equal(left == "never" ? 1 : 2, rules.Count);
        Assert.Equal(left is "always" or "never" ? null : JsonNode.Parse(left)!.ToJsonString(), left == "never" ? null : rules[0]!["when"]?.ToJsonString());
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{parameter.kind}", "a")]
    [InlineData("of {parameter.allies}, {parameter.none} and {parameter.p}", "of CA, GB, none and true")]
    [InlineData("{destination} is {parameter.kind}{parameter.kind}", "{destination} is aa")]
    public void AText_HasTheValues(string text, string filled)
    {
        var flat = Flat($$"""{ "id": "r", "text": "{{text}}" }""", out var errors);
        Assert.Empty(errors);
        Assert.Equal(filled, (string?)flat!["ruleSets"]![0]!["rules"]![0]!["text"]);
    }

    [Theory]
    [InlineData("""{ "id": "r", "when": {"parameter":"unknown","is":true}, "text": "t" }""", "`unknown`")]
    [InlineData("""{ "id": "r", "text": "{parameter.unknown}" }""", "`unknown`")]
    [InlineData("""{ "id": "r", "text": "{parameter.unknown" }""", "`unknown`")]
    [InlineData("""{ "id": "r", "when": {"fact":"destination","in":{"parameter":"unknown"}}, "text": "t" }""", "`unknown`")]
    public void AParameterThatIsNotThere_IsAnError(string rule, string message)
    {
        Assert.Null(Flat(rule, out var errors));
        Assert.Contains(errors, error => error.Path == "parameters" && error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "x": true }""", "needs a value and a text")]
    [InlineData("""{ "x": { "value": true } }""", "needs a value and a text")]
    [InlineData("""{ "x": { "value": "c", "values": ["a"], "text": "t" } }""", "one of the values listed")]
    [InlineData("""{ "x": { "value": ["Canada"], "text": "t" } }""", "ISO 3166-1")]
    [InlineData("""{ "x": { "value": ["ZZ"], "text": "t" } }""", "ISO 3166-1")]
    [InlineData("""{ "x": { "value": 7, "text": "t" } }""", "true or false")]
    [InlineData("""{ "x": { "value": true, "text": "t" } }""", "is read by nothing")]
    public void AMalformedParameter_IsAnError(string parameters, string message)
    {
        var errors = new List<(string Path, string Message)>();
        Assert.Null(PolicyFlattening.Flatten($$"""{ "id": "x", "parameters": {{parameters}} }""", (_, _) => null, errors));
        Assert.Contains(errors, error => error.Path == "parameters.x" && error.Message.Contains(message, StringComparison.Ordinal));
    }

    /// <summary>
    /// Everything with a condition is folded, in every part of a policy. In a table no row after one that always applies is left.
    /// </summary>
    [Theory]
    [InlineData("obligations", false)]
    [InlineData("eligibility", false)]
    [InlineData("gap", false)]
    [InlineData("derived", true)]
    [InlineData("adviceTables", true)]
    [InlineData("exceptions", true)]
    [InlineData("factors", true)]
    public void WhatCannotApply_IsLeftOut_Everywhere(string list, bool isTable)
    {
        var entries = $$"""[{"id":"no","when":{{Q}}},{"id":"open","when":{{Fact}}},{"id":"yes","when":{{P}}},{"id":"rest","text":"{{All}}"}]""";
        var errors = new List<(string Path, string Message)>();
        // The parameters are read outside the table too, because its last row is removed.
        var policy = $$"""{ "id": "x", "title": "{{All}}", "parameters": {{Parameters}}, "{{list}}": {{(isTable ? $$"""[{"id":"t","rows":{{entries}}}]""" : entries)}} }""";
        var flat = JsonNode.Parse(PolicyFlattening.Flatten(policy, (_, _) => null, errors)!.Json)!;
        Assert.Empty(errors);
        var left = (isTable ? flat[list]![0]!["rows"]! : flat[list]!).AsArray();
        Assert.Equal(isTable ? "open yes" : "open yes rest", string.Join(' ', left.Select(entry => (string?)entry!["id"])));
        Assert.Equal(JsonNode.Parse(Fact)!.ToJsonString(), left[0]!["when"]!.ToJsonString());
        Assert.Null(left[1]!["when"]);
        Assert.Equal(isTable ? "no rest" : "no", string.Join(' ', flat["switchedOff"]!.AsArray().Select(id => (string?)id)));
    }

    // Reads every parameter once, because an unread parameter is an error.
    private const string All = "{parameter.p}{parameter.q}{parameter.kind}{parameter.allies}{parameter.none}";

    private static JsonObject? Flat(string rule, out List<(string Path, string Message)> errors)
    {
        errors = [];
        var text = $$"""
            { "id": "x", "parameters": {{Parameters}}, "ruleSets": [ { "id": "s", "rules": [ {{rule}}, { "id": "last", "text": "{{All}}" } ] } ] }
            """;
        return PolicyFlattening.Flatten(text, (_, _) => null, errors) is { } flat ? JsonNode.Parse(flat.Json)!.AsObject() : null;
    }
}
