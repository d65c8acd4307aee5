using Screening.Engine.Parties;

namespace Screening.Engine.Tests.Parties;

/// <summary>Which script a word is written in decides how it is heard.</summary>
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
    public void AWord_IsOfTheScriptOfItsSigns(string word, string script) => Assert.Equal(script, NameScripts.Of(word).ToString());
}
