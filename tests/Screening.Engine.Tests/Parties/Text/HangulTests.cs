using System.Text;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>Korean syllables in the Revised Romanisation, each as pronounced in isolation.</summary>
public sealed class HangulTests
{
    [Theory]
    [InlineData("가까나다따라마바빠사", "ga kka na da tta ra ma ba ppa sa")]
    [InlineData("싸아자짜차카타파하", "ssa a ja jja cha ka ta pa ha")]
    [InlineData("아애야얘어에여예오와왜", "a ae ya yae eo e yeo ye o wa wae")]
    [InlineData("외요우워웨위유으의이", "oe yo u wo we wi yu eu ui i")]
    [InlineData("각갂갃간갅갆갇갈갉갊갋갌갍갎갏", "gak gak gak gan gan gan gat gal gak gam gal gal gal gap gal")]
    [InlineData("감갑값갓갔강갖갗갘같갚갛", "gam gap gap gat gat gang gat gat gak gat gap gat")]
    [InlineData("김정은", "gim jeong eun")]
    [InlineData("힣", "hit")]
    public void ASyllable_IsRomanisedByItsPronunciation(string signs, string romanised)
    {
        Assert.True(Hangul.IsAll(signs));
        Assert.Equal(romanised.Split(' '), signs.Select(sign => Romanised($"{sign}")));
        Assert.Equal(romanised.Replace(" ", "", StringComparison.Ordinal), Romanised(signs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("김A")]
    [InlineData("꯿")]
    [InlineData("힤")]
    public void OtherCharacters_AreNoSyllables(string signs) => Assert.False(Hangul.IsAll(signs));

    private static string Romanised(string word)
    {
        var text = new StringBuilder();
        Hangul.Append(text, word);
        return text.ToString();
    }
}
