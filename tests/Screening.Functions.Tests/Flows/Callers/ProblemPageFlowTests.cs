using System.Net;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>Every problem type has a page, and every problem has a type with a page.</summary>
[Collection(FlowGroup.Name)]
public sealed class ProblemPageFlowTests(FlowFixture fixture)
{
    [Fact]
    public async Task EveryType_HasAPublicPage()
    {
        foreach (var type in ProblemTypes.All)
        {
            var page = await fixture.App.SendAsync(HttpMethod.Get, "/problems/" + type.Slug, null);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (page.Status, page.MediaType));
            Assert.Contains(type.Title, WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        }

        (await fixture.App.SendAsync(HttpMethod.Get, "/problems/%3Cscript%3E", null)).Expect(HttpStatusCode.NotFound);
        var codes = await fixture.App.SendAsync(HttpMethod.Get, "/problems/invalid-request", null);
        Assert.All(ErrorCodes.All.Keys, code => Assert.Contains($"<code>{code}</code>", codes.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryProblemInTheProgram_IsOfAKnownType_WithItsTitleAndStatus()
    {
        var text = RepositoryFolder.Text("functions/Screening.Functions/Http/Contracts/Responses/Problems.cs");
        var made = Regex.Matches(text, @"Slug = ""(?<slug>[^""]+)"",\s+Title = ""(?<title>[^""]+)"",\s+Status = StatusCodes\.Status(?<status>\d+)");
        Assert.True(made.Count >= 13, $"only {made.Count} kinds are found");
        Assert.All(made, one =>
        {
            var type = ProblemTypes.Find(one.Groups["slug"].Value);
            Assert.NotNull(type);
            Assert.Equal((type.Title, type.Status), (one.Groups["title"].Value, int.Parse(one.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture)));
        });
    }

    [Fact]
    public void EveryErrorCode_HasAMeaning()
    {
        var codes = typeof(ErrorCodes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(codes.Order(StringComparer.Ordinal), ErrorCodes.All.Keys.Order(StringComparer.Ordinal));
    }
}
