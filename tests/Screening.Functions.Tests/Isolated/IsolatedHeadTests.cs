using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Isolated;

/// <summary>The two heads declare the same functions, and the second holds no logic.</summary>
public sealed class IsolatedHeadTests
{
    private const string Handler = "functions/Screening.Functions";

    [Fact]
    public void TheHeads_DeclareTheSameFunctions()
    {
        var handler = FunctionFolders().Order(StringComparer.Ordinal).ToArray();
        var worker = IsolatedSource.Functions().Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(handler);
        var missing = handler.Except(worker).Select(line => $"add to the isolated head:\n{CodeOf(line)}");
        var surplus = worker.Except(handler).Select(line => $"no function.json says: {line}");
        Assert.Empty(missing.Concat(surplus));
        Assert.Equal(handler.Length, worker.Length);
    }

    [Fact]
    public void Guards_AreOnlyInTheCustomHandler_BecauseTheWorkerHasNoTriggerRoutes() =>
        Assert.DoesNotContain(IsolatedSource.Functions(), line => line.Contains("admin", StringComparison.Ordinal));

    [Fact]
    public void EveryFunction_IsOneExpressionThatHandsOver() => Assert.All(IsolatedSource.Methods(), method =>
    {
        Assert.Null(method.Body);
        Assert.NotNull(method.ExpressionBody);
        if (method.AttributeLists.Count > 0)
        {
            Assert.StartsWith(
                method.ParameterList.Parameters[0].ToString().Contains("HttpTrigger", StringComparison.Ordinal) ? "app." : "handlers.",
                method.ExpressionBody.Expression.ToString(), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void HostJson_IsThatOfTheHandler_WithoutTheHandler()
    {
        var handler = JsonNode.Parse(RepositoryFolder.Text($"{Handler}/host.json"))!.AsObject();
        var worker = JsonNode.Parse(RepositoryFolder.Text($"{IsolatedSource.Folder}/host.json"))!.AsObject();
        Assert.True(handler.Remove("customHandler"));
        // The worker's package carries its extensions; a bundle beside them is refused by the host.
        Assert.True(handler.Remove("extensionBundle"));
        Assert.True(JsonNode.DeepEquals(handler, worker), $"{worker} is not {handler}");
    }

    [Fact]
    public void TheProject_TakesNoFilesOfTheHandlerAlong_AndIsNotInTheSolution()
    {
        var project = XDocument.Parse(RepositoryFolder.Text($"{IsolatedSource.Folder}/Screening.Functions.Isolated.csproj"));
        foreach (var name in new[] { "_GetChildProjectCopyToOutputDirectoryItems", "_GetChildProjectCopyToPublishDirectoryItems" })
        {
            Assert.Equal("false", project.Descendants(name).Single().Value);
        }

        Assert.DoesNotContain("Isolated", RepositoryFolder.Text("Screening.sln"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> FunctionFolders() =>
        from row in FunctionTable.Rows
        where row.Kind != FunctionKind.Guard
        let json = RepositoryFolder.Text($"{Handler}/{row.Name}/function.json")
        select $"{row.Name} {Describe(JsonDocument.Parse(json).RootElement.GetProperty("bindings")[0])}";

    private static string Describe(JsonElement trigger)
    {
        string Text(string member) => trigger.GetProperty(member).ToString();
        return Text("type") switch
        {
            "httpTrigger" => $"httpTrigger {Text("authLevel")} {Text("route")} "
                + string.Join(',', trigger.GetProperty("methods").EnumerateArray().Select(verb => verb.GetString())),
            "queueTrigger" => $"queueTrigger {Text("queueName")} {Text("connection")}",
            _ => $"timerTrigger {Text("schedule")} {Text("useMonitor").ToLowerInvariant()} {Text("runOnStartup").ToLowerInvariant()}",
        };
    }

    private static string CodeOf(string line)
    {
        if (line.Split(' ') is not [var name, "httpTrigger", _, var route, var verbs])
        {
            return line;
        }

        var quoted = string.Join(", ", verbs.Split(',').Select(verb => $"\"{verb}\""));
        return $"""
                [Function("{name}")]
                public Task {name}(
                    [HttpTrigger(Anonymous, {quoted}, Route = "{route}")] HttpRequest request) =>
                    app.HandleAsync(request.HttpContext);
            """;
    }
}
