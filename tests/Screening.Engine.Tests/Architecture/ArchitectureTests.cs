using System.Reflection;
using NetArchTest.Rules;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Architecture;

/// <summary>The engine is pure and its stages do not reference one another.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "Screening.Engine";
    private static readonly Assembly Engine = typeof(ScreeningEngine).Assembly;
    private static readonly string[] Stages = ["Classification", "Destinations", "Parties", "Policies"];

    [Theory]
    [InlineData("Classification")]
    [InlineData("Destinations")]
    [InlineData("Parties")]
    [InlineData("Policies")]
    public void AStage_ReferencesNoOtherStageAndNoSnapshot(string stage)
    {
        string[] forbidden = [.. Stages.Where(other => other != stage).Append("Snapshots").Select(other => $"{Root}.{other}"), $"{Root}.ScreeningEngine"];
        Holds(Types.InAssembly(Engine).That().ResideInNamespace($"{Root}.{stage}").ShouldNot().HaveDependencyOnAny(forbidden).GetResult());
        Assert.NotEmpty(Types.InAssembly(Engine).That().ResideInNamespace($"{Root}.{stage}").GetTypes());
    }

    [Theory]
    [InlineData("Parties.Text", "Parties.Reading Parties.Phonetics Parties.Index Parties.Scoring Parties.Search")]
    [InlineData("Parties.Reading", "Parties.Phonetics Parties.Index Parties.Scoring Parties.Search")]
    [InlineData("Parties.Phonetics", "Parties.Index Parties.Scoring Parties.Search")]
    [InlineData("Parties.Index", "Parties.Scoring Parties.Search")]
    [InlineData("Parties.Scoring", "Parties.Search")]
    [InlineData("Policies.Authoring", "Policies.Compilation Policies.Evaluation Policies.Wording")]
    [InlineData("Policies.Compilation", "Policies.Evaluation")]
    public void AModule_ReferencesNoModuleAboveIt(string module, string above)
    {
        var types = Types.InAssembly(Engine).That().ResideInNamespace($"{Root}.{module}");
        Assert.NotEmpty(types.GetTypes());
        Holds(types.ShouldNot().HaveDependencyOnAny([.. above.Split(' ').Select(other => $"{Root}.{other}")]).GetResult());
    }

    [Fact]
    public void Model_ReferencesNothingElseOfTheEngine() =>
        Holds(Types.InAssembly(Engine).That().ResideInNamespace($"{Root}.Model").ShouldNot()
            .HaveDependencyOnAny([.. Stages.Append("Snapshots").Append("ScreeningEngine").Select(other => $"{Root}.{other}")]).GetResult());

    [Fact]
    public void Engine_ReferencesOnlyTheRuntimeAndAnyAscii()
    {
        var foreign = Engine.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("System" or "netstandard" or "mscorlib" or "AnyAscii"));
        Assert.Empty(foreign);
    }

    [Fact]
    public void Engine_HasNoClockNoFilesNoNetworkNoTasks() =>
        Holds(Types.InAssembly(Engine).That().ResideInNamespace(Root).And().DoNotHaveNameMatching("^<").ShouldNot().HaveDependencyOnAny(
            "System.IO.File", "System.Net.Http", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Console",
            "System.Threading.Tasks").GetResult());

    [Fact]
    public void BannedSymbols_AreReadByTheBuild_AndSuppressedNowhere()
    {
        var engine = Path.Combine(RepositoryRoot(), "functions", "Screening.Engine");
        var project = File.ReadAllText(Path.Combine(engine, "Screening.Engine.csproj"));
        Assert.Contains("<AdditionalFiles Include=\"BannedSymbols.txt\" />", project, StringComparison.Ordinal);
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", project, StringComparison.Ordinal);
        Assert.True(File.ReadAllLines(Path.Combine(engine, "BannedSymbols.txt")).Length > 10);
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryRoot(), "functions"), "*.*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".csproj", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(RepositoryRoot(), "*.props")).Append(Path.Combine(RepositoryRoot(), ".editorconfig"))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, path => File.ReadAllText(path).Contains("RS0030", StringComparison.Ordinal));
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Screening.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("the tests run outside the repository");
    }

    private static void Holds(NetArchTest.Rules.TestResult result) =>
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
}
