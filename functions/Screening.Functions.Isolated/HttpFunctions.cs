using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Parties.Search;
using Screening.Engine.Snapshots;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Pages;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Screening.Functions.Isolated;

/// <summary>
/// HTTP functions, in the order of FunctionTable. Each hands the request over to the pipeline and the endpoints that
/// every head shares: the route here only tells the Functions host what to let through.
/// </summary>
/// <param name="app">Takes a request through the app.</param>
public sealed class HttpFunctions(InProcessServer app)
{
    [Function("Screenings")]
    public Task Screenings(
        [HttpTrigger(Anonymous, "get", "head", "post", Route = "api/v1/screenings")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("ScreeningBatch")]
    public Task ScreeningBatch(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/screenings/batch")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("ScreeningSearch")]
    public Task ScreeningSearch(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/screenings/search")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("ScreeningReplay")]
    public Task ScreeningReplay(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/screenings/{id}/replay")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("RecordsVerify")]
    public Task RecordsVerify(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/records/verify")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("RecordsExport")]
    public Task RecordsExport(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/records/export")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("RecordsReindex")]
    public Task RecordsReindex(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/records/reindex")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("RecordErase")]
    public Task RecordErase(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/records/{id}/erase")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Screening")]
    public Task Screening(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/screenings/{id}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PartySearch")]
    public Task PartySearch(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/parties/search")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Policies")]
    public Task Policies(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/policies")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Policy")]
    public Task Policy(
        [HttpTrigger(Anonymous, "get", "head", "put", Route = "api/v1/policies/{id}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PolicyVersion")]
    public Task PolicyVersion(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/policies/{id}/versions/{version}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PolicyAction")]
    public Task PolicyAction(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/policies/{id}/{action}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("CountrySets")]
    public Task CountrySets(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/country-sets")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("CountrySet")]
    public Task CountrySet(
        [HttpTrigger(Anonymous, "get", "head", "put", Route = "api/v1/country-sets/{id}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("ControlList")]
    public Task ControlList(
        [HttpTrigger(Anonymous, "get", "head", "put", Route = "api/v1/control-list")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PartyMatching")]
    public Task PartyMatching(
        [HttpTrigger(Anonymous, "get", "head", "put", Route = "api/v1/party-matching")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Registry")]
    public Task Registry(
        [HttpTrigger(Anonymous, "get", "head", "put", Route = "api/v1/registries/{id}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Watchlists")]
    public Task Watchlists(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/watchlists")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Watchlist")]
    public Task Watchlist(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/watchlists/{id}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("WatchlistImports")]
    public Task WatchlistImports(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/watchlists/{id}/imports")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("WatchlistConfirm")]
    public Task WatchlistConfirm(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/watchlists/{id}/confirm")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("WatchlistImport")]
    public Task WatchlistImport(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/watchlists/{id}/imports/{importId}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Snapshot")]
    public Task Snapshot(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/snapshots/{revision}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Status")]
    public Task Status(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/status")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Keys")]
    public Task Keys(
        [HttpTrigger(Anonymous, "get", "head", "post", Route = "api/v1/keys")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("KeyAction")]
    public Task KeyAction(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/keys/{id}/{action}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Sessions")]
    public Task Sessions(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/sessions")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("SessionEnd")]
    public Task SessionEnd(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/sessions/end")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Description")]
    public Task Description(
        [HttpTrigger(Anonymous, "get", "head", Route = "openapi/v1.json")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("ProblemPage")]
    public Task ProblemPage(
        [HttpTrigger(Anonymous, "get", "head", Route = "problems/{slug}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PolicyEligibility")]
    public Task PolicyEligibility(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/policies/{id}/eligibility")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PolicyGap")]
    public Task PolicyGap(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/policies/{id}/eligibility/{country}/gap")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("RegistryVersions")]
    public Task RegistryVersions(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/registries/{id}/versions")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("RegistryVersion")]
    public Task RegistryVersion(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/registries/{id}/versions/{version}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("SeedPlan")]
    public Task SeedPlan(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/seed")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("SeedAction")]
    public Task SeedAction(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/seed/{action}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("ItemsClassify")]
    public Task ItemsClassify(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/items/classify")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Destination")]
    public Task Destination(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/destinations/{country}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("SignIn")]
    public Task SignIn(
        [HttpTrigger(Anonymous, "get", "head", Route = "/")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("PageFile")]
    public Task PageFile(
        [HttpTrigger(Anonymous, "get", "head", Route = "assets/{name}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Reference")]
    public Task Reference(
        [HttpTrigger(Anonymous, "get", Route = "reference/{document?}")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Healthz")]
    public Task Healthz(
        [HttpTrigger(Anonymous, "get", "head", Route = "healthz")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);

    [Function("Readyz")]
    public Task Readyz(
        [HttpTrigger(Anonymous, "get", "head", Route = "readyz")] HttpRequest request) =>
        app.HandleAsync(request.HttpContext);
}
