using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Tests.Contracts;

public sealed class DecisionJsonTests
{
    private const string Golden = """
        {"mode":"live","asOf":"2026-11-23","disposition":"HOLD","outcome":"HOLD_FOR_REVIEW","text":"held","undecided":
        {"possible":["CASE_BY_CASE","PRESUMPTION_OF_DENIAL"],"worst":"PRESUMPTION_OF_DENIAL","ask":["items[0].maxTrueAirspeedKmh"],
        "label":"R20-SPEED-UNKNOWN","exact":true},"policy":{"id":"us-uas-2025-09","version":1,"hash":"sha256-11"},"findings":[{"item":"10",
        "destination":"AU","ruleSet":"posture","rule":"R25-PARTNER","outcome":"CASE_BY_CASE_ELIGIBLE","wins":true,"certain":true,
        "text":"range 1850 km \u003E= 300 km","citation":"NSM-28","facts":{"Z":null,"a":"x","range_km":1850.5,"wmd":false}},
        {"item":null,"destination":null,"ruleSet":"overlay","rule":"B-SDN","outcome":"PROHIBITED","wins":false,"certain":false,
        "text":"t","citation":"c","facts":{}}],"items":[{"id":"10","category":"I","possibleCategories":["I"],"annexItem":"1.A.2",
        "decisivePoint":{"rangeKm":1850,"payloadKg":null},"explanation":"e","outcome":"CASE_BY_CASE","possible":["CASE_BY_CASE"]},
        {"id":"20","category":null,"possibleCategories":[],"annexItem":null,"decisivePoint":null,"explanation":"e",
        "outcome":"NO_MTCR_CONTROL","possible":[]}],"matches":[{"party":"P1","owner":null,"share":null,"chain":[],"feed":"csl","list":"UVL","entry":"UVL:7",
        "name":"\u0416","score":0.8712,"strength":"possible","restricts":null,"relations":["R"],"scope":["S"],"startDate":null,"endDate":null,"inForce":true,"explanation":["one token differs"]}],
        "mustAnswer":[{"fact":"items[0].maxTrueAirspeedKmh","question":"how fast?","type":"number","unit":"km/h","options":[],"settles":"outcome"},
        {"fact":"endUse.military","question":"is it military?","type":"code","unit":null,"options":["no","yes"],"settles":"part"}],
        "reviewNotes":[{"fact":"g2g","note":"look"}],
        "missing":[{"fact":"items[0].maxTrueAirspeedKmh","question":"how fast?"}],
        "compared":{"parties":["P1","P2"],"notFound":["P2"],"lists":[{"list":"SDN","date":"2026-07-31","entries":18000,"confirmedOn":"2026-11-20"},
        {"list":"UVL","date":"2026-07-31","entries":7,"confirmedOn":null}],"entries":18007},
        "defaultsUsed":[{"fact":"items[0].aerosolCapacityL","value":0,"reason":"r"}],
        "factors":[{"id":"foreign_availability","item":null,"value":null,"text":"t","destination":null,"citation":"S17"}],
        "exceptionCandidates":[{"id":"EAR-STA","title":"t","item":"10","destination":null,"available":"no","why":"w","citation":"c"}],
        "conditions":[{"rule":"R","text":"t"}],"notChecked":["sanctions of other countries"],
        "lists":[{"feed":"csl","date":"2026-07-31","entries":25921}],"snapshot":{"revision":"sha256-00","sourceVersion":42},
        "engine":"1.0.0"}
        """;

    private static readonly Decision Sample = new()
    {
        Mode = ScreeningMode.Live,
        AsOf = new(2026, 11, 23),
        Disposition = Disposition.Hold,
        Outcome = Outcome.HoldForReview,
        Text = "held",
        Undecided = new()
        {
            Possible = [Outcome.CaseByCase, Outcome.PresumptionOfDenial],
            Worst = Outcome.PresumptionOfDenial,
            Ask = ["items[0].maxTrueAirspeedKmh"],
            Label = "R20-SPEED-UNKNOWN",
            Exact = true,
        },
        Policy = new("us-uas-2025-09", 1) { Hash = "sha256-11" },
        Findings =
        [
            new()
            {
                Item = "10", Destination = "AU", RuleSet = "posture", Rule = "R25-PARTNER", Wins = true, Certain = true,
                Outcome = Outcome.CaseByCaseEligible, Text = "range 1850 km >= 300 km", Citation = "NSM-28",
                Facts = Facts(
                    ("wmd", FactValue.Of(false)), ("range_km", FactValue.Of(1850.5)), ("a", FactValue.Of("x")), ("Z", FactValue.Unknown)),
            },
            new() { RuleSet = "overlay", Rule = "B-SDN", Outcome = Outcome.Prohibited, Text = "t", Citation = "c", Facts = Facts() },
        ],
        Items =
        [
            new()
            {
                Id = "10", Category = "I", PossibleCategories = ["I"], AnnexItem = "1.A.2", DecisivePoint = new(1850, null),
                Explanation = "e", Outcome = Outcome.CaseByCase, Possible = [Outcome.CaseByCase],
            },
            new() { Id = "20", PossibleCategories = [], Explanation = "e", Outcome = Outcome.NoMtcrControl, Possible = [] },
        ],
        Matches =
        [
            new()
            {
                Party = "P1", Feed = "csl", List = "UVL", Entry = "UVL:7", Name = "Ж", Score = 0.8712,
                Strength = MatchStrength.Possible, Relations = ["R"], Scope = ["S"], Explanation = ["one token differs"],
            },
        ],
        MustAnswer =
        [
            new() { Fact = "items[0].maxTrueAirspeedKmh", Question = "how fast?", Type = AnswerType.Number, Unit = "km/h", Settles = Settles.Outcome },
            new() { Fact = "endUse.military", Question = "is it military?", Type = AnswerType.Code, Options = ["no", "yes"], Settles = Settles.Part },
        ],
        ReviewNotes = [new("g2g", "look")],
        Compared = new(
            ["P1", "P2"], ["P2"],
            [new("SDN", new(2026, 7, 31), 18000, new(2026, 11, 20)), new("UVL", new(2026, 7, 31), 7, null)], 18007),
        Missing = [new("items[0].maxTrueAirspeedKmh", "how fast?")],
        DefaultsUsed = [new("items[0].aerosolCapacityL", FactValue.Of(0), "r")],
        Factors = [new("foreign_availability", null, FactValue.Unknown, "t") { Citation = "S17" }],
        ExceptionCandidates =
        [
            new() { Id = "EAR-STA", Title = "t", Item = "10", Available = Availability.No, Why = "w", Citation = "c" },
        ],
        Conditions = [new("R", "t")],
        NotChecked = ["sanctions of other countries"],
        Lists = [new("csl", new(2026, 7, 31), 25921)],
        Snapshot = new("sha256-00", 42),
        Engine = "1.0.0",
    };

    private static FactDictionary Facts(params (string Name, FactValue Value)[] facts) =>
        FactDictionary.Of(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));

    [Fact]
    public void Writes_TheGoldenDecision() =>
        Assert.Equal(Golden.Replace("\n", "", StringComparison.Ordinal), Encoding.UTF8.GetString(DecisionJson.Write(Sample)));

    [Fact]
    public void Bytes_AreTheSameInEveryCulture_AndEveryTime()
    {
        var first = DecisionJson.Write(Sample);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in (string[])["de-DE", "ar-SA", "th-TH", "tr-TR"])
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                Assert.Equal(first, DecisionJson.Write(Sample));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void AbsentParts_AreNull()
    {
        using var json = JsonDocument.Parse(DecisionJson.Write(Sample with { Undecided = null, Policy = null, Compared = null }));

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("undecided").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("policy").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("compared").ValueKind);
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1e21, "1E+21")]
    [InlineData(-0.0, "0")]
    [InlineData(500.0, "500")]
    public void Numbers_AreShortestAndReadBackTheSame(double number, string written)
    {
        using var json = JsonDocument.Parse(DecisionJson.Write(
            Sample with { DefaultsUsed = [new("f", FactValue.Of(number), "r")] }));
        var value = json.RootElement.GetProperty("defaultsUsed")[0].GetProperty("value");

        Assert.Equal(written, value.GetRawText());
        Assert.Equal(number, value.GetDouble());
    }

    [Fact]
    public void Texts_AreEscapedForAnyContext_AndDamagedOnesStayWritable()
    {
        var bytes = Encoding.UTF8.GetString(DecisionJson.Write(Sample with { Text = "</script>'\ud800" }));

        Assert.Contains("\"text\":\"\\u003C/script\\u003E\\u0027\\uFFFD\"", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPropertyOfTheModel_IsWritten()
    {
        using var json = JsonDocument.Parse(DecisionJson.Write(Sample));
        var root = json.RootElement;

        AssertMembers<Decision>(root);
        AssertMembers<Undecided>(root.GetProperty("undecided"));
        AssertMembers<Finding>(root.GetProperty("findings")[0]);
        AssertMembers<ItemDecision>(root.GetProperty("items")[0]);
        AssertMembers<PartyMatch>(root.GetProperty("matches")[0]);
        AssertMembers<MustAnswer>(root.GetProperty("mustAnswer")[0]);
        AssertMembers<ReviewNote>(root.GetProperty("reviewNotes")[0]);
        AssertMembers<Compared>(root.GetProperty("compared"));
        AssertMembers<ComparedList>(root.GetProperty("compared").GetProperty("lists")[0]);
        AssertMembers<MissingFact>(root.GetProperty("missing")[0]);
        AssertMembers<DefaultUsed>(root.GetProperty("defaultsUsed")[0]);
        AssertMembers<Factor>(root.GetProperty("factors")[0]);
        AssertMembers<Condition>(root.GetProperty("conditions")[0]);
        AssertMembers<ListVintage>(root.GetProperty("lists")[0]);
        AssertMembers<SnapshotIdentity>(root.GetProperty("snapshot"));
    }

    // This also covers the order: members follow the declaration order of the record.
    private static void AssertMembers<T>(JsonElement element) => Assert.Equal(
        typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
        element.EnumerateObject().Select(member => member.Name));

    [Fact]
    public void Summary_ContainsOnlyPartsOfTheDecision()
    {
        var response = new ScreeningResponse(null, null, TimeSpan.Zero, DecisionJson.Write(Sample)) { IsSummary = true };

        Assert.Equal(
            """
            {"id":null,"recordedAt":null,"validUntil":null,"snapshotAgeSeconds":0,"recorded":false,"decision":{"detail":"summary",
            "mode":"live","asOf":"2026-11-23","disposition":"HOLD","outcome":"HOLD_FOR_REVIEW","text":"held","undecided":
            {"possible":["CASE_BY_CASE","PRESUMPTION_OF_DENIAL"],"worst":"PRESUMPTION_OF_DENIAL","ask":["items[0].maxTrueAirspeedKmh"],
            "label":"R20-SPEED-UNKNOWN","exact":true},"policy":{"id":"us-uas-2025-09","version":1,"hash":"sha256-11"},"findings":[{"item":"10",
            "destination":"AU","ruleSet":"posture","rule":"R25-PARTNER","outcome":"CASE_BY_CASE_ELIGIBLE",
            "text":"range 1850 km \u003E= 300 km","citation":"NSM-28"}],"matches":[{"party":"P1","owner":null,"share":null,"feed":"csl","list":"UVL",
            "entry":"UVL:7","name":"\u0416","score":0.8712,"strength":"possible","restricts":null}],
            "mustAnswer":[{"fact":"items[0].maxTrueAirspeedKmh","question":"how fast?","type":"number","unit":"km/h","options":[],"settles":"outcome"},
            {"fact":"endUse.military","question":"is it military?","type":"code","unit":null,"options":["no","yes"],"settles":"part"}],
            "lists":[{"feed":"csl","date":"2026-07-31","entries":25921}],"snapshot":{"revision":"sha256-00","sourceVersion":42},
            "engine":"1.0.0"}}
            """.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(response.ToUtf8()));
    }

    [Fact]
    public void Summary_OfADecisionOfAnEarlierVersion_HasNoQuestions()
    {
        var root = JsonNode.Parse(DecisionJson.Write(Sample))!.AsObject();
        foreach (var later in (string[])["mustAnswer", "reviewNotes", "compared"])
        {
            root.Remove(later);
        }

        var response = new ScreeningResponse("1", null, TimeSpan.Zero, Encoding.UTF8.GetBytes(root.ToJsonString())) { IsSummary = true };
        using var json = JsonDocument.Parse(response.ToUtf8());
        Assert.Equal(0, json.RootElement.GetProperty("decision").GetProperty("mustAnswer").GetArrayLength());
    }

    [Fact]
    public void Response_EmbedsTheDecisionByteForByte()
    {
        // Whitespace that the writer never produces proves that the bytes are copied and not written again.
        var decision = Encoding.UTF8.GetBytes("{ \"mode\" :\"live\" }");
        var at = new DateTimeOffset(2026, 11, 23, 14, 0, 0, 5, TimeSpan.FromHours(2));
        var response = new ScreeningResponse("20261123-1", at, TimeSpan.FromSeconds(12.9), decision) { IsLive = true };

        Assert.Equal(
            """{"id":"20261123-1","recordedAt":"2026-11-23T12:00:00.005Z","validUntil":"2026-12-23T12:00:00.005Z","snapshotAgeSeconds":12,"decision":{ "mode" :"live" }}""",
            Encoding.UTF8.GetString(response.ToUtf8()));
    }
}
