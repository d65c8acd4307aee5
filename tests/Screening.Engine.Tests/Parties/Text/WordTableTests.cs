using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Tests.Parties;

/// <summary>The tables of words that stand beside names, and of words with a meaning in several languages.</summary>
public sealed class WordTableTests
{
    [Theory]
    [InlineData("moscow branch", 0, "Place", 1)]
    [InlineData("moscow branch", 1, "Branch", 1)]
    [InlineData("istanbul representative office", 1, "Branch", 2)]
    [InlineData("acme purchasing department", 1, "Department", 2)]
    [InlineData("accounts payable dept", 0, "Department", 3)]
    [InlineData("a subsidiary of acme", 0, "Scope", 3)]
    [InlineData("and any successor", 0, "Scope", 3)]
    [InlineData("kind attention mr lee", 0, "Attention", 2)]
    [InlineData("messrs acme", 0, "Salutation", 1)]
    [InlineData("lt gen ivanov", 0, "Title", 2)]
    [InlineData("import and export", 0, "Trade", 3)]
    [InlineData("rostov na donu", 0, "Place", 3)]
    [InlineData("new york", 0, "Place", 2)]
    public void ThePhraseThatIsLongest_HasItsClass(string words, int at, string found, int length)
    {
        Assert.Equal(found, ContextWords.ClassOf(words.Split(' '), at, out var read).ToString());
        Assert.Equal(length, read);
    }

    [Theory]
    [InlineData("rosneft")]
    [InlineData("new")]
    [InlineData("li")]
    public void AWordOfANameAlone_HasNoClass(string word)
    {
        Assert.Null(ContextWords.ClassOf(word.Split(' '), 0, out var length));
        Assert.Equal(0, length);
        Assert.False(ContextWords.IsPlace(word));
    }

    [Theory]
    [InlineData("namibia")]
    [InlineData("iranian")]
    [InlineData("wuhan")]
    public void CountriesAdjectivesAndCities_ArePlaces(string word) => Assert.True(ContextWords.IsPlace(word));

    /// <summary>A phrase that the tokenizer would write otherwise could never be found.</summary>
    [Fact]
    public void EveryPhrase_IsAsTheTokenizerYieldsIt() => Assert.All(
        ContextWords.Phrases, phrase => Assert.Equal(phrase, string.Join(' ', NameTokenizer.Split(phrase).Select(word => word.Text))));

    [Theory]
    [InlineData("thirty one gpiss", 31, 2)]
    [InlineData("seven hundred sixteenth research", 716, 3)]
    [InlineData("four hundred and nineteen", 419, 4)]
    [InlineData("seventy sixth guards", 76, 2)]
    [InlineData("76th guards", 76, 1)]
    [InlineData("no 21", 21, 2)]
    [InlineData("no twenty first", 21, 3)]
    [InlineData("first", 1, 1)]
    [InlineData("xiv", 14, 1)]
    [InlineData("vtoroy", 2, 1)]
    [InlineData("tercera", 3, 1)]
    [InlineData("one two", 1, 1)]
    [InlineData("hundred", 100, 1)]
    [InlineData("two thousand ten", 2010, 3)]
    [InlineData("261st", 261, 1)]
    [InlineData("005", 5, 1)]
    public void ANumberInWords_HasItsValue(string words, int value, int length)
    {
        Assert.Equal(value, NumberWords.ValueOf(words.Split(' '), 0, out var read));
        Assert.Equal(length, read);
    }

    [Fact]
    public void EveryNumberBelowAThousand_IsReadInWords()
    {
        string[] units = [.. "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".Split(' ')];
        string[] tens = [.. "- - twenty thirty forty fifty sixty seventy eighty ninety".Split(' ')];
        string Small(int value) => value < 20 ? units[value] : tens[value / 10] + (value % 10 == 0 ? "" : $" {units[value % 10]}");
        foreach (var value in Enumerable.Range(1, 999))
        {
            var words = value < 100 ? Small(value) : $"{units[value / 100]} hundred" + (value % 100 == 0 ? "" : $" {Small(value % 100)}");
            Assert.Equal(value, NumberWords.ValueOf([.. words.Split(' '), "plant"], 0, out var length));
            Assert.Equal(words.Split(' ').Length, length);
        }
    }

    [Theory]
    [InlineData("no")]
    [InlineData("xi")]
    [InlineData("and five")]
    [InlineData("cetc30")]
    [InlineData("s7")]
    public void OtherWords_AreNoNumber(string words)
    {
        Assert.Null(NumberWords.ValueOf(words.Split(' '), 0, out var length) is var value && length > 0 ? value : null);
    }

    [Theory]
    [InlineData("huaw3i", "huawei")]
    [InlineData("sukh0i", "sukhoi")]
    [InlineData("bach1r", "bachir")]
    [InlineData("o8shchestvo", "obshchestvo")]
    [InlineData("huawei", "huawei")]
    [InlineData("1234a", "1234a")]
    [InlineData("s7", "s7")]
    [InlineData("cetc30", "cetc30")]
    [InlineData("1st", "1st")]
    [InlineData("76th", "76th")]
    [InlineData("", "")]
    public void DigitsAmongLetters_AreReadAsLetters(string word, string folded) => Assert.Equal(folded, Leet.Fold(word));

    [Fact]
    public void FoldingDigits_Twice_IsFoldingOnce() => Assert.All(
        "a1b2c3 0o0o3e kai1 s0ny x1 3nod b0b0 l33t h4x0r 4all 100a ab12 a12b".Split(' '), word => Assert.Equal(Leet.Fold(word), Leet.Fold(Leet.Fold(word))));

    [Fact]
    public void ADigitOne_MayAlsoBeAnL() => Assert.Equal(["zoloto", null, null], new[] { "zo1oto", "sukh0i", "s1" }.Select(Leet.FoldOther));

    [Theory]
    [InlineData("company", "gongsi")]
    [InlineData("institute", "yanjiusuo")]
    [InlineData("trading", "torgovaya")]
    [InlineData("technology", "keji")]
    [InlineData("industry", "sanayi")]
    [InlineData("industries", "sanaye")]
    [InlineData("bank", "masrif")]
    [InlineData("ministry", "wizara")]
    [InlineData("group", "grupo")]
    public void Translations_AreOfOneConcept(string first, string second)
    {
        Assert.InRange(CompanyWords.ConceptOf(first), 0, int.MaxValue);
        Assert.Equal(CompanyWords.ConceptOf(first), CompanyWords.ConceptOf(second));
    }

    [Fact]
    public void AWordOfANameAlone_HasNoConcept() => Assert.All("huawei ivanov li ag su".Split(' '), word => Assert.Equal(-1, CompanyWords.ConceptOf(word)));

    [Theory]
    [InlineData("深圳市大疆创新科技有限公司", "Shenzhen 大疆 Innovation Science and Technology Co Ltd")]
    [InlineData("南京理工大学", "Nanjing University of Science and Technology")]
    [InlineData("ОАО «Машиностроительный Завод Арсенал»", "ОАО «Machine Building Plant Арсенал»")]
    [InlineData("بنك الخليج", "Bank الخليج")]
    [InlineData("شركة قاطرجي", "Company قاطرجي")]
    [InlineData("بانك ملي", "Bank National")]
    [InlineData("조선광업개발무역회사", "Korea Mining Development Trading Company")]
    [InlineData("Банкир", "Банкир")]
    [InlineData("Bank", "Bank")]
    public void CompanyWordsOfOtherScripts_AreTranslated(string text, string translated) =>
        Assert.Equal(translated, string.Join(' ', CompanyWords.Translate(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Replace("« ", "«", StringComparison.Ordinal));

    [Theory]
    [InlineData("Acme Ltd", "First:Acme Ltd")]
    [InlineData("Acme Ltd dba Vornamir", "First:Acme Ltd", "Alias:Vornamir")]
    [InlineData("Acme a.k.a. Vornamir", "First:Acme", "Alias:Vornamir")]
    [InlineData("Acme D/B/A Vornamir", "First:Acme", "Alias:Vornamir")]
    [InlineData("Acme Ltd (fka Vornamir) Group", "First:Acme Ltd Group", "Alias:Vornamir")]
    [InlineData("Acme (Hong Kong) Ltd", "First:Acme Ltd", "Bracket:Hong Kong")]
    [InlineData("Acme Ltd c/o Vornamir LLC", "First:Acme Ltd", "Party:Vornamir LLC")]
    [InlineData("c/o Vornamir LLC", "First:Vornamir LLC")]
    [InlineData("Acme Ltd on behalf of Vornamir LLC", "First:Acme Ltd", "Party:Vornamir LLC")]
    [InlineData("Acme Ltd Attn: Mr. Kim", "First:Acme Ltd", "Attention:Mr. Kim")]
    [InlineData("Attn. Receiving, Acme Ltd", "Attention:Receiving", "First:Acme Ltd")]
    [InlineData("Acme Ltd / Vornamir LLC", "First:Acme Ltd", "Sign:Vornamir LLC")]
    [InlineData("Acme Ltd; Vornamir LLC\nThird One", "First:Acme Ltd", "Sign:Vornamir LLC", "Sign:Third One")]
    [InlineData("Acme Trading - Vornamir Group", "First:Acme Trading", "Sign:Vornamir Group")]
    [InlineData("Acme - Vornamir", "First:Acme - Vornamir")]
    [InlineData("Acme A/S", "First:Acme A/S")]
    [InlineData("M/S Acme", "First:M/S Acme")]
    [InlineData("Acme Co Ltd", "First:Acme Co Ltd")]
    [InlineData("Akabane Alias Trading", "First:Akabane", "Alias:Trading")]
    [InlineData("VIA Technologies", "First:VIA Technologies")]
    [InlineData("Alakaida", "First:Alakaida")]
    [InlineData("华为 又名 大疆", "First:华为", "Alias:大疆")]
    [InlineData("", "")]
    public void NamesInOneField_AreSeparated(string text, params string[] parts) =>
        Assert.Equal(parts.Where(part => part.Length > 0), NameSeparators.Split(text).Select(part => $"{part.Link}:{part.Text}"));
}
