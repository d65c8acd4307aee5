using System.Text.Json;
using Screening.Benchmarks.Hosts;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

/// <summary>The functions as one line of text each, from every place that declares them.</summary>
internal static class DeclaredFunctions
{
    private static readonly string Worker = Path.Combine(AppContext.BaseDirectory, "isolated", "functions.metadata");

    /// <summary>The HTTP functions of the custom handler, from the function.json files beside the executable, with the prefix of its host.json.</summary>
    public static IReadOnlyList<(string Function, string Prefix, string Route)> OfHandler { get; } =
    [
        .. DeclaredRoutes.OfHandler(AppContext.BaseDirectory)
            .Select(function => (function.Function, DeclaredRoutes.Prefix(Path.Combine(AppContext.BaseDirectory, "host.json")), function.Route)),
    ];

    /// <summary>The HTTP functions of the isolated worker, from the file that its build writes from the attributes, with the prefix of its host.json.</summary>
    public static IReadOnlyList<(string Function, string Prefix, string Route)> OfWorker { get; } =
    [
        .. DeclaredRoutes.OfWorker(Worker).Select(function => (
            function.Function,
            DeclaredRoutes.Prefix(Path.Combine(RepositoryFolder.Root, "functions/Screening.Functions.Isolated/host.json")),
            function.Route)),
    ];

    /// <summary>By the table.</summary>
    public static IReadOnlyList<string> InTable { get; } = Sorted(FunctionTable.Rows.Select(row => row.Kind switch
    {
        FunctionKind.Http => $"{row.Name} httpTrigger anonymous {row.Source} every verb",
        FunctionKind.Queue => $"{row.Name} queueTrigger {FunctionTable.QueueBinding} {row.Source} AzureWebJobsStorage",
        _ => $"{row.Name} timerTrigger {row.Source} monitored, not at start",
    }));

    /// <summary>By the function.json files under a folder, with the path of each from there.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        Sorted(Directory.GetFiles(folder, "function.json", SearchOption.AllDirectories).Select(file =>
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var name = Path.GetDirectoryName(Path.GetRelativePath(folder, file))!;
            return Describe(name, document.RootElement.GetProperty("bindings")[0]);
        }));

    /// <summary>By a functions.metadata file, which the SDK of the isolated worker writes.</summary>
    public static IReadOnlyList<string> InMetadata(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return Sorted(document.RootElement.EnumerateArray().Select(function =>
            Describe(function.GetProperty("name").GetString()!, function.GetProperty("bindings")[0])));
    }

    private static string Describe(string name, JsonElement trigger)
    {
        string Text(string member) => trigger.GetProperty(member).GetString()!;
        bool Is(string member) => trigger.GetProperty(member).GetBoolean();
        var verbs = trigger.TryGetProperty("methods", out var methods) ? methods.GetRawText() : "every verb";
        return Text("type") switch
        {
            "httpTrigger" => $"{name} httpTrigger {Text("authLevel").ToLowerInvariant()} {Text("route")} {verbs}",
            "queueTrigger" => $"{name} queueTrigger {Text("name")} {Text("queueName")} {Text("connection")}",
            _ => $"{name} {Text("type")} {Text("schedule")} "
                + $"{(Is("useMonitor") ? "monitored" : "not monitored")}, {(Is("runOnStartup") ? "at start" : "not at start")}",
        };
    }

    private static string[] Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
