using System.Text.Json.Nodes;

namespace Screening.Supply;

/// <summary>Makes the bill of materials of a published package.</summary>
public static class SbomCommand
{
    /// <summary>Ending of the documents.</summary>
    public const string Ending = ".cdx.json";

    /// <summary>Writes the document of the package, and says where.</summary>
    /// <param name="root">Folder of the repository, restored.</param>
    /// <param name="package">Folder that <c>dotnet publish</c> has filled.</param>
    /// <param name="folder">Folder of the document.</param>
    public static string Run(string root, string package, string folder)
    {
        var path = ProjectOf(package);
        var project = Path.GetFileName(path);
        var bom = OfTool(root, path);
        var locked = LockFiles.ReadNuGet(File.ReadAllText(Path.Combine(root, path, "packages.lock.json")));
        if (Sbom.Missing(bom, locked) is { Count: > 0 } missing)
        {
            throw new SupplyException(
                $"the bill of materials has not what {path}/packages.lock.json locks: {string.Join(", ", missing.Select(one => $"{one.Name} {one.Version}"))}; restore the project again");
        }

        var runtime = LockFiles.ReadRuntime(package);
        if (runtime.Count == 0 && IsNative(package))
        {
            // Native code has its runtime from the compiler.
            runtime = LockFiles.ReadNuGet(File.ReadAllText(Path.Combine(root, path, "packages.native.lock.json")));
        }

        var npm = project == "Screening.Functions" ? LockFiles.ReadNpm(File.ReadAllText(Path.Combine(root, LockFiles.Npm))) : [];
        var pages = LockFiles.ReadNpm(File.ReadAllText(Path.Combine(root, LockFiles.Pages)), withDevelopment: false);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, project + Ending);
        File.WriteAllText(file, Sbom.Complete(bom, project, Repository.Version(root), Repository.Commit(root), runtime, npm, pages));
        return $"{file}: {((JsonArray)bom["components"]!).Count} components, {locked.Count} of the lock file, {runtime.Count} of the runtime, {pages.Count} of the pages, {npm.Count} of developers";
    }

    private static string ProjectOf(string package)
    {
        var there = LockFiles.Deployed.Where(path => File.Exists(Path.Combine(package, Path.GetFileName(path) + ".dll")) || File.Exists(Path.Combine(package, Path.GetFileName(path))));
        return there.LastOrDefault() ?? throw new SupplyException($"{package} is no package of this product");
    }

    private static bool IsNative(string package) => Directory.GetFiles(package, "*.deps.json").Length == 0;

    private static JsonObject OfTool(string root, string path)
    {
        var folder = Directory.CreateTempSubdirectory("screening-sbom").FullName;
        try
        {
            Repository.Run(
                "dotnet", root, "tool", "run", "dotnet-CycloneDX", "--", $"{path}/{Path.GetFileName(path)}.csproj", "--output", folder, "--filename", "bom.json",
                "--output-format", "UnsafeJson", "--disable-package-restore", "--no-serial-number", "--spec-version", "1.6");
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "bom.json")))!.AsObject();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
