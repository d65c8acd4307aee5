using System.Collections.Frozen;

namespace Screening.Engine.Parties.Words;

/// <summary>Phrases of one or more words with a value each. The longest phrase at a position is found.</summary>
/// <typeparam name="T">The value of a phrase.</typeparam>
internal sealed class PhraseTable<T>
    where T : struct
{
    private readonly FrozenDictionary<string, T> phrases;
    private readonly FrozenDictionary<string, int> longest;

    /// <summary>
    /// The phrases of each text, separated by commas or line breaks. A phrase that several rows hold has the value of the first.
    /// </summary>
    public PhraseTable(params ReadOnlySpan<(T Value, string Phrases)> rows)
    {
        var phrases = new Dictionary<string, T>(StringComparer.Ordinal);
        var longest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, text) in rows)
        {
            foreach (var phrase in text.Split((char[])[',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var words = phrase.Split(' ');
                phrases.TryAdd(phrase, value);
                longest[words[0]] = Math.Max(longest.GetValueOrDefault(words[0]), words.Length);
            }
        }

        this.phrases = phrases.ToFrozenDictionary(StringComparer.Ordinal);
        this.longest = longest.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every phrase of the table.</summary>
    public IEnumerable<string> Phrases => phrases.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether a phrase begins with the word.</summary>
    public bool Begins(string word) => longest.ContainsKey(word);

    /// <summary>The value of a phrase; null when it is not in the table.</summary>
    public T? Of(string phrase) => phrases.TryGetValue(phrase, out var value) ? value : null;

    /// <summary>
    /// The value of the longest phrase that begins at <paramref name="at"/>, and its number of words; null and 0 when none does.
    /// </summary>
    public T? At(ReadOnlySpan<string> words, int at, out int length)
    {
        length = Math.Min(longest.GetValueOrDefault(words[at]), words.Length - at);
        for (; length > 0; length--)
        {
            var phrase = length == 1 ? words[at] : string.Join(' ', words.Slice(at, length));
            if (phrases.TryGetValue(phrase, out var value))
            {
                return value;
            }
        }

        return null;
    }
}
