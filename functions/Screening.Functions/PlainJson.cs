using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Screening.Engine.Snapshots;
using Screening.Functions.Records.Erase;

namespace Screening.Functions;

/// <summary>JSON with the default options, from source-generated metadata.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(WatchlistEntrySource))]
[JsonSerializable(typeof(ErasureRequest))]
internal sealed partial class PlainJson : JsonSerializerContext
{
    /// <summary>A JSON object on one line; null when the text is none.</summary>
    internal static string? Object(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.JsonObject)?.ToJsonString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Value of a JSON string; null for a JSON null.</summary>
    internal static string? Text(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Default.String);
}
