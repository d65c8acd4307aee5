using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Proposals;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Records.Write;
using Screening.Functions.Snapshots;

namespace Screening.Functions;

/// <summary>JSON as stored in rows: camelCase, enum values as words, null values and empty arrays omitted.</summary>
internal static class RowJson
{
    /// <summary>The options, shared and read-only.</summary>
    internal static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Rows are never rendered by a browser. Without escapes a row is half the size.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            // Source-generated: reflection took longer than the request to storage, and native code cannot use it.
            TypeInfoResolver = RowJsonTypes.Default.WithAddedModifier(LeaveOutEmptyArrays),
            Converters =
            {
                InWords<AnchorKind>(),
                InWords<DocumentKind>(),
                InWords<PartyKind>(),
                InWords<PinState>(),
                InWords<ProposalAction>(),
                InWords<ProposalState>(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Serialises a value to text.</summary>
    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Of<T>());

    /// <summary>Serialises a value to UTF-8.</summary>
    internal static byte[] Utf8<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Of<T>());

    /// <summary>Deserialises the result of <see cref="Text"/>; null for a JSON null.</summary>
    /// <exception cref="JsonException">The text does not match the type.</exception>
    internal static T? Read<T>(string json) => JsonSerializer.Deserialize(json, Of<T>());

    /// <summary>Deserialises the result of <see cref="Utf8"/>; null for a JSON null.</summary>
    /// <exception cref="JsonException">The text does not match the type.</exception>
    internal static T? Read<T>(BinaryData json) => JsonSerializer.Deserialize(json.ToMemory().Span, Of<T>());

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonStringEnumConverter<T> InWords<T>()
        where T : struct, Enum => new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    // Most arrays of most list entries are empty. Omitting them halves the rows of a list.
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

/// <summary>All types stored as JSON in rows and small blobs.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SnapshotPointer))]
[JsonSerializable(typeof(AnchorLine))]
[JsonSerializable(typeof(Tombstone))]
[JsonSerializable(typeof(AnchorLink))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(RecordBody))]
[JsonSerializable(typeof(WatchlistEntrySource))]
[JsonSerializable(typeof(CompileReport))]
[JsonSerializable(typeof(Activation))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Proposal))]
[JsonSerializable(typeof(ApprovedSource))]
[JsonSerializable(typeof(RefreshState))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, int>))]
[JsonSerializable(typeof(ImmutableArray<ImportError>))]
internal sealed partial class RowJsonTypes : JsonSerializerContext;
