using System.Text.Json;
using Microsoft.Playwright;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Pages.Tests.Application;

/// <summary>The pages that find decisions and show the state of the service.</summary>
[Collection(PagesGroup.Name)]
public sealed class RecordsTests(PagesFixture fixture)
{
    [Fact]
    public async Task ADecision_IsFoundByItsReference_AndOpened()
    {
        var reference = "SO-" + Guid.NewGuid().ToString("N");
        var id = await fixture.ScreenAsync(reference, "Rift Valley Crop Surveys");
        await using var visit = await Visit.OpenAsync(fixture, Roles.Auditor, "/app/decisions");
        await visit.Page.GetByLabel("Reference", new() { Exact = true }).FillAsync(reference);
        await visit.Button("Search").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("1 decision", new() { Exact = true })).ToBeVisibleAsync();
        // The search is in the address, so that it can be kept and sent.
        Assert.Equal($"{fixture.Origin}/app/decisions?reference={reference}", visit.Page.Url);
        await Picture.TakeAsync("decisions.png", visit);
        await visit.Page.ReloadAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync();
        await visit.Heading("Go on with your other checks").WaitForAsync();
        Assert.Equal($"{fixture.Origin}/app/answer/{id}", visit.Page.Url);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AParty_IsSearchedInTheBody_AndNeverInAnAddress()
    {
        var party = "Rift " + Guid.NewGuid().ToString("N");
        var id = await fixture.ScreenAsync("SO-1", party);
        await using var visit = await Visit.OpenAsync(fixture, Roles.Auditor, "/app/decisions");
        var addresses = new List<string>();
        visit.Page.Request += (_, request) => addresses.Add(request.Url);
        await visit.Page.GetByLabel("Party", new() { Exact = true }).FillAsync(party);
        await visit.Button("Search").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("1 decision", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText(id)).ToBeVisibleAsync();
        Assert.DoesNotContain(addresses.Append(visit.Page.Url), address => address.Contains("Rift", StringComparison.OrdinalIgnoreCase));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task NothingFound_AndAWrongSearch_SaySo()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/decisions?reference=SO-NOWHERE");
        await Assertions.Expect(visit.Page.GetByText("No decision matches.")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("List or entry").FillAsync("not an entry!");
        await visit.Button("Search").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Empty(await visit.ViolationsAsync());
    }

    [Fact]
    public async Task TheStatus_BeginsWithWhatNeedsAttention()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Admin, "/app/status");
        await Assertions.Expect(visit.Page.GetByText("only the sample list is on file: import the full lists before real use")).ToBeVisibleAsync();
        using var status = JsonDocument.Parse(await fixture.GetAsync("/api/v1/status", Roles.Admin));
        await Assertions.Expect(visit.Page.GetByText(status.RootElement.GetProperty("activeRevision").GetString()!)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "UVL" })).ToContainTextAsync("missing");
        await Picture.TakeAsync("status.png", visit);
        visit.AssertQuiet();
        await visit.SetOfflineAsync(true);
        await visit.Button("Refresh").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The service cannot be reached");
        await visit.SetOfflineAsync(false);
        await visit.Button("Try again").ClickAsync();
        await visit.Heading("Required lists").WaitForAsync();
    }
}
