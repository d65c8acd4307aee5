using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Repairs misspelt legal forms of a query. The words of the lists have no part in it: with them, an added entry could change how a query
/// is read, and hide another match. A form that is glued to a word is a matter of the lookup, see <see cref="GluedForms"/>.
/// </summary>
internal sealed class QueryRepair(PartyKind kind)
{
    private const int LongForm = 6;
    private const int ShortestRepaired = 2;

    private static readonly ImmutableArray<string> LongForms = [.. LegalForms.WordsFrom(LongForm)];

    // Legal forms in common use. Rare short forms are excluded, because they are closer to other words than to the form that was
    // meant.
    private static readonly ImmutableArray<string> DailyForms =
    [
        "ltd", "llc", "inc", "corp", "jsc", "ooo", "oao", "zao", "pao", "gmbh", "plc", "fze", "pte", "pvt", "ltda", "llp", "sarl", "srl",
        "ojsc", "pjsc", "cjsc", "fzco", "bhd", "dmcc", "co",
    ];

    // Words that stand before another word of a legal form, such as "company" or "limited".
    private static readonly ImmutableArray<string> BeforeForms = ["joint", "stock", "public", "private", "open", "closed"];

    private static readonly ImmutableArray<string> AfterThem = ["joint", "stock", "company", "limited", "liability", "corporation"];

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
        else if (repaired.Count > 0 && AfterThem.Contains(repaired[^1].Text) && MeantForm(text, BeforeForms) is { } before)
        {
            Add(before);
        }
        else if (!word.IsDotted && WordRarity.IsKnown(text))
        {
            repaired.Add(word);
        }
        else if (isAtAnEnd && !(isFirst && HasForm) && MeantForm(text, isFirst ? LegalForms.StandingFirst : DailyForms) is { } daily)
        {
            Add(daily);
        }
        else if (!UnglueForms(text))
        {
            repaired.Add(word);
        }
    }

    // A name that ends with a legal form does not begin with one: "PAM" in "PAM Transportation Services Inc" is not "PAO".
    private bool HasForm => repaired.Count > 0 && LegalForms.IsAnywhere(repaired[0].Text);

    private static string? MeantForm(string text, ImmutableArray<string> forms) =>
        forms.FirstOrDefault(form => TokenSimilarity.IsOneEdit(text, form));

    // "LimitedLiability Company": two long words of legal forms written together, one of them with at most one letter wrong.
    private bool UnglueForms(string text)
    {
        for (var cut = LongForm - 1; kind != PartyKind.Person && cut <= text.Length - LongForm + 1; cut++)
        {
            var (first, second) = (text[..cut], text[cut..]);
            var isFirst = LongForms.Contains(first);
            if ((isFirst || LongForms.Contains(second)) && MeantForm(isFirst ? second : first, LongForms) is { } other)
            {
                Add(isFirst ? other : second);
                Add(isFirst ? first : other);
                return true;
            }
        }

        return false;
    }

    private void Add(string word) => repaired.Add(new ReadWord(word, NameScript.Alphabet));
}
