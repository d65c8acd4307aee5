using System.Text.Json;
using Screening.Benchmarks.Requests;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Requests;

/// <summary>What the harness of whole requests reports as a mismatch.</summary>
public sealed class ExpectationsTests
{
    private const string Body = """
        { "id": "1", "decision": { "disposition": "HOLD", "outcome": "HOLD_FOR_REVIEW", "text": "held",
          "undecided": { "possible": [], "worst": "PROHIBITED", "ask": [ "items[0].hsCode" ], "label": "B-UNKNOWN", "exact": true },
          "findings": [
            { "item": "10", "destination": null, "rule": "B-744-3", "outcome": "PRESUMPTION_OF_DENIAL", "wins": false, "certain": false, "text": "It is nuclear, if > 300 km." },
            { "item": "10", "destination": null, "rule": "B-LISTS", "outcome": "HOLD_FOR_REVIEW", "wins": true, "certain": true, "text": "The watchlists incomplete." } ],
          "mustAnswer": [ { "fact": "endUse.military", "question": "Is it military?" } ],
          "reviewNotes": [ { "fact": "parties[0].region", "note": "Look at the MILITARY use." } ],
          "missing": [ { "fact": "factors/guidelines_A", "question": "?" } ],
          "exceptionCandidates": [ { "id": "EAR-TMP", "available": "no" }, { "id": "EAR-TMP", "available": "no" }, { "id": "EAR-GOV", "available": "no" }, { "id": "EAR-GOV", "available": "unknown" } ],
          "conditions": [ { "rule": "R", "text": "P.L. 105-261 s.1512" } ], "notChecked": [ "control reasons (NS, AT)", "744.6" ] } }
        """;

    [Theory]
    [InlineData("""{ "disposition": ["STOP", "HOLD"], "outcome": ["HOLD_FOR_REVIEW"] }""")]
    [InlineData("""{ "disposition": "HOLD" }""")]
    [InlineData("""{ "notLaxerThan": "HOLD" }""")]
    [InlineData("""{ "notLaxerThan": "APPLY", "undecided": true }""")]
    [InlineData("""{ "rule": ["B-LISTS"] }""")]
    [InlineData("""{ "rule": ["B-LISTS", "B-SDN"] }""")]
    [InlineData("""{ "ask": ["items[0].hsCode", "endUse.military", "factors/guidelines_A"] }""")]
    [InlineData("""{ "notAsk": ["parties[0].region", "factors/guidelines_A"] }""")]
    [InlineData("""{ "reviewNotesContains": ["military", "parties[0].REGION"] }""")]
    [InlineData("""{ "exceptionsNo": ["EAR-TMP"] }""")]
    [InlineData("""{ "notCheckedContains": ["NS", "744.6"] }""")]
    [InlineData("""{ "conditionContains": ["105-261"] }""")]
    [InlineData("""{ "textContains": ["> 300 km", "guidelines_A", "\"wins\":true"] }""")]
    [InlineData("""{ "textMustNotContain": ["clear", "military"] }""")]
    public void Holds(string expect) => Assert.Empty(Expectations.Read(JsonElement.Parse(expect)).Check(200, Body));

    [Theory]
    [InlineData("disposition", """["STOP", "APPLY"]""", "HOLD")]
    [InlineData("outcome", "\"PROHIBITED\"", "HOLD_FOR_REVIEW")]
    [InlineData("notLaxerThan", "\"STOP\"", "HOLD_FOR_REVIEW")]
    [InlineData("undecided", "false", "undecided")]
    [InlineData("rule", """["B-744-3"]""", "[B-LISTS]")]
    [InlineData("ask", """["items[0].hsCode", "parties"]""", "[items[0].hsCode | endUse.military | factors/guidelines_A]")]
    [InlineData("notAsk", """["parties", "endUse.military"]""", "[items[0].hsCode | endUse.military]")]
    [InlineData("reviewNotesContains", """["military", "Is it"]""", "[parties[0].region | Look at the MILITARY use.]")]
    [InlineData("exceptionsNo", """["EAR-TMP", "EAR-GOV", "EAR-STA"]""", "[EAR-GOV: no/unknown | EAR-STA: not there]")]
    [InlineData("notCheckedContains", """["NS", "744.4"]""", "[control reasons (NS, AT) | 744.6]")]
    [InlineData("conditionContains", """["126.1"]""", "[P.L. 105-261 s.1512]")]
    [InlineData("textContains", """["> 300 KM"]""", "not in the decision")]
    [InlineData("textMustNotContain", """["Watchlists incomplete"]""", "[The watchlists incomplete.]")]
    public void Differs(string member, string expected, string actual) => Assert.Equal(
        new Difference(member, expected, actual),
        Assert.Single(Expectations.Read(JsonElement.Parse($$"""{ "{{member}}": {{expected}} }""")).Check(200, Body)));

    [Fact]
    public void AnotherStatus_IsTheOnlyDifference()
    {
        var refused = Expectations.Read(JsonElement.Parse("""{ "status": 400 }"""));
        Assert.Empty(refused.Check(400, "{}"));
        Assert.Equal("status", Assert.Single(refused.Check(200, Body)).Member);
        Assert.Equal(
            new Difference("status", "200", "503 {}"),
            Assert.Single(Expectations.Read(JsonElement.Parse("""{ "disposition": ["STOP"], "outcome": ["PROHIBITED"] }""")).Check(503, "{}")));
    }

    [Theory]
    [InlineData("""{ }""", "expect is empty")]
    [InlineData("""{ "status": 200 }""", "expect is empty")]
    [InlineData("""{ "dispositions": ["STOP"] }""", "expect.dispositions is not known")]
    [InlineData("""{ "notLaxerThan": "WHAT_IF" }""", "no disposition")]
    public void AnExpectationThatCannotBeChecked_IsAnError(string expect, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Expectations.Read(JsonElement.Parse(expect))).Message, StringComparison.Ordinal);
}
