using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Tests.Readme;

/// <summary>The README states only what the product does.</summary>
public sealed class ReadmeTests(StandaloneApp standalone) : IClassFixture<StandaloneApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The examples, by what they show.</summary>
    public static TheoryData<string> Dispositions => ["CONTINUE_OTHER_CHECKS", "HOLD", "BLOCK"];

    [Theory]
    [MemberData(nameof(Dispositions))]
    public async Task EveryExample_IsAnsweredAsShown(string disposition)
    {
        var example = Assert.Single(Readme.Examples, one => DispositionOf(one) == disposition);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, standalone.App.Development!.KeyOf(Roles.Screener));
        using var body = new StringContent(example.Body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(standalone.App.Address, "/api/v1/screenings"), body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(ShownJson.Differences(JsonNode.Parse(example.Answer), JsonNode.Parse(text)));
    }

    [Fact]
    public void Shows_ThreeExamples() => Assert.Equal(3, Readme.Examples.Length);

    [Fact]
    public void IsAtMost250Lines() => Assert.InRange(Readme.Text.Count(letter => letter == '\n'), 1, 250);

    [Fact]
    public void ItsFirstScreen_SaysWhatIsCheckedAndWhatIsNot()
    {
        Assert.True(Readme.Table("checked", "not checked").Length >= 4);
        Assert.InRange(Readme.Text[..Readme.Text.IndexOf("| checked | not checked |", StringComparison.Ordinal)].Count(letter => letter == '\n'), 0, 12);
    }

    /// <summary>The row of PROCEED names the disposition that takes its place while a control reason was not evaluated.</summary>
    [Fact]
    public void TheDispositionsShown_FollowFromTheOutcomes() => Assert.Equal(
        Enum.GetValues<Outcome>().Select(outcome => $"{Code<Disposition>.Of(outcome.Disposition())} {Code<Outcome>.Of(outcome)}")
            .Append($"{Code<Disposition>.Of(Disposition.Proceed)} {Code<Disposition>.Of(Disposition.ContinueOtherChecks)}")
            .Order(StringComparer.Ordinal),
        Readme.Table("disposition", "outcomes").SelectMany(row => Regex.Matches(row[1], "[A-Z]+(_[A-Z]+)+|PROHIBITED").Select(outcome => $"{row[0]} {outcome.Value}"))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void TheBoundsShown_AreTheBounds()
    {
        Assert.Contains($"**{SnapshotTimes.StalenessBound.TotalHours} h**", Readme.Text, StringComparison.Ordinal);
        Assert.Contains($"and {SnapshotTimes.HeadAheadBound.TotalHours} h with an accepted change", Readme.Text, StringComparison.Ordinal);
    }

    private static string? DispositionOf(ReadmeExample example) => (string?)JsonNode.Parse(example.Answer)!["decision"]!["disposition"];
}
