using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Country sets and registries, changed over HTTP until the decision changes, and changed back.</summary>
[Collection(FlowGroup.Name)]
public sealed class DocumentFlowTests(FlowFixture fixture, ITestOutputHelper output)
{
    private FlowApp App => fixture.App;

    [Fact]
    public async Task ACountryAddedToASet_ChangesTheDecision()
    {
        const string Set = "/api/v1/country-sets/EAR-E1";
        Assert.Equal("CASE_BY_CASE", await OutcomeAsync("BR"));
        var (before, tag) = await ReadAsync(Set);
        var changed = Added(before, "members", """{ "country": "BR", "note": "made up for a test" }""");

        var version = await ChangeAsync(Set, changed, tag, "country set");
        var status = await App.StatusAsync();
        Assert.Equal(version, status.GetProperty("sourceVersion").GetInt64());
        Assert.Equal(version, status.GetProperty("activeSourceVersion").GetInt64());
        var decision = (await App.ScreenAsync(Transactions.Uav("BR"))).Expect(HttpStatusCode.OK);
        Assert.Equal("PROHIBITED", decision.Outcome);
        Assert.Equal("BLOCK", decision.Decision.GetProperty("disposition").GetString());
        var snapshot = decision.Decision.GetProperty("snapshot");
        Assert.Equal(version, snapshot.GetProperty("sourceVersion").GetInt64());
        Assert.Equal(snapshot.GetProperty("revision").GetString(), status.GetProperty("activeRevision").GetString());

        // The tag that was read before is now stale; a change without a tag is refused too.
        (await App.PutAsync(Set, Roles.PolicyEditor, before, tag)).Expect(HttpStatusCode.PreconditionFailed);
        (await App.PutAsync(Set, Roles.PolicyEditor, before)).Expect(HttpStatusCode.PreconditionRequired);
        Assert.Equal("PROHIBITED", await OutcomeAsync("BR"));

        await ChangeAsync(Set, before, (await ReadAsync(Set)).Tag, "country set back");
        Assert.Equal("CASE_BY_CASE", await OutcomeAsync("BR"));
    }

    [Theory]
    [InlineData("assessments", """{ "country": "PH", "status": "diversion_risk", "assessor": "test", "evidence": "made up" }""", "R25-DIVERSION")]
    [InlineData("partner-status", """{ "country": "PH", "status": "IMPLIED", "evidence": "made up" }""", "R25-PARTNER")]
    public async Task ARegistryRow_ChangesTheDecision(string registry, string row, string rule)
    {
        var path = "/api/v1/registries/" + registry;
        Assert.NotEqual(rule, await WinnerAsync("PH"));
        var (before, tag) = await ReadAsync(path);
        await ChangeAsync(path, Added(before, "entries", row), tag, registry);
        Assert.Equal(rule, await WinnerAsync("PH"));
        await ChangeAsync(path, before, (await ReadAsync(path)).Tag, registry + " back");
        Assert.NotEqual(rule, await WinnerAsync("PH"));
    }

    /// <summary>"dryRun" is a key of screenings. Ignored here, the change would go live.</summary>
    [Theory]
    [InlineData("PUT", "/api/v1/country-sets/NATO?dryRun=true&reason=test")]
    [InlineData("PUT", "/api/v1/party-matching?dryRun=true&reason=test")]
    [InlineData("POST", "/api/v1/policies/us-uas-2025-09/retire?dryRun=true&reason=test")]
    [InlineData("POST", "/api/v1/policies/us-uas-2025-09/activate?version=1&reason=test")]
    [InlineData("GET", "/api/v1/policies?state=draft")]
    [InlineData("GET", "/api/v1/country-sets/NATO?version=1")]
    public async Task AQueryKeyThatTheRouteDoesNotHave_IsRefused_AndNothingChanges(string verb, string address)
    {
        var version = (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64();
        var refused = await App.SendAsync(
            new HttpMethod(verb), address, App.KeyOf(Roles.PolicyEditor), verb == "GET" ? null : """{ "version": 1 }""", verb == "GET" ? null : "*");
        Assert.Equal(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..address.IndexOf('=', StringComparison.Ordinal)],
            Assert.Single(refused.Expect(HttpStatusCode.BadRequest).Errors).Path);
        Assert.Equal(version, (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64());
    }

    /// <summary>A condition that cannot be read must not count as none: the change would be made over what the caller has not seen.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("3")]
    [InlineData("W/\"3\"")]
    [InlineData("\"3\", *")]
    [InlineData("\"3\" \"4\"")]
    public async Task ACondition_ThatCannotBeRead_IsRefused_AndNothingChanges(string condition)
    {
        const string Set = "/api/v1/country-sets/NATO";
        var (before, _) = await ReadAsync(Set);
        var version = (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64();
        var changed = Added(before, "members", """{ "country": "BR", "note": "made up for a test" }""");
        foreach (var refused in new[]
        {
            await App.PutAsync(Set, Roles.PolicyEditor, changed, condition),
            await App.PutAsync("/api/v1/policies/us-uas-2025-09", Roles.PolicyEditor, "{}", condition),
        })
        {
            Assert.Equal("header.If-Match", Assert.Single(refused.Expect(HttpStatusCode.BadRequest).Errors).Path);
        }

        Assert.Equal(version, (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64());
    }

    [Fact]
    public async Task ACondition_OfSeveralTags_HoldsWhereOneIsThatOfTheState()
    {
        const string Set = "/api/v1/country-sets/NATO";
        var (before, tag) = await ReadAsync(Set);
        var bad = Added(before, "members", """{ "country": "XX" }""");
        (await App.PutAsync(Set, Roles.PolicyEditor, bad, "\"a\", \"b\"")).Expect(HttpStatusCode.PreconditionFailed);
        (await App.PutAsync(Set, Roles.PolicyEditor, bad, $"\"a\", {tag}")).Expect(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>A client library writes the values of one header in one line; a caller can send two.</summary>
    [Fact]
    public void TwoLinesOfConditions_AreRefused()
    {
        Assert.Throws<MalformedConditionException>(() => ConditionHeader.Read(new StringValues(["\"1\"", "\"2\""])));
        Assert.Equal("\"1\", \"2\"", ConditionHeader.Read("\"1\", \"2\""));
        Assert.Equal("*", ConditionHeader.Read(" * "));
        Assert.Null(ConditionHeader.Read(StringValues.Empty));
    }

    [Fact]
    public async Task ABadDocument_IsRefusedWithAllErrors_AndNothingChanges()
    {
        const string Set = "/api/v1/country-sets/NATO";
        var (before, tag) = await ReadAsync(Set);
        var version = (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64();
        var bad = Added(
            Added(before, "members", """{ "country": "XX" }"""), "members", """{ "country": "FR", "form": "2026-01-01" }""");

        var refused = (await App.PutAsync(Set, Roles.PolicyEditor, bad, tag)).Expect(HttpStatusCode.UnprocessableEntity);
        output.WriteLine(refused.Text);
        Assert.Contains(refused.Errors, error => error.Path.Contains("members[", StringComparison.Ordinal));
        Assert.True(refused.Errors.Length >= 2, "both mistakes are told at once");
        Assert.Contains(refused.Json.GetProperty("errors").EnumerateArray(), error => error.GetProperty("message").GetString()!.Contains("XX", StringComparison.Ordinal));
        Assert.Contains(refused.Json.GetProperty("errors").EnumerateArray(), error => error.GetRawText().Contains("form", StringComparison.Ordinal));

        Assert.Equal((before, tag), await ReadAsync(Set));
        Assert.Equal(version, (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64());
    }

    [Theory]
    [InlineData("/api/v1/country-sets/NATO", "{")]
    [InlineData("/api/v1/country-sets/NATO", "[]")]
    [InlineData("/api/v1/control-list", "{}")]
    [InlineData("/api/v1/registries/programmes", """{"id":"assessments","source":"x","sourceDate":"2026-01-01","entries":[]}""")]
    [InlineData("/api/v1/registries/programmes", """{"id":"programmes","source":"x","sourceDate":"2026-01-01","entries":[{"id":"P","name":"N","country":"KR","vetted":"yes","evidence":"E"}]}""")]
    [InlineData("/api/v1/registries/programmes", """{"id":"programmes","source":"x","sourceDate":"2026-01-01","entries":[{"id":"P","name":"N","country":"KR","vetted":true,"startYear":"1980","evidence":"E"}]}""")]
    [InlineData("/api/v1/country-sets/NATO", """{"id":"EAR-E1","label":"x","source":"x","sourceDate":"2026-01-01","members":[]}""")]
    public async Task AnInvalidDocument_IsRefused_AndNothingChanges(string path, string json)
    {
        var (before, tag) = await ReadAsync(path);
        (await App.PutAsync(path, Roles.PolicyEditor, json, tag)).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal((before, tag), await ReadAsync(path));
    }

    [Theory]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("a%5Cb")]
    [InlineData("a%2Fb")]
    [InlineData("a%7Cb")]
    [InlineData("%7F")]
    public async Task AnIdWithSpecialCharacters_IsNotFound(string id)
    {
        var version = (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64();
        string[] paths =
        [
            $"/api/v1/country-sets/{id}", $"/api/v1/policies/{id}", $"/api/v1/policies/{id}/versions/1",
            $"/api/v1/watchlists/{id}", $"/api/v1/watchlists/{id}/imports/{id}",
        ];
        foreach (var path in paths)
        {
            (await App.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        }

        (await App.PutAsync($"/api/v1/country-sets/{id}", Roles.PolicyEditor, "{}")).Expect(HttpStatusCode.NotFound);
        (await App.PutAsync($"/api/v1/policies/{id}", Roles.PolicyEditor, "{}")).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync($"/api/v1/policies/{id}/activate", Roles.PolicyEditor, """{ "version": 1 }""")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(version, (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64());
    }

    [Fact]
    public async Task AnUnknownRegistryOrSet_IsNotFound()
    {
        (await App.GetAsync("/api/v1/registries/secrets")).Expect(HttpStatusCode.NotFound);
        (await App.PutAsync("/api/v1/registries/secrets", Roles.PolicyEditor, "{}")).Expect(HttpStatusCode.NotFound);
        (await App.GetAsync("/api/v1/country-sets/NOWHERE")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<(string Json, string Tag)> ReadAsync(string path)
    {
        var read = (await App.GetAsync(path)).Expect(HttpStatusCode.OK);
        return (read.Text, read.ETag!);
    }

    private async Task<long> ChangeAsync(string path, string json, string tag, string what)
    {
        var proposed = await App.PutAsync(path, Roles.PolicyEditor, json, tag);
        var clock = Stopwatch.StartNew();
        var version = await App.VersionOfAsync(proposed);
        var answered = clock.ElapsedMilliseconds;
        await App.UntilActiveAsync(version);
        output.WriteLine($"{what}: approved after {answered} ms, active {clock.ElapsedMilliseconds - answered} ms later");
        return version;
    }

    private async Task<string> OutcomeAsync(string country) =>
        (await App.ScreenAsync(Transactions.Uav(country))).Expect(HttpStatusCode.OK).Outcome;

    private async Task<string> WinnerAsync(string country) =>
        (await App.ScreenAsync(Transactions.Uav(country))).Expect(HttpStatusCode.OK).Decision.GetProperty("findings")
            .EnumerateArray().First(finding => finding.GetProperty("wins").GetBoolean()).GetProperty("rule").GetString()!;

    private static string Added(string document, string array, string row)
    {
        var node = JsonNode.Parse(document)!;
        node[array]!.AsArray().Add(JsonNode.Parse(row));
        return node.ToJsonString();
    }
}
