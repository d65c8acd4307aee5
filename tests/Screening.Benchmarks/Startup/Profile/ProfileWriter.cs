using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Screening.Benchmarks.Startup.Profile;

/// <summary>
/// Writes a profile the ahead-of-time compiler reads: an assembly without types whose method <c>AssemblyDictionary</c> names a
/// method for each assembly, and that one the methods to compile, by tokens in its code. None of it is ever run.
/// </summary>
internal sealed class ProfileWriter
{
    private const string Dictionary = "AssemblyDictionary";

    private readonly MetadataBuilder metadata = new();
    private readonly MethodBodyStreamEncoder bodies = new(new BlobBuilder());
    private readonly BlobHandle nothing;

    private ProfileWriter()
    {
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, type => type.Void(), _ => { });
        nothing = metadata.GetOrAddBlob(signature);
        // The same methods give the same bytes: no time, and no name that differs from file to file.
        var name = metadata.GetOrAddString("startup");
        metadata.AddModule(0, name, metadata.GetOrAddGuid(new Guid("6c1f5f0a-51d7-4c0e-9f0b-6f2b6f3f7a01")), default, default);
        metadata.AddAssembly(name, new Version(0, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
    }

    /// <summary>A profile of methods of a package.</summary>
    /// <returns>The bytes, how many methods they name, and what is not in the package.</returns>
    public static (byte[] Bytes, int Named, IReadOnlyList<JittedMethod> Unknown) Write(
        IEnumerable<JittedMethod> methods, PackageTypes types)
    {
        var writer = new ProfileWriter();
        var references = new ProfileReferences(writer.metadata, types);
        var found = methods.Select(method => (method, In: references.Methods(method).ToList())).ToList();
        writer.Add(found.SelectMany(method => method.In));
        var unknown = found.Where(method => method.In.Count == 0).Select(method => method.method).ToList();
        return (writer.ToBytes(), found.Count - unknown.Count, unknown);
    }

    private void Add(IEnumerable<(string Assembly, EntityHandle Method)> methods)
    {
        var dictionary = new InstructionEncoder(new BlobBuilder());
        foreach (var group in methods.GroupBy(method => method.Assembly).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var code = new InstructionEncoder(new BlobBuilder());
            foreach (var (_, method) in group)
            {
                Name(code, method);
            }

            dictionary.LoadString(metadata.GetOrAddUserString(group.Key + ";"));
            Name(dictionary, AddMethod(group.Key, code));
        }

        AddMethod(Dictionary, dictionary);
    }

    private static void Name(InstructionEncoder code, EntityHandle method)
    {
        code.OpCode(ILOpCode.Ldtoken);
        code.Token(method);
        code.OpCode(ILOpCode.Pop);
    }

    private MethodDefinitionHandle AddMethod(string name, InstructionEncoder code) => metadata.AddMethodDefinition(
        MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, metadata.GetOrAddString(name), nothing,
        bodies.AddMethodBody(code), MetadataTokens.ParameterHandle(1));

    private byte[] ToBytes()
    {
        var file = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), bodies.Builder,
            deterministicIdProvider: _ => default).Serialize(file);
        return file.ToArray();
    }
}
