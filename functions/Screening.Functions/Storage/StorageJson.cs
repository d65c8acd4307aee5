using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Screening.Functions.Storage;

/// <summary>JSON as it stands in rows: camelCase, codes in words, nothing written that is empty or absent.</summary>
internal static class StorageJson
{
    /// <summary>The options, shared and read-only.</summary>
    internal static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Rows are never shown by a browser; without escapes a row is half the size.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            // What a cold start reads and writes is described at build time; looking at it by reflection took longer than the
            // request to storage.
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                StorageJsonTypes.Default, new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyArrays } }),
            Converters =
            {
                new JsonStringEnumConverter<AnchorKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    // Most of the columns of most list entries are empty arrays: leaving them out halves the rows of a list.
    private static void LeaveOutEmptyArrays(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsGenericType
                && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            {
                property.ShouldSerialize = static (_, value) => value is ICollection { Count: > 0 };
            }
        }
    }
}

/// <summary>The types that a cold start reads or writes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SnapshotPointer))]
[JsonSerializable(typeof(AnchorLine))]
internal sealed partial class StorageJsonTypes : JsonSerializerContext;
