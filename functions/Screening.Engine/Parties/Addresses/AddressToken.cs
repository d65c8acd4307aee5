using System.Text;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Addresses;

/// <summary>A word or number of an address.</summary>
/// <param name="Text">Lower-case ASCII letters and digits.</param>
/// <param name="Joint">The sign directly before it: <c>-</c>, <c>/</c>, <c>&amp;</c> or <c>.</c> without a space, a comma, or a space.</param>
/// <param name="IsOrdinal">Whether the number was written as an ordinal (5th).</param>
internal readonly record struct AddressToken(string Text, char Joint, bool IsOrdinal = false)
{
    /// <summary>Whether it has a digit.</summary>
    public bool IsNumber => Text.AsSpan().ContainsAnyInRange('0', '9');

    /// <summary>Whether it has digits only.</summary>
    public bool IsDigits => !Text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether it is a single letter.</summary>
    public bool IsLetter => Text.Length == 1 && char.IsAsciiLetterLower(Text[0]);
}

/// <summary>Splits an address of any script into tokens. Letters and digits written together are parted where they are a word and a number.</summary>
internal static class AddressTokenizer
{
    /// <summary>Number of characters read. The rest of a longer address is left out, so that the work is bounded.</summary>
    public const int LongestText = 400;

    // Some characters become several words in Latin letters.
    private const int MostTokens = 200;
    private const int LettersOfWord = 3;
    private const char FirstEastAsian = '\u2E80';

    /// <summary>The tokens in order.</summary>
    public static List<AddressToken> Split(string text)
    {
        var whole = text.Length > LongestText ? text[..LongestText] : text;
        whole = Ascii.IsValid(whole) ? whole : Composition.Compose(whole);
        var tokens = new List<AddressToken>(24);
        var joint = ' ';
        var at = 0;
        while (at < whole.Length && tokens.Count < MostTokens)
        {
            var end = EndOfRun(whole, at);
            if (end == at)
            {
                if (whole[at] == '#')
                {
                    tokens.Add(new AddressToken("no", joint));
                }

                joint = JointOf(whole[at], joint);
                at++;
                continue;
            }

            AddRun(tokens, whole[at..end], joint);
            joint = ' ';
            at = end;
        }

        return Merge(tokens);
    }

    // A Han character is a run of its own, because it is a syllable and most words of Chinese addresses are one character.
    private static int EndOfRun(string text, int at)
    {
        var end = at;
        while (end < text.Length && IsOfWord(text, end))
        {
            if (text[end] >= FirstEastAsian)
            {
                return end > at ? end : end + (char.IsHighSurrogate(text[end]) && end + 1 < text.Length ? 2 : 1);
            }

            end++;
        }

        return end;
    }

    private static bool IsOfWord(string text, int at) =>
        char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at]) || text[at] == '№'
        || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark
        || (text[at] is '\'' or '`' or '’' && at > 0 && char.IsLetter(text[at - 1]) && at + 1 < text.Length && char.IsLetter(text[at + 1]));

    private static char JointOf(char sign, char before) => sign switch
    {
        ',' or ';' or '(' or ')' or '\n' or '\r' or '|' => ',',
        _ when before == ',' => ',',
        '-' or '–' or '—' or '/' or '&' or '.' => before == ' ' ? (sign is '–' or '—' ? '-' : sign) : ' ',
        _ => ' ',
    };

    private static void AddRun(List<AddressToken> tokens, string run, char joint)
    {
        if (Ascii.IsValid(run))
        {
            AddWord(tokens, Lower(run), joint);
            return;
        }

        foreach (var word in NameTokenizer.Split(run))
        {
            AddWord(tokens, word.Text, joint);
            joint = ' ';
        }
    }

    private static string Lower(string run) => run.Replace("'", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).ToLowerInvariant();

    private static void AddWord(List<AddressToken> tokens, string word, char joint)
    {
        var digits = word.AsSpan().IndexOfAnyInRange('0', '9');
        var letters = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 0 || letters < 0)
        {
            tokens.Add(new AddressToken(AddressWords.Corrected(word), joint));
        }
        else if (letters > 0)
        {
            AddNumberWithLetters(tokens, word[..letters], word[letters..], joint);
        }
        else if (IsPartedFrom(word.AsSpan(0, digits)))
        {
            tokens.Add(new AddressToken(word[..digits], joint));
            AddWord(tokens, word[digits..], '.');
        }
        else
        {
            tokens.Add(new AddressToken(word, joint));
        }
    }

    private static bool IsPartedFrom(ReadOnlySpan<char> letters) => letters.Length >= LettersOfWord
        || (letters.Length == LettersOfWord - 1 && AddressWords.MarkOf(letters.ToString()) is AddressClass.Unit or AddressClass.Floor or AddressClass.Number);

    private static void AddNumberWithLetters(List<AddressToken> tokens, string number, string letters, char joint)
    {
        if (AddressWords.IsOrdinalEnding(letters))
        {
            tokens.Add(new AddressToken(number, joint, true));
        }
        else if (letters is "f" || AddressWords.ClassOf(letters) == AddressClass.Floor
            || (letters.Length >= LettersOfWord && !letters.AsSpan().ContainsAnyInRange('0', '9')))
        {
            tokens.Add(new AddressToken(number, joint));
            tokens.Add(new AddressToken(letters, '.'));
        }
        else
        {
            tokens.Add(new AddressToken(number + letters, joint));
        }
    }

    // "16 ya" is an ordinal; "47-G" and "10 B" are one number; first floor is floor 1.
    private static List<AddressToken> Merge(List<AddressToken> tokens)
    {
        var merged = new List<AddressToken>(tokens.Count);
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            var next = at + 1 < tokens.Count ? tokens[at + 1] : default;
            if (merged.Count > 0 && merged[^1].IsDigits && token.Text is not "st" and not "nd" and not "rd" && token.Text.Length > 1
                && AddressWords.IsOrdinalEnding(token.Text))
            {
                merged[^1] = merged[^1] with { IsOrdinal = true };
            }
            else if (merged.Count > 0 && merged[^1].IsDigits && !merged[^1].IsOrdinal && token.IsLetter && token.Joint != ',' && IsLetterOfNumber(token, next))
            {
                merged[^1] = merged[^1] with { Text = merged[^1].Text + token.Text };
            }
            else if (AddressWords.OrdinalOf(token.Text) is { } ordinal && next.Text is not null && AddressWords.ClassOf(next.Text) == AddressClass.Floor)
            {
                merged.Add(new AddressToken(ordinal, token.Joint, true));
            }
            else
            {
                merged.Add(token.IsDigits ? token with { Text = WithoutZeros(token.Text) } : token);
            }
        }

        return merged;
    }

    private static bool IsLetterOfNumber(AddressToken letter, AddressToken next) =>
        letter.Text is not "f" && AddressWords.ClassOf(letter.Text) is not AddressClass.Direction
        && (next.Text is null || !next.IsNumber || (letter.Joint is not ' ' && letter.Text is not ("d" or "k" or "g")));

    // Postal codes keep their zeros.
    private static string WithoutZeros(string digits) => digits.Length >= AddressReader.DigitsOfPostal ? digits
        : digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";
}
