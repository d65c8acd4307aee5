using CsCheck;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Tests.Parties;

/// <summary>Other texts under which a name in another script may be listed.</summary>
public sealed class ReadingsTests
{
    [Theory]
    [InlineData("김영수", "Kim Yong Su", "Kim Young Soo")]
    [InlineData("박 철남", "Pak Chol Nam", "Park Chul Nam")]
    [InlineData("철남 박", "Pak Chol Nam", "Park Chul Nam")]
    [InlineData("정만복", "Jong Man Pok", "Chong Man Pok", "Jung Man Bok")]
    [InlineData("남궁민수", "Namgung Min Su", "Namgoong Min Soo")]
    [InlineData("리평국", "Ri Phyong Kuk", "Ri Pyong Kuk", "Ri Pyung Kuk")]
    public void AKoreanName_IsSpeltAsInPassports(string name, params string[] readings) =>
        Assert.All(readings, reading => Assert.Contains(reading, Readings.Of(name), StringComparer.OrdinalIgnoreCase));

    [Theory]
    [InlineData("محمد الصحراوي", "Muhammad al-صحراوي")]
    [InlineData("عبد الرحمن ياسين", "Abdul Rahman Yasin")]
    [InlineData("علی رضا کریمی", "Ali Reza Karimi")]
    public void ArabicNames_AreSpeltAsUsual_AndTheArticleStandsAlone(string name, string reading) => Assert.Contains(reading, Readings.Of(name));

    [Theory]
    [InlineData("深圳市大疆创新科技有限公司", "Shenzhen DaJiang Innovation Science and Technology Co Ltd")]
    [InlineData("شركة قاطرجي", "Company قاطرجي")]
    [InlineData("조선무역회사", "Korea Trading Company")]
    public void CompanyWords_AreTranslated(string name, string reading) => Assert.Contains(reading, Readings.Of(name));

    [Theory]
    [InlineData("曾伟", "Zeng Wei")]
    [InlineData("オオノ・タロウ", "ono taro")]
    [InlineData("MОСКВА", "MOCKBA")]
    public void OtherReadingsOfASign_AreGiven(string name, string reading) => Assert.Contains(reading, Readings.Of(name));

    [Theory]
    [InlineData("")]
    [InlineData("Huawei")]
    [InlineData("Müller")]
    [InlineData("Иванов Сергей")]
    public void ANameThatIsReadInOneWay_HasNoOther(string name) => Assert.Empty(Readings.Of(name));

    [Fact]
    public void Readings_AreFew_Different_AndReadable() => Gen.OneOf(
        Gen.Char['가', '힣'], Gen.Char['ا', 'ي'], Gen.Char['ァ', 'ヶ'], Gen.Char['А', 'я'], Gen.Char['一', '龥'], Gen.Char["ACEHx .·-"], Gen.Char['\u2028', '\uFFFF'])
        .Array[0, 12].Select(letters => new string(letters)).Sample(
            name =>
            {
                var readings = Readings.Of(name);
                Assert.InRange(readings.Count, 0, Readings.Most);
                Assert.Equal(readings.Count, readings.Distinct(StringComparer.Ordinal).Count());
                Assert.All(readings, reading => Assert.NotNull(NameTokenizer.Split(reading)));
            }, iter: 10_000);

    [Fact]
    public void EverySyllable_IsSpeltInLettersOnly_InEveryStyle() => Assert.All(
        Enum.GetValues<KoreanStyle>(), style => Assert.All(Enumerable.Range(0xAC00, 11_172), sign => Assert.Matches("^[A-Za-z]+$", HangulSpelling.Given($"{(char)sign}", style))));
}
