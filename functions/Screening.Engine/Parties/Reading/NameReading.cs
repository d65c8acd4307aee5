using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>Whether a name can be compared with listed names, and what of it cannot.</summary>
/// <param name="Unread">Why nothing of it can be compared; null when something can.</param>
/// <param name="UnreadLetters">Number of letters without a reading.</param>
/// <param name="Script">Script of the letters without a reading; empty without such letters.</param>
public sealed record NameReading(UnreadReason? Unread, int UnreadLetters, string Script)
{
    // Letters that count as one word, so that a text without spaces has words too.
    private const int LettersOfWord = 20;

    /// <summary>The reading of a name behind the words that are compared for one request. It is not read.</summary>
    public static NameReading BeyondLimit { get; } = new(UnreadReason.BeyondLimit, 0, "");

    /// <summary>Number of words after reading; a long one counts as several. 0 for a text with too many characters, which is not read.</summary>
    public int Words { get; private init; }

    /// <summary>Why nothing was compared, as the end of a sentence after a colon; empty when something was.</summary>
    public string Reason => Unread switch
    {
        null => "",
        UnreadReason.NoLetters => "it has no letters of a name",
        UnreadReason.Placeholder => "it is a placeholder and names no one",
        UnreadReason.FormOnly => "it states only a legal form or a title",
        UnreadReason.TooManyWords => string.Create(CultureInfo.InvariantCulture, $"it has {Words} words, and a name has at most {Limits.WordsOfName}"),
        UnreadReason.TooManyCharacters => string.Create(CultureInfo.InvariantCulture, $"its characters stand for more than {Limits.CharactersOfName}, and a name has fewer"),
        UnreadReason.BeyondLimit => string.Create(CultureInfo.InvariantCulture, $"the names of the request have more than {Limits.WordsOfNames} words together"),
        _ => $"the name in {Script} could not be compared with Latin entries, because the engine has no reading of its letters",
    };

    /// <summary>What was left out of a name of which something was compared; null when nothing was.</summary>
    public string? LeftOut => Unread is null && UnreadLetters > 0
        ? string.Create(CultureInfo.InvariantCulture, $"its letters in {Script} without a reading ({UnreadLetters}) were left out")
        : null;

    /// <summary>Reads <paramref name="name"/>.</summary>
    public static NameReading Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var composed = Composition.Compose(name);
        if (composed.Length > Limits.CharactersOfName)
        {
            return new NameReading(UnreadReason.TooManyCharacters, 0, "");
        }

        var (rest, unread, script) = UnreadScripts.Split(composed);
        var split = NameTokenizer.Split(rest);
        var reason = NamePlaceholders.Of(name) ?? (unread > 0 ? NamePlaceholders.Of(rest) : null) ?? (split.Count == 0 ? UnreadReason.NoLetters : null);
        var words = split.Sum(word => 1 + (word.Text.Length / LettersOfWord));
        reason = reason is not null && unread > 0 ? UnreadReason.UnreadScript : reason is null && words > Limits.WordsOfName ? UnreadReason.TooManyWords : reason;
        return new NameReading(reason, unread, script) { Words = words };
    }

    /// <summary>Whether two names consist of the same words.</summary>
    internal static bool AreSameWords(string left, string right) =>
        NameTokenizer.Split(left).Select(word => word.Text).SequenceEqual(NameTokenizer.Split(right).Select(word => word.Text), StringComparer.Ordinal);
}
