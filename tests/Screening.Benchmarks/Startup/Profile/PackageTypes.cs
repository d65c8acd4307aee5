using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Screening.Benchmarks.Startup.Profile;

/// <summary>The types of a package by full name, read from the files of its assemblies; nothing of it is loaded.</summary>
internal sealed class PackageTypes : IDisposable
{
    private readonly List<PEReader> files = [];
    private readonly Dictionary<string, List<PackageType>> types = new(StringComparer.Ordinal);

    /// <summary>Reads the assemblies of a folder.</summary>
    public PackageTypes(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            var file = new PEReader(File.OpenRead(path));
            files.Add(file);
            // Native libraries and the composite image have no types of their own.
            if (file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } reader)
            {
                Add(reader);
            }
        }
    }

    /// <summary>All types of a full name: some names, as those the compiler gives, are in many assemblies.</summary>
    public IReadOnlyList<PackageType> Find(string fullName) => types.GetValueOrDefault(fullName, []);

    public void Dispose() => files.ForEach(file => file.Dispose());

    private void Add(MetadataReader reader)
    {
        var assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = new PackageType(assembly, reader, handle);
            if (!types.TryGetValue(type.FullName, out var same))
            {
                types.Add(type.FullName, same = []);
            }

            same.Add(type);
        }
    }
}

/// <summary>A type of the package.</summary>
/// <param name="Assembly">Name of the assembly it is in.</param>
/// <param name="Reader">Reads that assembly.</param>
/// <param name="Handle">Where the type is there.</param>
internal sealed record PackageType(string Assembly, MetadataReader Reader, TypeDefinitionHandle Handle)
{
    /// <summary>Its full name, nested types after a plus.</summary>
    public string FullName { get; } = NameOf(Reader, Handle);

    /// <summary>Whether it is a struct or an enum.</summary>
    public bool IsValueType => Reader.GetTypeDefinition(Handle).BaseType switch
    {
        { Kind: HandleKind.TypeReference } parent => Reader.GetTypeReference((TypeReferenceHandle)parent) is var type
            && IsValue(type.Namespace, type.Name),
        { Kind: HandleKind.TypeDefinition, IsNil: false } parent => Reader.GetTypeDefinition((TypeDefinitionHandle)parent) is var type
            && IsValue(type.Namespace, type.Name) && FullName != "System.Enum",
        _ => false,
    };

    /// <summary>Its methods of that name, type parameters and parameters.</summary>
    public IEnumerable<MethodDefinition> Methods(JittedMethod method) =>
        Reader.GetTypeDefinition(Handle).GetMethods().Select(Reader.GetMethodDefinition).Where(candidate =>
            Reader.StringComparer.Equals(candidate.Name, method.Name)
            && candidate.GetGenericParameters().Count == method.Arguments.Count
            && ParameterCount(candidate) == method.Parameters);

    private int ParameterCount(MethodDefinition method)
    {
        var signature = Reader.GetBlobReader(method.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private bool IsValue(StringHandle space, StringHandle name) => Reader.StringComparer.Equals(space, "System")
        && (Reader.StringComparer.Equals(name, "ValueType") || Reader.StringComparer.Equals(name, "Enum"));

    private static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(reader, outer)}+{name}"
            : type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }
}
