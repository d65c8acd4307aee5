namespace Screening.Engine.Parties.Reading;

/// <summary>Why a text cannot be compared with listed names.</summary>
public enum UnreadReason
{
    /// <summary>It has no letters: only punctuation, digits or invisible characters.</summary>
    NoLetters,

    /// <summary>It is a placeholder and names no one.</summary>
    Placeholder,

    /// <summary>It states only a legal form, a salutation or a title.</summary>
    FormOnly,

    /// <summary>It is in a script for which the engine has no reading.</summary>
    UnreadScript,

    /// <summary>It has more words than any name has.</summary>
    TooManyWords,

    /// <summary>It has more characters after composition than any name has.</summary>
    TooManyCharacters,

    /// <summary>The names before it have all the words that are compared for one request.</summary>
    BeyondLimit,
}
