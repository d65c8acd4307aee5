using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Screening.Pages.Tests.Application;

/// <summary>The form as a person fills it; fields are named by the path of the API.</summary>
internal sealed partial class CheckForm(Visit visit)
{
    private IPage Page => visit.Page;

    /// <summary>The field of a path.</summary>
    public ILocator Field(string path) => Page.Locator("#f-" + NotOfAnId().Replace(path, "-"));

    /// <summary>The error that stands at the field of a path.</summary>
    public ILocator Error(string path) => Page.Locator("#f-" + NotOfAnId().Replace(path, "-") + "-error");

    /// <summary>Chooses yes or no.</summary>
    public Task SayAsync(string path, string value) =>
        Page.Locator($"fieldset[data-path='{path}']").GetByRole(AriaRole.Radio, new() { Name = value, Exact = true }).CheckAsync();

    /// <summary>Chooses the kind of the last item by words.</summary>
    public async Task ChooseAsync(string words, string kind)
    {
        var change = Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Change ") });
        var search = Page.GetByLabel("Search kinds of goods");
        if (await search.CountAsync() == 0)
        {
            await change.Last.ClickAsync();
        }

        await search.FillAsync(words);
        await Page.Locator(".kind-name").GetByText(kind, new() { Exact = true }).ClickAsync();
    }

    /// <summary>A quadcopter to Kenya: nothing restricts it.</summary>
    public async Task FillSmallAsync(string party, string country = "Kenya")
    {
        await ChooseAsync("quadcopter", "Drone or unmanned aircraft");
        await Field("items[0].description").FillAsync("Small quadcopter");
        await Field("items[0].performance[0].rangeKm").FillAsync("10");
        await Field("items[0].performance[0].payloadKg").FillAsync("2");
        await Field("destination.country").FillAsync(country);
        await Field("parties[0].name").FillAsync(party);
        await Field("parties[0].country").FillAsync(country);
        await Field("endUse.code").SelectOptionAsync("civil_uas");
    }

    /// <summary>Every kind of field there is.</summary>
    public async Task FillWholeAsync()
    {
        await ChooseAsync("survey", "Drone or unmanned aircraft");
        await Field("items[0].description").FillAsync(" Survey aircraft ");
        await Field("items[0].performance[0].rangeKm").FillAsync("250,5");
        await Field("items[0].performance[0].payloadKg").FillAsync("40");
        await visit.Button("Add a pair").ClickAsync();
        await visit.Button("Add a pair").ClickAsync();
        await Field("items[0].performance[2].rangeKm").FillAsync("1 800");
        await Field("items[0].performance[2].payloadKg").FillAsync("6");
        await SayAsync("items[0].autonomousOrBeyondVisualLine", "Yes");
        await Page.GetByText("Other figures, if you have them").ClickAsync();
        await SayAsync("items[0].performanceIsEnvelope", "Yes");
        await Field("items[0].maxRangeKm").FillAsync("2000");
        await Field("items[0].propulsion").SelectOptionAsync("piston");
        await Page.GetByText("Control codes, if you have them").ClickAsync();
        await Field("items[0].jurisdiction").SelectOptionAsync("EAR");
        await Field("items[0].hsCode").FillAsync("8806.24");
        await visit.Button("Add another item").ClickAsync();
        await ChooseAsync("carbon fibre", "Material or propellant");
        await SayAsync("items[1].forUasBelow800Kmh", "No");
        await Field("items[1].eccn").FillAsync("1C210");
        await Field("destination.country").FillAsync("kenya");
        await Field("destination.region").FillAsync("KE-30");
        await Field("from").FillAsync("Germany");
        await Field("destination.transit").FillAsync("United Arab Emirates, SG");
        await Field("movement").SelectOptionAsync("REEXPORT");
        await Field("parties[0].name").FillAsync("Rift Valley Crop Surveys");
        await Field("parties[0].country").FillAsync("Kenya");
        await Page.GetByText("Address, owners and more").First.ClickAsync();
        await Field("parties[0].address").FillAsync("Airport Road 1");
        await Field("parties[0].aliases").FillAsync("RVCS\n\nRift Surveys\n");
        await Field("parties[0].owners").FillAsync("Rift Holdings 60%\nJane Mwangi");
        await Field("parties[0].military").SelectOptionAsync("no");
        await visit.Button("Add a party").ClickAsync();
        await Field("parties[1].name").FillAsync("Jane Mwangi");
        await Field("parties[1].role").SelectOptionAsync("ULTIMATE_CONSIGNEE");
        await Field("parties[1].kind").SelectOptionAsync("person");
        await Field("parties[1].country").FillAsync("KE");
        await Page.GetByText("Address, owners and more").Last.ClickAsync();
        await Field("parties[1].birthDate").FillAsync("1980-05-17");
        await Field("endUse.code").SelectOptionAsync("agriculture");
        await Field("endUse.military").SelectOptionAsync("no");
        await SayAsync("endUse.wmdDelivery", "No");
        await Field("endUse.description").FillAsync("survey of crops");
        await Field("endUse.statements").FillAsync("ST-17\nST-18");
        await Field("reference").FillAsync("SO-4711-10");
        await Field("orderId").FillAsync("SO-4711");
    }

    public Task SubmitAsync() => visit.Button("Check this shipment").ClickAsync();

    /// <summary>Waits for the answer.</summary>
    public Task AnsweredAsync() => Page.Locator(".headline h1").WaitForAsync();

    [GeneratedRegex(@"[^\w]+")]
    private static partial Regex NotOfAnId();
}
