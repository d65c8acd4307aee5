using System.Reflection;
using NetArchTest.Rules;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Architecture;

/// <summary>Dependencies of the host point one way, and few types name Azure.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "Screening.Functions";
    private const string Azure = "Azure";
    private const int MostFiles = 22;
    private static readonly Assembly Host = typeof(ScreeningApp).Assembly;

    /// <summary>Module, and the modules it must not refer to.</summary>
    public static TheoryData<string, string[]> Rules => new()
    {
        { "Storage", ["Changes", "Decisions", "Development", "Http", "Lists", "Pages", "Records", "Security", "Seed", "Snapshots", "Triggers"] },
        { "Records", ["Changes", "Decisions", "Development", "Http.Endpoints", "Http.OpenApi", "Lists", "Pages", "Seed", "Triggers"] },
        { "Lists", ["Decisions", "Development", "Http.Endpoints", "Http.OpenApi", "Pages", "Records", "Triggers"] },
        { "Changes", ["Decisions", "Development", "Http", "Pages", "Records", "Triggers"] },
        { "Snapshots", ["Decisions", "Development", "Http", "Pages", "Triggers"] },
        { "Decisions", ["Changes", "Development", "Http.Endpoints", "Http.OpenApi", "Pages", "Seed", "Triggers"] },
        { "Http.Contracts", ["Decisions", "Development", "Http.Endpoints", "Pages", "Triggers"] },
        { "Security", ["Changes", "Decisions", "Http.Endpoints", "Http.OpenApi", "Lists", "Pages", "Records", "Seed", "Snapshots", "Triggers"] },
        { "Telemetry", ["Changes", "Decisions", "Development", "Http", "Lists", "Pages", "Records", "Security", "Seed", "Storage", "Triggers"] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void AModule_RefersToNoModuleAboveIt(string module, string[] above)
    {
        var types = Types.InAssembly(Host).That().ResideInNamespace($"{Root}.{module}");
        Assert.NotEmpty(types.GetTypes());
        var result = types.ShouldNot().HaveDependencyOnAny([.. above.Select(other => $"{Root}.{other}")]).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Storage_IsReachedThroughItsModule_AndByTypesThatOwnATableOrContainer()
    {
        string[] owners = ["ScreeningStorage", "Table", "Blobs", "SeedMark"];
        string[] clients = [$"{Azure}.Data.Tables", $"{Azure}.Storage.Blobs", $"{Azure}.Storage.Queues"];
        var others = Types.InAssembly(Host).That().HaveDependencyOnAny(clients).GetTypes().Select(type => type.FullName!.Split('+', '/')[0]).Distinct()
            .Where(name => !name.StartsWith($"{Root}.Storage.", StringComparison.Ordinal) && !name.StartsWith($"{Root}.Records.", StringComparison.Ordinal)
                && !owners.Any(owner => name.EndsWith(owner, StringComparison.Ordinal)));
        Assert.Equal([], others);
    }

    [Fact]
    public void NoFolderOfSources_IsLarge()
    {
        var folders = new[] { "functions", "tests" }.SelectMany(part => Directory.EnumerateDirectories(
                Path.Combine(Repository.RepositoryFolder.Root, part), "*", SearchOption.AllDirectories))
            .Where(folder => !folder.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", "node_modules"]).Any())
            .Select(folder => (Folder: folder, Count: Directory.EnumerateFiles(folder, "*.cs").Count()));
        Assert.DoesNotContain(folders, folder => folder.Count > MostFiles);
    }
}
