using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Tests.Triggers;

namespace Screening.Functions.Tests.Package;

/// <summary>The published package of the isolated host adapter, which <c>.ci/run</c> publishes and names in a variable.</summary>
public sealed class IsolatedPackageTests
{
    private const string FolderVariable = "SCREENING_ISOLATED_PACKAGE";

    [Fact]
    public void ThePublishedWorker_DeclaresEveryFunction_AndNothingOfTheHandler()
    {
        var folder = Folder();
        Assert.Equal(DeclaredFunctions.InTable, DeclaredFunctions.InMetadata(Path.Combine(folder, "functions.metadata")));
        // A function.json of the custom handler would declare its function a second time, and its host.json another worker.
        Assert.Empty(Directory.EnumerateFiles(folder, "function.json", SearchOption.AllDirectories));
        Assert.DoesNotContain("customHandler", File.ReadAllText(Path.Combine(folder, "host.json")), StringComparison.Ordinal);
        using var worker = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "worker.config.json")));
        Assert.Equal("dotnet-isolated", worker.RootElement.GetProperty("description").GetProperty("language").GetString());
        Assert.True(Directory.Exists(Path.Combine(folder, ".azurefunctions")), "the extensions of queue and timer");
    }

    private static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.False(string.IsNullOrEmpty(folder) && Environment.GetEnvironmentVariable("CI") == "true", $"{FolderVariable} is not set");
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            $"no package: dotnet publish functions/Screening.Functions.Isolated -c Release -o FOLDER, and set {FolderVariable}");
        return folder!;
    }
}
