using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

public sealed class TokenSimilarityTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcs1"], 1, 12];

    [Theory]
    [InlineData("putin", "putni")]
    [InlineData("mohammad", "mohammed")]
    [InlineData("aleksandr", "alexandr")]
    public void SimilarWords_HaveAHighSimilarity(string left, string right) => Assert.InRange(TokenSimilarity.Of(left, right), 0.7, 0.999);

    [Theory]
    [InlineData("7777", "7778")]
    [InlineData("ab", "ac")]
    [InlineData("ivanov", "petrov")]
    public void DifferentWords_HaveNoSimilarity(string left, string right) => Assert.Equal(0, TokenSimilarity.Of(left, right));

    [Fact]
    public void AChangedFirstLetter_CountsMoreInAShortWord() =>
        Assert.True(TokenSimilarity.Of("bank", "tank") < TokenSimilarity.Of("bank", "bans"));

    [Theory]
    [InlineData("mohamed", "muhammad")]
    [InlineData("sergey", "serhiy")]
    [InlineData("intl", "international")]
    public void NameVariants_AreAlike_DespiteTheirSpelling(string left, string right) =>
        Assert.Equal(NameVariants.Similarity, TokenSimilarity.Of(left, right));

    [Theory]
    [InlineData("bad bed bid bod bud byd bhd bwd baeiouyhwd bbad badd", "bd")]
    [InlineData("cab kab qab ckqab", "kb")]
    [InlineData("sab zab szab", "sb")]
    [InlineData("vab fab vfab", "fb")]
    [InlineData("jab gab jgab", "gb")]
    [InlineData("xab ksab", "ksb")]
    [InlineData("xaxab ksksab", "ksksb")]
    [InlineData("mtlrnp", "mtlrnp")]
    public void WordsOfOneSkeleton_DifferInWhatRomanisationsDo(string words, string skeleton)
    {
        Span<char> written = stackalloc char[20];
        foreach (var word in words.Split(' '))
        {
            Assert.Equal(skeleton, written[..Skeleton.Of(word, written)].ToString());
            Assert.True(Skeleton.AreEqual(word, words.Split(' ')[0]));
        }

        Assert.False(Skeleton.AreEqual(skeleton, skeleton + "t"));
    }

    [Fact]
    public void OnlyAnUnlistedWord_IsAlikeAtTwoEdits()
    {
        Assert.Equal(0, TokenSimilarity.Of("merkur", "merkel"));
        Assert.InRange(TokenSimilarity.OfUnlisted("merkur", "merkel"), 0.6, 0.8);
    }

    [Fact]
    public void IsSymmetric() => Gen.Select(Word, Word).Sample((left, right) =>
        TokenSimilarity.Of(left, right).Equals(TokenSimilarity.Of(right, left)));

    /// <summary>Against the definition, with an edit distance that fills its whole table.</summary>
    [Fact]
    public void Similarity_MatchesTheDefinition() => Gen.Select(Word, Gen.Int[0, 3], Gen.Int[0, int.MaxValue]).Sample((word, edits, seed) =>
    {
        var other = Misspell(word, edits, new Random(seed));
        Assert.Equal(Defined(word, other), TokenSimilarity.Of(word, other), 9);
        var far = Math.Min(word.Length, other.Length) >= 6 && word.AsSpan(0, 4).SequenceEqual(other.AsSpan(0, 4)) && Distance(word, other) <= 2
            && !(word + other).Any(char.IsAsciiDigit) ? 1 - (1.7 / Math.Max(word.Length, other.Length)) : 0;
        Assert.Equal(Defined(word, other) is > 0 and var near ? near : far, TokenSimilarity.OfUnlisted(word, other), 9);
        Assert.Equal(Distance(word, other) <= 1, TokenSimilarity.IsOneEdit(word, other));
    }, iter: Effort.Of(100_000));

    private static double Defined(string left, string right)
    {
        var (shortest, longest) = (Math.Min(left.Length, right.Length), Math.Max(left.Length, right.Length));
        var distance = Distance(left, right);
        var isExchange = left.Length == right.Length && left.Zip(right).Count(pair => pair.First != pair.Second) == 2;
        var spelling = distance == 0 ? 1
            : shortest < 3 || (left + right).Any(char.IsAsciiDigit) ? 0
            : distance == 1 ? 1 - ((isExchange ? 0.65 : 0.8) / longest) - (left[0] == right[0] ? 0 : longest < 5 ? 0.1 : 0.03)
            : distance == 2 && shortest >= 5 && Skeleton.AreEqual(left, right) ? 1 - (1.2 / longest) - (left[0] == right[0] ? 0 : 0.03) : 0;
        return distance > 0 && NameVariants.AreSame(left, right) ? Math.Max(NameVariants.Similarity, spelling) : spelling;
    }

    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                table[row, column] = row == 0 ? column
                    : column == 0 ? row
                    : Math.Min(
                        Math.Min(table[row - 1, column], table[row, column - 1]) + 1,
                        table[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    table[row, column] = Math.Min(table[row, column], table[row - 2, column - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }

    private static string Misspell(string word, int edits, Random random)
    {
        for (; edits > 0; edits--)
        {
            var at = random.Next(word.Length + 1);
            var letter = "abcs1"[random.Next(5)];
            word = random.Next(4) switch
            {
                0 => word.Insert(at, $"{letter}"),
                1 when at < word.Length && word.Length > 1 => word.Remove(at, 1),
                2 when at + 1 < word.Length => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
                _ when at < word.Length => $"{word[..at]}{letter}{word[(at + 1)..]}",
                _ => word,
            };
        }

        return word;
    }

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
            Assert.True(expected == 0 || MayBeAlike(probe, listed));
        });

    [Theory]
    [InlineData("mohamed", "muhammad")]
    [InlineData("intl", "international")]
    [InlineData("a1", "a1")]
    [InlineData("oleg", "aleh")]
    public void AProbe_FindsVariantsToo(string word, string listed)
    {
        var probe = new WordProbe(word, true);
        Assert.Equal(TokenSimilarity.Of(word, listed), probe.To(listed));
        Assert.True(MayBeAlike(probe, listed));
    }

    // What the look-up asks: whether words are spelt alike, or share a key of their meaning.
    private static bool MayBeAlike(WordProbe probe, string listed)
    {
        var keys = new uint[NeighbourKeys.Most];
        var isOfMeaning = false;
        foreach (var key in keys.AsSpan(0, NeighbourKeys.Of(listed, keys)))
        {
            isOfMeaning |= probe.IsOfMeaning(key);
        }

        return isOfMeaning || probe.MayBeAlike(WordProbe.SignatureOf(listed));
    }
}
