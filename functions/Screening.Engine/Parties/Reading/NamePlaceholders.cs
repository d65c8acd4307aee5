using System.Collections.Frozen;
using Screening.Engine.Parties.Reading.Placeholders;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Texts in the place of a name that name no one: "N/A", "TBD", "cash customer", a legal form alone, no letters. All words have
/// to be words of placeholders, in a combination of <see cref="PlaceholderGrammar"/>; one other word makes the text a name.
/// </summary>
public static class NamePlaceholders
{
    private const PlaceholderClass Small = PlaceholderClass.Aux | PlaceholderClass.Link | PlaceholderClass.Pointer;

    private const int LeastRepeated = 3;
    private const int LongestShortForm = 4;

    private static readonly FrozenSet<string> CommonForms = PlaceholderWords.Words("""
        co ltd inc llc llp plc ag kg sa bv nv ab oy ooo oao zao pao ao ooo srl pte pty pvt bhd jsc cie kft sas ohg gbr mbh oyj asa aps ood doo corp comp gmbh sarl ltda spol
        pjsc ojsc cjsc pjsc eood eurl sprl bvba ltee spa snc too tov uab ооо оао зао пао ао ип тов
        """);

    /// <summary>Why <paramref name="text"/> is no name; null when it is one.</summary>
    public static UnreadReason? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var composed = Composition.Compose(text);
        if (BeginsAsName(composed))
        {
            return null;
        }

        if (IsErrorOfASheet(composed))
        {
            return UnreadReason.Placeholder;
        }

        var tokens = PlaceholderText.Split(composed);
        var words = new List<PlaceholderClass>(tokens.Count);
        for (var at = 0; at < tokens.Count;)
        {
            var read = Read(tokens, at, words);
            if (read == 0)
            {
                return null;
            }

            at += read;
        }

        return words.Count == 0 ? UnreadReason.NoLetters : PlaceholderGrammar.Of(words) ?? (IsTemplate(composed) ? UnreadReason.Placeholder : null);
    }

    // Most names begin with a word of no class; the rest of them is then not read. A short word may be part of an abbreviation.
    private static bool BeginsAsName(string composed)
    {
        var first = PlaceholderText.Split(composed, 1);
        return first is [{ Folded.Length: > LongestShortForm } token] && !PlaceholderPhrases.MayBegin(token.Folded) && Read(first, 0, []) == 0;
    }

    /// <summary>Adds the classes of the next words and returns how many words were read; 0 at a word of a name.</summary>
    private static int Read(List<PlaceholderToken> tokens, int at, List<PlaceholderClass> words)
    {
        if (PhraseAt(tokens, at) is > 0 and var phrase)
        {
            words.Add(PlaceholderClass.Placeholder | PlaceholderClass.Pointer);
            return phrase;
        }

        if (LettersAt(tokens, at, words) is > 0 and var letters)
        {
            return letters;
        }

        var (folded, original, _) = tokens[at];
        if (PlaceholderSigns.IsSign(original[0]))
        {
            if (PlaceholderSigns.Cut(folded) is not { } cut)
            {
                return 0;
            }

            words.AddRange(cut);
            return 1;
        }

        var classes = ClassesOf(folded, original, tokens.Count) | CountingLetter(tokens, at);
        if ((classes & PlaceholderClass.Form) != 0 && (classes & Small) != 0)
        {
            // "AS" at the end is a form, "as" elsewhere is the word.
            classes &= at == tokens.Count - 1 && at > 0 && char.IsUpper(original[0]) ? PlaceholderClass.Form : ~PlaceholderClass.Form;
        }

        if (classes != PlaceholderClass.None)
        {
            words.Add(classes);
            return 1;
        }

        return AddNumbered(folded, original, words) ? 1 : 0;
    }

    private static int PhraseAt(List<PlaceholderToken> tokens, int at)
    {
        if (!PlaceholderPhrases.MayBegin(tokens[at].Folded))
        {
            return 0;
        }

        for (var count = Math.Min(PlaceholderPhrases.Longest, tokens.Count - at); count > 1; count--)
        {
            if (PlaceholderPhrases.Has(string.Join(' ', tokens.Skip(at).Take(count).Select(token => token.Folded))))
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>Single letters with dots or strokes between them: "n/a", "s. n.", "S.A.", "c/o"; also "N A" alone.</summary>
    private static int LettersAt(List<PlaceholderToken> tokens, int at, List<PlaceholderClass> words)
    {
        var end = at;
        while (end < tokens.Count && IsLetter(tokens[end]) && (end == at || tokens[end].IsTied || tokens.Count == 2))
        {
            end++;
        }

        if (end - at < 2)
        {
            return 0;
        }

        var letters = string.Concat(tokens.GetRange(at, end - at).Select(token => token.Folded));
        var classes = letters is "na" or "nn" ? PlaceholderClass.Placeholder : PlaceholderClass.None;
        if (tokens[at + 1].IsTied)
        {
            classes |= letters is "co" or "ms" ? PlaceholderClass.Title
                : PlaceholderPhrases.IsAbbreviation(letters) ? PlaceholderClass.Placeholder : PlaceholderClass.None;
            classes |= letters is not ("co" or "ms") && LegalForms.IsAtAnEnd(letters) ? PlaceholderClass.Form : PlaceholderClass.None;
        }

        if (classes != PlaceholderClass.None)
        {
            words.Add(classes);
            return end - at;
        }

        return 0;
    }

    private static bool IsLetter(PlaceholderToken token) => token.Folded.Length == 1 && char.IsLetter(token.Folded[0]);

    private static PlaceholderClass ClassesOf(string folded, string original, int count)
    {
        if (folded.All(char.IsDigit))
        {
            return PlaceholderClass.Number;
        }

        var classes = PlaceholderWords.Of(folded) | (IsForm(folded, original, count) ? PlaceholderClass.Form : PlaceholderClass.None);
        return IsRepeated(folded, original) ? classes | PlaceholderClass.Placeholder : classes;
    }

    // A short form that stands alone is one only in the usual spelling of the common forms: "PAT", "SE" and "Ab" are names.
    private static bool IsForm(string folded, string original, int count)
    {
        if (folded.Length <= LongestShortForm && count == 1)
        {
            return CommonForms.Contains(folded) && (folded.Length > 2 || folded == "co" || original.All(char.IsUpper));
        }

        var isCyrillic = NameScripts.Of(folded) == NameScript.Cyrillic;
        return isCyrillic
            ? NameTokenizer.Split(original).TrueForAll(word => LegalForms.IsAtAnEnd(word.Text))
            : LegalForms.IsAtAnEnd(folded);
    }

    // "xxx", "zz", "aaa". Upper-case letters other than X, Y and Z are a company: "AAA", "BBB".
    private static bool IsRepeated(string folded, string original)
    {
        var letter = folded[0];
        return folded.AsSpan().IndexOfAnyExcept(letter) < 0 && (letter is 'x' or 'х'
            || (folded.Length >= LeastRepeated && char.IsAsciiLetterLower(letter) && (letter is 'y' or 'z' || char.IsLower(original[0]))));
    }

    /// <summary>A single letter after other words counts ("customer A"); alone it is no name.</summary>
    private static PlaceholderClass CountingLetter(List<PlaceholderToken> tokens, int at) =>
        IsLetter(tokens[at]) && at == tokens.Count - 1 && (at == 0 || tokens.Take(at).Any(token => !token.Folded.All(char.IsDigit)))
            ? PlaceholderClass.Number
            : PlaceholderClass.None;

    /// <summary>A placeholder with a number: "test123", "customer1".</summary>
    private static bool AddNumbered(string folded, string original, List<PlaceholderClass> words)
    {
        var letters = folded.AsSpan().IndexOfAnyInRange('0', '9');
        if (letters < 2 || folded.AsSpan(letters).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var classes = PlaceholderWords.Of(folded[..letters]) | (IsRepeated(folded[..letters], original) ? PlaceholderClass.Placeholder : PlaceholderClass.None);
        if ((classes & (PlaceholderClass.Placeholder | PlaceholderClass.Noun | PlaceholderClass.WeakNoun)) == 0)
        {
            return false;
        }

        words.Add(classes);
        words.Add(PlaceholderClass.Number);
        return true;
    }

    // "#REF!", "#VALUE!": errors that a spreadsheet writes into a cell.
    private static bool IsErrorOfASheet(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length > 2 && trimmed[0] == '#' && trimmed[^1] is '!' or '?' && !trimmed.Contains(' ');
    }

    // "{name}", "<customer>", "[company]": a field of a template that was not filled in.
    private static bool IsTemplate(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length > 2 && (trimmed[0], trimmed[^1]) is ('{', '}') or ('<', '>') or ('[', ']') or ('%', '%') or ('$', '}');
    }
}
