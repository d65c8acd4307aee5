using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Screening.Benchmarks.Startup.Profile;

/// <summary>What a profile refers to: types of the package and methods of them, each once.</summary>
internal sealed class ProfileReferences(MetadataBuilder metadata, PackageTypes types)
{
    /// <summary>What stands for any reference type in code that all of them share. The compiler knows it by this name, in an
    /// assembly that does not exist.</summary>
    private const string AnyReference = "System.__Canon", AnyReferenceAssembly = "System.Private.Canon";

    private static readonly Dictionary<string, PrimitiveTypeCode> Keywords = new(StringComparer.Ordinal)
    {
        ["bool"] = PrimitiveTypeCode.Boolean, ["char"] = PrimitiveTypeCode.Char, ["sbyte"] = PrimitiveTypeCode.SByte,
        ["byte"] = PrimitiveTypeCode.Byte, ["short"] = PrimitiveTypeCode.Int16, ["ushort"] = PrimitiveTypeCode.UInt16,
        ["int"] = PrimitiveTypeCode.Int32, ["uint"] = PrimitiveTypeCode.UInt32, ["long"] = PrimitiveTypeCode.Int64,
        ["ulong"] = PrimitiveTypeCode.UInt64, ["float"] = PrimitiveTypeCode.Single, ["double"] = PrimitiveTypeCode.Double,
        ["nint"] = PrimitiveTypeCode.IntPtr, ["nuint"] = PrimitiveTypeCode.UIntPtr,
    };

    private readonly Dictionary<string, AssemblyReferenceHandle> assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<(EntityHandle Scope, string Space, string Name), TypeReferenceHandle> references = [];

    /// <summary>An instance of a method, of each assembly that has it; none when an argument is of a type that none has.</summary>
    public IEnumerable<(string Assembly, EntityHandle Method)> Methods(JittedMethod method)
    {
        if (Encode(method.Owner.Arguments) is not { } ofOwner || Encode(method.Arguments) is not { } own)
        {
            yield break;
        }

        foreach (var type in types.Find(method.Owner.Name))
        {
            var reference = Reference(type.Reader, type.Handle);
            EntityHandle owner = ofOwner.Count == 0 ? reference
                : metadata.AddTypeSpecification(Blob(SignatureCopy.Instance(SignatureCopy.Named(type.IsValueType, reference), ofOwner)));
            foreach (var definition in type.Methods(method))
            {
                var signature = Blob(new SignatureCopy(this).Method(definition));
                var member = metadata.AddMemberReference(owner, metadata.GetOrAddString(method.Name), signature);
                yield return (type.Assembly, own.Count == 0
                    ? member : metadata.AddMethodSpecification(member, Blob(SignatureCopy.Arguments(own))));
            }
        }
    }

    /// <summary>A reference to what an assembly refers to.</summary>
    public TypeReferenceHandle Reference(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        EntityHandle scope = type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Reference(reader, (TypeReferenceHandle)type.ResolutionScope)
            : Assembly(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name));
        return Reference(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    /// <summary>A reference to what an assembly defines.</summary>
    public TypeReferenceHandle Reference(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        EntityHandle scope = type.GetDeclaringType() is { IsNil: false } outer
            ? Reference(reader, outer)
            : Assembly(reader.GetString(reader.GetAssemblyDefinition().Name));
        return Reference(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private TypeReferenceHandle Reference(EntityHandle scope, string space, string name)
    {
        if (!references.TryGetValue((scope, space, name), out var handle))
        {
            handle = metadata.AddTypeReference(scope, metadata.GetOrAddString(space), metadata.GetOrAddString(name));
            references.Add((scope, space, name), handle);
        }

        return handle;
    }

    private AssemblyReferenceHandle Assembly(string name)
    {
        if (!assemblies.TryGetValue(name, out var handle))
        {
            // The compiler goes by the name alone, so a profile outlives an update.
            var noVersion = new Version(0, 0, 0, 0);
            handle = metadata.AddAssemblyReference(metadata.GetOrAddString(name), noVersion, default, default, default, default);
            assemblies.Add(name, handle);
        }

        return handle;
    }

    private List<byte[]>? Encode(IReadOnlyList<TypeText> list)
    {
        var encoded = list.Select(Encode).OfType<byte[]>().ToList();
        return encoded.Count == list.Count ? encoded : null;
    }

    private byte[]? Encode(TypeText type)
    {
        byte[]? encoded = null;
        if (Keywords.TryGetValue(type.Name, out var code))
        {
            encoded = [(byte)code];
        }
        else if (type.Name == AnyReference)
        {
            encoded = SignatureCopy.Named(isValueType: false, Reference(Assembly(AnyReferenceAssembly), "System", "__Canon"));
        }
        else if (Encode(type.Arguments) is { } arguments && types.Find(type.Name) is [var found, ..])
        {
            encoded = SignatureCopy.Named(found.IsValueType, Reference(found.Reader, found.Handle));
            encoded = arguments.Count == 0 ? encoded : SignatureCopy.Instance(encoded, arguments);
        }

        return encoded is null ? null : type.Ranks.Aggregate(encoded, SignatureCopy.Array);
    }

    private BlobHandle Blob(byte[] bytes) => metadata.GetOrAddBlob(bytes);
}
