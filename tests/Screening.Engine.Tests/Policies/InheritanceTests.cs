using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>A pack inherits from one pinned version, written out in full, and changes only what it declares.</summary>
public sealed class InheritanceTests
{
    private const string Law = "us-uas-2025-09";
    private const string Parent = "us-mtcr-2025-guidance";

    [Theory]
    [InlineData("us-mtcr-2020-uas", "B-MANNED B-NOT-ANNEX B-PRODFAC B-CHART G-CATII REG-TSA R20-UAS800 R93-SLV-OLD R93-SLV-NEW R93-CATI")]
    [InlineData(Parent, "B-MANNED B-NOT-ANNEX R25-PARTIAL-FACILITY B-PRODFAC B-CHART G-CATII REG-TSA R25-DIVERSION R25-PARTNER R25-SLV-VETTED R20-UAS800 R25-INDICATED R25-DEFAULT")]
    [InlineData(Law, "B-MANNED B-NOT-ANNEX R25-PARTIAL-FACILITY B-PRODFAC B-CHART G-CATII REG-TSA R25-DIVERSION R25-PARTNER R25U-AS-AIRCRAFT R25-SLV-VETTED R20-UAS800 R25-INDICATED R25-DEFAULT")]
    [InlineData("us-hr3068-bill", "B-MANNED B-NOT-ANNEX R25-PARTIAL-FACILITY B-PRODFAC B-CHART HR-NOPRESUMPTION G-CATII REG-TSA R25-DIVERSION R25-PARTNER R25U-AS-AIRCRAFT R25-SLV-VETTED R20-UAS800 R25-INDICATED R25-DEFAULT")]
    [InlineData("proposed-reform", "B-MANNED B-NOT-ANNEX PR-DRONES-OUT R25-PARTIAL-FACILITY B-PRODFAC B-CHART G-CATII REG-TSA PR-TSA-WAIVE PR-EXCLUDED PR-ASSESS PR-SLV-LIQUID PR-ELIGIBLE R25-DIVERSION R25-PARTNER R25-SLV-VETTED R20-UAS800 R25-INDICATED R25-DEFAULT")]
    public void AFlatPack_HasItsRulesInThisOrder(string id, string rules)
    {
        var posture = Snapshot(SeedFiles.All.AddRange(SeedFiles.OnFile)).Policy(id)!.Document.RuleSets.Single();
        Assert.Equal(rules, string.Join(' ', posture.Rules.Select(rule => rule.Id)));
    }

    [Fact]
    public void AnInheritedRule_StatesItsOrigin()
    {
        var rules = Snapshot(SeedFiles.All).Policy(Law)!.Document.RuleSets.Single().Rules.ToDictionary(rule => rule.Id);
        Assert.Equal("us-mtcr-1993-denial@1", rules["REG-TSA"].Origin);
        Assert.Equal("us-mtcr-2020-uas@1", rules["R20-UAS800"].Origin);
        Assert.Equal("us-mtcr-2025-guidance@1", rules["R25-PARTNER"].Origin);
        Assert.Null(rules["R25U-AS-AIRCRAFT"].Origin);
        Assert.Equal(
            [Parent, "us-mtcr-2020-uas", "us-mtcr-1993-denial"],
            PolicyFlattening.LineageOf(Snapshot(SeedFiles.All).Documents.Single(document => document.Id == Law).Json).Select(parent => parent.Policy));
    }

    [Fact]
    public void ALaterVersionOfTheParent_ChangesTheParentAlone()
    {
        var pinned = SeedFiles.All.Single(document => document.Id == Parent);
        var later = SeedFiles.All.With(DocumentKind.Policy, Parent, root => Changes(root)[1]!["insert"]![1]!["text"] = "Rewritten.");
        var edited = later.Single(document => document.Id == Parent) with { Version = 2 };
        var whole = later.Replace(later.Single(document => document.Id == Parent), edited);

        // No document on file has version 1 any more, so the children must carry it.
        Assert.Contains(SnapshotCompiler.Check(whole), error => error.Message.Contains($"version 1 of `{Parent}`, which is not on file", StringComparison.Ordinal));
        var closed = whole.Select(document => document with { Parents = document.Id == Parent ? [] : [pinned, .. SeedFiles.All] }).ToImmutableArray();
        var snapshot = Snapshot(closed);
        Assert.Equal("Rewritten.", TextOf(snapshot, Parent));
        Assert.Equal(TextOf(Snapshot(SeedFiles.All), Law), TextOf(snapshot, Law));
        Assert.Equal(Snapshot(SeedFiles.All).Policy(Law)!.Identity.Hash, snapshot.Policy(Law)!.Identity.Hash);
        Assert.NotEqual(Snapshot(SeedFiles.All).Policy(Parent)!.Identity.Hash, snapshot.Policy(Parent)!.Identity.Hash);
    }

    [Fact]
    public void TheHash_CoversRulesAndBase_AndNotTheSpelling()
    {
        var hash = HashOf(SeedFiles.All);
        Assert.StartsWith("sha256-", hash, StringComparison.Ordinal);
        Assert.Equal(hash, HashOf([.. SeedFiles.All.Select(document => document with { Json = document.Json.Replace("\n", "\n ", StringComparison.Ordinal) })]));
        Assert.NotEqual(hash, HashOf(SeedFiles.All.With(DocumentKind.Policy, "us-common-base", root => root["ruleSets"]![0]!["rules"]![0]!["citation"] = "x")));
        Assert.NotEqual(hash, HashOf(SeedFiles.All.With(DocumentKind.Policy, Law, root => Changes(root)[0]!["insert"]![0]!["outcome"] = "HOLD_FOR_REVIEW")));
        Assert.NotEqual(hash, HashOf(SeedFiles.All.With(DocumentKind.Policy, "us-mtcr-1993-denial", root => root["ruleSets"]![0]!["rules"]![0]!["text"] = "x")));
    }

    [Theory]
    [InlineData("""{"after":"R25-NOBODY","insert":[]}""", "ruleSets[0].changes[0]", "`R25-NOBODY`, which is not there")]
    [InlineData("""{"remove":["R25-NOBODY"]}""", "ruleSets[0].changes[0]", "`R25-NOBODY`, which is not there")]
    [InlineData("""{"append":[]}""", "ruleSets[0].changes[0]", "must be one of prepend")]
    [InlineData("""{"remove":["R25-DEFAULT"]}""", "ruleSets[0]", "must be a default")]
    public void AChangeThatChangesNothing_IsRefused(string change, string path, string message) =>
        Refused(root => root["ruleSets"]![0]!["changes"] = new JsonArray(JsonNode.Parse(change)), path, message);

    [Theory]
    [InlineData("""{"policy":"us-mtcr-2025-guidance","version":7}""", "which is not on file")]
    [InlineData("""{"policy":"us-nowhere","version":1}""", "which is not on file")]
    [InlineData("""{"policy":"us-common-base","version":1}""", "which is a base")]
    [InlineData("""{"policy":"us-uas-2025-09","version":1}""", "or a circle")]
    [InlineData("\"us-mtcr-2025-guidance\"", "must name one version")]
    [InlineData("""{"policy":"us-mtcr-2025-guidance"}""", "must name one version")]
    public void AParentThatCannotBeRead_IsRefused(string parent, string message) =>
        Refused(root => root["extends"] = JsonNode.Parse(parent), "extends", message);

    [Fact]
    public void TheWholeRuleSetOfAParent_IsNotRepeatedByAccident() => Refused(
        root => root["ruleSets"]![0]!["mode"] = "first-applicable", "ruleSets[0]", "give its id and `changes`, nothing else");

    [Theory]
    [InlineData("[7]", "ruleSets[0]", "must be an object with an id")]
    [InlineData("""[{"changes":[]}]""", "ruleSets[0]", "must be an object with an id")]
    [InlineData("7", "ruleSets", "must be an array")]
    public void RuleSetsThatAreNone_AreRefused(string sets, string path, string message) => Refused(root => root["ruleSets"] = JsonNode.Parse(sets), path, message);

    [Fact]
    public void AMemberGivenTwice_IsRefused_AlsoWhereSomethingIsInherited()
    {
        var text = SeedFiles.All.Single(document => document.Id == Law);
        var twice = text with { Json = text.Json.Replace("\"kind\": \"law\",", "\"kind\": \"law\", \"kind\": \"law\",", StringComparison.Ordinal) };
        Assert.Contains(
            SnapshotCompiler.Check(SeedFiles.All.Replace(text, twice)),
            error => error.Document == $"policy/{Law}" && error.Message.Contains("twice", StringComparison.Ordinal));
    }

    /// <summary>
    /// An entry of the parent is replaced in its position, removed where the pack removes it, and kept otherwise. A new entry is
    /// added. Removing one that the parent lacks is an error.
    /// </summary>
    [Theory]
    [InlineData("derived")]
    [InlineData("adviceTables")]
    [InlineData("exceptions")]
    [InlineData("factors")]
    [InlineData("obligations")]
    public void AnEntryOfAParent_IsReplaced_Removed_OrKept(string list)
    {
        var parents = Written(Parent, $$"""{"{{list}}":[{"id":"a","text":"1"},{"id":"b","text":"2"},{"id":"c","text":"3"}]}""");
        Assert.Equal("a:1 b:new c:3 d:4", Entries(list, """[{"id":"b","text":"new"},{"id":"d","text":"4"}]""", parents, []));
        Assert.Equal("a:1 c:3", Entries(list, """[{"id":"b","remove":true}]""", parents, []));
        Assert.Equal("a:1 b:2 c:3", Entries(list, null, parents, []));
        var errors = new List<(string Path, string Message)>();
        Entries(list, """[{"id":"z","remove":true}]""", parents, errors);
        Assert.Equal((list, "removes `z`, which the parent does not have"), Assert.Single(errors));
    }

    /// <summary>
    /// The pack declares no conditions of approval, so it has those of its parent. Written out, they state their origin, and that
    /// must be readable.
    /// </summary>
    [Fact]
    public void AnInheritedConditionOfApproval_IsRead()
    {
        var documents = SeedFiles.All.With(DocumentKind.Policy, Parent, root => root["obligations"] = JsonNode.Parse("""[{"id":"O-HOUSE","text":"Of the house.","citation":"S01"}]"""));
        Assert.Empty(SnapshotCompiler.Check(documents));
        Assert.Contains(Snapshot(documents).Policy(Law)!.Document.Advice.Obligations, obligation => obligation.Id == "O-HOUSE");
    }

    private static string Written(string id, string members)
    {
        var root = JsonNode.Parse(members)!.AsObject();
        root["id"] = id;
        root["kind"] = "law";
        return root.ToJsonString();
    }

    private static string Entries(string list, string? own, string parent, List<(string Path, string Message)> errors)
    {
        var child = new JsonObject { ["id"] = "child", ["kind"] = "law", ["extends"] = new JsonObject { ["policy"] = Parent, ["version"] = 1 }, ["ruleSets"] = new JsonArray() };
        if (own is not null)
        {
            child[list] = JsonNode.Parse(own);
        }

        var flat = PolicyFlattening.Flatten(child.ToJsonString(), (_, _) => parent, errors);
        return flat is null ? string.Join("; ", errors) : string.Join(' ', JsonNode.Parse(flat.Json)![list]!.AsArray().Select(entry => $"{entry!["id"]}:{entry["text"]}"));
    }

    [Theory]
    [InlineData("""{"id":"posture"}""", """{"id":"posture","changes":[]}""", "the rule set `posture` of the parent has no rules to change")]
    [InlineData("""{"id":"posture","rules":[]}""", """{"id":"posture","changes":{}}""", "the parent has the rule set `posture`: give its id and `changes`, nothing else")]
    [InlineData("""{"id":"posture","rules":[]}""", """{"id":"posture","changes":[7]}""", "must be one of prepend")]
    public void AChangeThatFindsNothingToChange_IsRefused(string parent, string own, string message)
    {
        var errors = new List<(string Path, string Message)>();
        var child = $$"""{"id":"child","kind":"law","extends":{"policy":"p","version":1},"ruleSets":[{{own}}]}""";
        Assert.Null(PolicyFlattening.Flatten(child, (_, _) => $$"""{"id":"p","kind":"law","ruleSets":[{{parent}}]}""", errors));
        Assert.Contains(message, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ComputedMembers_OfAnAuthoredDocument_AreIgnored()
    {
        var forged = SeedFiles.All.With(DocumentKind.Policy, "mtcr-guidelines", root =>
        {
            root["lineage"] = new JsonArray(new JsonObject { ["policy"] = "us-uas-2025-09", ["version"] = 1, ["sha256"] = "sha256-0" });
            root["version"] = 99;
            root["state"] = "active";
            root["closedOn"] = "2020-01-01";
            root["switchedOff"] = new JsonArray("G-CATI");
            root["flat"] = new JsonObject { ["hash"] = "sha256-0" };
        });
        Assert.Equal(Snapshot(SeedFiles.All).Policy("mtcr-guidelines")!.Identity, Snapshot(forged).Policy("mtcr-guidelines")!.Identity);
    }

    private static Snapshot Snapshot(ImmutableArray<DocumentSource> documents) => Engine.Snapshots.Snapshot.Open(documents.Compile());

    private static string HashOf(ImmutableArray<DocumentSource> documents) => Snapshot(documents).Policy(Law)!.Identity.Hash;

    private static string TextOf(Snapshot snapshot, string policy) =>
        snapshot.Policy(policy)!.Document.RuleSets.Single().Rules.Single(rule => rule.Id == "R25-PARTNER").Text;

    private static JsonArray Changes(JsonObject root) => root["ruleSets"]![0]!["changes"]!.AsArray();

    private static void Refused(Action<JsonObject> edit, string path, string message)
    {
        var errors = SnapshotCompiler.Check(SeedFiles.All.With(DocumentKind.Policy, Law, edit));
        Assert.True(
            errors.Any(error => error.Document == $"policy/{Law}" && error.Path.Contains(path, StringComparison.Ordinal)
                && error.Message.Contains(message, StringComparison.Ordinal)),
            errors.IsEmpty ? "compiled without an error" : string.Join("\n", errors));
    }
}
