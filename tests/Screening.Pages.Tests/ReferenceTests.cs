using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Pages.Tests;

/// <summary>The API reference, as an exporter uses it.</summary>
[Collection(PagesGroup.Name)]
public sealed class ReferenceTests(PagesFixture fixture)
{
    [Fact]
    public async Task Opens_AfterSignIn_WithEveryGroupOfOperations()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/reference");
        Assert.Equal(fixture.Origin + "/?to=reference", visit.Page.Url);
        await visit.OpenReferenceAsync(Roles.Auditor);
        await Assertions.Expect(visit.Page.GetByText("Requests are sent as dev-auditor, and recorded.")).ToBeVisibleAsync();
        using var description = JsonDocument.Parse(await fixture.DescriptionAsync());
        foreach (var tag in description.RootElement.GetProperty("tags").EnumerateArray())
        {
            var name = Regex.Escape(tag.GetProperty("name").GetString()!);
            await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^(Open|Close) Group - {name}$") }).WaitForAsync();
        }

        visit.AssertQuiet();
    }

    [Fact]
    public async Task AScreening_CanBeTried_AndIsOnRecordUnderTheName()
    {
        await using var visit = await Visit.StartAsync(fixture, new() { ViewportSize = new() { Width = 1280, Height = 840 } });
        await visit.OpenReferenceAsync(Roles.Screener);
        var (answer, client) = await visit.TryFirstOperationAsync();
        Assert.Equal(200, answer.Status);
        Assert.Equal("POST", answer.Request.Method);
        // Only the session is sent: no key, and no value that is only an example.
        Assert.Equal("reference", await answer.Request.HeaderValueAsync("X-Screening-Page"));
        Assert.Null(await answer.Request.HeaderValueAsync("X-API-Key"));
        Assert.Null(await answer.Request.HeaderValueAsync("Idempotency-Key"));
        Assert.Equal("/api/v1/screenings", new Uri(answer.Url).PathAndQuery);
        await client.GetByText("CASE_BY_CASE_ELIGIBLE").First.WaitForAsync();
        var id = (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
        using var record = JsonDocument.Parse(await fixture.GetAsync("/api/v1/screenings/" + id, Roles.Auditor));
        Assert.Equal("dev-screener", record.RootElement.GetProperty("client").GetString());
        // The highlight of the address fades by itself.
        await visit.Page.WaitForTimeoutAsync(2_000);
        await Picture.TakeAsync("reference.png", visit);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ARequestToAnotherHost_IsForbidden_AndWouldBeDetected()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.OpenReferenceAsync(Roles.Screener);
        visit.AssertQuiet();
        Assert.Equal("refused", await visit.Page.EvaluateAsync<string>(
            "fetch('https://example.org/').then(() => 'answered', () => 'refused')"));
        Assert.Contains(visit.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Equal("refused", await visit.Page.EvaluateAsync<string>(
            "new Promise(done => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); done(window.ran ? 'ran' : 'refused'); })"));
    }
}
