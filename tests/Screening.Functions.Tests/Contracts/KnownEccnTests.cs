using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Tests.Seed;

namespace Screening.Functions.Tests.Contracts;

/// <summary>An ECCN that is not on the Commerce Control List is refused, with the nearest entry as a suggestion.</summary>
public sealed class KnownEccnTests
{
    private static readonly ControlList List = Read(SeedResources.Text("seed/control-list/mtcr-annex.json"));

    [Theory]
    [InlineData("3A919", "3A991")]
    [InlineData("9A021.a.1", "9A012")]
    public void AnUnknownEccn_IsReported_WithTheNearestEntry(string eccn, string nearest)
    {
        var error = Assert.Single(Check(eccn, List));

        Assert.Equal(("items[0].eccn", "unknown_code"), (error.Path, error.Code));
        Assert.Equal($"`{eccn}` is no entry of the Commerce Control List; did you mean `{nearest}`", error.Message);
        Assert.Equal([nearest], error.Candidates!.Value);
    }

    [Theory]
    [InlineData("EAR99")]
    [InlineData("9A012")]
    [InlineData("9A610.y.33")]
    [InlineData("9A012.q.9")]
    public void AKnownEntry_IsAccepted_WithAnyParagraph(string eccn) => Assert.Empty(Check(eccn, List));

    [Fact]
    public void AListOfAnEarlierSeed_RefusesNoCode()
    {
        var earlier = Read("""{ "id": "list", "edition": "e", "source": "s", "sourceDate": "2026-09-01", "items": [], "eccns": [], "usml": [] }""");

        Assert.Empty(Check("3A919", earlier));
        Assert.Empty(Check("3A919", null));
    }

    [Fact]
    public void ManyUnknownCodes_AreAllReported_AndTheFirstHaveASuggestion()
    {
        var request = Bodies.Parse(Bodies.With("items[0].eccn", "\"3A919\"")).Value;
        var many = request with { Items = [.. Enumerable.Range(0, Limits.Items).Select(number => request.Items[0] with { Id = $"{number}" })] };

        var errors = new KnownCodes(null, null, List).Check(many);

        Assert.Equal(Limits.Items, errors.Length);
        Assert.Equal(KnownCodes.Suggestions, errors.Count(error => error.Candidates is not null));
        Assert.Equal($"items[{Limits.Items - 1}].eccn", errors[^1].Path);
    }

    private static ImmutableArray<RequestError> Check(string eccn, ControlList? list) =>
        new KnownCodes(null, null, list).Check(Bodies.Parse(Bodies.With("items[0].eccn", $"\"{eccn}\"")).Value);

    private static ControlList Read(string json)
    {
        var errors = new List<(string Path, string Message)>();
        var list = ControlList.Parse(json, errors);
        Assert.Empty(errors);
        return list;
    }
}
