using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Model;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Readme;

/// <summary>docs/api.md: its routes are those of the app, and its complete request has every member and is accepted.</summary>
public sealed partial class ApiPageTests(StandaloneApp standalone) : IClassFixture<StandaloneApp>
{
    private const string Schemas = "#/components/schemas/";

    /// <summary>Sections that keep the terms of the field.</summary>
    private static readonly string[] Terms = ["Idempotency", "Verification", "Dry run", "Batch", "Routes", "Errors"];

    private static readonly Page Api = new("docs/api.md");

    private static readonly string CompleteRequest = Complete().Match(Api.Text).Groups["request"].Value;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMember_IsShown_ButNationalities()
    {
        using var client = Client();
        var description = JsonNode.Parse(await client.GetStringAsync(new Uri(standalone.App.Address, ApiDescriptionEndpoints.Path), Cancellation))!;
        var schemas = description["components"]!["schemas"]!.AsObject();
        HashSet<string> described = [];
        Describe(schemas, "ScreeningRequest", described);
        HashSet<string> shown = [];
        Show(schemas, "ScreeningRequest", [JsonNode.Parse(CompleteRequest)!], shown);
        Assert.Contains("Item.rangeAt500KgKm", described);
        Assert.Equal(["ScreeningRequest.nationalities"], described.Except(shown));
    }

    [Fact]
    public async Task TheApp_AnswersIt()
    {
        using var client = Client();
        using var body = new StringContent(CompleteRequest, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(standalone.App.Address, "/api/v1/screenings"), body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal(Code<Disposition>.Of(Disposition.WhatIf), (string?)JsonNode.Parse(text)!["decision"]!["disposition"]);
    }

    [Fact]
    public void TheStandardTerms_AreSections() => Assert.Empty(Terms.Except(Api.Sections));

    [Fact]
    public void TheRoutesNamed_AreTheRoutesMapped_WithTheirVerbsAndRoles()
    {
        var mapped = standalone.App.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Where(verb => verb != "HEAD")
                .Select(verb => $"{verb} {endpoint.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal)} {RolesOf(endpoint)}"));
        var shown = Api.Table("route", "verbs", "roles").SelectMany(row => Regex.Matches(row[1], "GET|PUT|POST|DELETE")
            .Select(verb => $"{verb.Value} {row[0]} {RolesShown(row[2], verb.Value)}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheRolesShown_AreTheRoles() => Assert.Equal(
        Roles.All.AsEnumerable(), Api.Table("role", "for").Select(row => row[0]));

    private static string RolesOf(RouteEndpoint endpoint)
    {
        var policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Single(data => data.Policy is not null).Policy!;
        return string.Join(",", AccessTable.RolesFor(Enum.Parse<Access>(policy)));
    }

    /// <summary>"all but admin; PUT policy-editor" for one verb.</summary>
    private static string RolesShown(string cell, string verb)
    {
        var parts = cell.Split("; ");
        var words = parts.FirstOrDefault(part => part.StartsWith(verb + " ", StringComparison.Ordinal))?[(verb.Length + 1)..] ?? parts[0];
        ImmutableArray<string> roles = words switch
        {
            "all but admin" => [.. Roles.All.Where(role => role != Roles.Admin)],
            "every role" => Roles.All,
            _ => [.. words.Split(", ")],
        };
        return string.Join(",", roles);
    }

    private static void Describe(JsonObject schemas, string name, HashSet<string> members)
    {
        foreach (var (member, schema) in schemas[name]!["properties"]!.AsObject())
        {
            if (members.Add($"{name}.{member}") && Named(schema!) is { } inner)
            {
                Describe(schemas, inner, members);
            }
        }
    }

    private static void Show(JsonObject schemas, string name, IEnumerable<JsonNode> values, HashSet<string> members)
    {
        var objects = values.OfType<JsonObject>().ToArray();
        foreach (var (member, schema) in schemas[name]!["properties"]!.AsObject())
        {
            var given = objects.Select(value => value[member]).OfType<JsonNode>()
                .SelectMany(value => value is JsonArray elements ? elements.OfType<JsonNode>() : [value]).ToArray();
            if (given.Length > 0)
            {
                members.Add($"{name}.{member}");
                if (Named(schema!) is { } inner)
                {
                    Show(schemas, inner, given, members);
                }
            }
        }
    }

    /// <summary>Name of the schema a member, its elements or one of its forms has.</summary>
    private static string? Named(JsonNode schema) => schema switch
    {
        JsonObject value when (string?)value["$ref"] is { } reference => reference[Schemas.Length..],
        JsonObject value when value["items"] is { } items => Named(items),
        JsonObject value when value["anyOf"] is JsonArray forms => forms.Select(form => Named(form!)).FirstOrDefault(name => name is not null),
        _ => null,
    };

    private HttpClient Client()
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, standalone.App.Development!.KeyOf(Roles.Screener));
        return client;
    }

    [GeneratedRegex(@"\*\*A complete request\.\*\*.*?```json\n(?<request>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Complete();
}
