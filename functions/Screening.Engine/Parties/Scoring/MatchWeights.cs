using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// Weights of the score: policy data, versioned with the snapshot. Prices are shares of the weight they apply to; penalties
/// are subtracted from the score. The defaults are those the shipped policy was calibrated with.
/// </summary>
public sealed record MatchWeights
{
    /// <summary>Levels a rarity is stored in.</summary>
    internal const int RarityLevels = 256;

    private const int MostWordsCounted = 3;

    /// <summary>The defaults.</summary>
    public static MatchWeights Default { get; } = new();

    /// <summary>Price of what similar words lack of being equal, when one telling word matches.</summary>
    public double MisspeltAlone { get; init; } = 0.8;

    /// <summary>The same price when two telling words match.</summary>
    public double MisspeltOfTwo { get; init; } = 0.95;

    /// <summary>The same price when three or more match: three words misspelt alike are no accident.</summary>
    public double MisspeltOfMany { get; init; } = 0.66;

    /// <summary>Price of a word of the question the listed name lacks.</summary>
    public double ExtraInQuery { get; init; } = 0.52;

    /// <summary>Price of a word of the listed name the question lacks: people leave words out.</summary>
    public double MissingInQuery { get; init; } = 0.14;

    /// <summary>The same price when nothing else is wrong and two telling words or more match.</summary>
    public double MissingFromWhole { get; init; } = 0.105;

    /// <summary>The same price when the question is one rare word and nothing else.</summary>
    public double MissingFromRareWord { get; init; } = 0.09;

    /// <summary>Further price of words left over on both sides: a different name, not a shorter one.</summary>
    public double Conflict { get; init; } = 0.42;

    /// <summary>Share of its weight an initial proves.</summary>
    public double InitialProof { get; init; } = 0.17;

    /// <summary>Weight of particles and initials against an ordinary word.</summary>
    public double SmallWord { get; init; } = 0.3;

    /// <summary>Least weight of a word, that of the commonest.</summary>
    public double CommonWord { get; init; } = 0.25;

    /// <summary>How much rarity counts: 0 weighs all words alike, 1 by their information.</summary>
    public double RarityPower { get; init; } = 0.6;

    /// <summary>Penalty for legal forms of different families.</summary>
    public double LegalForm { get; init; } = 0.065;

    /// <summary>Penalty when one side has a legal form and the other none.</summary>
    public double LegalFormMissing { get; init; } = 0.012;

    /// <summary>Further penalty for a missing form when the name has but one telling word.</summary>
    public double LegalFormMissingAlone { get; init; } = 0.015;

    /// <summary>Penalty when one word alone matched and others are left over.</summary>
    public double OneWordOfMany { get; init; } = 0.035;

    /// <summary>Further penalty for it when that word is not all the question has, or is common.</summary>
    public double OneWordAmongOthers { get; init; } = 0.07;

    /// <summary>Penalty when all that matches is common and telling words are left over.</summary>
    public double OnlyCommonWords { get; init; } = 0.08;

    /// <summary>The same penalty when they are all that is asked, as spelt.</summary>
    public double OnlyCommonWordsOfWhole { get; init; } = 0.03;

    /// <summary>Weight below which what matches is common.</summary>
    public double CommonBelow { get; init; } = 1.65;

    /// <summary>Penalty when the only word of a name is misspelt.</summary>
    public double OneWordMisspelt { get; init; } = 0.012;

    /// <summary>Penalty for numbers that disagree.</summary>
    public double Numbers { get; init; } = 0.2;

    /// <summary>Penalty for each initial taken for a full word.</summary>
    public double Initial { get; init; } = 0.034;

    /// <summary>The same penalty when no person is asked about: companies are rarely known by initials of their words.</summary>
    public double InitialOfCompany { get; init; } = 0.1;

    /// <summary>Penalty for another order of words.</summary>
    public double Order { get; init; } = 0.004;

    /// <summary>Further penalty for another order when words are left over and no person is meant.</summary>
    public double OrderOfPart { get; init; } = 0.02;

    /// <summary>Penalty for words written together or apart.</summary>
    public double Joined { get; init; } = 0.01;

    /// <summary>Penalty when a person asked about in Chinese characters has a syllable more or fewer than the listed name.</summary>
    public double Syllables { get; init; } = 0.13;

    /// <summary>Penalty when a word is misspelt and the legal form the question states is not that of the listed name.</summary>
    public double MisspeltOfOtherForm { get; init; } = 0.05;

    /// <summary>Penalty when one word of several matches and the question states another legal form: either is a name of its own.</summary>
    public double OneWordOfOtherForm { get; init; } = 0.08;

    /// <summary>Penalty when common words are all that matches and the question states another legal form.</summary>
    public double CommonWordsOfOtherForm { get; init; } = 0.1;

    /// <summary>Penalty when the only word is misspelt and initials stand for the others.</summary>
    public double MisspeltBesideInitial { get; init; } = 0.06;

    /// <summary>Penalty when what sounds alike is only a part of the names, or several words that together sound like one.</summary>
    public double PhoneticPart { get; init; } = 0.04;

    /// <summary>Penalty for a name the list calls weak.</summary>
    public double WeakAlias { get; init; } = 0.05;

    /// <summary>Penalty for a person against an organisation, vessel or aircraft, and the like.</summary>
    public double Kind { get; init; } = 0.036;

    /// <summary>Penalty for a known date of birth that contradicts every listed one.</summary>
    public double BirthDate { get; init; } = 0.03;

    /// <summary>Highest score of anything but the same words in the same order with the same legal form.</summary>
    internal const double BestOfUnequal = 0.995;

    // Reckoned once; a copy with another power must not inherit it.
    private (double Common, double Power, double[] Weights) rarities = (-1, -1, []);

    /// <summary>Weight of a word of a stored rarity.</summary>
    internal double OfRarity(byte level) => WeightsOfRarity[level];

    /// <summary>Weights of words by stored rarity.</summary>
    internal ReadOnlySpan<double> WeightsOfRarity => Rarities();

    private double[] Rarities()
    {
        var known = rarities;
        if (!known.Common.Equals(CommonWord) || !known.Power.Equals(RarityPower))
        {
            known = (CommonWord, RarityPower, [.. Enumerable.Range(0, RarityLevels).Select(at =>
                Math.Max(CommonWord, Math.Pow(at / (RarityLevels - 1.0), RarityPower)))]);
            rarities = known;
        }

        return known.Weights;
    }

    /// <summary>Factor of a word's role.</summary>
    internal double OfRole(TokenRole role) => role is TokenRole.Particle or TokenRole.Initial ? SmallWord : 1;

    /// <summary>Price of misspelling when <paramref name="words"/> telling words match.</summary>
    internal double Misspelling(int words) => Math.Min(words, MostWordsCounted) switch
    {
        0 or 1 => MisspeltAlone,
        2 => MisspeltOfTwo,
        _ => MisspeltOfMany,
    };

    /// <summary>The least a word of the question can cost that has no equal: what the bounds of the search rest on.</summary>
    internal double LeastCost => Math.Min(ExtraInQuery, Math.Min(MisspeltAlone, Math.Min(MisspeltOfTwo, MisspeltOfMany)));
}
