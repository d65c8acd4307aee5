using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Parties;

/// <summary>
/// Takes a name apart into words with roles and a legal form. Listed names are read as printed; a question is also
/// repaired: a misspelt or glued legal form of a word nobody on the lists bears is still a legal form.
/// </summary>
internal static class NameParser
{
    private const int RepairLetters = 4;
    private const int RepairLettersAtEnd = 3;
    private const int GluedLetters = 3;

    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
    [
        "of", "and", "the", "for", "de", "del", "della", "di", "da", "do", "dos", "das", "la", "las", "le", "les", "los", "el",
        "al", "ul", "ud", "ad", "bin", "ben", "ibn", "bint", "abu", "umm", "van", "von", "der", "den", "des", "du", "y", "e",
        "et", "und", "en", "i", "in", "a", "an", "u", "na", "po", "im", "mr", "mrs", "dr", "haji", "hajji", "sheikh",
    ], StringComparer.Ordinal);

    private static readonly ImmutableArray<string> LongForms = [.. LegalForms.WordsFrom(RepairLettersAtEnd)];

    private static readonly ImmutableArray<string> GluedForms = [.. LongForms, "co"];

    /// <summary>Reads a listed name.</summary>
    public static ParsedName ParseListed(string text, PartyKind kind) => Parse(text, kind, null);

    /// <summary>Reads a name asked about; <paramref name="isListed"/> tells whether a word occurs in a listed name.</summary>
    public static ParsedName ParseQuery(string text, PartyKind kind, Func<string, bool> isListed) =>
        Parse(text, kind, isListed);

    private static ParsedName Parse(string text, PartyKind kind, Func<string, bool>? isListed)
    {
        var words = NameTokenizer.Split(text);
        if (kind != PartyKind.Person)
        {
            words = NameTokenizer.JoinSingleLetters(words);
        }

        if (isListed is not null)
        {
            words = Repair(words, kind, isListed);
        }

        var isLegal = MarkLegal(words, kind);
        if (isLegal.All(legal => legal))
        {
            // "LIMITED COMPANY" is all the name there is.
            Array.Clear(isLegal);
        }

        var legalWords = words.Where((_, index) => isLegal[index]).ToList();
        var tokens = words.Where((_, index) => !isLegal[index]).Select(word => new NameToken(word, RoleOf(word, kind)));
        return new ParsedName([.. Emphasise(tokens)], LegalForms.ClassOf(legalWords), string.Join(' ', legalWords), kind);
    }

    private static bool[] MarkLegal(List<string> words, PartyKind kind)
    {
        var isLegal = new bool[words.Count];
        for (var index = 0; index < words.Count; index++)
        {
            isLegal[index] = LegalForms.IsAnywhere(words[index]);
        }

        if (kind != PartyKind.Person)
        {
            MarkFromTheEnd(words, isLegal);
            for (var index = 0; index < words.Count - 1 && LegalForms.IsAtAnEnd(words[index]); index++)
            {
                isLegal[index] = true;
            }
        }

        return isLegal;
    }

    private static void MarkFromTheEnd(List<string> words, bool[] isLegal)
    {
        // "s. de r.l. de c.v.": the links between parts of a form belong to it.
        for (var index = words.Count - 1; index > 0; index--)
        {
            var isLink = index < words.Count - 1 && words[index] is "de" or "s" or "and" or "mit" && isLegal[index + 1];
            if (!LegalForms.IsAtAnEnd(words[index]) && !isLink)
            {
                return;
            }

            isLegal[index] = true;
        }
    }

    private static List<string> Repair(List<string> words, PartyKind kind, Func<string, bool> isListed)
    {
        // From the end inwards, because shorter forms are repaired only where forms stand: "Huawei Ptte. Lnd."
        var repaired = new List<string>(words.Count + 2);
        var atTheEnd = kind != PartyKind.Person;
        for (var index = words.Count - 1; index >= 0; index--)
        {
            var before = repaired.Count;
            RepairWord(words[index], atTheEnd && index > 0, isListed, repaired);
            atTheEnd &= LegalForms.IsAtAnEnd(repaired[before]);
        }

        repaired.Reverse();
        return repaired;
    }

    // Adds the word, or what it was meant to be, last part first.
    private static void RepairWord(string word, bool atTheEnd, Func<string, bool> isListed, List<string> repaired)
    {
        if (word.Length >= RepairLettersAtEnd && !LegalForms.IsAtAnEnd(word) && !isListed(word))
        {
            var shortest = atTheEnd ? RepairLettersAtEnd : RepairLetters;
            var form = LongForms.FirstOrDefault(candidate =>
                Math.Min(candidate.Length, word.Length) >= shortest && TokenSimilarity.IsOneEdit(word, candidate));
            if (form is not null)
            {
                repaired.Add(form);
                return;
            }

            if (Unglue(word, isListed, repaired))
            {
                return;
            }
        }

        repaired.Add(word);
    }

    private static bool Unglue(string word, Func<string, bool> isListed, List<string> repaired)
    {
        foreach (var form in GluedForms)
        {
            var rest = word.Length - form.Length;
            if (rest < GluedLetters)
            {
                continue;
            }

            if (word.EndsWith(form, StringComparison.Ordinal) && Stands(word[..rest], isListed))
            {
                repaired.Add(form);
                repaired.Add(word[..rest]);
                return true;
            }

            if (word.StartsWith(form, StringComparison.Ordinal) && Stands(word[form.Length..], isListed))
            {
                repaired.Add(word[form.Length..]);
                repaired.Add(form);
                return true;
            }
        }

        return false;
    }

    private static bool Stands(string word, Func<string, bool> isListed) => LegalForms.IsAnywhere(word) || isListed(word);

    // A name of particles and initials alone has nothing better: there they are its words.
    private static IEnumerable<NameToken> Emphasise(IEnumerable<NameToken> tokens)
    {
        var list = tokens.ToList();
        return list.Exists(token => token.Role is TokenRole.Word or TokenRole.Number)
            ? list
            : list.Select(token => token with { Role = TokenRole.Word });
    }

    // A short legal form that reordering left in the middle ("HADOM SA CONSTRUCTORA") tells as little as a particle.
    private static TokenRole RoleOf(string word, PartyKind kind) =>
        word.Any(char.IsAsciiDigit) ? TokenRole.Number
        : Particles.Contains(word) || (kind != PartyKind.Person && LegalForms.IsAtAnEnd(word)) ? TokenRole.Particle
        : word.Length == 1 ? TokenRole.Initial
        : TokenRole.Word;
}
