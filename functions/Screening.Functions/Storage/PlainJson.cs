using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Screening.Engine.Snapshots;
using Screening.Functions.Records.Erase;

namespace Screening.Functions.Storage;

/// <summary>JSON with the options everybody has, described at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(WatchlistEntrySource))]
[JsonSerializable(typeof(ErasureRequest))]
internal sealed partial class PlainJson : JsonSerializerContext
{
    /// <summary>The text that a JSON string means; null for a null.</summary>
    internal static string? Text(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Default.String);
}
