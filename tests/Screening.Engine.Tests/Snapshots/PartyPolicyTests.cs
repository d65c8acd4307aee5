using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>Accepted values of the matching policy, and the errors an author may make in it.</summary>
public sealed class PartyPolicyTests
{
    private const string House = """{ "code": "HOUSE", "title": "House list", "restricts": "Trade", "source": "s" }""";

    [Theory]
    [InlineData("SDN", Fact.ListSdn)]
    [InlineData("DPL", Fact.ListDpl)]
    [InlineData("DTC", Fact.ListDtc)]
    [InlineData("EL", Fact.ListEl)]
    [InlineData("MEU", Fact.ListMeu)]
    [InlineData("ISN", Fact.ListIsn)]
    [InlineData("UN", Fact.ListUn)]
    [InlineData("UVL", Fact.ListRestricted)]
    [InlineData("SSI", Fact.ListRestricted)]
    [InlineData("FSE", Fact.ListRestricted)]
    [InlineData("CAP", Fact.ListRestricted)]
    [InlineData("CMIC", Fact.ListRestricted)]
    [InlineData("NS-MBS", Fact.ListRestricted)]
    [InlineData("PLC", Fact.ListRestricted)]
    [InlineData("MIEU", Fact.ListMieu)]
    public void AnOfficialList_HasItsFact_AndItsOutcomeIsInTheRules(string code, Fact fact)
    {
        var list = $$"""{ "code": "{{code}}", "title": "Title", "agency": "a", "restricts": "Trade", "note": "n", "source": "s" }""";
        var (policy, errors) = Parse(root => OnlyList(root, JsonNode.Parse(list)!));
        Assert.Empty(errors);
        Assert.Equal(new ListMeaning(code, "Title", "Trade", fact, null), policy.MeaningOf(code));
        Refused(root => root["lists"] = new JsonArray(With(list, "strong", "PROHIBITED")), "lists[0].strong", "stands in the policy rules");
        Refused(root => root["lists"] = new JsonArray(With(list, "ownership", "PROHIBITED")), "lists[0].ownership", "stands in the policy rules");
    }

    [Theory]
    [InlineData("HOLD_FOR_REVIEW", Outcome.HoldForReview)]
    [InlineData("PRESUMPTION_OF_DENIAL", Outcome.PresumptionOfDenial)]
    [InlineData("POLICY_OF_DENIAL", Outcome.PolicyOfDenial)]
    [InlineData("PROHIBITED", Outcome.Prohibited)]
    public void AnOwnList_DeclaresItsOutcome(string code, Outcome outcome)
    {
        var (policy, errors) = Parse(root => OnlyList(root, With(House, "strong", code)));
        Assert.Empty(errors);
        var meaning = new ListMeaning("HOUSE", "House list", "Trade", Fact.ListOwn, outcome) { Ownership = Outcome.HoldForReview };
        Assert.Equal(meaning, policy.MeaningOf("HOUSE"));
        Assert.Null(policy.MeaningOf("SDN"));
    }

    [Theory]
    [InlineData("HOLD_FOR_REVIEW", Outcome.HoldForReview)]
    [InlineData("PROHIBITED", Outcome.Prohibited)]
    public void AnOwnList_MayDeclareTheOutcomeOfOwnership(string code, Outcome outcome)
    {
        var list = With(House, "strong", "PROHIBITED");
        list["ownership"] = code;
        var (policy, errors) = Parse(root => OnlyList(root, list));
        Assert.Empty(errors);
        Assert.Equal(outcome, policy.MeaningOf("HOUSE")!.Ownership);
        Refused(
            root =>
            {
                var lax = With(House, "strong", "PROHIBITED");
                lax["ownership"] = "CASE_BY_CASE";
                OnlyList(root, lax);
            },
            "lists[0].ownership", "must be HOLD_FOR_REVIEW, PRESUMPTION_OF_DENIAL, POLICY_OF_DENIAL or PROHIBITED");
    }

    [Theory]
    [InlineData("CASE_BY_CASE")]
    [InlineData("NO_MTCR_CONTROL")]
    [InlineData("BLOCKED")]
    public void AnOwnList_CannotDeclareALaxOutcome(string code) => Refused(
        root => root["lists"] = new JsonArray(With(House, "strong", code)), "lists[0].strong", "must be HOLD_FOR_REVIEW, PRESUMPTION_OF_DENIAL, POLICY_OF_DENIAL or PROHIBITED");

    [Fact]
    public void AnOwnListWithoutOutcome_IsRefused() =>
        Refused(root => root["lists"] = new JsonArray(JsonNode.Parse(House)), "lists[0]", "declares the outcome of a strong match in `strong`");

    [Fact]
    public void AListDeclaredTwice_IsRefused() => Refused(
        root => root["lists"] = new JsonArray(With(House, "strong", "PROHIBITED"), With(House, "strong", "PROHIBITED")), "lists[1]", "list `HOUSE` is declared twice");

    [Theory]
    [InlineData("code")]
    [InlineData("title")]
    [InlineData("restricts")]
    [InlineData("source")]
    public void AListWithoutAMember_IsRefused(string member) => Refused(
        root =>
        {
            var list = With(House, "strong", "PROHIBITED");
            list.Remove(member);
            root["lists"] = new JsonArray(list);
        },
        "lists[0]", $"lacks the member `{member}`");

    [Theory]
    [InlineData("t1", "0.5", 0.5)]
    [InlineData("t1", "0.95", 0.95)]
    [InlineData("t2", "0.83", 0.83)]
    [InlineData("t2", "1", 1)]
    public void AThreshold_IsAScore_WithItsEnds(string name, string value, double read)
    {
        var (policy, errors) = Parse(root => root[name] = JsonNode.Parse(value));
        Assert.Empty(errors);
        Assert.Equal(read, name == "t1" ? policy.T1 : policy.T2);
        Assert.Equal((policy.T1, policy.T2), (policy.Matching.T1, policy.Matching.T2));
    }

    [Theory]
    [InlineData("t1", "0.49")]
    [InlineData("t2", "1.01")]
    [InlineData("t2", "\"0.9\"")]
    [InlineData("t2", "null")]
    public void AThresholdThatIsNoScore_IsRefused_AndMatchesOnlyTheSame(string name, string value)
    {
        var (policy, errors) = Parse(root => root[name] = JsonNode.Parse(value));
        Assert.Contains((name, "must be a score from 0.5 to 1"), errors);
        Assert.Equal(1, name == "t1" ? policy.T1 : policy.T2);
    }

    [Fact]
    public void ThresholdsThatAreEqual_AreTaken_AndTheOtherWayRoundRefused()
    {
        Assert.Empty(Parse(root => (root["t1"], root["t2"]) = (0.9, 0.9)).Errors);
        Refused(root => (root["t1"], root["t2"]) = (0.91, 0.9), "$", "t2 must not be below t1");
    }

    [Fact]
    public void EveryWeight_IsRead_AtItsEnds_AndRefusedBeyond() => Assert.All(MatchWeight.All, weight =>
    {
        foreach (var value in new[] { weight.Least, weight.Most })
        {
            var (policy, errors) = Parse(root => root["weights"] = new JsonObject { [weight.Name] = value });
            Assert.Empty(errors);
            Assert.Equal(value, weight.Get(policy.Weights));
        }

        foreach (var value in new[] { weight.Least - 0.001, weight.Most + 0.001 })
        {
            Refused(root => root["weights"] = new JsonObject { [weight.Name] = value }, $"weights.{weight.Name}", "must be a number from");
        }
    });

    [Fact]
    public void RedFlags_AreACodeListWithAVersion()
    {
        var (policy, errors) = Parse(root => root["redFlags"] = JsonNode.Parse(
            """{ "version": "3", "source": "s", "note": "n", "codes": [ { "code": "cash", "text": "Pays in cash", "source": "s", "note": "n" }, { "code": "route", "text": "Odd route" } ] }"""));
        Assert.Empty(errors);
        Assert.Equal(("3", "cash route"), (policy.RedFlagVersion, string.Join(' ', policy.RedFlagCodes)));
        Refused(
            root => root["redFlags"] = JsonNode.Parse("""{ "version": "3", "codes": [ { "code": "cash", "text": "a" }, { "code": "cash", "text": "b" } ] }"""),
            "redFlags.codes[1]", "is listed twice");
        Refused(root => root["redFlags"] = JsonNode.Parse("""{ "version": "3", "codes": [ { "code": "cash" } ] }"""), "redFlags.codes[0]", "lacks the member `text`");
        Refused(root => root["redFlags"] = JsonNode.Parse("""{ "version": "3", "codes": [ { "text": "cash" } ] }"""), "redFlags.codes[0]", "lacks the member `code`");
        Refused(root => root["redFlags"] = JsonNode.Parse("""{ "codes": [] }"""), "redFlags", "lacks the member `version`");
        Refused(root => root["redFlags"] = JsonNode.Parse("""{ "version": "3" }"""), "redFlags", "lacks the member `codes`");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("t1")]
    [InlineData("t2")]
    [InlineData("source")]
    [InlineData("sourceDate")]
    [InlineData("lists")]
    [InlineData("redFlags")]
    public void APolicyWithoutAMember_IsRefused(string member) => Refused(root => root.Remove(member), "$", $"lacks the member `{member}`");

    // The shipped document requires lists and names bodies, whose lists must be declared.
    private static void OnlyList(JsonObject root, JsonNode list)
    {
        root.Remove("requiredLists");
        root.Remove("namedBodies");
        root["lists"] = new JsonArray(list);
    }

    private static JsonObject With(string json, string member, string value)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        root[member] = value;
        return root;
    }

    private static void Refused(Action<JsonObject> edit, string path, string message) => Assert.Contains(
        Parse(edit).Errors, error => error.Path == path && error.Message.Contains(message, StringComparison.Ordinal));

    private static (PartyPolicy Policy, List<(string Path, string Message)> Errors) Parse(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(SeedFiles.All.Single(document => document.Id == "party-matching").Json)!.AsObject();
        root["note"] = "test values";
        edit(root);
        var errors = new List<(string Path, string Message)>();
        return (PartyPolicy.Parse(root.ToJsonString(), errors), errors);
    }
}
