using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>The script of a word determines its phonetic comparison.</summary>
public sealed class NameScriptTests
{
    [Theory]
    [InlineData("Ivan", "Alphabet")]
    [InlineData("ᏣᎳᎩ", "Alphabet")]
    [InlineData("Иван", "Cyrillic")]
    [InlineData("محمد", "Abjad")]
    [InlineData("כהן", "Abjad")]
    [InlineData("नायर", "Syllabic")]
    [InlineData("አበበ", "Syllabic")]
    [InlineData("សុខ", "Syllabic")]
    [InlineData("たなか", "Syllabic")]
    [InlineData("김정은", "Syllabic")]
    [InlineData("毛泽东", "Han")]
    [InlineData("𠮷", "Han")]
    public void AWord_IsOfTheScriptOfItsCharacters(string word, string script) => Assert.Equal(script, NameScripts.Of(word).ToString());

    /// <summary>The Unicode blocks with their first and last code points.</summary>
    [Theory]
    [InlineData('\u0400', '\u052F', "Cyrillic")]
    [InlineData('\u0590', '\u08FF', "Abjad")]
    [InlineData('\u0900', '\u109F', "Syllabic")]
    [InlineData('\u1100', '\u139F', "Syllabic")]
    [InlineData('\u1780', '\u17FF', "Syllabic")]
    [InlineData('\u3040', '\u30FF', "Syllabic")]
    [InlineData('\u3130', '\u318F', "Syllabic")]
    [InlineData('\u3400', '\u9FFF', "Han")]
    [InlineData('\uAC00', '\uD7AF', "Syllabic")]
    [InlineData('\uF900', '\uFAFF', "Han")]
    [InlineData('\uFB1D', '\uFDFF', "Abjad")]
    [InlineData('\uFE70', '\uFEFF', "Abjad")]
    public void ABlock_IsOfOneScript_AndItsNeighboursAreNot(char first, char last, string script)
    {
        Assert.All(new[] { first, last }, sign => Assert.Equal(script, NameScripts.Of($"{sign}").ToString()));
        Assert.All(new[] { (char)(first - 1), (char)(last + 1) }.Where(sign => !IsInAnAdjacentBlock(sign)), sign =>
            Assert.Equal("Alphabet", NameScripts.Of($"{sign}").ToString()));
    }

    private static bool IsInAnAdjacentBlock(char sign) => sign is '\u08FF' or '\u0900' or '\uD7B0';
}
