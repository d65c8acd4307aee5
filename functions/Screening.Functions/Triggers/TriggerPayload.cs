using System.Globalization;
using System.Text.Json;
using Screening.Functions.Storage;

namespace Screening.Functions.Triggers;

/// <summary>
/// Reads the body the host posts to a trigger route. A text message arrives encoded three times: the body is JSON,
/// <c>Data.message</c> is the JSON text of a string, and that string is the message, usually JSON again. Hosts differ in the number
/// of layers, so each layer may be the value itself or its JSON text.
/// </summary>
public static class TriggerPayload
{
    /// <summary>Reads a queue message out of <paramref name="body"/>.</summary>
    /// <returns>The message; null when the body is not a queue payload.</returns>
    public static QueueMessage? ReadQueueMessage(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (!TryGetObject(document.RootElement, out var root)
                || !root.TryGetProperty("Data", out var rawData)
                || !TryGetObject(rawData, out var data)
                || !data.TryGetProperty(FunctionTable.QueueBinding, out var message))
            {
                return null;
            }

            var hasMetadata = TryGetObject(root.TryGetProperty("Metadata", out var m) ? m : default, out var metadata);
            return new QueueMessage(
                hasMetadata && metadata.TryGetProperty("Id", out var id) ? Text(id) : "",
                Text(message),
                hasMetadata && metadata.TryGetProperty("DequeueCount", out var count) ? Count(Text(count)) : 1);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A message whose text is already decoded, with the metadata another host adapter received.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The queue's id of the message, with or without quotes; null if absent.</param>
    /// <param name="dequeueCount">Number of deliveries; null if absent. Counts as 1 if absent or unreadable.</param>
    public static QueueMessage Delivered(string text, string? id, string? dequeueCount) =>
        new(id?.Trim('"') ?? "", text, Count(dequeueCount?.Trim('"') ?? ""));

    /// <summary>Takes the element itself, or the object in its text.</summary>
    private static bool TryGetObject(JsonElement element, out JsonElement result)
    {
        var isText = element.ValueKind == JsonValueKind.String;
        result = isText && TryParse(element.GetString()!, out var inner) ? inner : element;
        return result.ValueKind == JsonValueKind.Object;
    }

    /// <summary>The message text: a string without one further layer of quoting if it has one, otherwise the JSON.</summary>
    private static string Text(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return element.GetRawText();
        }

        var text = element.GetString()!;
        return TryParse(text, out var inner) && inner.ValueKind == JsonValueKind.String ? inner.GetString()! : text;
    }

    private static long Count(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;

    private static bool TryParse(string text, out JsonElement element)
    {
        try
        {
            element = JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            element = default;
            return false;
        }
    }
}
