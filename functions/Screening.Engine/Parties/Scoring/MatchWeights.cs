using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// Weights of the score: policy data, versioned with the snapshot. Costs are factors of the word weight they apply to; penalties are
/// subtracted from the score. The defaults are the values of the calibration of the shipped policy.
/// </summary>
public sealed record MatchWeights
{
    private const int MostWordsCounted = 3;

    /// <summary>The defaults.</summary>
    public static MatchWeights Default { get; } = new();

    /// <summary>Cost of the difference between similar words when one significant word matches.</summary>
    public double MisspeltAlone { get; init; } = 0.8;

    /// <summary>The same cost when two significant words match.</summary>
    public double MisspeltOfTwo { get; init; } = 0.7741;

    /// <summary>The same cost when three or more match: three similar words are unlikely to be a coincidence.</summary>
    public double MisspeltOfMany { get; init; } = 0.3704;

    /// <summary>Cost of a word of the query that the listed name lacks.</summary>
    public double ExtraInQuery { get; init; } = 0.4127;

    /// <summary>Cost of a word of the listed name that the query lacks: queries often leave words out.</summary>
    public double MissingInQuery { get; init; } = 0.1718;

    /// <summary>The same cost when no word of the query is left over and two significant words or more match.</summary>
    public double MissingFromWhole { get; init; } = 0.0875;

    /// <summary>The same cost when the query is one rare word and nothing else.</summary>
    public double MissingFromRareWord { get; init; } = 0.0577;

    /// <summary>Additional cost of words left over on both sides: a different name, not a shorter one.</summary>
    public double Conflict { get; init; } = 0.6549;

    /// <summary>Share of a word's weight that counts as matched when an initial stands for it.</summary>
    public double InitialProof { get; init; } = 0.17;

    /// <summary>Factor on the weight of particles and initials.</summary>
    public double SmallWord { get; init; } = 0.3;

    /// <summary>Least weight of a word, that of the most common one.</summary>
    public double CommonWord { get; init; } = 0.25;

    /// <summary>Exponent of rarity: at 0 all words weigh the same, at 1 their weight is their information content.</summary>
    public double RarityPower { get; init; } = 0.6;

    /// <summary>Penalty for legal forms of different families.</summary>
    public double LegalForm { get; init; } = 0.0798;

    /// <summary>Penalty when one side has a legal form and the other none.</summary>
    public double LegalFormMissing { get; init; } = 0.0224;

    /// <summary>Penalty when one word matches, which is common, misspelt, or not the whole query, and others are left over.</summary>
    public double OneWordOfMany { get; init; } = 0.1;

    /// <summary>Penalty when only common words match and significant words are left over.</summary>
    public double OnlyCommonWords { get; init; } = 0.1109;

    /// <summary>The same penalty when they are the whole query and spelt the same.</summary>
    public double OnlyCommonWordsOfWhole { get; init; } = 0.0307;

    /// <summary>Matched weight below which the matched words count as common.</summary>
    public double CommonBelow { get; init; } = 1.4405;

    /// <summary>Penalty when the only word of a name is misspelt.</summary>
    public double OneWordMisspelt { get; init; } = 0.0162;

    /// <summary>Penalty for numbers that differ.</summary>
    public double Numbers { get; init; } = 0.2;

    /// <summary>Penalty for each initial that stands for a word.</summary>
    public double Initial { get; init; } = 0.021;

    /// <summary>The same penalty when the query is not a person: companies are rarely known by initials of their words.</summary>
    public double InitialOfCompany { get; init; } = 0.1;

    /// <summary>Penalty for another order of words.</summary>
    public double Order { get; init; } = 0.004;

    /// <summary>Penalty when a person's name in Chinese characters has a syllable more or fewer than the listed name.</summary>
    public double Syllables { get; init; } = 0.13;

    /// <summary>
    /// Penalty when the query states a legal form that the listed name does not have, and a word is misspelt, or only one word of several or
    /// only common words match: the names are of different companies.
    /// </summary>
    public double OtherForm { get; init; } = 0.1458;

    /// <summary>Penalty when the only matched word is misspelt and initials stand for the others.</summary>
    public double MisspeltBesideInitial { get; init; } = 0.0488;

    /// <summary>Least score of a listed name that is contained in the query.</summary>
    public double Contained { get; init; } = 0.9;

    /// <summary>Least score of two names of organisations that share one rare word and differ in common words only.</summary>
    public double Family { get; init; } = 0.87;

    /// <summary>Penalty when the query is a party related to the name, such as a subsidiary of it.</summary>
    public double Related { get; init; } = 0.06;

    /// <summary>
    /// Most score of a listed name with another place than those that are left out of the query: possible, and below a name that is contained.
    /// It is no penalty, because a place that is added to a name must not hide a match.
    /// </summary>
    public double OtherPlace { get; init; } = 0.89;

    /// <summary>Penalty for an alias that the list marks as weak.</summary>
    public double WeakAlias { get; init; } = 0.05;

    /// <summary>Penalty when the query and the entry are of different kinds, such as a person and a vessel.</summary>
    public double Kind { get; init; } = 0.036;

    /// <summary>Penalty for a date of birth that differs from every listed one.</summary>
    public double BirthDate { get; init; } = 0.03;

    /// <summary>Highest score of a name that is not the same words in the same order with the same legal form.</summary>
    internal const double BestOfUnequal = 0.995;

    /// <summary>
    /// Score of a party at the premises of a listed entry under another name, at least T1: possible, and below most matches by name. It is no
    /// weight of the policy, because the strength of such a match does not depend on it.
    /// </summary>
    internal const double SamePremises = 0.85;

    // Computed once. A copy of the record inherits it, so it keeps the two weights it was computed from.
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
            known = (CommonWord, RarityPower, [.. Enumerable.Range(0, WordRarity.Levels).Select(at =>
                Math.Max(CommonWord, Math.Pow(at / (WordRarity.Levels - 1.0), RarityPower)))]);
            rarities = known;
        }

        return known.Weights;
    }

    /// <summary>Factor of a word's role.</summary>
    internal double OfRole(TokenRole role) => role is TokenRole.Particle or TokenRole.Initial ? SmallWord : 1;

    /// <summary>Cost of misspelling when <paramref name="words"/> significant words match.</summary>
    internal double Misspelling(int words) => Math.Min(words, MostWordsCounted) switch
    {
        0 or 1 => MisspeltAlone,
        2 => MisspeltOfTwo,
        _ => MisspeltOfMany,
    };

    /// <summary>The least cost of a word of the query that has no equal counterpart. The bounds of the search depend on it.</summary>
    internal double LeastCost => Math.Min(ExtraInQuery, Math.Min(MisspeltAlone, Math.Min(MisspeltOfTwo, MisspeltOfMany)));
}
