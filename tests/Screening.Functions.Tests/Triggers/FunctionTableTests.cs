using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

/// <summary>The function.json files, the table and the mapped endpoints agree.</summary>
public sealed class FunctionTableTests(AzuriteFixture azurite, HostRoutes routes) : IClassFixture<HostRoutes>
{
    [Fact]
    public void TheFunctionsAtTheRootOfTheOutput_AreThoseOfTheSource_AndTheTable()
    {
        Assert.Equal(DeclaredFunctions.InTable, DeclaredFunctions.In(Path.Combine(RepositoryFolder.Root, "functions/Screening.Functions/Functions")));
        Assert.Equal(DeclaredFunctions.InTable, DeclaredFunctions.In(AppContext.BaseDirectory));
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "Functions")));
    }

    /// <summary>
    /// Host and worker join the prefix and the route. A route that cannot be parsed disables its function in the host and every
    /// function in the worker.
    /// </summary>
    [Fact]
    public void EveryRouteOfBothHeads_IsParsed_AsTheWorkerParsesIt()
    {
        foreach (var functions in new[] { DeclaredFunctions.OfHandler, DeclaredFunctions.OfWorker })
        {
            Assert.Equal(FunctionTable.Rows.Count(row => row.Kind == FunctionKind.Http), functions.Count);
            Assert.All(functions, function => Assert.NotEmpty(RoutePatternFactory.Parse(function.Prefix + "/" + function.Route).PathSegments));
        }

        Assert.Throws<RoutePatternException>(() => RoutePatternFactory.Parse("" + "/" + "/"));
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
    public async Task EveryEndpoint_IsMatchedByOneFunction_AndEveryFunctionMatchesAnEndpoint()
    {
        var options = new ScreeningAppOptions
        {
            Settings = new Dictionary<string, string?> { ["SCREENING_PORT"] = "0", ["AzureWebJobsStorage"] = azurite.ConnectionString },
        };
        await using var app = await ScreeningApp.StartAsync(options, TestContext.Current.CancellationToken);
        var paths = app.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(SamplePath).Distinct().ToArray();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var function = Assert.Single((await routes.SendToHostAsync(path)).Functions);
            Assert.Equal([function], (await routes.SendToWorkerAsync(path)).Functions);
            used.Add(function);
        }

        var http = FunctionTable.Rows.Where(row => row.Kind == FunctionKind.Http).Select(row => row.Name);
        Assert.Equal(http.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    private static TimeSpan TimeOf(JsonElement queues, string member) =>
        TimeSpan.Parse(queues.GetProperty(member).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static string SamplePath(RouteEndpoint endpoint) =>
        "/" + Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]*\}", "x1");
}
