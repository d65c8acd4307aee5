using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Screening.Functions.Hosting;
using Screening.Functions.Triggers;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Screening.Functions.Isolated;

/// <summary>
/// The HTTP functions, one per resource and for every verb, in the order of FunctionTable. Each passes the request to the app,
/// whose endpoints decide on path, verb and access.
/// </summary>
public sealed class HttpFunctions(InProcessServer app)
{
    [Function("Screenings")]
    public Task Screenings([HttpTrigger(Anonymous, Route = "api/v1/screenings/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Records")]
    public Task Records([HttpTrigger(Anonymous, Route = "api/v1/records/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Parties")]
    public Task Parties([HttpTrigger(Anonymous, Route = "api/v1/parties/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Policies")]
    public Task Policies([HttpTrigger(Anonymous, Route = "api/v1/policies/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("CountrySets")]
    public Task CountrySets([HttpTrigger(Anonymous, Route = "api/v1/country-sets/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("ControlList")]
    public Task ControlList([HttpTrigger(Anonymous, Route = "api/v1/control-list/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PartyMatching")]
    public Task PartyMatching([HttpTrigger(Anonymous, Route = "api/v1/party-matching/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Registries")]
    public Task Registries([HttpTrigger(Anonymous, Route = "api/v1/registries/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Proposals")]
    public Task Proposals([HttpTrigger(Anonymous, Route = "api/v1/proposals/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("EmergencyStops")]
    public Task EmergencyStops([HttpTrigger(Anonymous, Route = "api/v1/emergency-stops/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Seed")]
    public Task Seed([HttpTrigger(Anonymous, Route = "api/v1/seed/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Items")]
    public Task Items([HttpTrigger(Anonymous, Route = "api/v1/items/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Destinations")]
    public Task Destinations([HttpTrigger(Anonymous, Route = "api/v1/destinations/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Watchlists")]
    public Task Watchlists([HttpTrigger(Anonymous, Route = "api/v1/watchlists/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Snapshots")]
    public Task Snapshots([HttpTrigger(Anonymous, Route = "api/v1/snapshots/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Status")]
    public Task Status([HttpTrigger(Anonymous, Route = "api/v1/status/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Keys")]
    public Task Keys([HttpTrigger(Anonymous, Route = "api/v1/keys/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Sessions")]
    public Task Sessions([HttpTrigger(Anonymous, Route = "api/v1/sessions/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Pages")]
    public Task Pages([HttpTrigger(Anonymous, Route = FunctionTable.PageSegment + "/" + FunctionTable.Rest)] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);
}
