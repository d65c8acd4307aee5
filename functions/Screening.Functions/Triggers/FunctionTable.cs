using System.Collections.Immutable;
using System.Globalization;
using Screening.Functions.Storage;

namespace Screening.Functions.Triggers;

/// <summary>What starts a function.</summary>
public enum FunctionKind
{
    /// <summary>A request under the function's route; the app maps the endpoints itself.</summary>
    Http,

    /// <summary>A message of a storage queue.</summary>
    Queue,

    /// <summary>A schedule.</summary>
    Timer,
}

/// <summary>One function of the app as the Functions host declares it.</summary>
/// <param name="Name">Name of the function and of its folder.</param>
/// <param name="Kind">What starts it.</param>
/// <param name="Source">Route template, queue name or schedule, by kind.</param>
public sealed record FunctionRow(string Name, FunctionKind Kind, string Source);

/// <summary>
/// Every function of the app. Tests compare the function.json files, the isolated host adapter and the mapped endpoints with it.
/// </summary>
public static class FunctionTable
{
    /// <summary>The queue of compile requests.</summary>
    public const string CompileQueue = "snapshot-compile";

    /// <summary>Handles a compile request.</summary>
    public const string CompileSnapshot = "CompileSnapshot";

    /// <summary>Handles a compile request that was dead-lettered.</summary>
    public const string CompileSnapshotPoison = "CompileSnapshotPoison";

    /// <summary>Repeats a compile request that was lost.</summary>
    public const string SweepSnapshot = "SweepSnapshot";

    /// <summary>Fetches lists from their addresses.</summary>
    public const string RefreshLists = "RefreshLists";

    /// <summary>Name of the queue binding, and with it of the value in the body the host sends: <c>Data.message</c>.</summary>
    public const string QueueBinding = "message";

    /// <summary>Deliveries before a message is dead-lettered. host.json has the same value.</summary>
    public const int MaxDequeueCount = 5;

    /// <summary>How often the sweep runs, in minutes.</summary>
    public const int SweepMinutes = 1;

    /// <summary>How often the addresses of lists are looked at for due refreshes, in minutes.</summary>
    public const int RefreshMinutes = 5;

    /// <summary>
    /// The end of every HTTP route: any further segments, or none, of the unreserved characters of RFC 3986. The host matches the
    /// decoded path and then forwards <c>new Uri(display URL).AbsolutePath</c>, which reads <c>\</c> as <c>/</c>, decodes <c>%2e</c>
    /// once more and trims white space: without the constraint <c>/problems/..%5CCompileSnapshot</c> would arrive as a call of the
    /// trigger. No path of this API has other characters. The empty default makes the constraint accept a path without further
    /// segments.
    /// </summary>
    public const string Rest = @"{*rest:regex(^[0-9A-Za-z._~/-]*\z)=}";

    /// <summary>The first segment of the paths outside <c>/api</c>; absent in <c>/</c>.</summary>
    public const string PageSegment = @"{page:regex(^(app|assets|problems|reference|openapi|healthz|readyz)\z)?}";

    private static readonly string SweepSchedule =
        string.Create(CultureInfo.InvariantCulture, $"0 */{SweepMinutes} * * * *");

    private static readonly string RefreshSchedule =
        string.Create(CultureInfo.InvariantCulture, $"30 */{RefreshMinutes} * * * *");

    /// <summary>Longest time between two polls of an empty queue. host.json has the same value.</summary>
    public static readonly TimeSpan MaxPollingInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Time between a failed delivery and the next. host.json has the same value.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The functions: one per resource, for every verb and every path under it, and one per trigger. The first segment of every
    /// route is a literal or one of a list of literals, so that no route matches the path of a trigger.
    /// </summary>
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        Resource("Screenings", "screenings"),
        Resource("Records", "records"),
        Resource("Parties", "parties"),
        Resource("Policies", "policies"),
        Resource("CountrySets", "country-sets"),
        Resource("ControlList", "control-list"),
        Resource("PartyMatching", "party-matching"),
        Resource("Registries", "registries"),
        Resource("Proposals", "proposals"),
        Resource("EmergencyStops", "emergency-stops"),
        Resource("Seed", "seed"),
        Resource("Items", "items"),
        Resource("Destinations", "destinations"),
        Resource("Watchlists", "watchlists"),
        Resource("Snapshots", "snapshots"),
        Resource("Status", "status"),
        Resource("Keys", "keys"),
        Resource("Sessions", "sessions"),
        new("Pages", FunctionKind.Http, $"{PageSegment}/{Rest}"),
        new(CompileSnapshot, FunctionKind.Queue, CompileQueue),
        new(CompileSnapshotPoison, FunctionKind.Queue, CompileQueue + MessageQueue.PoisonSuffix),
        new(SweepSnapshot, FunctionKind.Timer, SweepSchedule),
        new(RefreshLists, FunctionKind.Timer, RefreshSchedule),
    ];

    /// <summary>Time between two ticks of a timer function.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such timer function.</exception>
    public static TimeSpan PeriodOf(string timer) => timer switch
    {
        SweepSnapshot => TimeSpan.FromMinutes(SweepMinutes),
        RefreshLists => TimeSpan.FromMinutes(RefreshMinutes),
        _ => throw new ArgumentOutOfRangeException(nameof(timer), timer, "not a timer function"),
    };

    private static FunctionRow Resource(string name, string segment) => new(name, FunctionKind.Http, $"api/v1/{segment}/{Rest}");
}
