using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>Romanisation of words of other scripts before they are compared.</summary>
public sealed class RomaniserTests
{
    [Theory]
    [InlineData("김정은", "Kim jeongeun")]
    [InlineData("박", "Park")]
    [InlineData("정은", "jeongeun")]
    [InlineData("쀍정은", "ppwekjeongeun")]
    public void AKoreanFamilyName_IsSpeltAsInPassports_BeforeAGivenName(string word, string romanised) =>
        Assert.Equal(romanised, Of(word, NameScript.Korean));

    [Fact]
    public void EveryFrequentFamilyName_IsWritten() => Assert.All(
        "김이박최정강조윤장임오한신서권황안송류유홍전고문손배백허남심노리하곽성차주우구민진엄채원천방현변",
        family => Assert.Matches("^[A-Z][a-z]+ minsu$", Of($"{family}민수", NameScript.Korean)));

    [Theory]
    [InlineData("毛泽东", "Mao ZeDong")]
    [InlineData("诸葛亮", "ZhuGe Liang")]
    [InlineData("諸葛亮", "ZhuGe Liang")]
    [InlineData("司马光", "SiMa Guang")]
    [InlineData("欧阳修", "OuYang Xiu")]
    [InlineData("中国石油", "Zhong GuoShiYou")]
    [InlineData("中国石油公司", "Zhong Guo Shi You Gong Si")]
    [InlineData("𠮷田", "Kichi Tian")]
    [InlineData("田𠮷", "Tian Kichi")]
    public void AChineseName_SeparatesTheFamilyName_AndALongOneEveryCharacter(string word, string romanised) => Assert.Equal(romanised, Of(word, NameScript.Han));

    [Fact]
    public void EveryDoubleFamilyName_StaysWhole() => Assert.All(
        "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 公孙 慕容 令狐 夏侯 长孙 宇文 司徒".Split(' '),
        family => Assert.EndsWith(" Liang", Of($"{family}亮", NameScript.Han).Replace(Of(family, NameScript.Han).Replace(" ", "", StringComparison.Ordinal), "", StringComparison.Ordinal), StringComparison.Ordinal));

    [Theory]
    [InlineData("כהן", "khn")]
    [InlineData("אבגדהוזחטי", "abgdhwzkhty")]
    [InlineData("כךלמםנןסעפףצץקרשת", "kklmmnnsapptstskrsht")]
    [InlineData("ג'ורג'", "j'wrj'")]
    [InlineData("ז׳צ׳", "zh׳ch׳")]
    [InlineData("דווד", "dvd")]
    [InlineData("דו", "dw")]
    public void HebrewLetters_AreRomanisedByTheirPronunciation(string word, string romanised) =>
        Assert.Equal(romanised.Replace("׳", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal),
            Of(word, NameScript.Abjad).Replace("'", "", StringComparison.Ordinal).Replace("׳", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("علي", "aly")]
    [InlineData("احمد", "ahmd")]
    [InlineData("محمد", "mhmd")]
    public void ArabicCarriers_AreVowels(string word, string romanised) => Assert.Equal(romanised, Of(word, NameScript.Abjad));

    private static string Of(string word, NameScript script)
    {
        var text = new StringBuilder();
        Romaniser.Append(text, word, script);
        return text.ToString();
    }
}
