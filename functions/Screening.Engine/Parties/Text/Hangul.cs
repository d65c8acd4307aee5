using System.Text;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Romanises Hangul syllable by syllable, with final consonants as pronounced: a final s, j, ch or t becomes t.
/// </summary>
internal static class Hangul
{
    private const char First = '\uAC00';
    private const int Syllables = 11_172;
    private const int Vowels = 21;
    private const int Finals = 28;

    private static readonly string[] Initial =
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];

    private static readonly string[] Middle =
        ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"];

    private static readonly string[] Final =
    [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
    ];

    /// <summary>Whether every character is a Hangul syllable.</summary>
    public static bool IsAll(string word) => word.Length > 0 && word.All(sign => sign >= First && sign < First + Syllables);

    public static void Append(StringBuilder target, string word)
    {
        foreach (var sign in word)
        {
            var number = sign - First;
            target.Append(Initial[number / (Vowels * Finals)]).Append(Middle[number / Finals % Vowels]).Append(Final[number % Finals]);
        }
    }
}
