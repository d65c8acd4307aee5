using System.Text.Json.Nodes;
using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Classification;

/// <summary>Parsing of the part of the document that lists the Commerce Control List.</summary>
public sealed class EccnDocumentTests
{
    [Fact]
    public void ADocumentOfAnEarlierSeed_HasNoEccns()
    {
        Assert.False(Lists.Annex.HasEccns);
        Assert.Empty(Lists.Annex.Eccns);
        Assert.Null(Lists.Annex.TermsOf("9A101"));
        Assert.Null(Lists.Annex.NearestEccn("9A110"));
        Assert.Equal(["3.A.1"], Lists.Annex.AnnexItemsOf("9A101")!.Value);
    }

    [Fact]
    public void AListWithoutEntries_HasNoTerms()
    {
        var list = Parse(ccl => ccl["entries"] = new JsonArray(), out var errors);
        Assert.Empty(errors);
        Assert.False(list.HasEccns);
        Assert.Null(list.TermsOf("9A012"));
    }

    [Theory]
    [InlineData("""{ "code": "9A012", "reasons": [] }""", "ccl.entries[638]", "`9A012` is listed twice")]
    [InlineData("""{ "code": "9F012", "reasons": [] }""", "ccl.entries[638]", "`9F012` has not the form of an entry, such as 9A012")]
    [InlineData("""{ "code": "9A998.a", "reasons": [] }""", "ccl.entries[638]", "`9A998.a` has not the form of an entry")]
    [InlineData("""{ "reasons": [] }""", "ccl.entries[638]", "lacks the member `code`")]
    [InlineData("""{ "code": "9A998" }""", "ccl.entries[638]", "lacks the member `reasons`")]
    [InlineData("""{ "code": "9A998", "reasons": [ "XX" ] }""", "ccl.entries[638].reasons[0]", "must be one of NS, MT")]
    [InlineData("""{ "code": "9A998", "reasons": [ { "in": [ "a" ] } ] }""", "ccl.entries[638].reasons[0]", "lacks the member `reason`")]
    [InlineData("""{ "code": "9A998", "reasons": [ { "reason": "NS", "only": [ "a" ] } ] }""", "ccl.entries[638].reasons[0].only", "is not a member known here")]
    [InlineData("""{ "code": "9A998", "reasons": [ { "reason": "MT", "in": [ ".a" ] } ] }""", "ccl.entries[638].reasons[0].in[0]", "`.a` has not the form of a paragraph, such as a.1.a")]
    [InlineData("""{ "code": "9A998", "reasons": [ { "reason": "MT", "except": [ "9A998.a" ] } ] }""", "ccl.entries[638].reasons[0].except[0]", "has not the form of a paragraph")]
    [InlineData("""{ "code": "9A998", "reasons": [ { "reason": "MT", "when": 7 } ] }""", "ccl.entries[638].reasons[0].when", "must be a text")]
    [InlineData("""{ "code": "9A998", "reasons": [], "itar": true }""", "ccl.entries[638].itar", "must be a text")]
    [InlineData("""{ "code": "9A998", "reasons": [], "supp2": "part" }""", "ccl.entries[638].supp2", "must be one of entry")]
    [InlineData("""{ "code": "9A998", "reasons": [], "supp2": { "in": [ "a" ] } }""", "ccl.entries[638].supp2", "lacks the member `limit`")]
    [InlineData("""{ "code": "9A998", "reasons": [], "refersTo": [ "9A997" ] }""", "ccl.entries[638].refersTo[0]", "refers to `9A997`, which is not listed")]
    [InlineData("""{ "code": "9A998", "reasons": [], "basis": "hearsay" }""", "ccl.entries[638].basis", "must be one of memory")]
    [InlineData("""{ "code": "9A998", "reasons": [], "sourceDate": "yesterday" }""", "ccl.entries[638].sourceDate", "must be a date, yyyy-MM-dd")]
    [InlineData("7", "ccl.entries[638]", "must be an object")]
    public void AMalformedEntry_IsRefused_WithItsPath(string entry, string path, string message)
    {
        Parse(ccl => ccl["entries"]!.AsArray().Add(JsonNode.Parse(entry)), out var errors);
        Assert.Contains(errors, error => error.Path == path && error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("source", "ccl", "lacks the member `source`")]
    [InlineData("sourceDate", "ccl", "lacks the member `sourceDate`")]
    [InlineData("entries", "ccl", "lacks the member `entries`")]
    public void TheList_HasItsSource(string member, string path, string message)
    {
        Parse(ccl => ccl.Remove(member), out var errors);
        Assert.Contains((path, message), errors);
    }

    [Fact]
    public void AMapping_OfAnUnlistedEntry_IsRefused()
    {
        var root = JsonNode.Parse(SeedControlList.Json)!.AsObject();
        root["eccns"]!.AsArray().Insert(0, JsonNode.Parse("""{ "code": "9A919.a", "annex": [ "3.A.1" ], "source": "s" }"""));
        var errors = new List<(string Path, string Message)>();
        ControlList.Parse(root.ToJsonString(), errors);
        Assert.Equal(("eccns[0]", "`9A919.a` is no entry of the Commerce Control List"), Assert.Single(errors));
    }

    private static ControlList Parse(Action<JsonObject> edit, out List<(string Path, string Message)> errors)
    {
        var root = JsonNode.Parse(SeedControlList.Json)!.AsObject();
        edit(root["ccl"]!.AsObject());
        errors = [];
        return ControlList.Parse(root.ToJsonString(), errors);
    }
}
