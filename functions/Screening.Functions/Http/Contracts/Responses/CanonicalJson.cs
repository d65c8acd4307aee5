using System.Buffers;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// One way to write each value, so that equal values are equal bytes on every machine: members in a fixed order, every
/// member present (null when there is nothing; those with "IfSet" only when they are set), no indentation, numbers in the shortest form that reads back the same,
/// dates yyyy-MM-dd, everything outside a small safe alphabet escaped.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = false, SkipValidation = false };

    /// <summary>A buffer that grew beyond this is not kept: one large batch must not hold memory for good.</summary>
    private const int KeptBytes = 256 * 1024;

    // Growing a buffer to the size of a decision costs more than writing one.
    [ThreadStatic]
    private static Pen? kept;

    /// <summary>Runs a writer and returns its bytes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        // Taken while in use: a writer inside a writer gets a pen of its own, and one that threw is not used again.
        var pen = kept ?? new Pen();
        kept = null;
        write(pen.Writer);
        pen.Writer.Flush();
        var bytes = pen.Buffer.WrittenSpan.ToArray();
        if (pen.Buffer.Capacity <= KeptBytes)
        {
            pen.Buffer.ResetWrittenCount();
            pen.Writer.Reset();
            kept = pen;
        }

        return bytes;
    }

    /// <summary>An object as a member, or null.</summary>
    public static void Member<T>(this Utf8JsonWriter writer, string name, T? value, Action<Utf8JsonWriter, T> members)
        where T : class
    {
        if (value is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        members(writer, value);
        writer.WriteEndObject();
    }

    /// <summary>An array of objects as a member.</summary>
    public static void Objects<T>(
        this Utf8JsonWriter writer, string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> members)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            members(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>An array of texts as a member.</summary>
    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Countries by their codes.</summary>
    public static void Countries(this Utf8JsonWriter writer, string name, IEnumerable<CountryCode> values) =>
        writer.Texts(name, values.Select(value => value.ToString()));

    /// <summary>Codes of an enumeration.</summary>
    public static void Codes<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> values)
        where T : struct, Enum => writer.Texts(name, values.Select(Code<T>.Of));

    /// <summary>A code of an enumeration, or null.</summary>
    public static void CodeOf<T>(this Utf8JsonWriter writer, string name, T? value)
        where T : struct, Enum => writer.WriteString(name, value is { } given ? Code<T>.Of(given) : null);

    /// <summary>A finite number, or null.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } given)
        {
            // Minus zero equals zero and must not have a second spelling.
            writer.WriteNumber(name, given == 0 ? 0 : given);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>True, false or null.</summary>
    public static void Flag(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } given)
        {
            writer.WriteBoolean(name, given);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>A date yyyy-MM-dd, or null.</summary>
    public static void Date(this Utf8JsonWriter writer, string name, DateOnly? value) =>
        writer.WriteString(name, value?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A text, when there is one.</summary>
    public static void TextIfSet(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>A code of an enumeration, when there is one.</summary>
    public static void CodeIfSet<T>(this Utf8JsonWriter writer, string name, T? value)
        where T : struct, Enum
    {
        if (value is not null)
        {
            writer.CodeOf(name, value);
        }
    }

    /// <summary>A finite number, when there is one.</summary>
    public static void NumberIfSet(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is not null)
        {
            writer.Number(name, value);
        }
    }

    /// <summary>True or false, when it is one.</summary>
    public static void FlagIfSet(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } given)
        {
            writer.WriteBoolean(name, given);
        }
    }

    private sealed class Pen
    {
        public Pen() => Writer = new Utf8JsonWriter(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(1024);

        public Utf8JsonWriter Writer { get; }
    }

    /// <summary>A fact as the plain JSON value.</summary>
    public static void Fact(this Utf8JsonWriter writer, string name, FactValue value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String: writer.WriteString(name, value.Text); break;
            case JsonValueKind.Number: writer.Number(name, value.Number); break;
            case JsonValueKind.True: writer.WriteBoolean(name, true); break;
            case JsonValueKind.False: writer.WriteBoolean(name, false); break;
            default: writer.WriteNull(name); break;
        }
    }
}
