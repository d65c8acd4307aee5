using System.Globalization;
using System.Text;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// The table against the normalisation of the runtime, which is available in the tests and not in a deployed package.
/// </summary>
public sealed class CompositionTests
{
    [Fact]
    public void EveryLetter_ComposesAsInTheRuntime()
    {
        var wrong = new List<string>();
        for (var letter = 0; letter <= 0x10FFFF; letter++)
        {
            if (letter is >= 0xD800 and <= 0xDFFF || IsNewerThanTheTable(letter))
            {
                continue;
            }

            var text = char.ConvertFromUtf32(letter);
            if (Composition.Compose(text) != text.Normalize(NormalizationForm.FormKC))
            {
                wrong.Add($"{letter:X}");
            }
        }

        Assert.Empty(wrong);
    }

    // Assigned after Unicode 15.0, so libraries differ.
    private static bool IsNewerThanTheTable(int letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.OtherNotAssigned
        || letter is 0xA7F1 or (>= 0x105C0 and <= 0x105FF) or (>= 0x11380 and <= 0x113FF) or (>= 0x16100 and <= 0x1613F)
            or (>= 0x16D40 and <= 0x16D7F) or (>= 0x1CC00 and <= 0x1CCFF);

    [Fact]
    public void LettersWithMarks_InAnyOrder_ComposeAsInTheRuntime()
    {
        // Latin, marks of several classes, Hangul parts and syllables, full-width and half-width forms, ligatures, Indic signs.
        var letter = Gen.OneOf(
            Gen.Char['A', 'z'], Gen.Char['\u00C0', '\u024F'], Gen.Char['\u0300', '\u0345'], Gen.Char['\u0591', '\u05BD'],
            Gen.Char['\u0627', '\u0655'], Gen.Char['\u093C', '\u09DF'], Gen.Char['\u1100', '\u11FF'], Gen.Char['\u1E00', '\u1FFE'],
            Gen.Char['\u3041', '\u30FF'], Gen.Char['\uAC00', '\uD7A3'], Gen.Char['\uF900', '\uFAD9'], Gen.Char['\uFB00', '\uFB4F'],
            Gen.Char['\uFF01', '\uFFDC']);
        letter.Array[0, 12].Select(letters => new string(letters)).Sample(
            text => Assert.Equal(text.Normalize(NormalizationForm.FormKC), Composition.Compose(text)), iter: 20_000);
    }

    /// <summary>Parts of syllables and the code points next to them, in every combination of three.</summary>
    [Fact]
    public void PartsOfSyllables_ComposeAsInTheRuntime()
    {
        string[] parts = [.. new[] { 0x10FF, 0x1100, 0x1112, 0x1113, 0x1160, 0x1161, 0x1175, 0x1176, 0x11A7, 0x11A8, 0x11C2, 0x11C3, 0xABFF, 0xAC00, 0xAC01, 0xAC1C, 0xD788, 0xD7A3, 0xD7A4 }
            .Select(char.ConvertFromUtf32)];
        foreach (var text in parts.SelectMany(first => parts.SelectMany(second => parts.Select(third => first + second + third))))
        {
            Assert.Equal(text.Normalize(NormalizationForm.FormKC), Composition.Compose(text));
        }
    }

    [Theory]
    [InlineData("Müller", "Müller")]
    [InlineData("Mu\u0308ller", "Müller")]
    [InlineData("ＳＨＡＨＩＤ ﬁrm", "SHAHID firm")]
    [InlineData("ｶﾞｽ", "ガス")]
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("a\uD800b", "a\uD800b")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void Names_AreReadAsTheyAreMeant(string text, string composed) => Assert.Equal(composed, Composition.Compose(text));
}
