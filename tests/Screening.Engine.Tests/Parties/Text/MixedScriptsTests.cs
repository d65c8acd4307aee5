using CsCheck;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Tests.Parties;

/// <summary>Characters that are not seen, and letters that look like letters of another script.</summary>
public sealed class MixedScriptsTests
{
    private static readonly int[] Ignorable =
    [
        0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2065, 0x2069, 0x206F,
        0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF8, 0x1BCA0, 0x1D173, 0xE0000, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0xE0FFF, 0x0000, 0x0008, 0x007F, 0x0080,
    ];

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.Char['A', 'z'], Gen.Char[' ', '9'], Gen.Char['\u00C0', '\u024F'], Gen.Char['\u0300', '\u0310'], Gen.Char['\u0391', '\u03C9'], Gen.Char['\u0410', '\u044F'],
        Gen.Char['\u0561', '\u0586'], Gen.Char['\u0627', '\u064A'], Gen.Char['\u13A0', '\u13F4'], Gen.Char['\uA4D0', '\uA4F7'], Gen.Char['\uAC00', '\uAC80'],
        Gen.Char['\u30A1', '\u30F6'], Gen.Char['\u4E00', '\u4E80'], Gen.Char['\uFF21', '\uFF5A'], Gen.Char["ABCEHKMOPTXaceopxyАВСЕНКМОРТХасеорхуΑΒΕΗΙ"])
        .Array[0, 14].Select(letters => new string(letters));

    /// <summary>Hangul parts compose, so the insertion stands for any place between two characters as written.</summary>
    [Fact]
    public void AnInvisibleCharacter_Anywhere_ChangesNoWord() => Gen.Select(Name, Gen.Int[0, 14], Gen.OneOfConst(Ignorable)).Sample(
        (name, at, sign) => Assert.Equal(NameTokenizer.Split(name), NameTokenizer.Split(name.Insert(Math.Min(at, name.Length), char.ConvertFromUtf32(sign)))), iter: 20_000);

    [Fact]
    public void EveryTagAndVariationSelector_IsInvisible()
    {
        var name = string.Concat(Enumerable.Range(0xE0000, 0x200).Concat(Enumerable.Range(0xFE00, 16)).Select(sign => $"{char.ConvertFromUtf32(sign)}a"));
        Assert.Equal(new string('a', 0x210), Assert.Single(NameTokenizer.Split(name)).Text);
    }

    [Theory]
    [InlineData("Huawei\nTech", "huawei tech")]
    [InlineData("Huawei\tTech\u0085Co", "huawei tech co")]
    [InlineData("a\uD800b", "a b")]
    public void WhiteSpaceAndUnpairedSurrogates_AreNotDropped(string name, string words) => Assert.Equal(words, Words(name));

    [Fact]
    public void Folding_Twice_IsFoldingOnce() => Name.Sample(
        name => Assert.Equal(MixedScripts.Fold(name), MixedScripts.Fold(MixedScripts.Fold(name))), iter: 20_000);

    [Theory]
    [InlineData("НUAWEI", "huawei")]
    [InlineData("Huаwеi Тechnologies", "huawei technologies")]
    [InlineData("ꓧUАWEI", "huawei")]
    [InlineData("ꓧꓴꓮꓪꓰꓲ", "huawei")]
    [InlineData("ᎻᎬᎪᎡᎢ", "heart")]
    [InlineData("ΑΒΒ Switzerland", "abb switzerland")]
    [InlineData("ΝΟΚΙΑ Networks", "nokia networks")]
    [InlineData("МТС Trading", "mtc trading")]
    [InlineData("Սnited", "united")]
    [InlineData("𝐇𝐮𝐚𝐰𝐞𝐢", "huawei")]
    [InlineData("ＨＵＡＷＥＩ", "huawei")]
    [InlineData("ʜᴜᴀᴡᴇɪ", "huawei")]
    [InlineData("🅷🆄🅰🆆🅴🅸", "huawei")]
    [InlineData("Rоsneft Ⅷ", "rosneft viii")]
    [InlineData("Bаnk Меllаt", "bank mellat")]
    public void LettersThatLookLatin_InALatinName_AreReadAsLatin(string name, string words) => Assert.Equal(words, Words(name));

    [Theory]
    [InlineData("Pоссия", "rossiya")]
    [InlineData("Роcнефть", "rosneft")]
    [InlineData("Сбеpбанк", "sberbank")]
    public void LatinLetters_InACyrillicWord_AreReadAsCyrillic(string name, string words) => Assert.Equal(words, Words(name));

    [Theory]
    [InlineData("МОСКВА")]
    [InlineData("СССР")]
    [InlineData("Азимут")]
    [InlineData("ООО «СТЕК»")]
    [InlineData("ΕΛΛΑΣ")]
    [InlineData("VIPклуб")]
    [InlineData("Huawei 华为")]
    [InlineData("Müller")]
    [InlineData("Հայաստան")]
    public void AWordOfOneScript_IsLeft(string name)
    {
        Assert.Equal(name, MixedScripts.Fold(name));
        Assert.Empty(MixedScripts.Of(name));
    }

    [Fact]
    public void WordsThatMixScripts_AreNamedAsWritten() =>
        Assert.Equal(["НUAWEI", "Со"], MixedScripts.Of("НUA\u200BWEI Technologies Shenzhen, Со., Ltd".Replace("Со", "Сo", StringComparison.Ordinal)).Select(word => word.Replace('o', 'о')));

    [Fact]
    public void EveryLookalike_IsOneLatinLetter() =>
        Assert.All("АВЕКМНОРСТХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧᎪᎬꓮꓰ".EnumerateRunes(), sign => Assert.InRange(Lookalikes.LatinOf(sign)!.Value, 'a', 'z'));

    private static string Words(string name) => string.Join(' ', NameTokenizer.Split(name).Select(word => word.Text));
}
