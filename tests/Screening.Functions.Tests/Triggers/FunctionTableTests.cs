using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

/// <summary>function.json, the table and the mapped endpoints say the same, for every verb.</summary>
public sealed class FunctionTableTests(AzuriteFixture azurite)
{
    [Fact]
    public void TheFoldersInTheOutput_AreTheTable()
    {
        var folders = Directory.GetFiles(AppContext.BaseDirectory, "function.json", SearchOption.AllDirectories)
            .Select(Path.GetDirectoryName)
            .Select(folder => Describe(Path.GetFileName(folder!), folder!))
            .Order(StringComparer.Ordinal);
        var table = FunctionTable.Rows.Select(Describe).Order(StringComparer.Ordinal);
        Assert.Equal(table, folders);
    }

    [Fact]
    public void HostJson_StandsBesideTheExecutable_AndNamesTheSameNumbers()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var handler = host.RootElement.GetProperty("customHandler");
        var name = handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, name + (OperatingSystem.IsWindows() ? ".exe" : ""))));
        Assert.True(handler.GetProperty("enableForwardingHttpRequest").GetBoolean());
        Assert.True(handler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        var extensions = host.RootElement.GetProperty("extensions");
        Assert.Equal("", extensions.GetProperty("http").GetProperty("routePrefix").GetString());
        var queues = extensions.GetProperty("queues");
        Assert.Equal(FunctionTable.MaxDequeueCount, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal(FunctionTable.MaxPollingInterval, TimeOf(queues, "maxPollingInterval"));
        Assert.Equal(FunctionTable.RetryDelay, TimeOf(queues, "visibilityTimeout"));
        Assert.Equal("base64", queues.GetProperty("messageEncoding").GetString());
    }

    [Fact]
    public async Task EveryEndpoint_IsReachableThroughTheHost_AndEveryFunctionIsAnEndpoint()
    {
        var options = new ScreeningAppOptions
        {
            Settings = new Dictionary<string, string?> { ["SCREENING_PORT"] = "0", ["AzureWebJobsStorage"] = azurite.ConnectionString },
        };
        await using var app = await ScreeningApp.StartAsync(options, TestContext.Current.CancellationToken);
        var endpoints = app.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(verb => $"{verb} {SamplePath(e)}"))
            .ToImmutableArray();
        var functions = FunctionTable.Rows.Where(row => row.Kind == FunctionKind.Http)
            .SelectMany(row => row.Verbs.Select(verb => (Key: $"{verb} {row.Source}", Pattern: PatternOf(verb, row.Source))))
            .ToImmutableArray();

        Assert.Empty(endpoints.Where(endpoint => !functions.Any(function => function.Pattern.IsMatch(endpoint))));
        Assert.Empty(functions.Where(function => !endpoints.Any(function.Pattern.IsMatch)).Select(function => function.Key));
    }

    [Fact]
    public void NoPublicRoute_ReachesATrigger_AndEachTriggerHasItsGuard()
    {
        var triggers = FunctionTable.Rows.Where(row => row.Kind is FunctionKind.Queue or FunctionKind.Timer).ToImmutableArray();
        Assert.All(triggers, trigger =>
        {
            Assert.Contains(FunctionTable.Rows, row => row.Kind == FunctionKind.Guard && row.Source == trigger.Name + "/{*rest}");
            Assert.DoesNotContain(
                FunctionTable.Rows,
                row => row.Kind == FunctionKind.Http && PatternOf("POST", row.Source).IsMatch($"POST {trigger.Name}"));
        });
    }

    private static string Describe(FunctionRow row) => row.Kind switch
    {
        FunctionKind.Http => $"{row.Name} httpTrigger anonymous {row.Source} {string.Join(',', row.Verbs)}",
        FunctionKind.Guard => $"{row.Name} httpTrigger admin {row.Source} every verb",
        FunctionKind.Queue => $"{row.Name} queueTrigger {FunctionTable.QueueBinding} {row.Source} AzureWebJobsStorage",
        _ => $"{row.Name} timerTrigger {row.Source}",
    };

    private static string Describe(string name, string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "function.json")));
        var trigger = document.RootElement.GetProperty("bindings").EnumerateArray().First();
        string Text(string member) => trigger.GetProperty(member).GetString()!;
        string Verbs() => trigger.TryGetProperty("methods", out var methods)
            ? string.Join(',', methods.EnumerateArray().Select(verb => verb.GetString()!.ToUpperInvariant()))
            : "every verb";
        return Text("type") switch
        {
            "httpTrigger" => $"{name} httpTrigger {Text("authLevel")} {Text("route")} {Verbs()}",
            "queueTrigger" => $"{name} queueTrigger {Text("name")} {Text("queueName")} {Text("connection")}",
            _ => $"{name} {Text("type")} {Text("schedule")}",
        };
    }

    private static TimeSpan TimeOf(JsonElement queues, string member) =>
        TimeSpan.Parse(queues.GetProperty(member).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static string SamplePath(RouteEndpoint endpoint) =>
        Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]*\}", "x1");

    private static Regex PatternOf(string verb, string route) =>
        // The address of the page at the root is written "/" for the host, which reads an empty route as the name of the function.
        new($"^{verb} {Regex.Replace(Regex.Escape(route.TrimStart('/')), @"\\\{[^}]*\}", "[^/]+")}$", RegexOptions.IgnoreCase);
}
