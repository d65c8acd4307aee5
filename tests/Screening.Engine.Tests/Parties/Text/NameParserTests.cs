using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

public sealed class NameParserTests
{
    private static string Words(string name, PartyKind kind = PartyKind.Organization) =>
        string.Join(' ', NameParser.ParseListed(name, kind).Tokens.Select(token => token.Text));

    [Theory]
    [InlineData("ＨＵＡＷＥＩ", "huawei")]
    [InlineData("oﬃce ﬁlm", "office film")]
    [InlineData("Škoda Žižkov", "skoda zizkov")]
    [InlineData("Газпром нефть", "gazprom neft")]
    [InlineData("Αθήνα", "athina")]
    [InlineData("MA'ADEN-E ZOGHAL", "maaden e zoghal")]
    [InlineData("Ma’aden", "maaden")]
    [InlineData("AT&T Ventures", "at and t ventures")]
    public void ReducesAnyScriptToWords(string name, string expected) => Assert.Equal(expected, Words(name));

    [Theory]
    [InlineData("حسین")]
    [InlineData("김정은")]
    [InlineData("北京航空")]
    [InlineData("שלום")]
    [InlineData("अशोब")]
    public void Transliterates_ToAsciiLetters(string name)
    {
        var words = Words(name);
        Assert.NotEmpty(words);
        Assert.All(words, letter => Assert.True(char.IsAsciiLetterLower(letter) || letter == ' '));
    }

    [Fact]
    public void KeepsHangulSyllablesWhole() => Assert.Equal(Words("김"), Words("김".Normalize(System.Text.NormalizationForm.FormD)));

    [Theory]
    [InlineData("11420 CORP.", "11420", LegalClass.Corporation)]
    [InlineData("SOCIEDAD SPA PENINSULA, S. DE R.L. DE C.V.", "sociedad spa peninsula", LegalClass.Stock)]
    [InlineData("Open Joint Stock Company Sukhoi", "sukhoi", LegalClass.Stock)]
    [InlineData("SEPTEM LIABILITY COMPANY LIMITED CAPITAL", "septem capital", LegalClass.LimitedLiability)]
    [InlineData("PEIA PTE. LTD.", "peia", LegalClass.Limited)]
    [InlineData("Societatea cu Răspundere Limitată PRO TRAFFIC", "pro traffic", LegalClass.LimitedLiability)]
    [InlineData("Obshchestvo s ogranichennoi otvetstvennostyu Sokhra", "sokhra", LegalClass.LimitedLiability)]
    [InlineData("TD Stroika", "td stroika", LegalClass.None)]
    [InlineData("Stroika Td", "stroika", LegalClass.Limited)]
    [InlineData("ADIMIR OU LLC", "adimir ou", LegalClass.LimitedLiability)]
    public void SeparatesTheLegalForm(string name, string words, object legal)
    {
        Assert.Equal(words, Words(name));
        Assert.Equal((LegalClass)legal, NameParser.ParseListed(name, PartyKind.Organization).Legal);
    }

    [Fact]
    public void KeepsLegalWords_WhenTheyAreTheWholeName() => Assert.Equal("limited company", Words("LIMITED COMPANY"));

    [Fact]
    public void DoesNotTakeASurnameForALegalForm() => Assert.Equal("thomas sa", Words("Thomas Sá", PartyKind.Person));

    [Fact]
    public void JoinsDottedForms_ButKeepsInitialsOfPeople()
    {
        Assert.Equal("tga holding", Words("T.G.A. Holding"));
        Assert.Equal("kenneth j s chait", Words("Kenneth J. S. Chait", PartyKind.Person));
    }

    [Theory]
    [InlineData("AFOX CRPORATION LMIITED", "afox")]
    [InlineData("AFOX LIMITEDLIABELITY COMPANY", "afox")]
    [InlineData("AFOX COLTD", "afox")]
    public void RepairsLegalForms_OfQueries(string name, string expected)
    {
        var parsed = NameParser.ParseQuery(name, PartyKind.Organization);
        Assert.Equal(expected, string.Join(' ', parsed.Tokens.Select(token => token.Text)));
    }

    [Theory]
    [InlineData("Vornamir B.V", "vornamir", LegalClass.Limited)]
    [InlineData("Vornamir S.Ao", "vornamir", LegalClass.Stock)]
    [InlineData("Vornamir L.T.D", "vornamir", LegalClass.Limited)]
    [InlineData("Vornamir Pte.Ltdd", "vornamir", LegalClass.Limited)]
    [InlineData("Vornamir Zaoo", "vornamir", LegalClass.Stock)]
    [InlineData("Zaoo Vornamir", "vornamir", LegalClass.Stock)]
    [InlineData("Focus limitedlability", "focus", LegalClass.LimitedLiability)]
    [InlineData("Upwork", "upwork", LegalClass.None)]
    [InlineData("P & M Trading", "pm trading", LegalClass.None)]
    [InlineData("P and M Trading", "pm trading", LegalClass.None)]
    [InlineData("P and Trading", "p and trading", LegalClass.None)]
    [InlineData("and M Trading", "and m trading", LegalClass.None)]
    [InlineData("Trading P and", "trading p and", LegalClass.None)]
    [InlineData("J.45 Trading", "j 45 trading", LegalClass.None)]
    [InlineData("V.Hemmelt", "v hemmelt", LegalClass.None)]
    public void RepairsAQuery_ToTheIntendedName(string name, string words, object legal)
    {
        var parsed = NameParser.ParseQuery(name, PartyKind.Organization);
        Assert.Equal(words, string.Join(' ', parsed.Tokens.Select(token => token.Text)));
        Assert.Equal((LegalClass)legal, parsed.Legal);
    }

    /// <summary>
    /// What is glued to a name, or a digit for a letter, is a matter of the lookup: the word stays as it is, and the name is found by it.
    /// </summary>
    [Theory]
    [InlineData("AVIONICSLIMITED", "avionicslimited", "AVIONICS LIMITED")]
    [InlineData("AVIONICSLMITED", "avionicslmited", "AVIONICS LIMITED")]
    [InlineData("Focuslmited", "focuslmited", "Focus Ltd")]
    [InlineData("lmitedfocus", "lmitedfocus", "Focus Ltd")]
    [InlineData("Vornamirllc", "vornamirllc", "Vornamir LLC")]
    [InlineData("llcVornamir", "llcvornamir", "Vornamir LLC")]
    [InlineData("PTVornamir", "ptvornamir", "PT Vornamir")]
    [InlineData("V0rnamir", "v0rnamir", "Vornamir")]
    public void AWordWithAFormGluedToIt_IsKept_AndFindsTheName(string name, string word, string listed)
    {
        Assert.Equal(word, Assert.Single(NameParser.ParseQuery(name, PartyKind.Organization).Tokens).Text);
        Assert.InRange(Listed.Score(name, listed), Listed.Thresholds.T1, 0.99);
    }

    /// <summary>Common legal forms with one letter too many at the end of a name; each is read as the intended form.</summary>
    [Theory]
    [InlineData("ltd llc inc corp jsc gmbh fze pte ltda llp sarl srl ojsc pjsc cjsc fzco dmcc")]
    public void AMistypedCommonForm_IsThatForm(string forms)
    {
        foreach (var form in forms.Split(' '))
        {
            var meant = NameParser.ParseListed($"Vornamir {form}", PartyKind.Organization);
            var typed = NameParser.ParseQuery($"Vornamir {form}{form[^1]}", PartyKind.Organization);
            Assert.Equal((form, meant.Legal, "vornamir"), (form, typed.Legal, string.Join(' ', typed.Tokens.Select(token => token.Text))));
        }
    }

    [Theory]
    [InlineData("Focuslmited Olga", "focuslmited olga")]
    [InlineData("Vornamirllc Olga", "vornamirllc olga")]
    [InlineData("Olga Lmited", "olga lmited")]
    public void DoesNotRepair_NamesOfPeople(string name, string expected)
    {
        var parsed = NameParser.ParseQuery(name, PartyKind.Person);
        Assert.Equal(expected, string.Join(' ', parsed.Tokens.Select(token => token.Text)));
    }

    [Fact]
    public void DoesNotTakeASurname_ForAMistypedLegalForm()
    {
        var parsed = NameParser.ParseQuery("Olga Hartung", PartyKind.Person);
        Assert.Equal("olga hartung", string.Join(' ', parsed.Tokens.Select(token => token.Text)));
    }

    [Fact]
    public void DoesNotRepair_AListedWordThatResemblesALegalForm()
    {
        var parsed = NameParser.ParseQuery("Carp Group", PartyKind.Organization);
        Assert.Equal("carp", parsed.Tokens[0].Text);
    }

    [Fact]
    public void HasNoWords_WithoutLettersOrDigits() => Assert.Empty(NameParser.ParseListed("--- !", PartyKind.Unknown).Tokens);
}
