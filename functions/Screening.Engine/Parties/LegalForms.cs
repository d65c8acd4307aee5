using System.Collections.Frozen;

namespace Screening.Engine.Parties;

/// <summary>Family of legal forms. Names that differ in the family are rarely the same company.</summary>
internal enum LegalClass
{
    /// <summary>No legal form, or only "company", which says nothing.</summary>
    None,

    /// <summary>Private limited company: Ltd, GmbH, BV.</summary>
    Limited,

    /// <summary>Limited liability company: LLC, OOO, SRL.</summary>
    LimitedLiability,

    /// <summary>Joint stock company: JSC, SA, AG, AO.</summary>
    Stock,

    /// <summary>Corporation of the American kind: Inc, Corp.</summary>
    Corporation,

    /// <summary>Partnership: LLP, KG.</summary>
    Partnership,
}

/// <summary>
/// Words that state the legal form of a company. A word of the first table states one wherever it stands; those of the
/// second are also ordinary words or names (Sa, Ag, Spa) and count only at an end of the name.
/// </summary>
internal static class LegalForms
{
    private static readonly FrozenDictionary<string, LegalClass> Anywhere = Table(
        (LegalClass.None, "co company comp kompaniya compagnie compania companhia cia firma sirketi sti"),
        (LegalClass.Limited, "ltd limited gmbh pte pvt pty bvba sdnbhd bhd ltee haftung beschrankter mbh"),
        (LegalClass.LimitedLiability, """
            llc lc ooo tov tzov too osoo oso taa doo dooel ood eood srl sarl sro spzoo ltda limitada eurl eirl
            kft liability fze fzco fzc fzllc wll mchj ogranichennoi ogranichennoy otvetstvennostyu obshchestvo obschestvo
            responsabilite responsabilidad rl sagl uab oou tdv mmc
            """),
        (LegalClass.Stock, """
            jsc ojsc cjsc pjsc oao zao pao npao plc joint stock jointstock aktsionernoe aktsionernoye otkrytoe zakrytoe
            publichnoe anonim anonima anonyme sab sapi sacv cv tbk psc pjs kgaa aktiengesellschaft zrt nyrt oyj asa saog saoc
            sal aat zat oaa zaa hisse
            """),
        (LegalClass.Corporation, "inc incorporated corp corporation corporacion korporatsiya"),
        (LegalClass.Partnership, "llp lllp ohg kommanditgesellschaft"));

    private static readonly FrozenDictionary<string, LegalClass> AtAnEnd = Table(
        (LegalClass.Limited, "bv oy ug aps kk lda limite ld lt td"),
        (LegalClass.LimitedLiability, "sl slu sas sasu up chp chup fz si"),
        (LegalClass.Stock, "sa ag ab as nv se spa ad dd ao pt ca public open closed private sdn"),
        (LegalClass.Partnership, "lp kg ky"));

    /// <summary>Whether <paramref name="word"/> states a legal form wherever it stands.</summary>
    public static bool IsAnywhere(string word) => Anywhere.ContainsKey(word);

    /// <summary>Whether <paramref name="word"/> states a legal form at the beginning or end of a name.</summary>
    public static bool IsAtAnEnd(string word) => Anywhere.ContainsKey(word) || AtAnEnd.ContainsKey(word);

    /// <summary>Words of the first table with at least <paramref name="length"/> letters.</summary>
    public static IEnumerable<string> WordsFrom(int length) =>
        Anywhere.Keys.Where(word => word.Length >= length).Order(StringComparer.Ordinal);

    /// <summary>The family the words of a name state together, whatever their order.</summary>
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

    /// <summary>How far two families are apart, 0 to 1: a missing form is no difference.</summary>
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

    // "Limited Liability Company" is a liability company although it says limited, "Co., Ltd." is a limited one.
    private static int Rank(LegalClass value) => value switch
    {
        LegalClass.None => 0,
        LegalClass.Corporation => 1,
        LegalClass.Limited => 2,
        LegalClass.Partnership => 3,
        LegalClass.LimitedLiability => 4,
        _ => 5,
    };

    private static FrozenDictionary<string, LegalClass> Table(params (LegalClass Class, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => (word, row.Class)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.Class, StringComparer.Ordinal);
}
