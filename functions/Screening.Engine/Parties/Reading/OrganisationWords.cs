using System.Collections.Frozen;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Words that only the name of an organisation has. Sources: legal forms of national company laws, and the vocabulary of the U.S.,
/// EU and UN lists as they print names in English, Russian, Ukrainian, Spanish, Portuguese, French, German, Italian, Turkish, Persian,
/// Arabic, Chinese and Malay in Latin letters.
/// </summary>
internal static class OrganisationWords
{
    private const int WordsOfPerson = 2;

    // Legal forms that are not also given names, family names or particles.
    private static readonly FrozenSet<string> Forms = Table(
        """
        ltd limited coltd gmbh pte pvt pty llc llp inc incorporated corp corporation corporacion korporatsiya korporatsiia jsc ojsc cjsc pjsc
        ooo oao zao npao plc fze fzc fzco fzllc co company kompaniya kompaniia compagnie compania companhia sdnbhd bhd srl sarl ltda limitada
        sro doo dooel ood eood dmcc wll kft sapi aktsionernoe aktsionernoye obshchestvo obschestvo sirketi anonim anonima gesellschaft
        aktiengesellschaft gongsi youxian eirl osoo spolka preduzece tbk bvba sprl sagl zrt nyrt oyj
        """);

    private static readonly FrozenSet<string> Kinds = Table(
        """
        academy administration bank plant college force church agency airlines airways airline airport army arsenal association associates authority banco bancorp banka
        bataillon battalion battery bazargani bolnitsa brigade brothers bros bureau byuro campus cartel center centre centro centr cell
        chamber charity clinic club coalition collective combine command commission committee commissariat commonwealth complex concern
        conglomerate congregation consortium consulate consultancy consultants consulting contractor contractors cooperative corps council
        court department depot detachment directorate distribution distributors division dockyard embassy emporium enterprise enterprises
        establishment etablissement exchange fabrika facilities facility factory faction federation federatsiya fleet fond fondation fonds
        foundation fraktsiya front fund fundacion fundacja garrison government group groupe grupo gruppa gruppe guild headquarters holding holdings
        hospital hotel industrial industries industry industria industrie industriya inspectorate institut institute institution
        instituto insurance investment investments joint kombinat komitet konstruktorskoe kontsern konsortsium korp laboratoria
        laboratories laboratoriya laboratory league logistics manufacturer manufacturers manufacturing matbuat media militia ministerio
        ministerium ministerstvo ministry mission movement municipality muassasat museum nauchno network nii npo npp oblast observatory office
        operatsiya order organisation organization organizatsiya orchestra otdel partido partnership party petrochemical petroleum polytechnic
        predpriyatie proizvodstvennoe proizvodstvenny predstavitelstvo presidency products production productions profsoyuz
        publishing publishers refinery regiment registry restaurant sanayi sanaye sanat savunma school secretariat sector
        service services sherkat sherkate sharikat shipping shipyard society sociedad societe solutions soyuz squadron staff station
        stroitelny subsidiary sudostroitelny supermarket supplies syndicate system systems technologies technology tekhnologii teknoloji tasimacilik
        tekhnika telecom telecommunications theatre ticaret tourism traders trading treasury tribunal tribunale trust tsentr
        tsk union unit university universidad universite universitaet universitet upravlenie upravleniye uchrezhdenie ventures vuz
        warehouse wholesale works workshop workshops zavod zavoda zentrum
        electronics electronic aerospace aviation engineering semiconductor semiconductors international import export logistica logistik
        commercial commerce equipment instruments microelectronics components materials machinery chemical chemicals
        construction constructora development software research tech cloud engineers importers exporters sons stores railway railways police
        contracting forces guards gup fgbu fgup fgau mup gbu fsue corporatsiya militiya bratstvo
        """);

    // Words that are also family names. In a name of two words they do not decide.
    private static readonly FrozenSet<string> AlsoSurnames = Table("plant church court front");

    private static readonly FrozenSet<string> Ordinals = Table("first second third fourth fifth sixth seventh eighth ninth tenth no number main branch");

    /// <summary>Whether the words are those of an organisation: one states a legal form, or only organisations have it.</summary>
    public static bool Tell(IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (words.Count > 1 && Forms.Contains(word))
            {
                return true;
            }

            if (Kinds.Contains(word) && (words.Count > WordsOfPerson || !AlsoSurnames.Contains(word)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any of the words states a legal form or a kind of organisation.</summary>
    public static bool Has(IReadOnlyList<string> words) => words.Any(word => Forms.Contains(word) || Kinds.Contains(word) || LegalForms.IsAnywhere(word));

    /// <summary>
    /// Whether no word tells one organisation from another: every one is a kind, a legal form, a word common in business, a number, a
    /// particle or a place. Such words alone name no entry.
    /// </summary>
    public static bool AreGeneric(IReadOnlyList<string> words) => words.All(IsGeneric);

    private static bool IsGeneric(string word) =>
        word.Length == 1 || Forms.Contains(word) || Kinds.Contains(word) || WordRarity.IsCommon(word)
        || LegalForms.IsAtAnEnd(word) || NameWords.IsParticle(word) || char.IsAsciiDigit(word[0]) || Ordinals.Contains(word) || BracketPlaces.IsWord(word);

    private static FrozenSet<string> Table(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
