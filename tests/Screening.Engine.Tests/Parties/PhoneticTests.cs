using Screening.Engine.Model;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// The phonetic comparison of words of other scripts: a sound that a script cannot write costs little, in that script only.
/// </summary>
public sealed class PhoneticTests
{
    private const string Signs = "PBFVTDKGSZXJCLRMNHWYaeiou";
    private const string Vowels = "aeiou";

    private static readonly NameScript[] Scripts = [NameScript.Abjad, NameScript.Syllabic, NameScript.Cyrillic];

    /// <summary>
    /// Every pair of sounds that is not entirely different: the written sound first, the Latin sound second, and the cost in each
    /// script.
    /// </summary>
    private static readonly (string Pairs, double Abjad, double Syllabic, double Cyrillic)[] Replaced =
    [
        ("PB BP", 0.2, 0.2, 0.5),
        ("PF BV FP FV VB VF", 0.1, 0.1, 0.1),
        ("VW WV Wo Wu Ya Ye Yi", 0.05, 0.05, 0.05),
        ("TD DT", 0.5, 0.25, 0.5),
        ("TS TC DZ ST", 0.6, 0.35, 0.6),
        ("KG GK", 0.3, 0.2, 0.3),
        ("KS KX KC CK", 0.4, 0.4, 0.4),
        ("KH GH HK HG HJ JY YJ", 0.3, 0.3, 0.3),
        ("GJ JG eY iY oV oW uV uW", 0.15, 0.15, 0.15),
        ("SZ ZS XC CX CS CZ", 0.25, 0.25, 0.25),
        ("SX XS JZ JC CJ", 0.4, 0.1, 0.4),
        ("SJ SC ZX ZJ ZC XZ XJ JS JX", 0.5, 0.3, 0.5),
        ("LR RL", 0.9, 0.05, 0.9),
        ("MN NM HF WB", 0.5, 0.5, 0.5),
        ("Ha He", 0.1, 0.1, 0.1),
    ];

    [Fact]
    public void AReplacedSound_HasTheCostOfItsScript()
    {
        var costs = Replaced.SelectMany(row => row.Pairs.Split(' ').Select(pair => (pair, row))).ToDictionary(entry => entry.pair, entry => entry.row);
        foreach (var (foreign, latin) in Signs.SelectMany(foreign => Signs.Select(latin => (foreign, latin))))
        {
            var expected = foreign == latin ? (0, 0, 0)
                : Vowels.Contains(foreign, StringComparison.Ordinal) && Vowels.Contains(latin, StringComparison.Ordinal) ? (0.12, 0.22, 0.3)
                : costs.TryGetValue($"{foreign}{latin}", out var row) ? (row.Abjad, row.Syllabic, row.Cyrillic) : (1.0, 1.0, 1.0);
            Assert.Equal(expected, ByScript(table => table.Replaced(foreign, latin)));
        }
    }

    [Theory]
    [InlineData("PBFVDKGSZXJCLM", 1, 1, 1)]
    [InlineData("TN", 0.9, 0.9, 0.9)]
    [InlineData("R", 0.9, 0.3, 0.9)]
    [InlineData("H", 0.15, 0.15, 0.15)]
    [InlineData("WY", 0.25, 0.25, 0.25)]
    [InlineData(Vowels, 0.12, 0.3, 0.4)]
    public void AMissingSound_HasTheCostOfItsScript(string signs, double abjad, double syllabic, double cyrillic)
    {
        foreach (var sign in signs)
        {
            Assert.Equal((abjad, syllabic, cyrillic), ByScript(table => table.Missing(sign, 1)));
            // A word that begins with a vowel begins with its carrier letter in an abjad too.
            Assert.Equal((Vowels.Contains(sign, StringComparison.Ordinal) ? 0.45 : abjad, syllabic, cyrillic), ByScript(table => table.Missing(sign, 0)));
        }
    }

    [Theory]
    [InlineData("PBFVTDKGSZXJCLRMN", 1, 1, 1)]
    [InlineData("H", 0.2, 0.2, 0.2)]
    [InlineData("WY", 0.35, 0.2, 0.2)]
    [InlineData("ae", 0.35, 0.35, 0.35)]
    [InlineData("io", 0.35, 0.2, 0.35)]
    [InlineData("u", 0.35, 0.1, 0.35)]
    public void AnAddedSound_HasTheCostOfItsScript(string signs, double abjad, double syllabic, double cyrillic)
    {
        foreach (var sign in signs)
        {
            Assert.Equal((abjad, syllabic, cyrillic), ByScript(table => table.Added(sign)));
        }
    }

    [Theory]
    [InlineData("mhmd", "mohammad", "Abjad", 0.9016)]
    [InlineData("ahsan", "ehsan", "Abjad", 0.9026)]
    [InlineData("abdalrhmn", "abdulrahman", "Abjad", 0.9358)]
    [InlineData("bwtyn", "putin", "Abjad", 0.913)]
    [InlineData("rza", "reza", "Abjad", 0.9026)]
    [InlineData("yi", "lee", "Syllabic", 0)]
    [InlineData("k", "kim", "Syllabic", 0)]
    [InlineData("putin", "putin", "Syllabic", 1)]
    [InlineData("purin", "pudding", "Syllabic", 0.78)]
    [InlineData("sumisu", "smith", "Syllabic", 0.8655)]
    [InlineData("gazupuromu", "gazprom", "Syllabic", 0.9358)]
    [InlineData("aleksandr", "alexander", "Cyrillic", 0.932)]
    [InlineData("petrov", "petroff", "Cyrillic", 0.9557)]
    [InlineData("ivanov", "petrov", "Cyrillic", 0)]
    public void Words_HaveTheirPhoneticSimilarity(string foreign, string latin, string script, double similarity) =>
        Assert.Equal(similarity, PhoneticSimilarity.Of(foreign, latin, Enum.Parse<NameScript>(script)), 0.00006);

    [Theory]
    [InlineData("Abjad", 5, 3, 13)]
    [InlineData("Abjad", 1, 1, 5)]
    [InlineData("Syllabic", 5, 2, 8)]
    [InlineData("Syllabic", 10, 4, 13)]
    [InlineData("Cyrillic", 7, 4, 10)]
    public void OnlyWordsOfFittingLength_AreCompared(string script, int foreign, int least, int most)
    {
        foreach (var latin in Enumerable.Range(1, 20))
        {
            Assert.Equal(latin >= least && latin <= most, PhoneticSimilarity.IsOfFittingLength(foreign, latin, Enum.Parse<NameScript>(script)));
        }
    }

    /// <summary>The more consonants a word has, the less each weighs; a match of a word with few is never certain.</summary>
    [Fact]
    public void TheScale_RisesWithTheConsonants()
    {
        Assert.Equal([0.82, 0.93, 0.97, 0.97], Enumerable.Range(1, 4).Select(count => PhoneticSimilarity.ScaleOf(count).SimilarityAt(0)));
        // Without a consonant the similarity is 0.
        Assert.Equal(0, PhoneticSimilarity.ScaleOf(0).SimilarityAt(0));
        var slopes = Enumerable.Range(2, 8).Select(count => PhoneticSimilarity.ScaleOf(count).PerCost).ToArray();
        Assert.Equal(slopes.OrderDescending(), slopes);
        Assert.Equal(0.57 / 2.5, slopes[0], 9);
        Assert.Equal(0.57 / 9, slopes[^1], 9);
    }

    [Theory]
    [InlineData("gazprombank", "gazprom", "bank", 1)]
    [InlineData("gazprombnk", "gazprom", "bank", 0.94)]
    [InlineData("gazprmbank", "gazprom", "bank", 0.9314)]
    [InlineData("gazprombank", "gazprom", "bak", 0.9273)]
    [InlineData("starline", "star", "linne", 0.92)]
    [InlineData("starline", "stra", "line", 0.9187)]
    [InlineData("gazbank", "gaz", "bnk", 0.8857)]
    [InlineData("abcde", "ab", "cde", 1)]
    [InlineData("abcde", "a", "bcde", 0)]
    [InlineData("abcd", "ab", "cd", 0)]
    [InlineData("starli", "star", "le", 0)]
    [InlineData("uralair", "ural", "ai", 0)]
    [InlineData("oilgas", "oil", "gaz", 0)]
    public void TwoWordsWrittenTogether_AreAlikeByTheShareOfTheMisspeltOne(string word, string first, string second, double similarity) =>
        Assert.Equal(similarity, JoinedWords.Split(word, first, second), 0.00006);

    [Theory]
    [InlineData("Abjad", 0.85, 0)]
    [InlineData("Abjad", 0.86, 0.817)]
    [InlineData("Syllabic", 0.79, 0)]
    [InlineData("Syllabic", 0.8, 0.76)]
    [InlineData("Cyrillic", 0.9, 0.855)]
    public void PhoneticallyJoinedWords_ScoreSlightlyLess_AndZeroBelowTheThreshold(string script, double isPhonetic, double together) =>
        Assert.Equal(together, JoinedWords.JoinedBySound(isPhonetic, Enum.Parse<NameScript>(script)), 9);

    private static (double Abjad, double Syllabic, double Cyrillic) ByScript(Func<PhoneticCosts.Table, float> cost)
    {
        var costs = Scripts.Select(script => Math.Round(cost(PhoneticCosts.Of(script)), 6)).ToArray();
        return (costs[0], costs[1], costs[2]);
    }
}
