using System.Collections.Immutable;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Words that are a name and a legal form written together, such as "focuslimited". The word itself stays in the query; the lookup also
/// searches for the part that is the name.
/// </summary>
internal static class GluedForms
{
    /// <summary>Similarity of such a word to the word without the form.</summary>
    public const double Similarity = 0.97;

    private const int LongForm = 3;
    private const int ShortestBesideLongForm = 3;
    private const int ShortestBesideShortForm = 4;
    private const int ShortestBesideMisspelt = 5;

    private static readonly ImmutableArray<string> Forms =
        [.. LegalForms.WordsFrom(LongForm), .. LegalForms.WordsAtAnEnd().Where(form => form.Length < LongForm), "co"];

    private static readonly ImmutableArray<string> MisspeltForms =
        ["limited", "liability", "company", "corporation", "incorporated", "limitada", "partnership", "obshchestvo"];

    /// <summary>
    /// Adds the parts of a word that may be the name, as ranges of letters. Few short forms stand first, because other words only begin
    /// with the same letters: "Upwork" is not "UP Work".
    /// </summary>
    public static void Parts(string word, List<Range> parts)
    {
        parts.Clear();
        foreach (var form in Forms)
        {
            var rest = word.Length - form.Length;
            if (rest < (form.Length < LongForm ? ShortestBesideShortForm : ShortestBesideLongForm))
            {
                continue;
            }

            if (word.EndsWith(form, StringComparison.Ordinal))
            {
                parts.Add(..rest);
            }

            if (StandsFirst(form) && word.StartsWith(form, StringComparison.Ordinal))
            {
                parts.Add(form.Length..);
            }
        }

        foreach (var form in MisspeltForms)
        {
            AddMisspelt(word, form, parts);
        }
    }

    private static bool StandsFirst(string form) => form.Length >= LongForm || form is "ao" or "pt" or "co";

    private static void AddMisspelt(string word, string form, List<Range> parts)
    {
        for (var length = form.Length - 1; length <= form.Length + 1 && word.Length - length >= ShortestBesideMisspelt; length++)
        {
            if (TokenSimilarity.IsOneEdit(word.AsSpan(word.Length - length), form))
            {
                parts.Add(..(word.Length - length));
            }

            if (TokenSimilarity.IsOneEdit(word.AsSpan(0, length), form))
            {
                parts.Add(length..);
            }
        }
    }
}
