using System.Security.Cryptography;
using System.Text.Json;
using Screening.Functions.Tests.Repository;
using Screening.Supply;

namespace Screening.Functions.Tests.Supply;

/// <summary>The provenance names every file by its hash and what it was made from, and shows what was altered since.</summary>
public sealed class ProvenanceTests : IDisposable
{
    private static readonly Build Made = new(
        new Commit("0123456789abcdef0123456789abcdef01234567", new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero), IsChanged: false),
        "10.0.401", "dotnet publish", "urn:export-control-screening:ci-run");

    private readonly string folder = Directory.CreateTempSubdirectory("screening-provenance").FullName;

    public ProvenanceTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "Deep"));
        File.WriteAllText(Path.Combine(folder, "host.json"), "{}");
        File.WriteAllBytes(Path.Combine(folder, "Deep", "code.dll"), [1, 2, 3]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheStatement_HasTheFormOfInTotoAndSlsa()
    {
        var root = JsonElement.Parse(Statement());
        Assert.Equal("https://in-toto.io/Statement/v1", root.GetProperty("_type").GetString());
        Assert.Equal("https://slsa.dev/provenance/v1", root.GetProperty("predicateType").GetString());
        Assert.Equal(
            [("Deep/code.dll", Convert.ToHexStringLower(SHA256.HashData([1, 2, 3]))), ("host.json", Convert.ToHexStringLower(SHA256.HashData("{}"u8)))],
            root.GetProperty("subject").EnumerateArray().Select(subject => (
                subject.GetProperty("name").GetString()!, subject.GetProperty("digest").GetProperty("sha256").GetString()!)));
        var definition = root.GetProperty("predicate").GetProperty("buildDefinition");
        Assert.True(Uri.TryCreate(definition.GetProperty("buildType").GetString(), UriKind.Absolute, out _));
        Assert.Equal("dotnet publish", definition.GetProperty("externalParameters").GetProperty("command").GetString());
        Assert.True(definition.GetProperty("internalParameters").GetProperty("sourceIsTheCommit").GetBoolean());
        var materials = definition.GetProperty("resolvedDependencies").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        Assert.Equal(Made.Commit.Id, materials["source"].GetProperty("digest").GetProperty("gitCommit").GetString());
        Assert.Equal("pkg:generic/dotnet-sdk@10.0.401", materials["dotnet-sdk"].GetProperty("uri").GetString());
        // A resource is told by its address or its hash, never by its name alone.
        Assert.All(materials.Values, material => Assert.True(material.TryGetProperty("uri", out _) || material.TryGetProperty("digest", out _)));
        Assert.Equal(LockFiles.NuGet.Append(LockFiles.Npm), materials.Keys.Skip(2));
        Assert.True(Uri.TryCreate(root.GetProperty("predicate").GetProperty("runDetails").GetProperty("builder").GetProperty("id").GetString(), UriKind.Absolute, out _));
    }

    [Fact]
    public void SourceThatIsNotTheCommit_IsSaid()
    {
        var statement = JsonElement.Parse(Statement(Made with { Commit = Made.Commit with { IsChanged = true } }));
        Assert.False(statement.GetProperty("predicate").GetProperty("buildDefinition").GetProperty("internalParameters").GetProperty("sourceIsTheCommit").GetBoolean());
    }

    [Fact]
    public void WhatWasAlteredRemovedOrAdded_IsFound()
    {
        var statement = Statement();
        Assert.Empty(Provenance.Differences(statement, Provenance.FilesOf(folder)));
        File.WriteAllBytes(Path.Combine(folder, "Deep", "code.dll"), [1, 2, 4]);
        File.Delete(Path.Combine(folder, "host.json"));
        File.WriteAllText(Path.Combine(folder, "more.txt"), "");
        Assert.Equal(
            ["Deep/code.dll was altered", "host.json is missing", "more.txt was added"],
            Provenance.Differences(statement, Provenance.FilesOf(folder)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheBuildOfThisRepository_IsNamedByItsCommitAndSdk()
    {
        var commit = Screening.Supply.Repository.Commit(RepositoryFolder.Root);
        Assert.Matches("^[0-9a-f]{40}$", commit.Id);
        Assert.StartsWith("10.0.", Screening.Supply.Repository.Sdk(RepositoryFolder.Root), StringComparison.Ordinal);
    }

    /// <summary>The steps of CI cannot be left out unseen.</summary>
    [Theory]
    [InlineData("supply secrets")]
    [InlineData("supply notice")]
    [InlineData("tools/audit")]
    [InlineData("supply sbom --package \"$package\"")]
    [InlineData("supply provenance --package \"$package\"")]
    [InlineData("supply verify --package \"$package\"")]
    public void Ci_RunsTheStep(string step) => Assert.Contains(step, RepositoryFolder.Text(".ci/run"), StringComparison.Ordinal);

    /// <summary>Every package, at moderate and above, as an error of the restore.</summary>
    [Fact]
    public void TheRestore_AuditsEveryPackage()
    {
        var properties = System.Xml.Linq.XDocument.Parse(RepositoryFolder.Text("Directory.Build.props")).Descendants().ToLookup(one => one.Name.LocalName, one => one.Value);
        Assert.Equal(("true", "all", "moderate", "true"), (
            properties["NuGetAudit"].Single(), properties["NuGetAuditMode"].Single(), properties["NuGetAuditLevel"].Single(), properties["TreatWarningsAsErrors"].Single()));
        Assert.DoesNotContain("NU190", RepositoryFolder.Text("Directory.Build.props"), StringComparison.Ordinal);
    }

    private string Statement(Build? build = null) => Provenance.Statement(
        Provenance.FilesOf(folder), LockFiles.NuGet.Append(LockFiles.Npm).Select(path => (path, Path.Combine(RepositoryFolder.Root, path))), build ?? Made);
}
