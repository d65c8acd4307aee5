using System.Text.Json;
using System.Text.Json.Serialization;

namespace Screening.Engine.Model;

/// <summary>
/// A value shown as evidence: text, number, yes/no, or null for unknown. The type ensures that a decision serialises to the same
/// bytes on every host.
/// </summary>
[JsonConverter(typeof(FactValueConverter))]
public readonly record struct FactValue
{
    private FactValue(JsonValueKind kind, string? text, double number) => (Kind, Text, Number) = (kind, text, number);

    /// <summary>Unknown.</summary>
    public static FactValue Unknown { get; } = new(JsonValueKind.Null, null, 0);

    /// <summary>Null, String, Number, True or False.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>The text, when the kind is String.</summary>
    public string? Text { get; }

    /// <summary>The number, when the kind is Number.</summary>
    public double Number { get; }

    /// <summary>A text value; null is unknown.</summary>
    public static FactValue Of(string? text) => text is null ? Unknown : new(JsonValueKind.String, text, 0);

    /// <summary>A finite number.</summary>
    public static FactValue Of(double number) => new(JsonValueKind.Number, null, number);

    /// <summary>A yes or no.</summary>
    public static FactValue Of(bool value) => new(value ? JsonValueKind.True : JsonValueKind.False, null, 0);

    /// <summary>The text used in sentences.</summary>
    public override string ToString() => Kind switch
    {
        JsonValueKind.String => Text!,
        JsonValueKind.Number => Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => "unknown",
    };
}

/// <summary>Writes a <see cref="FactValue"/> as the plain JSON value.</summary>
public sealed class FactValueConverter : JsonConverter<FactValue>
{
    /// <inheritdoc />
    public override FactValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => FactValue.Of(reader.GetString()),
            JsonTokenType.Number => FactValue.Of(reader.GetDouble()),
            JsonTokenType.True => FactValue.Of(true),
            JsonTokenType.False => FactValue.Of(false),
            JsonTokenType.Null => FactValue.Unknown,
            _ => throw new JsonException("a fact value is text, a number, yes/no or null"),
        };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, FactValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String: writer.WriteStringValue(value.Text); break;
            case JsonValueKind.Number: writer.WriteNumberValue(value.Number); break;
            case JsonValueKind.True: writer.WriteBooleanValue(true); break;
            case JsonValueKind.False: writer.WriteBooleanValue(false); break;
            default: writer.WriteNullValue(); break;
        }
    }
}
