using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Storage;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Package;

/// <summary>
/// What publishing the isolated head makes, as the host reads it. <c>.ci/run</c> publishes it where its packages can be had,
/// and says where; it says so, too, where they cannot.
/// </summary>
public sealed class IsolatedPackageTests
{
    private const string FolderVariable = "SCREENING_ISOLATED_PACKAGE";

    [Fact]
    public void ThePublishedWorker_DeclaresEveryFunction_AndNothingOfTheHandler()
    {
        var folder = Folder();
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "functions.metadata")));
        var declared = metadata.RootElement.EnumerateArray().Select(function => function.GetProperty("name").GetString()!);
        var expected = FunctionTable.Rows.Where(row => row.Kind != FunctionKind.Guard).Select(row => row.Name);
        Assert.Equal(expected.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
        // A function.json of the custom handler would declare its function a second time, and its host.json another worker.
        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "function.json", SearchOption.AllDirectories), _ => true);
        Assert.DoesNotContain("customHandler", File.ReadAllText(Path.Combine(folder, "host.json")), StringComparison.Ordinal);
        using var worker = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "worker.config.json")));
        Assert.Equal("dotnet-isolated", worker.RootElement.GetProperty("description").GetProperty("language").GetString());
        Assert.True(Directory.Exists(Path.Combine(folder, ".azurefunctions")), "the extensions of queue and timer");
    }

    private static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            $"no package: dotnet publish functions/Screening.Functions.Isolated -c Release -o FOLDER, and set {FolderVariable}");
        return folder!;
    }
}
