using System.Collections.Immutable;

namespace Screening.Functions.Contracts;

/// <summary>One thing wrong with a request. Never carries names of parties or free text of the sender.</summary>
/// <param name="Path">JSON path of the member, such as items[0].performance[1].payloadKg; $ is the whole body.</param>
/// <param name="Code">Stable code, one of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what would be right; lower case, no full stop.</param>
/// <param name="Candidates">Values that would have been accepted or were probably meant; null without any.</param>
public sealed record RequestError(string Path, string Code, string Message, ImmutableArray<string>? Candidates = null);

/// <summary>The stable codes of <see cref="RequestError"/>: clients branch on them, so none is ever renamed.</summary>
public static class ErrorCodes
{
    /// <summary>Not JSON, not UTF-8, or something after the JSON value.</summary>
    public const string Malformed = "malformed";

    /// <summary>Nested deeper than allowed.</summary>
    public const string TooDeep = "too_deep";

    /// <summary>A member nobody defined: a typo is never ignored.</summary>
    public const string UnknownMember = "unknown_member";

    /// <summary>A member written twice in one object.</summary>
    public const string DuplicateMember = "duplicate_member";

    /// <summary>A value of another JSON type than the member has.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A member that must be given is absent or null.</summary>
    public const string Required = "required";

    /// <summary>A text that must say something is empty.</summary>
    public const string Blank = "blank";

    /// <summary>A number too large for a double.</summary>
    public const string NotFinite = "not_finite";

    /// <summary>A number or date outside its bounds.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>A text that does not have the form of its kind.</summary>
    public const string InvalidFormat = "invalid_format";

    /// <summary>A text with control characters or unpaired surrogates.</summary>
    public const string InvalidText = "invalid_text";

    /// <summary>A code that is not in its list.</summary>
    public const string UnknownCode = "unknown_code";

    /// <summary>A country nobody knows.</summary>
    public const string UnknownCountry = "unknown_country";

    /// <summary>A country name that several countries share; the candidates are listed.</summary>
    public const string AmbiguousCountry = "ambiguous_country";

    /// <summary>More elements than the limit.</summary>
    public const string TooMany = "too_many";

    /// <summary>More characters than the limit.</summary>
    public const string TooLong = "too_long";

    /// <summary>An id used twice.</summary>
    public const string DuplicateId = "duplicate_id";

    /// <summary>A value listed twice where once is enough.</summary>
    public const string DuplicateValue = "duplicate_value";

    /// <summary>A member that has no meaning beside the others given.</summary>
    public const string NotApplicable = "not_applicable";

    /// <summary>An idempotency key that stands for another body.</summary>
    public const string KeyReused = "key_reused";

    /// <summary>So many errors that the rest is left out.</summary>
    public const string TooManyErrors = "too_many_errors";

    /// <summary>A body that must say how long it is does not.</summary>
    public const string LengthRequired = "length_required";

    /// <summary>The whole would not compile with the change.</summary>
    public const string DoesNotCompile = "does_not_compile";

    /// <summary>A row of a list that cannot be read.</summary>
    public const string BadRow = "bad_row";
}

/// <summary>Collects errors while a body is read, so that all of them are reported at once.</summary>
public sealed class RequestErrors
{
    /// <summary>Errors kept. A body of 1 MiB can hold a hundred thousand, and nobody reads those.</summary>
    public const int Limit = 500;

    private readonly ImmutableArray<RequestError>.Builder kept = ImmutableArray.CreateBuilder<RequestError>();

    /// <summary>Errors kept so far, the note about omitted ones included.</summary>
    public int Count => kept.Count;

    /// <summary>Whether anything more would be left out, so that looking for more is wasted.</summary>
    public bool IsFull => kept.Count > Limit;

    /// <summary>Adds an error. Past the limit one last error says that more were found.</summary>
    public void Add(string path, string code, string message, ImmutableArray<string>? candidates = null)
    {
        if (kept.Count < Limit)
        {
            kept.Add(new RequestError(path, code, message, candidates));
        }
        else if (kept.Count == Limit)
        {
            kept.Add(new RequestError("$", ErrorCodes.TooManyErrors, "more errors were found; correct these first"));
        }
    }

    /// <summary>The errors in the order they were found.</summary>
    public ImmutableArray<RequestError> All() => kept.ToImmutable();
}
