using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// A JSON value at a path, or an absent value. Each conversion returns null for an absent value. For a wrong value it adds an
/// error and returns null, so reading continues and every error is reported.
/// </summary>
public readonly struct JsonInput
{
    private readonly JsonElement? element;
    private readonly string place;
    private readonly string? member;
    private readonly RequestErrors errors;

    /// <summary>A value at its own path or, if a member name is given, a member of the object at that path.</summary>
    internal JsonInput(JsonElement? element, string place, RequestErrors errors, string? member = null) =>
        (this.element, this.place, this.member, this.errors) = (element, place, member, errors);

    /// <summary>JSON path of the value. It is built on demand, because only errors need it.</summary>
    public string Path => member is null ? place : place == "$" ? member : $"{place}.{member}";

    /// <summary>Whether a value was given, valid or not.</summary>
    public bool IsGiven => element is not null;

    /// <summary>Adds an error if the value is absent.</summary>
    public JsonInput Required(string? hint = null)
    {
        if (!IsGiven)
        {
            Fail(ErrorCodes.Required, hint ?? "is required");
        }

        return this;
    }

    /// <summary>Adds an error at this path.</summary>
    public void Fail(string code, string message, ImmutableArray<string>? candidates = null) =>
        errors.Add(Path, code, message, candidates);

    /// <summary>Adds an error at a member of this object.</summary>
    public void FailMember(string name, string code, string message) => errors.Add($"{Path}.{name}", code, message);

    /// <summary>Adds an error at the full path of a value below this one.</summary>
    public void FailAt(string path, string code, string message) => errors.Add(path, code, message);

    /// <summary>One line of non-blank text, such as an id, a reference or a name.</summary>
    public string? Text(int maxCharacters)
    {
        var text = Raw(maxCharacters, isFree: false);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Fail(ErrorCodes.Blank, "must not be blank; leave it out when there is none");
            return null;
        }

        return text;
    }

    /// <summary>Text of any number of lines. It may be empty.</summary>
    public string? FreeText(int maxCharacters) => Raw(maxCharacters, isFree: true);

    /// <summary>A code that matches a pattern. The value is quoted in messages, so this must not be used for names.</summary>
    public string? Pattern(Regex form, string expected)
    {
        ArgumentNullException.ThrowIfNull(form);
        var text = Text(Limits.CodeCharacters);
        if (text is null || form.IsMatch(text))
        {
            return text;
        }

        Fail(ErrorCodes.InvalidFormat, $"{Echo.QuoteCode(text)} does not have the form of {expected}");
        return null;
    }

    /// <summary>A code of an enumeration, in its exact spelling.</summary>
    /// <param name="aliases">Additional names, each mapped to the code it stands for.</param>
    public T? Code<T>(IReadOnlyDictionary<string, string>? aliases = null)
        where T : struct, Enum
    {
        if (Text(Limits.CodeCharacters) is not { } text)
        {
            return null;
        }

        if (Screening.Engine.Model.Code<T>.TryParse(aliases?.GetValueOrDefault(text) ?? text, out var value))
        {
            return value;
        }

        string[] known = [.. Screening.Engine.Model.Code<T>.All, .. aliases?.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()];
        var meant = NearMiss.Of(text, known);
        Fail(
            ErrorCodes.UnknownCode,
            meant is null
                ? $"{Echo.QuoteCode(text)} is not one of {string.Join(", ", known)}"
                : $"{Echo.QuoteCode(text)} is not a code here; did you mean `{meant}`",
            [.. known]);
        return null;
    }

    /// <summary>A finite number between two inclusive bounds.</summary>
    public double? Number(double least, double most, string unit)
    {
        if (!Is(JsonValueKind.Number, "a number"))
        {
            return null;
        }

        if (!element!.Value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            Fail(ErrorCodes.NotFinite, "is too large for a number");
            return null;
        }

        if (number < least || number > most)
        {
            Fail(ErrorCodes.OutOfRange, StrictJson.Invariant($"must be between {least:R} and {most:R} {unit}").TrimEnd());
            return null;
        }

        // Minus zero would be written as -0, a second spelling of the same request.
        return number == 0 ? 0 : number;
    }

    /// <summary>An exact amount of money, zero or more.</summary>
    public decimal? Amount(decimal most)
    {
        if (!Is(JsonValueKind.Number, "a number"))
        {
            return null;
        }

        if (!element!.Value.TryGetDecimal(out var amount) || amount < 0 || amount > most)
        {
            Fail(ErrorCodes.OutOfRange, StrictJson.Invariant($"must be between 0 and {most}"));
            return null;
        }

        // Division by a one with full scale removes trailing zeros, so 1.50 and 1.5 have the same canonical form.
        return amount / 1.0000000000000000000000000000m;
    }

    /// <summary>A boolean.</summary>
    public bool? Flag()
    {
        if (element?.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.Value.GetBoolean();
        }

        Is(JsonValueKind.True, "true or false");
        return null;
    }

    /// <summary>A date (yyyy-MM-dd) between two inclusive bounds. Never quoted, because it may be a date of birth.</summary>
    public DateOnly? Date(DateOnly from, DateOnly to)
    {
        if (Text(Limits.CodeCharacters) is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Fail(ErrorCodes.InvalidFormat, "is not a date; write it as yyyy-MM-dd");
            return null;
        }

        if (date < from || date > to)
        {
            Fail(ErrorCodes.OutOfRange, StrictJson.Invariant($"must be between {from:yyyy-MM-dd} and {to:yyyy-MM-dd}"));
            return null;
        }

        return date;
    }

    /// <summary>An object. The caller must finish its reader.</summary>
    public ObjectReader? Object() =>
        Is(JsonValueKind.Object, "an object") ? new ObjectReader(element!.Value, Path, errors) : null;

    /// <summary>An object as the sender wrote it, for authored documents that are kept as they are; null if absent or no object.</summary>
    public string? ObjectText() => Is(JsonValueKind.Object, "an object") ? element!.Value.GetRawText() : null;

    /// <summary>The elements of an array; empty if absent. Null elements are not absent. Reading stops at the limit.</summary>
    public ImmutableArray<JsonInput> Array(int limit)
    {
        if (!Is(JsonValueKind.Array, "an array"))
        {
            return [];
        }

        var length = element!.Value.GetArrayLength();
        if (length > limit)
        {
            Fail(ErrorCodes.TooMany, StrictJson.Invariant($"has {length} elements; at most {limit} are allowed"));
        }

        var inputs = ImmutableArray.CreateBuilder<JsonInput>(Math.Min(length, limit));
        foreach (var child in element.Value.EnumerateArray().Take(limit))
        {
            inputs.Add(new JsonInput(child, StrictJson.Invariant($"{Path}[{inputs.Count}]"), errors));
        }

        return inputs.MoveToImmutable();
    }

    /// <summary>Whether the value is an empty array. Reports no error.</summary>
    public bool IsEmptyArray => element is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() == 0;

    /// <summary>Whether the value is a JSON string. Reports no error.</summary>
    public bool IsText => element?.ValueKind == JsonValueKind.String;

    private string? Raw(int maxCharacters, bool isFree)
    {
        if (!Is(JsonValueKind.String, "a text"))
        {
            return null;
        }

        if (!TryText(element!.Value, out var text) || HasForbidden(text, isFree))
        {
            Fail(ErrorCodes.InvalidText, "has control characters or unpaired surrogates");
            return null;
        }

        if (text.Length > maxCharacters)
        {
            Fail(ErrorCodes.TooLong, StrictJson.Invariant($"has {text.Length} characters; at most {maxCharacters} are allowed"));
            return null;
        }

        return text;
    }

    private static bool HasForbidden(string text, bool isFree)
    {
        foreach (var letter in text)
        {
            if (IsForbidden(letter, isFree))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsForbidden(char letter, bool isFree) =>
        char.IsControl(letter) && !(isFree && letter is '\n' or '\r' or '\t');

    private static bool TryText(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = element.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            // JsonElement accepts "\ud800" as a token but throws when the text is read.
            text = null;
            return false;
        }
    }

    private bool Is(JsonValueKind kind, string expected)
    {
        if (element is not { } given)
        {
            return false;
        }

        if (given.ValueKind == kind)
        {
            return true;
        }

        Fail(ErrorCodes.WrongType, $"must be {expected}, not {Describe(given.ValueKind)}");
        return false;
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
