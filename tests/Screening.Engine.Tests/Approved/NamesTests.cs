using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Tests.Parties;

namespace Screening.Engine.Tests.Approved;

/// <summary>
/// How names are parsed, and which names match with which score and explanation. A change of the matcher shows its side effects
/// here, without the real lists.
/// </summary>
public sealed class NamesTests
{
    private static readonly string[] Companies =
    [
        "Vornamir Dynamics LLC", "VORNAMIR Dynamics L.L.C.", "Vornamir S. de R.L. de C.V.", "S.A. Vornamir", "Vornamir s.r.o", "Vornamir Sp. z o.o.",
        "OOO Vornamir", "Obshchestvo s ogranichennoi otvetstvennostyu Vornamir", "s ogranichennoi otvetstvennostyu Vornamir", "Limited Company", "TD Vornamir",
        "Vornamir Td", "Vornamir & Sons Co., Ltd.", "P & M Trading", "P and M Trading", "P & Trading", "Trading P &", "U-Stone", "B.Vd Vornamir", "Vornamir B.Vd",
        "Vornamir S.Ao", "Vornamir de.S", "VornamirS.A.", "DEC.V.", "Vornamir DE.C.V.", "RADAR2633", "S7", "3NOD", "RA263", "RADAR2", "RADAR26X", "Vornamir 45",
        "Ma'aden", "\"Vornamir\"", "Sha`ir", "Vornamir/Dynamics (Group)", "Vornamir.com", "J.45 Trading", "A.B.C. Trading", "A B C Trading", "A B", "T.G.A.",
        "Vornamir Pte.Ltdd", "Vornamir Llcc", "Llcc Vornamir", "Zaoo Vornamir Trading", "Trading Zaoo", "Bank Gmbz", "Vornamir Jc", "Vornamirllc", "llcVornamir",
        "PTVornamir", "ptv", "Focuslmited", "lmitedfocus", "Focus limitedlability", "Vornamir L.T.B.", "Vornamir B.V.V.", "Vornamir L.T.D.X.", "Vornamirrgmbh", "Vornamirrbv", "gmbhVornamirr", "华为(深圳)技术", "Huawei(华为)Ltd", "Vornamir•Bank", "Upwork", "Banklmited", "lmitedBank", "Bnklmited", "Focuslmitd", "Focuscompny", "Vornamirobshchestv", "Limitedlability", "Focusbv", "Bankco", "coBank", "aoFocus", "Dynamicsupp", "Fcuscjsc", "PAM Trading Inc", "Vornamir Joint Stok Company", "Stok Vornamir", "J0int Bank", "B4nk 123", "Sech1n", "V0rnamir", "HADOM SA CONSTRUCTORA", "SA AG", "de la", "The Vornamir",
        "Vornamir mit beschrankter Haftung", "Vornamir societatea cu raspundere limitata", "cu raspundere Vornamir", "ar ierobezota atbildibu Vornamir", "Vornamir z o.o",
        "Müller & Söhne GmbH", "Société Générale", "Ångström A/S", "Øst ApS", "Łódź Sp. k.", "İstanbul A.Ş.", "Ｖｏｒｎａｍｉｒ ＬＬＣ", "ﬁrma", "--- !", "", "   ", "Vornamir-",
        "Международный банк ООО", "ООО «Ворнамир»", "Ворнамир", "Ελλάδα ΑΕ", "Հայաստան", "საქართველო", "华为技术有限公司", "华为 技术", "中国·石油", "トヨタ自動車", "ガズプロム・バンク", "삼성전자",
        "김정은 무역", "شركة النفط", "بانک ملی", "בנק לאומי", "भारत इलेक्ट्रॉनिक्स", "ประเทศไทย", "Việt Nam", "𠮷田", "Vornamir😀Dynamics",
    ];

    private static readonly string[] People =
    [
        "Ivanov, Sergey", "Sergey V. Ivanov", "S.V. Ivanov", "SV Ivanov", "Dr. Sergey Ivanov", "Sheikh Ahmad al-Rahman", "Abd al Rahman", "Abdul-Rahman", "bin Laden", "de la Cruz",
        "Olga Hartung", "Olga Lmited", "Olga Limited", "Focuslmited Olga", "Lee J.", "J", "J K", "Mr", "Mr. Mr.", "O'Neil", "D'Arcy-Smith", "Jean-Luc", "van der Berg", "Сергей Иванов",
        "Ёлкин", "김정은", "김 정은", "정은 김", "남궁 민수", "毛泽东", "毛 泽东", "诸葛亮", "欧阳修文", "习近平主席", "弗拉基米尔·普京", "山田太郎", "やまだ", "ヤマダ タロウ", "محمد رضا", "عبدالرحمن",
        "علي", "اسماعیل", "עלי כהן", "דוד", "हर्ष नायर", "Nguyễn Văn", "José Ñandú", "Straße", "Ærø", "Þór", "Ivanov 2nd",
    ];

    [Fact]
    public void Names_AreParsedAsApproved() => ApprovedText.Verify("names.txt", Read());

    /// <summary>On names that are easily confused, each with typical misspellings, and on names in other scripts.</summary>
    [Fact]
    public void Matches_AreAsApproved_WithTheirExplanations() => ApprovedText.Verify("matches.txt", Matches());

    private static IEnumerable<string> Read()
    {
        foreach (var (names, kind) in new[] { (Companies, PartyKind.Organization), (People, PartyKind.Person), (Companies[..12], PartyKind.Unknown), (People[..12], PartyKind.Unknown) })
        {
            yield return $"# {kind}";
            foreach (var name in names)
            {
                var (listed, query) = (Line(NameParser.ParseListed(name, kind)), Line(NameParser.ParseQuery(name, kind)));
                yield return $"{name} = {listed}";
                if (query != listed)
                {
                    yield return $"{name} ? {query}";
                }
            }
        }
    }

    private static string Line(ParsedName name) =>
        string.Join(' ', name.Tokens.Select(token => token.Text + (token.Role == TokenRole.Word ? "" : $"/{token.Role}") + (token.Script == NameScript.Alphabet ? "" : $"/{token.Script}")))
        + (name.Legal == LegalClass.None && name.LegalText.Length == 0 ? "" : $" [{name.Legal}: {name.LegalText}]");

    private static IEnumerable<string> Matches()
    {
        var generator = new NameGenerator(29);
        var listed = generator.Listed(220);
        ListedParty[] parties = [.. listed.Select((name, number) => Party(name, number, number % 3 == 0 ? PartyKind.Person : PartyKind.Organization, listed))];
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write([.. parties]));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in Enumerable.Range(0, 260))
        {
            var (name, kind) = (number % 9 == 0 ? generator.Foreign() : generator.Misspelt(listed), (PartyKind)(number % 4));
            yield return $"# {name} ({kind})";
            foreach (var found in index.Search(Listed.Query(name, kind), Listed.Thresholds with { T1 = 0.62 }, 4))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{found.Score} {found.Strength} {index.PartyAt(found.Index).Id} {found.MatchedName}");
                foreach (var line in found.Explanation.Skip(1).Where(seen.Add))
                {
                    yield return $"  {line}";
                }
            }
        }
    }

    // Every seventh party has the name of another one as a weak alias, so that equal hits on several names of one party occur.
    private static ListedParty Party(string name, int number, PartyKind kind, string[] all)
    {
        var party = Listed.Party(name, kind) with { Id = $"E{number}" };
        return number % 7 != 3 ? party : party with { Names = [.. party.Names, new ListedName(all[(number * 5) % all.Length], true), new ListedName(all[(number * 11) % all.Length], false)] };
    }
}
