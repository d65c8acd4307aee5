using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Screening.Functions.Tests.Repository;
using Screening.Supply;

namespace Screening.Functions.Tests.Supply;

/// <summary>The bill of materials has everything the lock files name and the package carries, in the form of CycloneDX.</summary>
public sealed class SbomTests
{
    private const string Functions = "functions/Screening.Functions";

    private static readonly Commit Commit = new("0123456789abcdef0123456789abcdef01234567", new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero), false);

    private static readonly LockedPackage Runtime = new("Microsoft.NETCore.App.Runtime.linux-x64", "10.0.12");

    private static readonly LockedPackage Npm = new("@azure/core-client", "1.2.3") { License = "MIT", Sha512 = Convert.ToBase64String(new byte[64]) };

    private static readonly LockedPackage Page = new("preact", "11.2.0") { License = "MIT", Sha512 = Convert.ToBase64String(new byte[64]) };

    [Fact]
    public void ItIsCompleted_WithTheRuntime_ThePages_AndWithWhatDevelopersInstall()
    {
        var bom = JsonElement.Parse(Complete());
        var components = bom.GetProperty("components").EnumerateArray().ToDictionary(component => component.GetProperty("purl").GetString()!);
        Assert.Equal(4, components.Count);
        Assert.Equal("required", components["pkg:npm/preact@11.2.0"].GetProperty("scope").GetString());
        Assert.Equal("required", components["pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12"].GetProperty("scope").GetString());
        var npm = components["pkg:npm/%40azure/core-client@1.2.3"];
        // Excluded from what is deployed: it is on machines of developers alone.
        Assert.Equal("excluded", npm.GetProperty("scope").GetString());
        Assert.Equal(new string('0', 128), npm.GetProperty("hashes")[0].GetProperty("content").GetString());
        var metadata = bom.GetProperty("metadata");
        Assert.Equal("2026-11-30T12:00:00Z", metadata.GetProperty("timestamp").GetString());
        Assert.Equal("1.2.3", metadata.GetProperty("component").GetProperty("version").GetString());
        Assert.Contains(Commit.Id, metadata.GetProperty("component").GetProperty("properties").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameCommit_GivesTheSameBytes_AndAnotherPackageAnotherNumber()
    {
        Assert.Equal(Complete(), Complete());
        var other = Sbom.Complete(OfTool(), "Screening.Functions", "1.2.3", Commit, [Runtime with { Version = "10.0.13" }], [Npm]);
        Assert.NotEqual(Number(Complete()), Number(other));
    }

    [Fact]
    public void APackageOfTheLockFile_ThatItHasNotAtItsVersion_IsNamed() => Assert.Equal(
        [new("Polly.Core", "8.9.2"), new("Unknown", "1.0.0")],
        Sbom.Missing(OfTool(), [new("polly.core", "8.9.1"), new("Polly.Core", "8.9.2"), new("Unknown", "1.0.0")]));

    [Fact]
    public void TheRuntime_IsReadFromThePackage()
    {
        var folder = Directory.CreateTempSubdirectory("screening-deps").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.deps.json"), """
                { "libraries": { "Polly.Core/8.9.1": { "type": "package" }, "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/10.0.12": { "type": "runtimepack" } } }
                """);
            Assert.Equal([Runtime], LockFiles.ReadRuntime(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>With the tool, the lock files and the package that CI publishes; elsewhere with the output of the build.</summary>
    [Fact]
    public void OfTheProject_ItIsWhole_AndValid()
    {
        var package = Environment.GetEnvironmentVariable("SCREENING_PACKAGE");
        var folder = Directory.CreateTempSubdirectory("screening-sbom-test").FullName;
        try
        {
            if (Environment.GetEnvironmentVariable("CI") != "true")
            {
                Assert.SkipUnless(
                    Directory.Exists(Path.Combine(NoticeCommand.Cache(), "cyclonedx", ToolVersion())), "the CycloneDX tool is not there: dotnet tool restore");
            }

            var said = SbomCommand.Run(RepositoryFolder.Root, package ?? BuildOutput(), folder);
            TestContext.Current.TestOutputHelper?.WriteLine(said);
            var text = File.ReadAllText(Path.Combine(folder, "Screening.Functions.cdx.json"));
            var bom = JsonNode.Parse(text)!.AsObject();
            Assert.Empty(Sbom.Missing(bom, LockFiles.ReadNuGet(RepositoryFolder.Text(Functions + "/packages.lock.json"))));
            var purls = bom["components"]!.AsArray().Select(component => component!["purl"]!.GetValue<string>()).ToHashSet();
            Assert.Equal(bom["components"]!.AsArray().Count, purls.Count);
            Assert.All(
                LockFiles.ReadNpm(RepositoryFolder.Text(LockFiles.Npm)),
                one => Assert.Contains($"pkg:npm/{one.Name.Replace("@", "%40", StringComparison.Ordinal)}@{one.Version}", purls));
            var pages = LockFiles.ReadNpm(RepositoryFolder.Text(LockFiles.Pages), withDevelopment: false);
            // The tools that build the pages are in the lock file, and not in the package.
            Assert.Equal(["preact"], pages.Select(one => one.Name));
            Assert.Contains($"pkg:npm/preact@{pages[0].Version}", purls);
            if (package is not null)
            {
                Assert.Contains(purls, purl => purl.StartsWith("pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@", StringComparison.Ordinal));
                Assert.Contains(purls, purl => purl.StartsWith("pkg:nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@", StringComparison.Ordinal));
            }

            AssertValid(JsonElement.Parse(text));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ADocumentThatIsNotOfTheSchema_WouldBeFound()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(NoticeCommand.Cache(), "cyclonedx", ToolVersion())), "the CycloneDX tool is not there: dotnet tool restore");
        AssertValid(JsonElement.Parse(Complete()));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(
            () => AssertValid(JsonElement.Parse(Complete().Replace("\"MIT\"", "\"No such licence\"", StringComparison.Ordinal))));
    }

    private static string Complete() => Sbom.Complete(OfTool(), "Screening.Functions", "1.2.3", Commit, [Runtime], [Npm, Npm], [Page]);

    private static string Number(string bom) => JsonElement.Parse(bom).GetProperty("serialNumber").GetString()!;

    private static JsonObject OfTool() => JsonNode.Parse("""
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
          "metadata": { "timestamp": "2000-01-01T00:00:00Z", "component": { "type": "application", "bom-ref": "root", "name": "x", "version": "0" } },
          "components": [ { "type": "library", "bom-ref": "pkg:nuget/Polly.Core@8.9.1", "name": "Polly.Core", "version": "8.9.1", "purl": "pkg:nuget/Polly.Core@8.9.1" } ]
        }
        """)!.AsObject();

    private static string BuildOutput() => Path.Combine(
        RepositoryFolder.Root, Functions, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name);

    private static string ToolVersion() => JsonElement.Parse(RepositoryFolder.Text(".config/dotnet-tools.json"))
        .GetProperty("tools").GetProperty("cyclonedx").GetProperty("version").GetString()!;

    /// <summary>Against the published schema, which travels with the tool.</summary>
    private static void AssertValid(JsonElement bom)
    {
        var registry = new BuildOptions { SchemaRegistry = new SchemaRegistry() };
        foreach (var part in new[] { "spdx", "jsf-0.82" })
        {
            JsonSchema.FromText(PublishedSchema(part), registry);
        }

        var result = JsonSchema.FromText(PublishedSchema("bom-1.6"), registry).Evaluate(bom, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
            .Take(10).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
    }

    private static string PublishedSchema(string name)
    {
        var file = Path.Combine(NoticeCommand.Cache(), "cyclonedx", ToolVersion(), "tools", "net10.0", "any", "CycloneDX.Core.dll");
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .Single(one => metadata.GetString(one.Name) == $"CycloneDX.Core.Schemas.{name}.schema.json");
        var at = image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress + (int)resource.Offset;
        var reader = image.GetSectionData(at).GetReader();
        return Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32())).TrimStart('\uFEFF');
    }
}
