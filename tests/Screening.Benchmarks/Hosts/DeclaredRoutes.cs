using System.Text.Json;

namespace Screening.Benchmarks.Hosts;

/// <summary>The route templates of the HTTP functions, from the files that a host reads.</summary>
internal static class DeclaredRoutes
{
    /// <summary>Of a custom handler: the function.json of every folder beside its host.json.</summary>
    public static IReadOnlyList<(string Function, string Route)> OfHandler(string folder) =>
    [
        .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            .Select(function => (Name: Path.GetFileName(function), File: Path.Combine(function, "function.json")))
            .Where(function => File.Exists(function.File))
            .SelectMany(function => Routes(function.Name, JsonElement.Parse(File.ReadAllText(function.File)))),
    ];

    /// <summary>Of an isolated worker: its functions.metadata, which the build writes from the attributes.</summary>
    public static IReadOnlyList<(string Function, string Route)> OfWorker(string metadata) =>
    [
        .. JsonElement.Parse(File.ReadAllText(metadata)).EnumerateArray()
            .SelectMany(function => Routes(function.GetProperty("name").GetString()!, function)),
    ];

    /// <summary>The route prefix in a host.json.</summary>
    public static string Prefix(string hostJson) => JsonElement.Parse(File.ReadAllText(hostJson))
        .GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()!;

    private static IEnumerable<(string Function, string Route)> Routes(string name, JsonElement function) =>
        from binding in function.GetProperty("bindings").EnumerateArray()
        where binding.GetProperty("type").GetString() == "httpTrigger"
        select (name, binding.GetProperty("route").GetString()!);
}
