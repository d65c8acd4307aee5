using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// Reads a JSON body strictly: valid UTF-8, one value and nothing after it, no comments, no trailing commas, bounded depth, no
/// unknown and no duplicate members. All errors are reported, except for malformed JSON, where only the first error is reported.
/// </summary>
public static class StrictJson
{
    /// <summary>Reads a body that is one JSON object.</summary>
    /// <param name="utf8">The bytes received.</param>
    /// <param name="read">Reads the members. The result is used only if there are no errors; otherwise it may be null.</param>
    /// <param name="depth">Maximum levels of nesting.</param>
    public static Parsed<T> Read<T>(
        ReadOnlyMemory<byte> utf8, Func<ObjectReader, T?> read, int depth = Screening.Engine.Model.Limits.JsonDepth)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Encoding(utf8.Span) is { } encoding)
        {
            return Parsed.Failed<T>([encoding]);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = depth });
        }
        catch (JsonException exception)
        {
            return Parsed.Failed<T>([Syntax(utf8.Span, exception, depth)]);
        }

        using (document)
        {
            return Members(document.RootElement, read);
        }
    }

    private static Parsed<T> Members<T>(JsonElement root, Func<ObjectReader, T?> read)
        where T : class
    {
        var errors = new RequestErrors();
        var reader = new JsonInput(root, "$", errors).Object();
        var value = reader is null ? null : read(reader);
        reader?.Finish();
        if (errors.Count == 0 && value is null)
        {
            throw new InvalidOperationException("a reader gave neither a value nor an error");
        }

        return errors.Count == 0 ? Parsed.Of(value!) : Parsed.Failed<T>(errors.All());
    }

    private static RequestError? Encoding(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return new("$", ErrorCodes.Malformed, "the body is empty; send one JSON object");
        }

        if (utf8.StartsWith(System.Text.Encoding.UTF8.Preamble))
        {
            return new("$", ErrorCodes.Malformed, "the body starts with a byte order mark; send UTF-8 without one");
        }

        return Utf8.IsValid(utf8)
            ? null
            : new("$", ErrorCodes.Malformed, Invariant($"the body is not UTF-8 at byte {FirstInvalid(utf8) + 1}"));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    // The exception message of the library mentions its own settings. Only the position is used.
    private static RequestError Syntax(ReadOnlySpan<byte> utf8, JsonException exception, int depth)
    {
        var where = Invariant($"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        return IsDepth(utf8, exception, depth)
            ? new("$", ErrorCodes.TooDeep, Invariant($"nested deeper than {depth} levels at {where}"))
            : new("$", ErrorCodes.Malformed, $"not valid JSON at {where}; send one JSON object and nothing after it");
    }

    // An error that moves or disappears with one more level of nesting is a depth error.
    private static bool IsDepth(ReadOnlySpan<byte> utf8, JsonException first, int depth) =>
        Failure(utf8, depth + 1) is not { } deeper
        || deeper.LineNumber != first.LineNumber || deeper.BytePositionInLine != first.BytePositionInLine;

    private static JsonException? Failure(ReadOnlySpan<byte> utf8, int depth)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = depth });
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException exception)
        {
            return exception;
        }
    }

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
