using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Pages.Tests.Application;

/// <summary>The answer, as a person reads it who has to act on it.</summary>
[Collection(PagesGroup.Name)]
public sealed class AnswerTests(PagesFixture fixture)
{
    private const string Listed = "Shahid Hemat Industrial Group";

    [Fact]
    public async Task NothingFound_IsNoClearance_AndSaysWhatWasNotChecked()
    {
        await using var visit = await AskAsync(form => form.FillSmallAsync("Rift Valley Crop Surveys"));
        await Assertions.Expect(visit.Heading("Go on with your other checks")).ToBeVisibleAsync();
        await Assertions.Expect(Section(visit, "What to do next").GetByRole(AriaRole.Listitem).First)
            .ToHaveTextAsync("Check the other reasons for control, and everything else under “Not checked”.");
        await Assertions.Expect(visit.Page.GetByText("Missile-technology reasons only")).ToBeVisibleAsync();
        await Assertions.Expect(Section(visit, "Not checked").GetByText("de minimis and foreign direct product rules")).ToBeVisibleAsync();
        await Assertions.Expect(Section(visit, "Parties").GetByText("No listed party was found.")).ToBeVisibleAsync();
        // Never by colour alone: the sign is there, and the words.
        await Assertions.Expect(visit.Page.Locator(".headline .sign svg")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("2 kg over 10 km") })).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    /// <summary>In the dark; the tests of questions look at an answer in the light.</summary>
    [Fact]
    public async Task AListedParty_IsShownWithWhatMatched_AndWhy()
    {
        await using var visit = await AskAsync(form => form.FillSmallAsync(Listed, "United Arab Emirates"), ColorScheme.Dark);
        await Assertions.Expect(visit.Heading("Do not ship")).ToBeVisibleAsync();
        await Assertions.Expect(Section(visit, "What to do next")).ToContainTextAsync("Do not deal with Shahid Hemat Industrial Group");
        var match = visit.Page.Locator(".match");
        await Assertions.Expect(match).ToContainTextAsync("Strong match");
        await Assertions.Expect(match.Locator("mark.same")).ToHaveTextAsync(["Shahid", "Industrial", "Group", "SHAHID", "INDUSTRIAL", "GROUP"]);
        await Assertions.Expect(match.Locator("mark.similar")).ToHaveTextAsync(["Hemat", "HEMMAT"]);
        await match.GetByText("How the names were compared").ClickAsync();
        await Assertions.Expect(match).ToContainTextAsync("spelt differently");
        // The chain: what was known, the rule, its source.
        await Assertions.Expect(Section(visit, "Why").Locator(".links").First.Locator(".link-name")).ToHaveTextAsync(["What was known", "Rule B-SDN", "Source"]);
        await Assertions.Expect(Section(visit, "Why").Locator(".citation").First).ToContainTextAsync("OFAC");
        Assert.Empty(await visit.ViolationsAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AQuestion_IsAnsweredInPlace_AndRecordedOnlyWhenThatIsAsked()
    {
        await using var visit = await AskAsync(SprayerAsync);
        await Assertions.Expect(visit.Heading("Hold")).ToBeVisibleAsync();
        var first = visit.Page.Url;
        var open = Section(visit, "Questions that can change this");
        await open.GetByRole(AriaRole.Radio, new() { Name = "Yes", Exact = true }).CheckAsync();
        var change = visit.Page.Locator(".change");
        await Assertions.Expect(change).ToContainTextAsync("Apply for a licence");
        await Assertions.Expect(change).ToContainTextAsync("no question is left");
        await open.GetByRole(AriaRole.Radio, new() { Name = "No", Exact = true }).CheckAsync();
        await Assertions.Expect(change).ToContainTextAsync("Go on with your other checks");
        Assert.Empty(await visit.ViolationsAsync());
        // Trying is not recording.
        Assert.Equal(first, visit.Page.Url);
        var before = await CountAsync();
        await visit.Button("Check with these answers").ClickAsync();
        await visit.Heading("Go on with your other checks").WaitForAsync();
        Assert.NotEqual(first, visit.Page.Url);
        Assert.Equal(before + 1, await CountAsync());
        using var record = JsonDocument.Parse(await fixture.GetAsync("/api/v1/screenings/" + visit.Page.Url.Split('/')[^1], Roles.Auditor));
        Assert.False(record.RootElement.GetProperty("request").GetProperty("items")[0].GetProperty("autonomousOrBeyondVisualLine").GetBoolean());
        visit.AssertQuiet();
    }

    /// <summary>
    /// What may be on the Annex is never declared to be none of it by the form: without a code it holds, and the code settles it.
    /// </summary>
    [Theory]
    [InlineData("thermal camera", "Electronics, camera or instrument", "EAR99", "Go on with your other checks")]
    [InlineData("satellite part", "Part of a rocket, drone, aircraft or spacecraft", "2.A.1.c", "Stop")]
    public async Task WithoutACode_ItHolds_AndTheCodeIsAnswerEnough(string words, string kind, string code, string result)
    {
        await using var visit = await AskAsync(async form =>
        {
            await form.ChooseAsync(words, kind);
            await form.Field("destination.country").FillAsync("Kenya");
            await form.Field("parties[0].name").FillAsync("Rift Valley Crop Surveys");
            await form.Field("parties[0].country").FillAsync("Kenya");
        });
        await Assertions.Expect(visit.Heading("Hold")).ToBeVisibleAsync();
        var answer = visit.Page.GetByLabel("Which MTCR Annex item, ECCN or USML paragraph describes it?");
        await answer.FillAsync("9Z999");
        await Assertions.Expect(visit.Page.Locator(".open-questions .field-error")).ToBeVisibleAsync();
        await Assertions.Expect(answer).ToHaveAttributeAsync("aria-invalid", "true");
        await answer.FillAsync(code);
        await Assertions.Expect(visit.Page.Locator(".change")).ToContainTextAsync(result);
        await Assertions.Expect(visit.Page.Locator(".open-questions .field-error")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhatIsAnswered_CanBeTakenIntoTheForm()
    {
        await using var visit = await AskAsync(SprayerAsync);
        await Section(visit, "Questions that can change this").GetByRole(AriaRole.Radio, new() { Name = "Yes", Exact = true }).CheckAsync();
        await visit.Button("Open in the form").ClickAsync();
        await visit.Heading("Check a shipment").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("input[name='f-items-0-autonomousOrBeyondVisualLine'][value='yes']")).ToBeCheckedAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Tank")).ToHaveValueAsync("30");
        await Assertions.Expect(visit.Button("Change Drone that sprays")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ATrial_SaysThatItIsNone_AndLeavesNoRecord()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/check");
        await new CheckForm(visit).FillSmallAsync("Rift Valley Crop Surveys");
        var before = await CountAsync();
        await visit.Button("Try without recording").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Not recorded", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Button("Replay")).ToHaveCountAsync(0);
        Assert.Equal(before, await CountAsync());
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByText("Not recorded", new() { Exact = true })).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ARecord_IsMaskedForAScreener_AndWholeForAnAuditor()
    {
        await using var asked = await AskAsync(form => form.FillSmallAsync(Listed, "United Arab Emirates"));
        var address = new Uri(asked.Page.Url).AbsolutePath;
        await using var screener = await Visit.OpenAsync(fixture, Roles.Screener, address);
        await screener.Heading("Do not ship").WaitForAsync();
        await Assertions.Expect(screener.Page.GetByText("Names are masked in records for your role.")).ToBeVisibleAsync();
        Assert.DoesNotContain("Hemat", await screener.Page.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(screener.Button("Change and check again")).ToHaveCountAsync(0);
        await screener.Button("Replay").ClickAsync();
        await Assertions.Expect(screener.Page.GetByText("the same to the byte")).ToBeVisibleAsync();
        await using var auditor = await Visit.OpenAsync(fixture, Roles.Auditor, address);
        await auditor.Heading("Do not ship").WaitForAsync();
        await Assertions.Expect(auditor.Page.Locator(".match mark.similar").First).ToHaveTextAsync("Hemat");
        await Assertions.Expect(auditor.Page.GetByText("Hash of the record")).ToBeVisibleAsync();
        await Assertions.Expect(auditor.Button("New check")).ToHaveCountAsync(0);
        screener.AssertQuiet();
        auditor.AssertQuiet();
    }

    [Fact]
    public async Task ARecordThatWouldBeAnotherToday_SaysSo()
    {
        await using var asked = await AskAsync(form => form.FillSmallAsync("Rift Valley Crop Surveys"));
        var address = new Uri(asked.Page.Url).AbsolutePath;
        await using var visit = await Visit.OpenAsync(fixture, Roles.Auditor, "/app/");
        // The record as the service sends it after its party was listed (docs/api.md, Idempotency).
        await visit.Page.RouteAsync("**/api/v1/screenings/*", async route =>
        {
            var record = System.Text.Json.Nodes.JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            record["current"] = false;
            record["validUntil"] = null;
            record["today"]!["disposition"] = "BLOCK";
            await route.FulfillAsync(new() { ContentType = "application/json", Body = record.ToJsonString() });
        });
        await visit.Page.GotoAsync(address);
        await Assertions.Expect(visit.Page.GetByText("It would be decided differently today: Do not ship.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("not to be relied on")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task MarkupInANameOrText_IsText()
    {
        await using var visit = await AskAsync(async form =>
        {
            await form.FillSmallAsync("<img src=x onerror=alert(1)> Rift & Co");
            await form.Field("items[0].description").FillAsync("<script>alert(1)</script>");
            await form.Field("reference").FillAsync("\"><svg onload=alert(1)>");
        });
        await Assertions.Expect(visit.Page.GetByText("<script>alert(1)</script>").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("\"><svg onload=alert(1)>").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("main img, main script")).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TheRequest_IsCopiedAsCurl_WithoutAKey_AndIsTheSame()
    {
        await using var visit = await AskAsync(form => form.FillSmallAsync("O'Hara's Crop Surveys"));
        await visit.AllowClipboardAsync();
        await visit.Button("Copy as curl").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Copied. Put your key into SCREENER.")).ToBeVisibleAsync();
        var copied = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("-H \"X-API-Key: $SCREENER\"", copied, StringComparison.Ordinal);
        Assert.DoesNotContain("scr_", copied, StringComparison.Ordinal);
        Assert.DoesNotContain((await fixture.SessionAsync(Roles.Screener)).Value, copied, StringComparison.Ordinal);
        var body = Regex.Match(copied, "-d '\n(.*)'$", RegexOptions.Singleline).Groups[1].Value.Replace("'\\''", "'", StringComparison.Ordinal);
        using var request = JsonDocument.Parse(body);
        Assert.Equal("O'Hara's Crop Surveys", request.RootElement.GetProperty("parties")[0].GetProperty("name").GetString());
        await visit.Button("Show JSON").ClickAsync();
        using var shown = JsonDocument.Parse(await visit.Page.Locator("pre.json").InnerTextAsync());
        Assert.Equal("CONTINUE_OTHER_CHECKS", shown.RootElement.GetProperty("decision").GetProperty("disposition").GetString());
        Assert.Empty(await visit.ViolationsAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task OnPaper_ItIsOnePage_WithNothingToPress()
    {
        await using var visit = await AskAsync(form => form.FillSmallAsync(Listed, "United Arab Emirates"));
        var paper = await visit.Page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
        Assert.Single(Regex.Matches(Encoding.Latin1.GetString(paper), @"/Type\s*/Page\b"));
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Banner)).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Heading("Not checked")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText(Listed).First).ToBeVisibleAsync();
        await Picture.TakeAsync("print.png", visit);
    }

    [Fact]
    public async Task AnAddressWithoutARecord_SaysSo()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/answer/2026010100-xxxxxxxx-01-0000000001");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such record");
        await visit.Page.GotoAsync("/app/answer/trial");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such record");
    }

    [Fact]
    public async Task TheAnswer_LooksAsInTheReadme()
    {
        await using var visit = await AskAsync(SprayerAsync, viewport: new() { Width = 1180, Height = 1000 });
        await Section(visit, "Questions that can change this").GetByRole(AriaRole.Radio, new() { Name = "Yes", Exact = true }).CheckAsync();
        await visit.Page.Locator(".change").WaitForAsync();
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        await Picture.TakeAsync("answer.png", visit);
        visit.AssertQuiet();
    }

    private static async Task SprayerAsync(CheckForm form)
    {
        await form.ChooseAsync("sprays", "Drone that sprays");
        await form.Field("items[0].description").FillAsync("Crop sprayer");
        await form.Field("items[0].performance[0].rangeKm").FillAsync("10");
        await form.Field("items[0].performance[0].payloadKg").FillAsync("40");
        await form.Field("items[0].aerosolCapacityL").FillAsync("30");
        await form.Field("destination.country").FillAsync("Kenya");
        await form.Field("parties[0].name").FillAsync("Rift Valley Crop Surveys");
        await form.Field("parties[0].country").FillAsync("Kenya");
        await form.Field("endUse.code").SelectOptionAsync("agriculture");
    }

    private static ILocator Section(Visit visit, string heading) => visit.Page.GetByRole(AriaRole.Region, new() { Name = heading });

    private async Task<Visit> AskAsync(Func<CheckForm, Task> fill, ColorScheme scheme = ColorScheme.Light, ViewportSize? viewport = null)
    {
        var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/check", new() { ColorScheme = scheme, ViewportSize = viewport ?? new() { Width = 1180, Height = 900 } });
        var form = new CheckForm(visit);
        await fill(form);
        await form.SubmitAsync();
        await form.AnsweredAsync();
        return visit;
    }

    private async Task<int> CountAsync()
    {
        using var page = JsonDocument.Parse(await fixture.GetAsync("/api/v1/screenings?limit=200", Roles.Auditor));
        return page.RootElement.GetProperty("records").GetArrayLength();
    }
}
