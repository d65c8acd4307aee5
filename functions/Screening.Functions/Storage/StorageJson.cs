using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Records.Write;
using Screening.Functions.Snapshots;

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
            // Described at build time: looking at types by reflection took longer than the request to storage, and native code
            // cannot do it.
            TypeInfoResolver = StorageJsonTypes.Default.WithAddedModifier(LeaveOutEmptyArrays),
            Converters =
            {
                InWords<AnchorKind>(),
                InWords<DocumentKind>(),
                InWords<PartyKind>(),
                InWords<PinState>(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A value as JSON.</summary>
    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Of<T>());

    /// <summary>A value as the bytes of its JSON.</summary>
    internal static byte[] Utf8<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Of<T>());

    /// <summary>Reads what <see cref="Text"/> wrote; null for a null.</summary>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    internal static T? Read<T>(string json) => JsonSerializer.Deserialize(json, Of<T>());

    /// <summary>Reads what <see cref="Utf8"/> wrote; null for a null.</summary>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    internal static T? Read<T>(BinaryData json) => JsonSerializer.Deserialize(json.ToMemory().Span, Of<T>());

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonStringEnumConverter<T> InWords<T>()
        where T : struct, Enum => new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

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

/// <summary>Everything that stands in rows and small blobs as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SnapshotPointer))]
[JsonSerializable(typeof(AnchorLine))]
[JsonSerializable(typeof(Tombstone))]
[JsonSerializable(typeof(RecordBody))]
[JsonSerializable(typeof(WatchlistEntrySource))]
[JsonSerializable(typeof(CompileReport))]
[JsonSerializable(typeof(Activation))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, int>))]
internal sealed partial class StorageJsonTypes : JsonSerializerContext;
