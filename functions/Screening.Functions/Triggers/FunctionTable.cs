using System.Collections.Immutable;
using System.Globalization;
using Screening.Functions.Storage;

namespace Screening.Functions.Triggers;

/// <summary>How a function is started.</summary>
public enum FunctionKind
{
    /// <summary>A forwarded request; the app maps the route itself.</summary>
    Http,

    /// <summary>A message of a storage queue.</summary>
    Queue,

    /// <summary>A schedule.</summary>
    Timer,

    /// <summary>
    /// Not a function anyone calls: a route of level admin over the path of a trigger, so that no public route can ever
    /// reach it through the host.
    /// </summary>
    Guard,
}

/// <summary>One function of the app as the Functions host knows it.</summary>
/// <param name="Name">Name of the function and of its folder.</param>
/// <param name="Kind">How it is started.</param>
/// <param name="Source">Route template, queue name or schedule, by kind.</param>
/// <param name="Verbs">Upper-case verbs of an HTTP function; empty for the others (a guard takes every verb).</param>
public sealed record FunctionRow(string Name, FunctionKind Kind, string Source, ImmutableArray<string> Verbs);

/// <summary>
/// Every function of the app, once: a test compares the function.json folders and the mapped endpoints with it.
/// </summary>
public static class FunctionTable
{
    /// <summary>The queue of compile requests to compile the snapshot.</summary>
    public const string CompileQueue = "snapshot-compile";

    /// <summary>Handles a compile request.</summary>
    public const string CompileSnapshot = "CompileSnapshot";

    /// <summary>Handles a compile request that was dead-lettered.</summary>
    public const string CompileSnapshotPoison = "CompileSnapshotPoison";

    /// <summary>Heals a lost compile request.</summary>
    public const string SweepSnapshot = "SweepSnapshot";

    /// <summary>The name of the trigger's value in the body the host sends: <c>Data.message</c>.</summary>
    public const string QueueBinding = "message";

    /// <summary>Deliveries before a message is dead-lettered; the same number stands in host.json.</summary>
    public const int MaxDequeueCount = 5;

    /// <summary>How often the sweep runs, in minutes.</summary>
    public const int SweepMinutes = 1;

    private static readonly string SweepSchedule =
        string.Create(CultureInfo.InvariantCulture, $"0 */{SweepMinutes} * * * *");

    /// <summary>Longest wait between two looks into an empty queue; the same stands in host.json.</summary>
    public static readonly TimeSpan MaxPollingInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a failed message waits for its next try; the same stands in host.json.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    /// <summary>The functions, in the order of the contract's routes.</summary>
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        Http("Screenings", "api/v1/screenings", "GET", "HEAD", "POST"),
        Http("ScreeningBatch", "api/v1/screenings/batch", "POST"),
        Http("ScreeningSearch", "api/v1/screenings/search", "POST"),
        Http("ScreeningReplay", "api/v1/screenings/{id}/replay", "POST"),
        Http("RecordsVerify", "api/v1/records/verify", "GET", "HEAD"),
        Http("RecordsExport", "api/v1/records/export", "GET", "HEAD"),
        Http("RecordsReindex", "api/v1/records/reindex", "POST"),
        Http("RecordErase", "api/v1/records/{id}/erase", "POST"),
        Http("Screening", "api/v1/screenings/{id}", "GET", "HEAD"),
        Http("PartySearch", "api/v1/parties/search", "POST"),
        Http("Policies", "api/v1/policies", "GET", "HEAD"),
        Http("Policy", "api/v1/policies/{id}", "GET", "HEAD", "PUT"),
        Http("PolicyVersion", "api/v1/policies/{id}/versions/{version}", "GET", "HEAD"),
        Http("PolicyAction", "api/v1/policies/{id}/{action}", "POST"),
        Http("PolicyEligibility", "api/v1/policies/{id}/eligibility", "GET", "HEAD"),
        Http("PolicyGap", "api/v1/policies/{id}/eligibility/{country}/gap", "GET", "HEAD"),
        Http("CountrySets", "api/v1/country-sets", "GET", "HEAD"),
        Http("CountrySet", "api/v1/country-sets/{id}", "GET", "HEAD", "PUT"),
        Http("ControlList", "api/v1/control-list", "GET", "HEAD", "PUT"),
        Http("PartyMatching", "api/v1/party-matching", "GET", "HEAD", "PUT"),
        Http("Registry", "api/v1/registries/{id}", "GET", "HEAD", "PUT"),
        Http("RegistryVersions", "api/v1/registries/{id}/versions", "GET", "HEAD"),
        Http("RegistryVersion", "api/v1/registries/{id}/versions/{version}", "GET", "HEAD"),
        Http("SeedPlan", "api/v1/seed", "GET", "HEAD"),
        Http("SeedAction", "api/v1/seed/{action}", "POST"),
        Http("ItemsClassify", "api/v1/items/classify", "POST"),
        Http("Destination", "api/v1/destinations/{country}", "GET", "HEAD"),
        Http("Watchlists", "api/v1/watchlists", "GET", "HEAD"),
        Http("Watchlist", "api/v1/watchlists/{id}", "GET", "HEAD"),
        Http("WatchlistImports", "api/v1/watchlists/{id}/imports", "POST"),
        Http("WatchlistConfirm", "api/v1/watchlists/{id}/confirm", "POST"),
        Http("WatchlistImport", "api/v1/watchlists/{id}/imports/{importId}", "GET", "HEAD"),
        Http("Snapshot", "api/v1/snapshots/{revision}", "GET", "HEAD"),
        Http("Status", "api/v1/status", "GET", "HEAD"),
        Http("Keys", "api/v1/keys", "GET", "HEAD", "POST"),
        Http("KeyAction", "api/v1/keys/{id}/{action}", "POST"),
        Http("Sessions", "api/v1/sessions", "POST"),
        Http("SessionEnd", "api/v1/sessions/end", "POST"),
        Http("Description", "openapi/v1.json", "GET", "HEAD"),
        Http("ProblemPage", "problems/{slug}", "GET", "HEAD"),
        Http("SignIn", "/", "GET", "HEAD"),
        Http("PageFile", "assets/{name}", "GET", "HEAD"),
        Http("Reference", "reference/{document?}", "GET"),
        Http("Healthz", "healthz", "GET", "HEAD"),
        Http("Readyz", "readyz", "GET", "HEAD"),
        new(CompileSnapshot, FunctionKind.Queue, CompileQueue, []),
        new(CompileSnapshotPoison, FunctionKind.Queue, CompileQueue + Storage.MessageQueue.PoisonSuffix, []),
        new(SweepSnapshot, FunctionKind.Timer, SweepSchedule, []),
        Guard(CompileSnapshot),
        Guard(CompileSnapshotPoison),
        Guard(SweepSnapshot),
    ];

    private static FunctionRow Http(string name, string route, params ImmutableArray<string> verbs) =>
        new(name, FunctionKind.Http, route, verbs);

    private static FunctionRow Guard(string trigger) =>
        new(trigger + "Guard", FunctionKind.Guard, trigger + "/{*rest}", []);
}
