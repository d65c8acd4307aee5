using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>Splits a list of names at commas. A comma before a legal form is part of the name.</summary>
internal static class CommaList
{
    /// <summary>The names; the text itself where a part of one word shows that the comma stands within a name.</summary>
    public static List<string> Split(string text)
    {
        var names = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = KindReading.WordsOf(part);
            if (names.Count > 0 && (words.Length == 0 || words.All(LegalForms.IsAtAnEnd)))
            {
                names[^1] = $"{names[^1]}, {part}";
            }
            else
            {
                names.Add(part);
            }
        }

        return names.Exists(name => KindReading.WordsOf(name).Length < 2) ? [text] : names;
    }
}
