using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Approved;

/// <summary>The elements of the matcher: phonetic spellings, word similarities, and words that may be written together.</summary>
public sealed class SoundsTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Words =
    [
        "ali", "aly", "hassan", "hasan", "khsn", "mohammad", "muhammad", "mohamed", "mhmd", "mohammed", "reza", "rda", "yusuf", "ywsf", "sergey", "sergei", "serhiy", "ivanov", "iwanow",
        "petrov", "aleksandr", "alexander", "oleksandr", "maria", "mariya", "lopez", "kim", "gim", "jong", "chong", "zhang", "chang", "gazprom", "gazupuromu", "gazprombank", "bank",
        "banku", "shipping", "sipping", "shiping", "airlines", "eyrlayns", "technology", "technologies", "teknoloji", "tekhnologiya", "industries", "industrial", "industriesxy", "international",
        "intl", "north", "northern", "nroth", "energy", "energia", "energiya", "45", "46", "a45", "b", "j", "schmidt", "shmidt", "tchaikovsky", "chaykovskiy", "dzhugashvili", "jughashvili",
        "phillips", "filips", "kuznetsov", "kuznecov", "xu", "hsu", "quantum", "kwantum", "wojtyla", "voytila", "ng", "eo", "rosoboronexport", "rosoboroneksport", "abcdefghij", "abcdefghijkl", "abdcefghijlk",
    ];

    private static readonly string[] Beginnings = [.. "rl ln yi wu ae io gk dt bp cj zj jc mh sx".Split(' ')];

    [Fact]
    public void PhoneticSpellings_AreAsApproved() => ApprovedText.Verify("sounds.txt", Sounds());

    [Fact]
    public void WordSimilarities_AreAsApproved() => ApprovedText.Verify("alike.txt", Alike());

    private static IEnumerable<string> Sounds()
    {
        foreach (var first in Letters)
        {
            yield return string.Join(' ', Letters.Select(second => $"{first}{second}>{Signs($"{first}{second}")}"));
        }

        foreach (var (first, second) in "sctdzkgpnea".SelectMany(first => "chszkgjdueo".Select(second => (first, second))))
        {
            yield return string.Join(' ', "heiyszwk".Select(third => $"{first}{second}{third}>{Signs($"{first}{second}{third}")}/{Consonants($"{first}{second}{third}")}"));
        }

        foreach (var word in Words.Append(string.Concat(Enumerable.Repeat("bakiton", 9))))
        {
            Span<uint> keys = stackalloc uint[PhoneticKeys.Most];
            Span<char> consonants = stackalloc char[PhoneticKeys.Letters];
            var count = PhoneticKeys.OfConsonants(consonants[..PhoneticKeys.ConsonantsOf(word, consonants)], keys);
            yield return $"{word}>{Signs(word)}/{Consonants(word)} {count} keys";
        }

        foreach (var sign in "\u0041\u0391\u03ff\u0400\u052f\u0530\u058f\u0590\u05d0\u0627\u08ff\u0900\u0e01\u109f\u10a0\u10d0\u10ff\u1100\u11ff\u1200\u139f\u13a0\u177f\u1780\u17ff\u1800\u303f\u3040\u30ff\u3100\u312f\u3130\u318f\u3190\u33ff\u3400\u9fff\ua000\uabff\uac00\ud7af\ud7b0\uf8ff\uf900\ufaff\ufb00\ufb1c\ufb1d\ufdff\ufe00\ufe6f\ufe70\ufeff\uff00\uff21")
        {
            yield return $"U+{(int)sign:X4} {NameScripts.Of([sign])}, in a word {NameScripts.Of(['a', sign, 'b'])}";
        }

        foreach (var script in Enum.GetValues<NameScript>())
        {
            yield return $"{script}: heard {NameScripts.IsPhonetic(script)}; may be misspelt at its beginning {string.Join(' ', Beginnings.Where(pair => NameScripts.MayBeMisspelt(script, pair.AsSpan(0, 1), pair.AsSpan(1))))}";
        }

        yield return "korean beginnings " + string.Join(' ', Letters.Select(letter =>
            $"{letter}={string.Concat(Letters.Where(other => NameScripts.MayBeMisspelt(NameScript.Korean, $"{letter}", $"{other}")))}"));
    }

    private static IEnumerable<string> Alike()
    {
        foreach (var (left, right) in Words.SelectMany(left => Words.Select(right => (left, right))).Where(pair => pair.left != pair.right))
        {
            var parts = new List<string>();
            Note("spelt", TokenSimilarity.Of(left, right));
            Note("far", TokenSimilarity.OfUnlisted(left, right));
            foreach (var script in new[] { NameScript.Abjad, NameScript.Syllabic, NameScript.Cyrillic })
            {
                Note(script.ToString(), PhoneticSimilarity.Of(left, right, script));
            }

            if (TokenSimilarity.IsOneEdit(left, right))
            {
                parts.Add("one edit");
            }

            if (Skeleton.AreEqual(left, right))
            {
                parts.Add("one skeleton");
            }

            if (parts.Count > 0)
            {
                yield return $"{left} {right}: {string.Join(", ", parts)}";
            }

            void Note(string how, double similarity)
            {
                if (similarity > 0)
                {
                    parts.Add(string.Create(CultureInfo.InvariantCulture, $"{how} {similarity:0.####}"));
                }
            }
        }

        string[] whole = ["gazprombank", "abdulrahman", "abdulrahmann", "starline", "gazprom", "albin", "alib", "alibi", "ivanovpetrov", "ivanovpetrow"];
        string[] halves = ["gazprom", "bank", "banks", "abdul", "rahman", "star", "line", "gaz", "prom", "al", "bin", "ali", "b", "bi", "ivanov", "petrov", "abdull", "g"];
        foreach (var (word, first, second) in whole.SelectMany(word => halves.SelectMany(first => halves.Select(second => (word, first, second)))))
        {
            if (JoinedWords.Split(word, first, second) is > 0 and var together)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{word} = {first} + {second}: {together:0.####}");
            }
        }

        foreach (var equal in Enumerable.Range(1, 6))
        {
            yield return $"beside {equal} equal letters may be misspelt: {string.Join(' ', Enumerable.Range(1, 8).Where(rest => JoinedWords.MayBeMisspelt(equal, rest)))}";
        }

        foreach (var similarity in new[] { 0.79, 0.8, 0.85, 0.86, 0.9 })
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"heard together at {similarity}: {string.Join(' ', Enum.GetValues<NameScript>().Select(script => JoinedWords.JoinedBySound(similarity, script)))}");
        }
    }

    private static string Signs(string word)
    {
        Span<char> signs = stackalloc char[PhoneticSpelling.Most];
        return new string(signs[..PhoneticSpelling.Of(word, signs)]);
    }

    private static string Consonants(string word)
    {
        Span<char> consonants = stackalloc char[PhoneticKeys.Letters];
        return new string(consonants[..PhoneticSpelling.ConsonantsOf(word, consonants)]);
    }
}
