using System.Buffers;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// Canonical JSON: equal values give equal bytes on every machine. Members have a fixed order. Every member is present, null if
/// it has no value; members written by an "IfSet" method are present only if they are set. There is no indentation. Numbers have
/// the shortest form that round-trips, dates the form yyyy-MM-dd. Characters outside a small safe set are escaped.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = false, SkipValidation = false };

    /// <summary>Larger buffers are not kept, so that one large batch does not hold memory permanently.</summary>
    private const int KeptBytes = 256 * 1024;

    // Growing a buffer to the size of a decision costs more than writing the decision.
    [ThreadStatic]
    private static Pen? kept;

    /// <summary>Runs a writer and returns its bytes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        // The pen is removed while in use. A nested writer gets its own pen, and a pen whose writer threw is not reused.
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

    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void Countries(this Utf8JsonWriter writer, string name, IEnumerable<CountryCode> values) =>
        writer.Texts(name, values.Select(value => value.ToString()));

    public static void Codes<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> values)
        where T : struct, Enum => writer.Texts(name, values.Select(Code<T>.Of));

    public static void CodeOf<T>(this Utf8JsonWriter writer, string name, T? value)
        where T : struct, Enum => writer.WriteString(name, value is { } given ? Code<T>.Of(given) : null);

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

    /// <summary>Writes a date as yyyy-MM-dd, or null.</summary>
    public static void Date(this Utf8JsonWriter writer, string name, DateOnly? value) =>
        writer.WriteString(name, value?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    public static void TextIfSet(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void CodeIfSet<T>(this Utf8JsonWriter writer, string name, T? value)
        where T : struct, Enum
    {
        if (value is not null)
        {
            writer.CodeOf(name, value);
        }
    }

    public static void NumberIfSet(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is not null)
        {
            writer.Number(name, value);
        }
    }

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
