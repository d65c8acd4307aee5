using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Tests.Triggers;

namespace Screening.Functions.Tests.Isolated;

/// <summary>
/// The built isolated host adapter declares the functions of the custom handler and contains no logic. Its output is read as files:
/// as a reference of this project it would bring its own host.json and the files of its worker into the output of the tests.
/// </summary>
public sealed class IsolatedAdapterTests
{
    private const string Handler = "functions/Screening.Functions";
    private const string Adapter = "functions/Screening.Functions.Isolated";

    private static readonly string Output = Path.Combine(AppContext.BaseDirectory, "isolated");
    private static readonly string Metadata = Path.Combine(Output, "functions.metadata");

    [Fact]
    public void TheFunctions_AreThoseOfTheCustomHandler() =>
        Assert.Equal(DeclaredFunctions.In(Path.Combine(RepositoryFolder.Root, Handler, "Functions")), DeclaredFunctions.InMetadata(Metadata));

    [Fact]
    public void EveryHttpFunction_HasTheSameBody_WhichPassesTheRequestOn()
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(Output, "Screening.Functions.Isolated.dll")));
        var reader = file.GetMetadataReader();
        var functions = reader.TypeDefinitions.Select(reader.GetTypeDefinition).Single(type => reader.GetString(type.Name) == "HttpFunctions");
        var bodies = functions.GetMethods().Select(reader.GetMethodDefinition)
            .Where(method => !reader.GetString(method.Name).StartsWith('.'))
            .Select(method => Convert.ToHexString(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!));
        Assert.Single(bodies.Distinct());
        Assert.Contains(
            reader.MemberReferences.Select(reader.GetMemberReference), member => reader.GetString(member.Name) == nameof(InProcessServer.HandleAsync));
    }

    [Fact]
    public void HostJson_IsThatOfTheHandler_WithoutTheHandler()
    {
        var handler = JsonNode.Parse(RepositoryFolder.Text($"{Handler}/host.json"))!.AsObject();
        var worker = JsonNode.Parse(RepositoryFolder.Text($"{Adapter}/host.json"))!.AsObject();
        Assert.True(handler.Remove("customHandler"));
        // The package of the worker contains its extensions; the host refuses a bundle in addition.
        Assert.True(handler.Remove("extensionBundle"));
        Assert.True(JsonNode.DeepEquals(handler, worker), $"{worker} is not {handler}");
    }

    [Fact]
    public void TheProject_CopiesNoFilesOfTheHandler_AndIsInTheSolution()
    {
        var project = XDocument.Parse(RepositoryFolder.Text($"{Adapter}/Screening.Functions.Isolated.csproj"));
        foreach (var name in new[] { "_GetChildProjectCopyToOutputDirectoryItems", "_GetChildProjectCopyToPublishDirectoryItems" })
        {
            Assert.Equal("false", project.Descendants(name).Single().Value);
        }

        Assert.Contains("Screening.Functions.Isolated.csproj", RepositoryFolder.Text("Screening.sln"), StringComparison.Ordinal);
    }
}
