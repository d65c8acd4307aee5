namespace Screening.Engine.Parties.Text;

/// <summary>Words in which digits may stand for the letters that they resemble, such as "sech1n".</summary>
internal static class LettersForDigits
{
    /// <summary>Similarity of such a word to the word with letters.</summary>
    public const double Similarity = 0.98;

    /// <summary>The word with letters; null where more than half of the characters are digits.</summary>
    public static string? Of(string word)
    {
        var digits = word.Count(char.IsAsciiDigit);
        return digits == 0 || digits * 2 > word.Length
            ? null
            : word.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't').Replace('8', 'b');
    }
}
