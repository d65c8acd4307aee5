using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Decisions;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Readme;

/// <summary>The complete request of the README: every member of the description, and the app takes it.</summary>
public sealed class CompleteRequestTests(StandaloneApp standalone) : IClassFixture<StandaloneApp>
{
    private const string Schemas = "#/components/schemas/";

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
        Show(schemas, "ScreeningRequest", [JsonNode.Parse(Readme.CompleteRequest)!], shown);
        Assert.Contains("Item.rangeAt500KgKm", described);
        Assert.Equal(["ScreeningRequest.nationalities"], described.Except(shown));
    }

    [Fact]
    public async Task TheApp_AnswersIt()
    {
        using var client = Client();
        using var body = new StringContent(Readme.CompleteRequest, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(standalone.App.Address, "/api/v1/screenings"), body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal(Code<Disposition>.Of(Disposition.WhatIf), (string?)JsonNode.Parse(text)!["decision"]!["disposition"]);
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
}
