namespace Screening.Functions.Security;

/// <summary>
/// Marks of API keys and sessions: a keyed hash at the end of the text, by which an instance tells a text that this environment
/// issued from noise, without storage. A mark says nothing about whether the key is still good. Its key is derived from the record
/// key, which every instance has at its start. Keys from before marks existed have none and stay valid.
/// </summary>
/// <param name="mark">Makes the mark of a kind and a text; null where there is no key, so that nothing is marked.</param>
/// <param name="isMark">Whether a mark was made for a kind and a text.</param>
public sealed class KeyMarks(Func<string, string, string>? mark, Func<string, string, string, bool> isMark)
{
    /// <summary>Kind of the text in <c>X-API-Key</c>.</summary>
    public const string ApiKey = "key";

    /// <summary>Kind of the text in the cookie of the pages.</summary>
    public const string Session = "session";

    /// <summary>Marks nothing and recognises nothing.</summary>
    public static KeyMarks None { get; } = new(null, (_, _, _) => false);

    /// <summary>Creates a random key with its mark.</summary>
    /// <param name="kind">What it is used as. A mark of one kind is none of the other.</param>
    public ApiKeyText Create(string kind)
    {
        var text = ApiKeyText.Create();
        return mark is null ? text : text with { Mark = mark(kind, Marked(text)) };
    }

    /// <summary>Whether this environment issued the text. False for every text without a mark.</summary>
    public bool IsIssued(string kind, ApiKeyText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Mark is { } own && isMark(kind, Marked(text), own);
    }

    private static string Marked(ApiKeyText text) => $"{text.Id}_{text.Secret}";
}
