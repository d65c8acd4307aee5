using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Screening.Benchmarks.Startup.Profile;

/// <summary>Writes the signature of a method again, with references where its own assembly has definitions.</summary>
internal sealed class SignatureCopy(ProfileReferences references) : ISignatureTypeProvider<byte[], object?>
{
    /// <summary>The signature of a method as a reference to it has it.</summary>
    public byte[] Method(MethodDefinition method) => Method(method.DecodeSignature(this, null));

    /// <summary>A number as signatures hold it.</summary>
    public static byte[] Number(int value)
    {
        var blob = new BlobBuilder();
        blob.WriteCompressedInteger(value);
        return blob.ToArray();
    }

    /// <summary>A type by reference.</summary>
    public static byte[] Named(bool isValueType, EntityHandle type) =>
        [(byte)(isValueType ? SignatureTypeKind.ValueType : SignatureTypeKind.Class), .. Number(CodedIndex.TypeDefOrRefOrSpec(type))];

    /// <summary>A type with what stands for its parameters.</summary>
    public static byte[] Instance(byte[] type, IReadOnlyCollection<byte[]> arguments) =>
        [(byte)SignatureTypeCode.GenericTypeInstance, .. type, .. Number(arguments.Count), .. arguments.SelectMany(argument => argument)];

    /// <summary>What stands for the parameters of a method.</summary>
    public static byte[] Arguments(IReadOnlyCollection<byte[]> arguments) =>
        [(byte)SignatureKind.MethodSpecification, .. Number(arguments.Count), .. arguments.SelectMany(argument => argument)];

    /// <summary>An array; of one dimension it is the ordinary one.</summary>
    public static byte[] Array(byte[] element, int rank) => rank == 1
        ? [(byte)SignatureTypeCode.SZArray, .. element]
        : [(byte)SignatureTypeCode.Array, .. element, .. Number(rank), 0, 0];

    public byte[] GetPrimitiveType(PrimitiveTypeCode typeCode) => [(byte)typeCode];

    public byte[] GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        [rawTypeKind, .. Number(CodedIndex.TypeDefOrRefOrSpec(references.Reference(reader, handle)))];

    public byte[] GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        [rawTypeKind, .. Number(CodedIndex.TypeDefOrRefOrSpec(references.Reference(reader, handle)))];

    public byte[] GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public byte[] GetGenericInstantiation(byte[] genericType, ImmutableArray<byte[]> typeArguments) =>
        Instance(genericType, typeArguments);

    public byte[] GetGenericTypeParameter(object? genericContext, int index) =>
        [(byte)SignatureTypeCode.GenericTypeParameter, .. Number(index)];

    public byte[] GetGenericMethodParameter(object? genericContext, int index) =>
        [(byte)SignatureTypeCode.GenericMethodParameter, .. Number(index)];

    public byte[] GetSZArrayType(byte[] elementType) => Array(elementType, 1);

    public byte[] GetArrayType(byte[] elementType, ArrayShape shape) => Array(elementType, shape.Rank);

    public byte[] GetByReferenceType(byte[] elementType) => [(byte)SignatureTypeCode.ByReference, .. elementType];

    public byte[] GetPointerType(byte[] elementType) => [(byte)SignatureTypeCode.Pointer, .. elementType];

    public byte[] GetPinnedType(byte[] elementType) => [(byte)SignatureTypeCode.Pinned, .. elementType];

    public byte[] GetFunctionPointerType(MethodSignature<byte[]> signature) => [(byte)SignatureTypeCode.FunctionPointer, .. Method(signature)];

    // A modifier stands with its token alone, without the byte that says what kind of type it is.
    public byte[] GetModifiedType(byte[] modifier, byte[] unmodifiedType, bool isRequired) =>
        [(byte)(isRequired ? SignatureTypeCode.RequiredModifier : SignatureTypeCode.OptionalModifier), .. modifier[1..], .. unmodifiedType];

    private static byte[] Method(MethodSignature<byte[]> signature) =>
    [
        signature.Header.RawValue,
        .. signature.Header.IsGeneric ? Number(signature.GenericParameterCount) : [],
        .. Number(signature.ParameterTypes.Length),
        .. signature.ReturnType,
        .. signature.ParameterTypes.SelectMany(type => type),
    ];
}
