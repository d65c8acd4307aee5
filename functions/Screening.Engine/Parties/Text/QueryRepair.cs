using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Repairs a query before the lookup: misspelt legal forms, legal forms glued to another word, and digits typed for letters. Most
/// repairs apply only to words that occur in no listed name.
/// </summary>
internal sealed class QueryRepair(Vocabulary listed, PartyKind kind)
{
    private const int LongForm = 6;
    private const int ShortestRepaired = 2;
    private const int GluedLetters = 3;
    private const int GluedToMisspelt = 5;
    private const int GluedToShortForm = 4;

    private static readonly ImmutableArray<string> LongForms = [.. LegalForms.WordsFrom(LongForm)];

    private static readonly ImmutableArray<string> GluedForms = [.. LegalForms.WordsFrom(GluedLetters).OrderByDescending(form => form.Length)];

    private static readonly ImmutableArray<string> ShortForms =
        [.. LegalForms.WordsAtAnEnd().Where(form => form.Length < GluedLetters), "co"];

    private static readonly ImmutableArray<string> MisspeltForms =
        ["limited", "liability", "company", "corporation", "incorporated", "limitada", "partnership", "obshchestvo"];

    // Legal forms in common use. Rare short forms are excluded, because they are closer to other words than to the form that was
    // meant.
    private static readonly ImmutableArray<string> DailyForms =
    [
        "ltd", "llc", "inc", "corp", "jsc", "ooo", "oao", "zao", "pao", "gmbh", "plc", "fze", "pte", "pvt", "ltda", "llp", "sarl", "srl",
        "ojsc", "pjsc", "cjsc", "fzco", "bhd", "dmcc", "co",
    ];

    // Words that stand before another word of a legal form, such as "company" or "limited".
    private static readonly ImmutableArray<string> BeforeForms = ["joint", "stock", "public", "private", "open", "closed"];

    private readonly List<ReadWord> repaired = new(8);

    public List<ReadWord> Repair(List<ReadWord> words)
    {
        // From the end backwards, because short forms are repaired only next to legal forms: "Huawei Ptte. Lnd."
        var atTheEnd = kind != PartyKind.Person;
        for (var index = words.Count - 1; index >= 0; index--)
        {
            var before = repaired.Count;
            RepairWord(words[index], kind != PartyKind.Person && words.Count > 1 && (atTheEnd || index == 0), index == 0);
            atTheEnd &= LegalForms.IsAtAnEnd(repaired[before].Text);
        }

        repaired.Reverse();
        return repaired;
    }

    // Adds the word or its repaired parts, last part first.
    private void RepairWord(ReadWord word, bool isAtAnEnd, bool isFirst)
    {
        var text = word.Text;
        if (text.Length < ShortestRepaired || LegalForms.IsAtAnEnd(text) || word.Script is not (NameScript.Alphabet or NameScript.Cyrillic))
        {
            repaired.Add(word);
        }
        else if (kind != PartyKind.Person && text.Length >= LongForm - 1 && MeantForm(text, LongForms) is { } form)
        {
            Add(form);
        }
        else if (repaired.Count > 0 && LegalForms.IsAnywhere(repaired[^1].Text) && MeantForm(text, BeforeForms) is { } before)
        {
            Add(before);
        }
        else if (listed.Has(text))
        {
            repaired.Add(word);
        }
        else if (isAtAnEnd && !(isFirst && HasForm) && MeantForm(text, isFirst ? LegalForms.StandingFirst : DailyForms) is { } daily)
        {
            Add(daily);
        }
        else if (!Unglue(text, GluedForms, GluedLetters) && !Unglue(text, ShortForms, GluedToShortForm) && !UnglueMisspelt(text))
        {
            repaired.Add(word with { Text = Letters(text) });
        }
    }

    // A name that ends with a legal form does not begin with one: "PAM" in "PAM Transportation Services Inc" is not "PAO".
    private bool HasForm => repaired.Count > 0 && LegalForms.IsAnywhere(repaired[0].Text);

    private static string? MeantForm(string text, ImmutableArray<string> forms) =>
        forms.FirstOrDefault(form => TokenSimilarity.IsOneEdit(text, form));

    private bool Unglue(string word, ImmutableArray<string> forms, int shortest)
    {
        if (kind == PartyKind.Person)
        {
            return false;
        }

        foreach (var form in forms)
        {
            var rest = word.Length - form.Length;
            if (rest >= shortest && word.EndsWith(form, StringComparison.Ordinal) && Stands(word[..rest], word, form))
            {
                Add(form);
                Add(word[..rest]);
                return true;
            }

            if (rest >= shortest && StandsFirst(form) && word.StartsWith(form, StringComparison.Ordinal) && Stands(word[form.Length..], word, form))
            {
                Add(word[form.Length..]);
                Add(form);
                return true;
            }
        }

        return false;
    }

    // "Focuslmited", "limitedlability": a mistyped long form that is glued to a listed word or to another form.
    private bool UnglueMisspelt(string word)
    {
        if (kind == PartyKind.Person || word.Length < LongForm + GluedToMisspelt)
        {
            return false;
        }

        foreach (var form in MisspeltForms)
        {
            for (var length = form.Length - 1; length <= form.Length + 1 && word.Length - length >= GluedToShortForm; length++)
            {
                var cut = word.Length - length;
                if (TokenSimilarity.IsOneEdit(word.AsSpan(cut), form) && IsKnown(word[..cut]))
                {
                    Add(form);
                    Add(word[..cut]);
                    return true;
                }

                if (TokenSimilarity.IsOneEdit(word.AsSpan(0, length), form) && IsKnown(word[length..]))
                {
                    Add(word[length..]);
                    Add(form);
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsKnown(string word) => LegalForms.IsAnywhere(word) || listed.Has(word);

    // Few short forms stand at the start, and other words only begin with the same letters: "Upwork" is not "UP Work".
    private static bool StandsFirst(string form) => form.Length >= GluedLetters || form is "ao" or "pt" or "co";

    // A word that ends like a short form and is similar to a listed word is a misspelling of the listed word.
    private bool Stands(string rest, string word, string form)
    {
        if (form.Length < LongForm && rest.Length < GluedToMisspelt && listed.HasAlike(word))
        {
            return false;
        }

        return LegalForms.IsAnywhere(rest) || listed.Has(rest)
            || (rest.Length >= GluedToMisspelt && form.Length >= GluedLetters && !listed.HasAlike(word) && listed.HasAlike(rest));
    }

    private void Add(string word) => repaired.Add(new ReadWord(word, NameScript.Alphabet));

    // "Sech1n": a digit between letters is read as the letter that it resembles.
    private static string Letters(string word)
    {
        var digits = word.Count(char.IsAsciiDigit);
        return digits == 0 || digits * 2 > word.Length || char.IsAsciiDigit(word[0])
            ? word
            : word.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't');
    }
}
