using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Package;

/// <summary>
/// The profile of the start the package is published with. The compiler passes over a name it does not find, so that a profile
/// which no longer fits would only make starts slower, and nobody would be told.
/// </summary>
public sealed class StartupProfileTests
{
    /// <summary>Types of asynchronous methods have numbers in their names that any new member beside them may change.</summary>
    private const double Enough = 0.75;

    [Fact]
    public void TheProfile_NamesTypesOfOurs_ThatThereAre()
    {
        var path = Path.Combine(RepositoryFolder.Root, "functions", "Screening.Functions", "startup.mibc");
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        Assert.Contains(
            "AssemblyDictionary", reader.MethodDefinitions.Select(method => reader.GetString(reader.GetMethodDefinition(method).Name)));
        var ours = new[] { typeof(ScreeningApp).Assembly, typeof(Snapshot).Assembly }.ToDictionary(assembly => assembly.GetName().Name!);
        var named = reader.TypeReferences.Select(type => NameOf(reader, type)).Where(type => ours.ContainsKey(type.Assembly)).ToList();
        var gone = named.Where(type => ours[type.Assembly].GetType(type.Name) is null).ToList();
        Assert.True(
            named.Count > 20 && gone.Count <= (1 - Enough) * named.Count,
            $"{gone.Count} of {named.Count} are gone; make the profile anew (tests/Screening.Benchmarks/README.md): "
            + string.Join(", ", gone));
    }

    private static (string Assembly, string Name) NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            var outer = NameOf(reader, (TypeReferenceHandle)type.ResolutionScope);
            return (outer.Assembly, $"{outer.Name}+{name}");
        }

        var assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
        return (reader.GetString(assembly.Name), $"{reader.GetString(type.Namespace)}.{name}");
    }
}
