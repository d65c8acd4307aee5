using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Pages.Tests.Application;

/// <summary>The form, from the first word to the answer.</summary>
[Collection(PagesGroup.Name)]
public sealed class CheckTests(PagesFixture fixture)
{
    private const string Path = "/app/check";

    /// <summary>Words of exporters, and the kind that they must lead to.</summary>
    private static readonly (string Words, string Kind)[] Common =
    [
        ("drone", "Drone or unmanned aircraft"), ("quadcopter lidar", "Drone or unmanned aircraft"), ("gyro", "Guidance, navigation or flight control"),
        ("GNSS receiver", "Guidance, navigation or flight control"), ("imu", "Guidance, navigation or flight control"),
        ("carbon fibre tow", "Material or propellant"), ("ammonium perchlorate", "Material or propellant"), ("turbojet", "Engine, motor or rocket stage"),
        ("5-axis machine", "Production or test equipment"), ("thermal camera", "Electronics, camera or instrument"),
        ("satellite part", "Part of a rocket, drone, aircraft or spacecraft"), ("cubesat", "Satellite or other spacecraft"),
    ];

    [Fact]
    public async Task ACommonWord_LeadsToItsKind()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        foreach (var (words, kind) in Common)
        {
            await form.ChooseAsync(words, kind);
            await Assertions.Expect(visit.Button("Change " + kind)).ToBeVisibleAsync();
        }

        await visit.Button("Change " + Common[^1].Kind).ClickAsync();
        await visit.Page.GetByLabel("Search kinds of goods").FillAsync("xyzzy");
        await Assertions.Expect(visit.Page.GetByText("Nothing fits these words.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Not for rockets, missiles or drones", new() { Exact = true })).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task OnlyTheFieldsThatMatter_AreShown()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        await Assertions.Expect(form.Field("items[0].performance[0].rangeKm")).ToHaveCountAsync(0);
        await form.ChooseAsync("sprays", "Drone that sprays");
        await Assertions.Expect(form.Field("items[0].performance[0].rangeKm")).ToBeVisibleAsync();
        await Assertions.Expect(form.Field("items[0].aerosolCapacityL")).ToBeVisibleAsync();
        await Assertions.Expect(form.Field("items[0].totalImpulseNs")).ToHaveCountAsync(0);
        await form.ChooseAsync("rocket motor", "Engine, motor or rocket stage");
        await Assertions.Expect(form.Field("items[0].totalImpulseNs")).ToBeVisibleAsync();
        await Assertions.Expect(form.Field("items[0].performance[0].rangeKm")).ToHaveCountAsync(0);
        await Assertions.Expect(form.Field("items[0].eccn")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("A rocket motor is Category I from 1,100,000 N·s on.")).ToBeVisibleAsync();
        // A field does not vanish while it is emptied.
        await form.ChooseAsync("quadcopter", "Drone or unmanned aircraft");
        await form.Field("items[0].hsCode").FillAsync("8806.24");
        await form.Field("items[0].hsCode").FillAsync("");
        await Assertions.Expect(form.Field("items[0].hsCode")).ToBeFocusedAsync();
        await Assertions.Expect(form.Field("items[0].hsCode")).ToBeVisibleAsync();
        Assert.Empty(await visit.ViolationsAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task EveryField_IsSentAsItsMember_AndNothingElse()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        await form.FillWholeAsync();
        var sent = visit.Page.WaitForRequestAsync("**/api/v1/screenings");
        await form.SubmitAsync();
        var request = await sent;
        var expected = JsonNode.Parse("""
            { "reference": "SO-4711-10", "orderId": "SO-4711", "movement": "REEXPORT", "from": "DE",
              "items": [
                { "id": "10", "description": "Survey aircraft", "class": "UAS", "performance": [ { "rangeKm": 250.5, "payloadKg": 40 }, { "rangeKm": 1800, "payloadKg": 6 } ],
                  "performanceIsEnvelope": true, "maxRangeKm": 2000, "propulsion": "piston", "autonomousOrBeyondVisualLine": true, "jurisdiction": "EAR", "hsCode": "8806.24" },
                { "id": "20", "class": "MATERIAL", "forUasBelow800Kmh": false, "eccn": "1C210" } ],
              "destination": { "country": "KE", "region": "KE-30", "transit": [ "AE", "SG" ] },
              "parties": [
                { "id": "P1", "role": "END_USER", "kind": "organization", "name": "Rift Valley Crop Surveys", "country": "KE", "address": "Airport Road 1",
                  "aliases": [ "RVCS", "Rift Surveys" ], "owners": [ { "name": "Rift Holdings", "percent": 60 }, { "name": "Jane Mwangi" } ], "military": "no" },
                { "id": "P2", "role": "ULTIMATE_CONSIGNEE", "kind": "person", "name": "Jane Mwangi", "country": "KE", "birthDate": "1980-05-17" } ],
              "endUse": { "code": "agriculture", "military": "no", "wmdDelivery": false, "description": "survey of crops", "statements": [ "ST-17", "ST-18" ] } }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.PostData!)), request.PostData);
        Assert.Equal(200, (await request.ResponseAsync())!.Status);
        // Under the session and nothing else, once, whatever the network does.
        Assert.Null(await request.HeaderValueAsync("X-API-Key"));
        Assert.Matches("^[0-9a-f]{32}$", await request.HeaderValueAsync("Idempotency-Key"));
        await form.AnsweredAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task EveryErrorOfTheApi_IsAtItsField_AndItsLinkLeadsThere()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        await form.ChooseAsync("drone", "Drone or unmanned aircraft");
        await form.Field("items[0].performance[0].payloadKg").FillAsync("much");
        await visit.Button("Add a pair").ClickAsync();
        await form.Field("items[0].performance[1].rangeKm").FillAsync("-1");
        await form.Field("destination.country").FillAsync("Atlantis");
        await form.Field("destination.transit").FillAsync("AE, Nowhere");
        // The first party is empty and not sent: the second one is the first of the request.
        await visit.Button("Add a party").ClickAsync();
        await form.Field("parties[1].country").FillAsync("KE");
        await form.SubmitAsync();
        var summary = visit.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(summary).ToBeFocusedAsync();
        foreach (var (path, words) in new[]
        {
            ("items[0].performance[0].payloadKg", "number"), ("items[0].performance[1].rangeKm", "between 0 and"), ("destination.country", "is no country"),
            ("destination.transit", "is no country"), ("parties[1].name", "is required"), ("parties[1].role", "is required"),
        })
        {
            await Assertions.Expect(form.Error(path)).ToContainTextAsync(words);
            await Assertions.Expect(form.Field(path)).ToHaveAttributeAsync("aria-invalid", "true");
        }

        await Assertions.Expect(form.Error("parties[0].name")).ToHaveCountAsync(0);
        await Assertions.Expect(form.Error("items[0].performance[0].rangeKm")).ToHaveCountAsync(0);
        await summary.GetByRole(AriaRole.Link, new() { Name = "Country of destination" }).ClickAsync();
        await Assertions.Expect(form.Field("destination.country")).ToBeFocusedAsync();
        Assert.Empty(await visit.ViolationsAsync());

        // What is corrected and sent again is decided.
        await form.Field("items[0].performance[0].payloadKg").FillAsync("2");
        await form.Field("items[0].performance[1].rangeKm").FillAsync("10");
        await form.Field("destination.country").FillAsync("Kenya");
        await form.Field("destination.transit").FillAsync("");
        await form.Field("parties[1].name").FillAsync("Rift Valley Crop Surveys");
        await form.Field("parties[1].role").SelectOptionAsync("END_USER");
        await form.Field("items[0].performance[0].rangeKm").FillAsync("5");
        await form.Field("items[0].performance[1].payloadKg").FillAsync("1");
        await form.SubmitAsync();
        await form.AnsweredAsync();
        Assert.Equal("Failed to load resource: the server responded with a status of 400 (Bad Request)", Assert.Single(visit.Complaints));
    }

    [Fact]
    public async Task TheKeyboardAlone_IsEnough()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        var keyboard = visit.Page.Keyboard;
        await visit.Page.GetByLabel("Search kinds of goods").FocusAsync();
        await keyboard.InsertTextAsync("crop");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Button("Change Drone that sprays")).ToBeVisibleAsync();
        await form.Field("items[0].description").FocusAsync();
        foreach (var text in new[] { "Small sprayer", "10", "2" })
        {
            await keyboard.InsertTextAsync(text);
            await keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(visit.Button("Add a pair")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.InsertTextAsync("5");
        await Assertions.Expect(form.Field("items[0].aerosolCapacityL")).ToHaveValueAsync("5");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(visit.Page.Locator("input[name='f-items-0-autonomousOrBeyondVisualLine'][value='no']")).ToBeCheckedAsync();
        await form.Field("destination.country").FocusAsync();
        await keyboard.InsertTextAsync("Kenya");
        await keyboard.PressAsync("Enter");
        await form.AnsweredAsync();
        // The answer is where the keyboard is.
        await Assertions.Expect(visit.Page.Locator(".headline h1")).ToBeFocusedAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TheDraft_IsKeptInThisTab_UntilItIsCleared()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        await form.FillSmallAsync("Rift Valley Crop Surveys");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(form.Field("parties[0].name")).ToHaveValueAsync("Rift Valley Crop Surveys");
        await Assertions.Expect(visit.Button("Change Drone or unmanned aircraft")).ToBeVisibleAsync();
        Assert.DoesNotContain("Rift Valley", await visit.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, document.cookie, location.href])"), StringComparison.Ordinal);
        await visit.Button("Start over").ClickAsync();
        await Assertions.Expect(form.Field("parties[0].name")).ToHaveValueAsync("");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(form.Field("parties[0].name")).ToHaveValueAsync("");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task WithoutTheNetwork_NothingIsLost_AndItIsSentAgainAsTheSameAttempt()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        await form.FillSmallAsync("Rift Valley Crop Surveys");
        var keys = new List<string?>();
        visit.Page.Request += (_, request) => keys.Add(request.Headers.GetValueOrDefault("idempotency-key"));
        await visit.SetOfflineAsync(true);
        await Assertions.Expect(visit.Page.GetByText("You are offline.")).ToBeVisibleAsync();
        await form.SubmitAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The service cannot be reached");
        await visit.SetOfflineAsync(false);
        await Assertions.Expect(visit.Page.GetByText("You are offline.")).ToHaveCountAsync(0);
        await Assertions.Expect(form.Field("parties[0].name")).ToHaveValueAsync("Rift Valley Crop Surveys");
        await form.SubmitAsync();
        await form.AnsweredAsync();
        Assert.Single(keys.OfType<string>().Distinct());
    }

    [Theory]
    [InlineData(401, "Your session has ended")]
    [InlineData(429, "Try again in 7 seconds.")]
    [InlineData(503, "Try again in 7 seconds.")]
    [InlineData(500, "The logs have it under 4711.")]
    public async Task AFailure_SaysWhatToDo_AndKeepsTheForm(int status, string words)
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path);
        var form = new CheckForm(visit);
        await form.FillSmallAsync("Rift Valley Crop Surveys");
        await visit.Page.RouteAsync("**/api/v1/screenings", route => route.FulfillAsync(new()
        {
            Status = status,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
            Body = JsonSerializer.Serialize(new { type = "/problems/internal", title = "It failed", status, correlationId = "4711" }),
        }));
        await form.SubmitAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        if (status == 401)
        {
            Assert.Empty(await visit.ViolationsAsync());
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToHaveAttributeAsync("href", "/?to=%2Fapp%2Fcheck");
        }

        await visit.Page.UnrouteAllAsync();
        await form.SubmitAsync();
        await form.AnsweredAsync();
    }

    [Fact]
    public async Task TheForm_LooksAsInTheReadme()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, Path, new() { ViewportSize = new() { Width = 1180, Height = 760 } });
        var form = new CheckForm(visit);
        await form.FillSmallAsync("Rift Valley Crop Surveys");
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        await Picture.TakeAsync("check.png", visit);
        visit.AssertQuiet();
    }
}
