using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Screening.Engine.Parties.Text;

/// <summary>Family of legal forms. Two names of different families rarely denote the same company.</summary>
internal enum LegalClass
{
    /// <summary>No legal form, or only "company", which is not distinctive.</summary>
    None,

    /// <summary>Private limited company: Ltd, GmbH, BV.</summary>
    Limited,

    /// <summary>Limited liability company: LLC, OOO, SRL.</summary>
    LimitedLiability,

    /// <summary>Joint stock company: JSC, SA, AG, AO.</summary>
    Stock,

    /// <summary>Corporation under US law: Inc, Corp.</summary>
    Corporation,

    /// <summary>Partnership: LLP, KG.</summary>
    Partnership,
}

/// <summary>
/// Words that state the legal form of a company, from national company laws. A word of the first table states a form at any
/// position. The words of the second table are also ordinary words or names (Sa, Ag, Spa), so they count only at the start or the
/// end of a name.
/// </summary>
internal static class LegalForms
{
    private static readonly FrozenDictionary<string, LegalClass> Anywhere = Table(
        (LegalClass.None, """
            co company comp kompaniya kompaniia kompania kompani compagnie compagnia companhia compania cia cie firma sirketi sti
            spolecnost spolka spolok preduzece drustvo druzhestvo gongsi concern kontsern konzern
            """),
        (LegalClass.Limited, """
            ltd limited coltd youxian gmbh ggmbh pte pvt pty bvba sdnbhd bhd ltee haftung beschrankter mbh yugen gaisha
            """),
        (LegalClass.LimitedLiability, """
            llc lc ooo tov tzov too osoo oso taa doo dooel ood eood srl sarl sarlau sro spzoo ltda limitada eurl eirl eireli
            kft liability fze fzco fzc fzllc wll mchj jshs ogranichennoi ogranichennoy otvetstvennostyu otvetstvennostiu obshchestvo obschestvo
            responsabilite responsabilidad responsabilidade rl sagl uab oou tdv mmc shpk odgovornoscu omejeno odgovornostjo
            societatea raspundere limitata atbildibu ierobezota ribota atsakomybe ogranicenom korlatolt felelossegu
            odpowiedzialnoscia ograniczona rucenim omezenym sprl scrl scarl srls dmcc godo
            """),
        (LegalClass.Stock, """
            jsc ojsc cjsc pjsc oao zao pao npao plc joint stock jointstock aktsionernoe aktsionernoye aktsionerne otkrytoe otkrytoye zakrytoe
            publichnoe publichnoye anonim anonima anonyme sab sapi sacv cv tbk psc pjs kgaa aktiengesellschaft aktiebolag aksjeselskap
            aktieselskab akciova akcyjna zrt nyrt oyj asa saog saoc qsc qpsc bsc kabushiki kaisha gufen jusik hoesa dioncko akciju
            sal aat zat oaa zaa pat prat hisse naamloze vennootschap anonymi
            """),
        (LegalClass.Corporation, "inc incorporated corp corporation corporacion korporatsiya korporatsiia"),
        (LegalClass.Partnership, "llp lllp ohg kommanditgesellschaft komanditna snc scs vof"));

    private static readonly FrozenDictionary<string, LegalClass> AtAnEnd = Table(
        (LegalClass.None, "est sp oo"),
        (LegalClass.Limited, "bv oy ug aps kk yk lda limite ld lt td gk"),
        (LegalClass.LimitedLiability, "sl slu sas sasu up chp chup fz sia vsi"),
        (LegalClass.Stock, "sa ag ab as nv se spa ad dd ao pt ca public open closed private sdn sca"),
        (LegalClass.Partnership, "lp kg ky"));

    // At the end of a name, "td" is "ltd" with a letter missing. At the start, it means a trading house.
    private const string OnlyLast = "td";

    /// <summary>Forms that often stand at the start of a name.</summary>
    public static ImmutableArray<string> StandingFirst { get; } = ["llc", "ooo", "oao", "zao", "pao", "jsc", "ojsc", "cjsc", "pjsc", "tov"];

    // Every form, and every form with one letter removed. A word one edit away from a form shares one of these with it.
    private static readonly FrozenSet<string> Nearby =
        Anywhere.Keys.Concat(AtAnEnd.Keys).SelectMany(WithOneLetterLess).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="word"/> states a legal form at any position of a name.</summary>
    public static bool IsAnywhere(string word) => Anywhere.ContainsKey(word);

    /// <summary>Whether <paramref name="word"/> states a legal form at the beginning or end of a name.</summary>
    public static bool IsAtAnEnd(string word) => Anywhere.ContainsKey(word) || AtAnEnd.ContainsKey(word);

    /// <summary>Whether <paramref name="word"/> states a legal form at the beginning of a name.</summary>
    public static bool IsAtTheBeginning(string word) => IsAtAnEnd(word) && word != OnlyLast;

    /// <summary>Whether <paramref name="word"/> is a legal form or may be a misspelt one.</summary>
    public static bool IsNear(string word) => WithOneLetterLess(word).Any(Nearby.Contains);

    /// <summary>Whether <paramref name="word"/> is, or is one edit away from, one of the forms that stand at the start.</summary>
    public static bool IsNearFirst(string word) => StandingFirst.Any(form => TokenSimilarity.IsOneEdit(word, form));

    /// <summary>Words of the first table with at least <paramref name="length"/> letters.</summary>
    public static IEnumerable<string> WordsFrom(int length) =>
        Anywhere.Keys.Where(word => word.Length >= length).Order(StringComparer.Ordinal);

    /// <summary>Words of the second table.</summary>
    public static IEnumerable<string> WordsAtAnEnd() => AtAnEnd.Keys.Order(StringComparer.Ordinal);

    /// <summary>The family that all words of a name state together, independent of their order.</summary>
    public static LegalClass ClassOf(IEnumerable<string> words)
    {
        var found = LegalClass.None;
        foreach (var word in words)
        {
            var stated = Anywhere.TryGetValue(word, out var always) ? always
                : AtAnEnd.TryGetValue(word, out var atAnEnd) ? atAnEnd : LegalClass.None;
            if (Rank(stated) > Rank(found))
            {
                found = stated;
            }
        }

        return found;
    }

    /// <summary>Distance between two families, 0 to 1. The distance to a missing form is 0.</summary>
    public static double Distance(LegalClass left, LegalClass right)
    {
        if (left == right || left == LegalClass.None || right == LegalClass.None)
        {
            return 0;
        }

        var near = left is LegalClass.Limited or LegalClass.LimitedLiability
            && right is LegalClass.Limited or LegalClass.LimitedLiability;
        return near ? 0.25 : 1;
    }

    // "Limited Liability Company" ranks as a limited liability company, although it contains "limited". "Co., Ltd." ranks as
    // limited.
    private static int Rank(LegalClass value) => value switch
    {
        LegalClass.None => 0,
        LegalClass.Corporation => 1,
        LegalClass.Limited => 2,
        LegalClass.Partnership => 3,
        LegalClass.LimitedLiability => 4,
        _ => 5,
    };

    private static IEnumerable<string> WithOneLetterLess(string word) =>
        Enumerable.Range(0, word.Length).Select(at => word.Remove(at, 1)).Prepend(word);

    private static FrozenDictionary<string, LegalClass> Table(params (LegalClass Class, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => (word, row.Class)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.Class, StringComparer.Ordinal);
}
