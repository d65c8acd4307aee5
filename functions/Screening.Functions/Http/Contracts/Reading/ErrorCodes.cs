namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>The stable codes of <see cref="RequestError"/>. Clients branch on them, so a code is never renamed.</summary>
public static class ErrorCodes
{
    /// <summary>Not JSON, not UTF-8, or content after the JSON value.</summary>
    public const string Malformed = "malformed";

    /// <summary>Nested deeper than allowed.</summary>
    public const string TooDeep = "too_deep";

    /// <summary>A member that is not part of the shape. Unknown members are never ignored.</summary>
    public const string UnknownMember = "unknown_member";

    /// <summary>A member that occurs twice in one object.</summary>
    public const string DuplicateMember = "duplicate_member";

    /// <summary>A value of the wrong JSON type.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A required member is absent or null.</summary>
    public const string Required = "required";

    /// <summary>A text that must not be blank is blank.</summary>
    public const string Blank = "blank";

    /// <summary>A number too large for a double.</summary>
    public const string NotFinite = "not_finite";

    /// <summary>A number or date outside its bounds.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>A text that does not match the expected format.</summary>
    public const string InvalidFormat = "invalid_format";

    /// <summary>A text with control characters or unpaired surrogates.</summary>
    public const string InvalidText = "invalid_text";

    /// <summary>A code that is not in its list.</summary>
    public const string UnknownCode = "unknown_code";

    /// <summary>An unknown country.</summary>
    public const string UnknownCountry = "unknown_country";

    /// <summary>A country name shared by several countries. The candidates are listed.</summary>
    public const string AmbiguousCountry = "ambiguous_country";

    /// <summary>More elements than the limit.</summary>
    public const string TooMany = "too_many";

    /// <summary>More characters than the limit.</summary>
    public const string TooLong = "too_long";

    /// <summary>An id used more than once.</summary>
    public const string DuplicateId = "duplicate_id";

    /// <summary>A value listed more than once.</summary>
    public const string DuplicateValue = "duplicate_value";

    /// <summary>A member that does not apply in combination with the other members given.</summary>
    public const string NotApplicable = "not_applicable";

    /// <summary>An owner that owns itself through its own chain of owners.</summary>
    public const string Cycle = "cycle";

    /// <summary>The limit of errors was reached. Further errors are left out.</summary>
    public const string TooManyErrors = "too_many_errors";

    /// <summary>An idempotency key that was already used for another body.</summary>
    public const string KeyReused = "key_reused";

    /// <summary>A body without the required Content-Length.</summary>
    public const string LengthRequired = "length_required";

    /// <summary>The documents do not compile with the change.</summary>
    public const string DoesNotCompile = "does_not_compile";

    /// <summary>A document with local changes that the request would overwrite.</summary>
    public const string LocallyChanged = "locally_changed";

    /// <summary>A row of a list that cannot be read.</summary>
    public const string BadRow = "bad_row";

    /// <summary>Every code with its meaning, as shown in the API reference and on the problem pages.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new OrderedDictionary<string, string>(StringComparer.Ordinal)
    {
        [Malformed] = "Not JSON, not UTF-8, or something after the JSON value.",
        [TooDeep] = "Nested deeper than allowed.",
        [UnknownMember] = "A member that is not defined: a typo is never ignored.",
        [DuplicateMember] = "A member written twice in one object.",
        [WrongType] = "A value of another JSON type than the member has.",
        [Required] = "A member that must be given is absent or null.",
        [Blank] = "A text that must say something is empty.",
        [NotFinite] = "A number too large for a double.",
        [OutOfRange] = "A number or date outside its bounds.",
        [InvalidFormat] = "A text that does not have the form of its kind.",
        [InvalidText] = "A text with control characters or unpaired surrogates.",
        [UnknownCode] = "A code that is not in its list.",
        [UnknownCountry] = "An unknown country.",
        [AmbiguousCountry] = "A country name that several countries share; the candidates are listed.",
        [TooMany] = "More elements than the limit.",
        [TooLong] = "More characters than the limit.",
        [DuplicateId] = "An id used twice.",
        [DuplicateValue] = "A value listed twice where once is enough.",
        [NotApplicable] = "A member that has no meaning beside the others given.",
        [Cycle] = "An owner that owns itself through its own chain of owners.",
        [TooManyErrors] = "So many errors that the rest is left out.",
        [KeyReused] = "An idempotency key that stands for another body.",
        [LengthRequired] = "A body that must say how long it is does not.",
        [DoesNotCompile] = "The whole would not compile with the change.",
        [LocallyChanged] = "A document was changed here, and what is asked for would overwrite that.",
        [BadRow] = "A row of a list that cannot be read.",
    };
}
