using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>Errors of a policy author are refused with document and path, all of them at once.</summary>
public sealed class BadDocumentTests
{
    // A complete pack from which no other inherits.
    private const string Pack = "mtcr-guidelines";
    private const string Law = "us-uas-2025-09";
    private const string FirstRule = "ruleSets[0].rules[0]";

    [Theory]
    [InlineData("""{"fact":"moon_phase","is":["full"]}""", $"{FirstRule}.when.fact", "not a fact of the catalogue")]
    [InlineData("""{"derived":"moon","is":["full"]}""", $"{FirstRule}.when.derived", "not a derived fact")]
    [InlineData("""{"fact":"class","is":["ZEPPELIN"]}""", $"{FirstRule}.when.is[0]", "must be one of")]
    [InlineData("""{"fact":"class","is":[]}""", $"{FirstRule}.when.is", "names no value")]
    [InlineData("""{"fact":"class","gte":3}""", $"{FirstRule}.when.gte", "cannot be asked of `class`")]
    [InlineData("""{"fact":"range_km","is":["300"]}""", $"{FirstRule}.when.is", "cannot be asked of `range_km`")]
    [InlineData("""{"fact":"range_km","gte":"300"}""", $"{FirstRule}.when.gte", "must be a number")]
    [InlineData("""{"fact":"as_of","gte":20250101}""", $"{FirstRule}.when.gte", "must be a date")]
    [InlineData("""{"fact":"slv_related","is":"yes"}""", $"{FirstRule}.when.is", "must be true or false")]
    [InlineData("""{"fact":"destination","in":["Utopia"]}""", $"{FirstRule}.when.in[0]", "ISO 3166-1")]
    [InlineData("""{"fact":"destination","in":["UK"]}""", $"{FirstRule}.when.in[0]", "ISO 3166-1")]
    [InlineData("""{"fact":"destination","in":[]}""", $"{FirstRule}.when.in", "could never hold")]
    [InlineData("""{"fact":"destination","memberOf":[]}""", $"{FirstRule}.when.memberOf", "could never hold")]
    [InlineData("""{"any":[]}""", $"{FirstRule}.when.any", "could never hold")]
    [InlineData("""{"fact":"range_km","gte":300,"lt":400}""", $"{FirstRule}.when", "not a condition")]
    [InlineData("""{"all":[{"not":{"fact":"class","isnt":["SLV"]}}]}""", $"{FirstRule}.when.all[0].not.isnt", "not a member known here")]
    [InlineData("""{}""", $"{FirstRule}.when", "not a condition")]
    public void ABadCondition_IsRefused_WithItsPath(string when, string path, string message) =>
        Refused(SeedFiles.All.With(DocumentKind.Policy, Pack, root => Rule(root)["when"] = JsonNode.Parse(when)), $"policy/{Pack}", path, message);

    [Fact]
    public void AnUnknownCountrySet_IsRefused() => Refused(
        SeedFiles.All.With(DocumentKind.Policy, Pack, root => Rule(root)["when"] = JsonNode.Parse("""{"fact":"destination","memberOf":["EAR-Z9"]}""")),
        $"policy/{Pack}", "B-MANNED", "country set `EAR-Z9`");

    [Fact]
    public void ACountrySetThatIsReadButNotOnFile_IsRefused() => Refused(
        [.. SeedFiles.All.Where(document => document.Id != "EAR-E1")], $"policy/{Pack}", "B-EMBARGO", "country set `EAR-E1`");

    [Fact]
    public void APlaceholderThatNamesNothing_IsRefused() => Refused(
        Edit(root => Rule(root)["text"] = "Going to {destinaton}."), $"policy/{Pack}", "B-MANNED", "{destinaton}");

    [Theory]
    [InlineData("severity", FirstRule, "not a member known here")]
    [InlineData("outcme", FirstRule, "not a member known here")]
    public void AnUnknownMember_IsRefused(string member, string path, string message) =>
        Refused(Edit(root => Rule(root)[member] = "x"), $"policy/{Pack}", $"{path}.{member}", message);

    [Fact]
    public void AnUnknownOutcome_IsRefused() =>
        Refused(Edit(root => Rule(root)["outcome"] = "CLEAR"), $"policy/{Pack}", $"{FirstRule}.outcome", "must be one of");

    [Fact]
    public void ARuleWithoutCitation_IsRefused() =>
        Refused(Edit(root => Rule(root).Remove("citation")), $"policy/{Pack}", FirstRule, "lacks the member `citation`");

    [Fact]
    public void ARuleIdUsedTwice_IsRefused_AlsoAgainstTheBase()
    {
        Refused(Edit(root => Rule(root)["id"] = "B-NOT-ANNEX"), $"policy/{Pack}", "$", "`B-NOT-ANNEX` is used twice");
        Refused(Edit(root => Rule(root)["id"] = "B-EMBARGO"), $"policy/{Pack}", "$", "`B-EMBARGO` is used twice");
    }

    [Fact]
    public void AMissingDefault_IsRefused() =>
        Refused(Edit(root => Rules(root).RemoveAt(Rules(root).Count - 1)), $"policy/{Pack}", "ruleSets[0]", "must be a default");

    [Fact]
    public void EligibilityWithoutARest_IsRefused() => Refused(
        Edit(root => root["eligibility"]![0]!["when"] = JsonNode.Parse("""{"fact":"destination","memberOf":["NATO"]}""")),
        $"policy/{Pack}", "eligibility", "the last row must be a default without `when`");

    [Fact]
    public void ADefaultThatHidesLaterRules_IsRefused() =>
        Refused(Edit(root => Rule(root).Remove("when")), $"policy/{Pack}", FirstRule, "hides the rules after it");

    [Fact]
    public void AMissingBase_IsRefused()
    {
        Refused(Edit(root => root.Remove("base")), $"policy/{Pack}", "base", "no active base policy");
        Refused([.. SeedFiles.All.Where(document => document.Id != "us-common-base")], $"policy/{Pack}", "base", "no active base policy");
    }

    [Theory]
    [InlineData("2025-09-14", "must end on 2025-09-15: after it no law is in force")]
    [InlineData("2025-09-16", "must end on 2025-09-15: after it two laws are in force")]
    public void AGapOrOverlapInTheCalendar_IsRefused(string to, string message) => Refused(
        SeedFiles.All.With(DocumentKind.Policy, "us-mtcr-2025-guidance", root => root["to"] = to), "policy/us-mtcr-2025-guidance", "to", message);

    [Fact]
    public void ALawThatEndsWithoutSuccessor_IsRefused() => Refused(
        SeedFiles.All.With(DocumentKind.Policy, Law, root => root["to"] = "2027-01-01"), $"policy/{Law}", "to", "must end on no date (open): after it no law is in force");

    [Fact]
    public void ALawWithoutFirstDay_IsRefused() =>
        Refused(SeedFiles.All.With(DocumentKind.Policy, Law, root => root.Remove("from")), $"policy/{Law}", "$", "`from`");

    [Fact]
    public void ADocumentThatIsActiveTwice_IsRefused() => Refused(
        SeedFiles.All.Add(SeedFiles.All.Single(document => document.Id == "EAR-E2") with { Version = 2 }), "country_set/EAR-E2", "$", "is active twice");

    [Fact]
    public void AListThatIsActiveTwice_IsRefused()
    {
        var list = ListedParties.Watchlist();
        var result = SnapshotCompiler.Compile(new SnapshotSource { SourceVersion = 1, Documents = SeedFiles.All, Watchlists = [list, list with { Entries = [] }] });
        Assert.Equal(new CompileError("watchlist/csl", "$", "is active twice"), Assert.Single(result.Errors));
        Assert.Null(result.Bytes);
    }

    [Fact]
    public void TwoControlLists_AreRefused() => Refused(
        SeedFiles.All.Add(SeedFiles.All.Single(document => document.Kind == DocumentKind.ControlList) with { Id = "another" }),
        "control_list", "$", "exactly one document of this kind is needed, 2 are active");

    /// <summary>
    /// The conditions on a country are stored in one word of 64 bits; with the maximum number a policy still compiles.
    /// </summary>
    [Fact]
    public void MoreCountryConditionsThanFit_AreRefused()
    {
        var own = OwnCountryConditions();
        Assert.Empty(SnapshotCompiler.Check(WithCountryConditions(63 - own)));
        Refused(WithCountryConditions(64 - own), $"policy/{Pack}", "$", "asks more than 63 different questions of countries");
    }

    /// <summary>
    /// Below, at and above each of 31 thresholds fit into one word of 64 bits; the thresholds of the base count too.
    /// </summary>
    [Fact]
    public void MoreThresholdsThanFit_AreRefused()
    {
        Assert.Empty(SnapshotCompiler.Check(Comparing(20)));
        Refused(Comparing(40), $"policy/{Pack}", "$", "compares `speed_kmh` with more than 31 thresholds");
    }

    private static ImmutableArray<DocumentSource> Comparing(int thresholds) => Edit(root => Rule(root)["when"] = new JsonObject
    {
        ["any"] = new JsonArray([.. Enumerable.Range(0, thresholds).Select(number => (JsonNode?)new JsonObject { ["fact"] = "speed_kmh", ["gte"] = 5000 + number })]),
    });

    [Fact]
    public void AnAdviceThatReadsAnUnknownSet_IsRefused_WithItsPath() => Refused(
        SeedFiles.All.With(DocumentKind.Policy, "us-common-base", root => root["factors"]!.AsArray().First(table => table!["groups"] is not null)!["groups"]![0]!["set"] = "EAR-Z9"),
        $"policy/{Pack}", "advice `regime_membership`", "country set `EAR-Z9`");

    [Fact]
    public void ThresholdsInTheWrongOrder_AreRefused() => Refused(
        SeedFiles.All.With(DocumentKind.PartyPolicy, "party-matching", root => root["t2"] = 0.7), "party_policy/party-matching", "$", "t2 must not be below t1");

    [Fact]
    public void AnIntervalThatEndsBeforeItBegins_IsRefused() => Refused(
        SeedFiles.All.With(DocumentKind.CountrySet, "NO-MT1", root => root["members"]![0]!["to"] = "2020-01-01"), "country_set/NO-MT1", "members[0]", "half-open");

    [Fact]
    public void ACountryThatDoesNotExist_IsRefused_InASet() => Refused(
        SeedFiles.All.With(DocumentKind.CountrySet, "EAR-E2", root => root["members"]![0]!["country"] = "UK"), "country_set/EAR-E2", "members[0]", "ISO 3166-1");

    [Fact]
    public void ASetOnFileTwice_IsRefused() => Refused(
        SeedFiles.All.With(DocumentKind.CountrySet, "EAR-E2", root => root["id"] = "NO-MT1"), "country_set/NO-MT1", "id", "on file twice");

    [Fact]
    public void ARegistryOnFileTwice_IsRefused() => Refused(
        SeedFiles.All.Add(SeedFiles.All.Single(document => document.Id == "assessments") with { Version = 2 }),
        "registry/assessments", "id", "on file twice");

    [Fact]
    public void TextThatIsNotJson_IsRefused() => Refused(
        SeedFiles.All.Replace(
            SeedFiles.All.Single(document => document.Id == "EAR-E2"), new DocumentSource(DocumentKind.CountrySet, "EAR-E2", 1, "{\n  \"id\": ,")),
        "country_set/EAR-E2", "$", "is not JSON: line 2");

    [Fact]
    public void ListEntries_AreRefused_OneByOne()
    {
        var list = ListedParties.Watchlist();
        var first = list.Entries[0];
        var result = SnapshotCompiler.Compile(new SnapshotSource
        {
            SourceVersion = 1,
            Documents = SeedFiles.All,
            Watchlists = [list with { Entries = [first, first, first with { Id = "X", List = "ZZZ" }, first with { Id = "Y", Name = " " }] }],
        });
        Assert.Null(result.Bytes);
        Assert.Collection(
            result.Errors,
            error => Assert.Equal(("watchlist/csl", "entries[1]", $"repeats the identity `{first.Id}`"), (error.Document, error.Path, error.Message)),
            error => Assert.StartsWith("entries[2] is on the list `ZZZ`", $"{error.Path} {error.Message}", StringComparison.Ordinal),
            error => Assert.Equal("entries[3] has no name", $"{error.Path} {error.Message}"));
    }

    [Fact]
    public void EveryErrorOfEveryDocument_IsReportedAtOnce()
    {
        var documents = SeedFiles.All
            .With(DocumentKind.Policy, Pack, root =>
            {
                Rule(root)["outcome"] = "CLEAR";
                Rules(root)[1]!["when"] = JsonNode.Parse("""{"fact":"moon_phase","is":["full"]}""");
            })
            .With(DocumentKind.CountrySet, "EAR-E2", root => root["members"]![0]!["country"] = "Cuba")
            .With(DocumentKind.PartyPolicy, "party-matching", root => root["t1"] = 7);
        var errors = SnapshotCompiler.Check(documents);
        Assert.Equal(
            ["country_set/EAR-E2", "party_policy/party-matching", $"policy/{Pack}"],
            errors.Select(error => error.Document).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, errors.Count(error => error.Document == $"policy/{Pack}"));
    }

    // Each condition tests whether the destination is one of two countries of its own.
    private static ImmutableArray<DocumentSource> WithCountryConditions(int conditions) => Edit(root =>
    {
        var codes = Countries.All.Select(code => code.ToString()).ToArray();
        var any = new JsonArray([.. Enumerable.Range(0, conditions).Select(number => (JsonNode?)new JsonObject
        {
            ["fact"] = "destination", ["in"] = new JsonArray(codes[number], codes[number + 100]),
        })]);
        Rule(root)["when"] = new JsonObject { ["any"] = any };
    });

    private static int OwnCountryConditions()
    {
        var policy = Snapshot.Open(WithCountryConditions(1).Compile()).Policy(Pack)!;
        return policy.Program.TransactionSlots.Concat(policy.Program.DestinationSlots).Select(slot => slot.Question).Where(question => question >= 0).Distinct().Count() - 1;
    }

    private static ImmutableArray<DocumentSource> Edit(Action<JsonObject> edit) => SeedFiles.All.With(DocumentKind.Policy, Pack, edit);

    private static JsonArray Rules(JsonObject root) => root["ruleSets"]![0]!["rules"]!.AsArray();

    private static JsonObject Rule(JsonObject root) => Rules(root)[0]!.AsObject();

    private static void Refused(ImmutableArray<DocumentSource> documents, string document, string path, string message)
    {
        var errors = SnapshotCompiler.Check(documents);
        Assert.True(
            errors.Any(error => error.Document == document && error.Path.Contains(path, StringComparison.Ordinal)
                && error.Message.Contains(message, StringComparison.Ordinal)),
            errors.IsEmpty ? "compiled without an error" : string.Join("\n", errors));
    }
}
