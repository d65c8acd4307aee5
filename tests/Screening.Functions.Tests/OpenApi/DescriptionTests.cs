using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.OpenApi;

/// <summary>The OpenAPI description is correct: every endpoint, every role, every example.</summary>
[Collection(FlowGroup.Name)]
public sealed class DescriptionTests(FlowFixture fixture)
{
    private FlowApp App => fixture.App;

    [Fact]
    public async Task EveryEndpointOfTheApi_IsDescribed_WithItsRoles()
    {
        var description = await App.DescriptionAsync();
        var described = description.Root["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key} {RolesIn(operation.Value!)}"));
        var mapped = App.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Regex.IsMatch(endpoint.RoutePattern.RawText!, "^/(api/|openapi/|healthz|readyz)"))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Where(verb => verb != "HEAD")
                .Select(verb => $"{verb} {Regex.Replace(endpoint.RoutePattern.RawText!, @":\w+", "")} {RolesOf(endpoint)}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryExample_FitsItsSchema()
    {
        var description = await App.DescriptionAsync();
        var errors = new List<string>();
        var examples = 0;
        foreach (var (place, schema, example) in Places(description.Root, "$"))
        {
            examples++;
            errors.AddRange(description.Errors(schema, JsonDocument.Parse(example.ToJsonString()).RootElement)
                .Select(error => $"{place}: {error}"));
        }

        Assert.True(errors.Count == 0, string.Join('\n', errors.Take(20)));
        Assert.True(examples > 60, $"only {examples} examples");
    }

    [Fact]
    public async Task EveryBodyAndParameter_HasAnExampleAndADescription()
    {
        var root = (await App.DescriptionAsync()).Root;
        foreach (var operation in root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(one => one.Value!))
        {
            Assert.NotEmpty((string?)operation["summary"] ?? "");
            Assert.NotEmpty((string?)operation["description"] ?? "");
            Assert.All(operation["parameters"]?.AsArray() ?? [], parameter =>
            {
                Assert.NotNull(parameter!["example"] ?? parameter["examples"]?["one"]?["value"]);
                Assert.NotEmpty((string?)parameter["description"] ?? "");
            });
            Assert.All(Media(operation), media => Assert.NotNull(media["example"]));
            var named = Regex.Matches((string)root["paths"]!.AsObject().Single(path => path.Value!.AsObject().Any(one => one.Value == operation)).Key, @"\{(\w+)\}")
                .Select(match => match.Groups[1].Value);
            var given = (operation["parameters"]?.AsArray() ?? []).Where(one => (string)one!["in"]! == "path").Select(one => (string)one!["name"]!);
            Assert.Equal(named, given);
        }
    }

    [Fact]
    public async Task ExamplesThatAreText_AreWhatIsTakenAndAnswered()
    {
        var description = await App.DescriptionAsync();
        string Example(string verb, string path, string? status, string type)
        {
            var operation = description.OperationOf(verb, path)!;
            return (string)(status is null ? operation["requestBody"] : operation["responses"]![status])!["content"]![type]!["example"]!;
        }

        void Fits(string schema, string line) => Assert.Empty(description.Errors(
            new JsonObject { ["$ref"] = "#/components/schemas/" + schema }, JsonDocument.Parse(line).RootElement));

        // A trailing line break ends the last line.
        static string[] Lines(string text) => text.EndsWith('\n') ? text[..^1].Split('\n') : [];
        const string Batch = "/api/v1/screenings/batch";
        var batch = Example("POST", Batch, null, "application/x-ndjson");
        Assert.Equal(2, Lines(batch).Length);
        Assert.All(Lines(batch), line => Fits("ScreeningRequest", line));
        var answered = await App.SendAsync(HttpMethod.Post, Batch, App.KeyOf(Roles.Screener), batch, type: "application/x-ndjson");
        Assert.Equal(Shape(Lines(answered.Expect(HttpStatusCode.OK).Text)[^1]), Shape(Lines(Example("POST", Batch, "200", "application/x-ndjson"))[^1]));

        Fits("ScreeningRecord", Assert.Single(Lines(Example("GET", "/api/v1/records/export", "200", "application/x-ndjson"))));
        var exported = (await App.GetAsync("/api/v1/records/export?format=csv&limit=1")).Expect(HttpStatusCode.OK).Text;
        Assert.Equal(Lines(exported)[0], Lines(Example("GET", "/api/v1/records/export", "200", "text/csv"))[0]);

        using var list = new MemoryStream(Encoding.UTF8.GetBytes(Example("POST", "/api/v1/watchlists/un/imports", null, "text/csv")));
        var read = WatchlistCsv.Read(list, ListFormats.Own, TestContext.Current.CancellationToken);
        Assert.Empty(read.Errors);
        Assert.Single(read.Entries);
    }

    [Fact]
    public async Task OperationIds_AreUnique()
    {
        var root = (await App.DescriptionAsync()).Root;
        var ids = root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(one => (string)one.Value!["operationId"]!).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task NoNumber_MayBeAText()
    {
        // The framework's generator writes this by default: ["null", "number", "string"].
        var root = (await App.DescriptionAsync()).Root;
        Assert.DoesNotContain(Types(root), types => types.Contains("string") && (types.Contains("integer") || types.Contains("number"))
            && !types.Contains("boolean"));
    }

    [Fact]
    public async Task EveryKindOfProblemAndEveryErrorCode_IsInIt()
    {
        var description = await App.DescriptionAsync();
        Assert.Equal(
            ProblemTypes.All.Select(type => "/problems/" + type.Slug),
            description.Schema("Problem")["properties"]!["type"]!["enum"]!.AsArray().Select(one => (string)one!));
        Assert.Equal(
            ErrorCodes.All.Keys.Order(StringComparer.Ordinal),
            description.Schema("RequestError")["properties"]!["code"]!["enum"]!.AsArray().Select(one => (string)one!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TheDescription_IsNotSentAgain_WhenTheETagMatches()
    {
        var first = (await App.GetAsync("/openapi/v1.json", Roles.Screener)).Expect(HttpStatusCode.OK);
        Assert.NotNull(first.ETag);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.Add(ApiKeyAuthentication.Header, App.KeyOf(Roles.Screener));
        request.Headers.Add("If-None-Match", first.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await App.SendAsync(request)).Status);
    }

    /// <summary>Every request and response body of an operation; problem bodies are described separately.</summary>
    private static IEnumerable<JsonNode> Media(JsonNode operation) =>
        operation["responses"]!.AsObject().Select(answer => answer.Value).Append(operation["requestBody"])
            .SelectMany(body => body?["content"]?.AsObject().Select(media => media.Value!) ?? []);

    /// <summary>Everything that has a schema and an example.</summary>
    private static IEnumerable<(string Place, JsonNode Schema, JsonNode Example)> Places(JsonNode? node, string at) => node switch
    {
        JsonObject one when one.ContainsKey("schema") && one.ContainsKey("example") => [(at, one["schema"]!, one["example"]!)],
        JsonObject one when one.ContainsKey("schema") && one.ContainsKey("examples") =>
            one["examples"]!.AsObject().Select(example => ($"{at}.{example.Key}", one["schema"]!, example.Value!["value"]!)),
        JsonObject many => many.Where(member => member.Key is not ("example" or "examples")).SelectMany(member => Places(member.Value, $"{at}.{member.Key}")),
        JsonArray array => array.SelectMany((element, index) => Places(element, $"{at}[{index}]")),
        _ => [],
    };

    private static string Shape(string line) => string.Join(',', JsonNode.Parse(line)!.AsObject().Select(member => member.Key));

    private static IEnumerable<string[]> Types(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => member is { Key: "type", Value: JsonArray types }
            ? [[.. types.Select(type => (string)type!)]]
            : Types(member.Value)),
        JsonArray array => array.SelectMany(Types),
        _ => [],
    };

    private static string RolesIn(JsonNode operation) =>
        Regex.Match((string)operation["description"]!, @"For the roles (.*)\.$").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    private static string RolesOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().SingleOrDefault(data => data.Policy is not null)?.Policy is { } policy
            ? string.Join(",", AccessTable.RolesFor(Enum.Parse<Access>(policy)))
            : "";
}
