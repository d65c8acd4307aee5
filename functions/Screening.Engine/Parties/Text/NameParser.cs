using System.Globalization;
using Screening.Engine.Parties.Words;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Parses a name into words with roles and a legal form. Listed names are parsed as printed. A query is also repaired by
/// <see cref="QueryRepair"/>, so that a misspelt or glued legal form is recognised.
/// </summary>
internal static class NameParser
{
    private const int LongestFormMistyped = 4;
    private const int LongWordOfForm = 8;

    public static ParsedName ParseListed(string text, PartyKind kind) => Parse(text, kind, isAsked: false);

    /// <summary>Parses the name of a query.</summary>
    public static ParsedName ParseQuery(string text, PartyKind kind) => Parse(text, kind, isAsked: true);

    private static ParsedName Parse(string text, PartyKind kind, bool isAsked)
    {
        var words = NameTokenizer.Split(text);
        if (kind != PartyKind.Person)
        {
            words = Numbered(NameTokenizer.JoinSingleLetters(words));
        }

        if (isAsked)
        {
            words = new QueryRepair(kind).Repair(words);
        }

        var isLegal = MarkLegal(words, kind, isAsked);
        if (isLegal.All(legal => legal))
        {
            // A name such as "LIMITED COMPANY" has no other words, so the words of the legal form count as words of the name.
            Array.Clear(isLegal);
        }

        var legalWords = words.Where((_, index) => isLegal[index]).Select(word => word.Text).ToList();
        var tokens = words.Where((_, index) => !isLegal[index]).Select(word => TokenOf(word, kind)).ToList();
        if (tokens is [{ Role: TokenRole.Particle, Text.Length: 1 } letter, _, ..])
        {
            // "U-Stone", "A. Karimov": a letter at the start of a name is a part of it and not a particle.
            tokens[0] = letter with { Role = TokenRole.Initial };
        }

        if (kind == PartyKind.Person)
        {
            MarkInitials(tokens);
        }

        if (isAsked && kind != PartyKind.Person)
        {
            WeakenMistypedForm(tokens, legalWords.Count > 0);
        }

        return new ParsedName([.. Emphasise(tokens)], LegalForms.ClassOf(legalWords), string.Join(' ', legalWords), kind);
    }

    // "76th", "Seventy-Sixth" and "No. 76" are the number 76. Numbers of names of persons are not read.
    private static List<ReadWord> Numbered(List<ReadWord> words)
    {
        string[] texts = [.. words.Select(word => word.Text)];
        var numbered = new List<ReadWord>(words.Count);
        for (var index = 0; index < words.Count; index++)
        {
            if (words[index].Script == NameScript.Alphabet && NumberWords.ValueOf(texts, index, out var length) is { } value)
            {
                numbered.Add(new ReadWord(value.ToString(CultureInfo.InvariantCulture), NameScript.Alphabet));
                index += length - 1;
            }
            else
            {
                numbered.Add(words[index]);
            }
        }

        return numbered;
    }

    private static bool[] MarkLegal(List<ReadWord> words, PartyKind kind, bool isAsked)
    {
        var isLegal = new bool[words.Count];
        for (var index = 0; index < words.Count; index++)
        {
            isLegal[index] = LegalForms.IsAnywhere(words[index].Text);
        }

        if (kind != PartyKind.Person)
        {
            MarkFromTheEnd(words, isLegal, isAsked);
            for (var index = 0; index < words.Count - 1 && (LegalForms.IsAtTheBeginning(words[index].Text) || IsLinkInFront(words, index)); index++)
            {
                isLegal[index] = true;
            }
        }

        return isLegal;
    }

    // A link word before a long word of a legal form, as in "Obshchestvo s ogranichennoi otvetstvennostyu" or "societatea cu
    // raspundere limitata". The first word of the form may be missing.
    private static bool IsLinkInFront(List<ReadWord> words, int index) =>
        words[index].Text is "s" or "cu" or "ar" && words[index + 1].Text.Length >= LongWordOfForm && LegalForms.IsAnywhere(words[index + 1].Text);

    private static void MarkFromTheEnd(List<ReadWord> words, bool[] isLegal, bool isAsked)
    {
        // Link words between parts of a legal form belong to it, as in "s. de r.l. de c.v.".
        for (var index = words.Count - 1; index > 0; index--)
        {
            var isLink = index < words.Count - 1 && words[index].Text is "de" or "s" or "and" or "mit" or "z" or "cu" or "ar" && isLegal[index + 1];
            var isMistyped = isAsked && words[index].IsDotted && LegalForms.IsNear(words[index].Text);
            if (!LegalForms.IsAtAnEnd(words[index].Text) && !isLink && !isMistyped)
            {
                return;
            }

            isLegal[index] = true;
        }
    }

    // A company name without a legal form whose last word is nearly a form, or whose first word is nearly one of the forms that
    // stand at the start: the word is most likely a mistyped form. Syllables of other scripts are excluded, because they do not
    // come from a typed form.
    private static void WeakenMistypedForm(List<NameToken> tokens, bool hasForm)
    {
        if (!hasForm && IsMistyped(tokens, tokens.Count - 1, word => LegalForms.IsNear(word) && (word.Length < LongestFormMistyped || !WordRarity.IsKnown(word))))
        {
            tokens[^1] = tokens[^1] with { Role = TokenRole.Particle };
        }
        else if (!hasForm && IsMistyped(tokens, 0, LegalForms.IsNearFirst))
        {
            tokens[0] = tokens[0] with { Role = TokenRole.Particle };
        }
    }

    private static bool IsMistyped(List<NameToken> tokens, int at, Func<string, bool> isNear) =>
        tokens.Count > 1 && tokens[at] is { Role: TokenRole.Word, Text.Length: <= LongestFormMistyped, Script: NameScript.Alphabet or NameScript.Cyrillic } word && isNear(word.Text)
        && tokens.Where((token, index) => index != at && token.Role == TokenRole.Word && !WordRarity.IsCommon(token.Text)).Any();

    // In the name of a person a letter is a particle only between two words: "Ortega y Gasset", but "Karimov, A. Y.".
    private static void MarkInitials(List<NameToken> tokens)
    {
        for (var index = 1; index < tokens.Count; index++)
        {
            if (tokens[index] is { Role: TokenRole.Particle, Text.Length: 1 } letter
                && (index == tokens.Count - 1 || letter.Text is "a" or "u" || tokens[index - 1].Text.Length == 1 || tokens[index + 1].Text.Length == 1))
            {
                tokens[index] = letter with { Role = TokenRole.Initial };
            }
        }
    }

    // A name of particles and initials only has no distinctive words, so they count as words.
    private static IEnumerable<NameToken> Emphasise(List<NameToken> tokens) =>
        tokens.Exists(token => token.Role is TokenRole.Word or TokenRole.Number)
            ? tokens
            : tokens.Select(token => token with { Role = TokenRole.Word });

    private static NameToken TokenOf(ReadWord word, PartyKind kind)
    {
        return new NameToken(word.Text, RoleOf(word.Text, word.Script, kind), word.Script);
    }

    // A short legal form that reordering left in the middle of a name ("HADOM SA CONSTRUCTORA") is as little distinctive as a
    // particle. A syllable of another script is never an initial or a particle.
    private static TokenRole RoleOf(string word, NameScript script, PartyKind kind) =>
        word.Any(char.IsAsciiDigit) ? TokenRole.Number
        : script is not (NameScript.Alphabet or NameScript.Cyrillic) ? TokenRole.Word
        : NameWords.IsParticle(word) || (kind == PartyKind.Person ? NameWords.IsTitle(word) : LegalForms.IsAtTheBeginning(word)) ? TokenRole.Particle
        : word.Length == 1 ? TokenRole.Initial
        : TokenRole.Word;
}
