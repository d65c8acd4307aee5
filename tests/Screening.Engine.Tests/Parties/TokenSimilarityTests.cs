using CsCheck;
using Screening.Engine.Parties;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

public sealed class TokenSimilarityTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcs1"], 1, 12];

    [Theory]
    [InlineData("putin", "putni")]
    [InlineData("mohammad", "mohammed")]
    [InlineData("aleksandr", "alexandr")]
    public void FindsAlike(string left, string right) => Assert.InRange(TokenSimilarity.Of(left, right), 0.7, 0.999);

    [Theory]
    [InlineData("7777", "7778")]
    [InlineData("ab", "ac")]
    [InlineData("ivanov", "petrov")]
    public void KeepsApart(string left, string right) => Assert.Equal(0, TokenSimilarity.Of(left, right));

    [Fact]
    public void AChangedFirstLetter_CountsMoreInAShortWord() =>
        Assert.True(TokenSimilarity.Of("bank", "tank") < TokenSimilarity.Of("bank", "bans"));

    [Theory]
    [InlineData("mohamed", "muhammad")]
    [InlineData("sergey", "serhiy")]
    [InlineData("intl", "international")]
    public void KnowsVariants_SpellingDoesNotShow(string left, string right) =>
        Assert.Equal(NameVariants.Similarity, TokenSimilarity.Of(left, right));

    [Fact]
    public void OnlyAnUnlistedWord_IsAlikeAtTwoEdits()
    {
        Assert.Equal(0, TokenSimilarity.Of("merkur", "merkel"));
        Assert.InRange(TokenSimilarity.OfUnlisted("merkur", "merkel"), 0.6, 0.8);
    }

    [Fact]
    public void IsSymmetric() => Gen.Select(Word, Word).Sample((left, right) =>
        TokenSimilarity.Of(left, right).Equals(TokenSimilarity.Of(right, left)));

    [Fact]
    public void AlikeWords_ShareANeighbourKey_OrTheirBeginning() => Gen.Select(Word, Word).Sample((left, right) =>
    {
        if (TokenSimilarity.OfUnlisted(left, right) == 0)
        {
            return true;
        }

        var (first, second) = (new uint[NeighbourKeys.Most], new uint[NeighbourKeys.Most]);
        var (firstCount, secondCount) = (NeighbourKeys.Of(left, first), NeighbourKeys.Of(right, second));
        return first[..firstCount].Intersect(second[..secondCount]).Any()
            || (Math.Min(left.Length, right.Length) >= TokenSimilarity.ShortestFar
                && left.AsSpan(0, TokenSimilarity.SharedByFar).SequenceEqual(right.AsSpan(0, TokenSimilarity.SharedByFar)));
    }, iter: Effort.Of(200_000));

    [Fact]
    public void AProbe_GivesTheSameSimilarity() =>
        Gen.Select(Word, Word, Gen.Bool).Sample((word, listed, isListed) =>
        {
            var expected = isListed ? TokenSimilarity.Of(word, listed) : TokenSimilarity.OfUnlisted(word, listed);
            var probe = new WordProbe(word, isListed);
            Assert.Equal(expected, probe.To(listed));
            Assert.True(expected == 0 || probe.MayBeAlike(WordProbe.SignatureOf(listed)));
        });

    [Theory]
    [InlineData("mohamed", "muhammad")]
    [InlineData("intl", "international")]
    [InlineData("a1", "a1")]
    [InlineData("oleg", "aleh")]
    public void AProbe_KnowsVariantsToo(string word, string listed)
    {
        var probe = new WordProbe(word, true);
        Assert.Equal(TokenSimilarity.Of(word, listed), probe.To(listed));
        Assert.True(probe.MayBeAlike(WordProbe.SignatureOf(listed)));
    }
}
