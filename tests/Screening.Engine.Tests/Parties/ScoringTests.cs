using Screening.Engine.Model;
using Screening.Engine.Parties;

namespace Screening.Engine.Tests.Parties;

public sealed class ScoringTests
{
    private const double T1 = 0.83;

    [Theory]
    [InlineData("RASTEGAR INDUSTRIES SHAHID", "SHAHID RASTEGAR INDUSTRIES")]
    [InlineData("INSTITUT STROIRPOEKT AO", "INSTITUT STROIPROEKT, AO")]
    [InlineData("URALAIRLINES JSC", "URAL AIRLINES JSC")]
    [InlineData("Gazprom Bank", "Gazprombank")]
    [InlineData("LUKOIL OIL COMP", "LUKOIL OIL COMPANY")]
    [InlineData("Lukoil OilCompany", "LUKOIL OIL COMPANY")]
    [InlineData("CHUNLING HK GmbH", "CHUNLING HK LIMITED")]
    [InlineData("Газпромбанк", "Gazprombank")]
    [InlineData("ＧＡＺＰＲＯＭＢＡＮＫ", "Gazprombank")]
    [InlineData("11420", "11420 CORP.")]
    [InlineData("First Capital", "FIRST CAPITAL COMMAND")]
    [InlineData("Udokan LLC", "UDOKAN COPPER LLC")]
    [InlineData("Redfin", "REDIN")]
    public void Matches_TheSameName(string query, string listed) => Assert.InRange(Listed.Score(query, listed), T1, 1);

    [Theory]
    [InlineData("John James Peteroson", "PETERSON, John James")]
    [InlineData("KENNETH CHAIT", "KENNETH S. CHAIT")]
    [InlineData("KENNETH S. CHAIT", "KENNETH SAMUEL CHAIT")]
    [InlineData("ABDULMALIK Assim", "ABDUL MALIK, Assim")]
    [InlineData("Yusuf al-Qaradawi Ltd", "AL-QARADAWI, Yusuf")]
    public void Matches_TheSamePerson(string query, string listed) =>
        Assert.InRange(Listed.Score(query, listed, PartyKind.Person), T1, 1);

    [Theory]
    [InlineData("American Software Solutions of Delaware Inc.", "AMERICAN")]
    [InlineData("Othera Delta Trading Corp", "11420 CORP.")]
    [InlineData("Factory 45", "Factory 46")]
    [InlineData("Meridian Trading", "Crescent Trading")]
    [InlineData("J. Trading", "T.G.A. Trading")]
    [InlineData("UPWORK, INC", "B-WORK S.A.S.")]
    [InlineData("TARGET CORP", "TARGET ELECTRONICS")]
    [InlineData("Redfin Corp", "REDIN SARL")]
    [InlineData("FIRST CAPITAL INC", "FIRST CAPITAL COMMAND")]
    [InlineData("PAM TRANSPORTATION SERVICES INC", "CLOSED JOINT STOCK COMPANY SPECIAL TRANSPORTATION SERVICES")]
    [InlineData("GULFPORT ENERGY CORP", "G ENERGY")]
    [InlineData("WW INTERNATIONAL, INC.", "DES INTERNATIONAL CO.")]
    public void DoesNotMatch_AnotherName(string query, string listed) => Assert.InRange(Listed.Score(query, listed), 0, T1 - 0.001);

    [Theory]
    [InlineData("احسان", "EHSAN")]
    [InlineData("عبدالرحمن", "ABDULRAHMAN")]
    [InlineData("ماهان ایر", "MAHAN AIR")]
    [InlineData("אברהם כהן", "Avraham Cohen")]
    public void MatchesAcrossScripts_WithTheVowelsThatAreWritten(string query, string listed) =>
        Assert.InRange(Listed.Score(query, listed, PartyKind.Person), T1, 1);

    [Theory]
    [InlineData("سارا عباسی", "Minotor-Service")]
    [InlineData("हर्श शशी नायर", "Tula Arsenal")]
    [InlineData("زهرا کریمی", "AL-'AJURI, Akram")]
    public void WordsThatTogetherOnlySoundLikeOne_AreNoMatch(string query, string listed) =>
        Assert.InRange(Listed.Score(query, listed, PartyKind.Person), 0, T1 - 0.001);

    [Fact]
    public void AKoreanFamilyName_IsNotAnotherOneThatRhymes()
    {
        Assert.InRange(Listed.Score("영철 김", "KIM, Yeong-Cheol", PartyKind.Person), T1, 1);
        Assert.InRange(Listed.Score("영철 임", "KIM, Yeong-Cheol", PartyKind.Person), 0, T1 - 0.001);
    }

    [Fact]
    public void AChineseNameOfTwoSyllables_IsNotOneOfThree()
    {
        Assert.InRange(Listed.Score("林 静", "LIN, Jing", PartyKind.Person), T1, 1);
        Assert.InRange(Listed.Score("静 林", "JING HE, Lin", PartyKind.Person), 0, T1 - 0.001);
        var index = Listed.Index(Listed.Party("JING HE, Lin", PartyKind.Person));
        var near = index.Search(Listed.Query("静 林", PartyKind.Person), new MatchThresholds(0.3, 0.95), 50).Single(candidate => candidate.MatchedName == "JING HE, Lin");
        Assert.Contains(near.Explanation, line => line.StartsWith("A name of Chinese characters has a syllable more or fewer: -0.", StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyTheSameWordsInTheSameOrderWithTheSameForm_ScoreOne()
    {
        Assert.Equal(1, Listed.Score("Ural Airlines JSC", "URAL AIRLINES, JSC"));
        Assert.InRange(Listed.Score("Airlines Ural JSC", "URAL AIRLINES, JSC"), T1, 0.999);
        Assert.InRange(Listed.Score("Ural Airlines", "URAL AIRLINES, JSC"), T1, 0.999);
        Assert.InRange(Listed.Score("UralAirlines JSC", "URAL AIRLINES, JSC"), T1, 0.999);
    }

    [Fact]
    public void LegalFormsOfAnotherFamily_LowerTheScore() =>
        Assert.True(Listed.Score("Ural Airlines LLC", "URAL AIRLINES JSC") < Listed.Score("Ural Airlines AO", "URAL AIRLINES JSC"));

    [Fact]
    public void Explains_WordByWord_WithEachAdjustment()
    {
        var match = Assert.Single(Listed.Index(Listed.Party("URAL AIRLINES, JSC"))
            .Search(Listed.Query("Arlines Ural LLC", PartyKind.Organization), new MatchThresholds(0.5, 0.95), 50));
        Assert.Contains(match.Explanation, line => line.Contains("`arlines` ~ `airlines`", StringComparison.Ordinal));
        Assert.Contains("`ural` = `ural`.", match.Explanation);
        Assert.Contains(match.Explanation, line => line.Contains("legal forms", StringComparison.Ordinal));
        Assert.Contains(match.Explanation, line => line.Contains("another order", StringComparison.Ordinal));
    }

    [Fact]
    public void FindsAnAlias_AndNamesIt()
    {
        var match = Assert.Single(Listed.Index(Listed.Party("Bank of Kunlun", PartyKind.Organization, "Karamay Urban Credit")).Find("Karamay Urban Credit"));
        Assert.Equal("Karamay Urban Credit", match.MatchedName);
    }

    [Fact]
    public void SearchesWithEveryAliasOfTheParty()
    {
        var query = Listed.Query("Innocent Name") with { Aliases = ["Karamay Urban Credit"] };
        Assert.Single(Listed.Index(Listed.Party("Karamay Urban Credit")).Search(query, Listed.Thresholds, 10));
    }

    [Fact]
    public void ANameWithoutLetters_MatchesNothing() => Assert.Empty(Listed.Index().Find("???"));
}
