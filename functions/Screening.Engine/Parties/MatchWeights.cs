namespace Screening.Engine.Parties;

/// <summary>
/// Weights of the score. Fixed here, not tuned per list: a change is a change of the engine. Prices are shares of the
/// weight they apply to; penalties are subtracted from the score.
/// </summary>
internal static class MatchWeights
{
    /// <summary>Price of what similar words lack of being equal.</summary>
    public const double Misspelling = 1.0;

    /// <summary>Price of a word of the question the listed name lacks.</summary>
    public const double ExtraInQuery = 0.5;

    /// <summary>Price of a word of the listed name the question lacks: people leave words out.</summary>
    public const double MissingInQuery = 0.27;

    /// <summary>Further price of words left over on both sides: a different name, not a shorter one.</summary>
    public const double Conflict = 0.3;

    /// <summary>Share of its weight an initial proves.</summary>
    public const double InitialProof = 0.25;

    /// <summary>Weight of particles and initials against an ordinary word.</summary>
    public const double SmallWord = 0.3;

    /// <summary>Penalty for legal forms of different families.</summary>
    public const double LegalForm = 0.075;

    /// <summary>Penalty when one side has a legal form and the other none.</summary>
    public const double LegalFormMissing = 0.008;

    /// <summary>Penalty when one word alone matched and others are left over.</summary>
    public const double OneWordOfMany = 0.06;

    /// <summary>Penalty when the only word of a name is misspelt.</summary>
    public const double OneWordMisspelt = 0.04;

    /// <summary>Penalty for numbers that disagree.</summary>
    public const double Numbers = 0.12;

    /// <summary>Penalty for each initial taken for a full word.</summary>
    public const double Initial = 0.04;

    /// <summary>Penalty for another order of words.</summary>
    public const double Order = 0.005;

    /// <summary>Penalty for words written together or apart.</summary>
    public const double Joined = 0.01;

    /// <summary>Penalty for a name the list calls weak.</summary>
    public const double WeakAlias = 0.05;

    /// <summary>Penalty for a person against an organisation, vessel or aircraft, and the like.</summary>
    public const double Kind = 0.04;

    /// <summary>Penalty for a known date of birth that contradicts every listed one.</summary>
    public const double BirthDate = 0.03;

    /// <summary>Highest score of anything but the same words in the same order with the same legal form.</summary>
    public const double BestOfUnequal = 0.995;

    /// <summary>Weight of a word no listed name has.</summary>
    public const double UnknownWord = 1.0;

    /// <summary>
    /// Weight of a word that <paramref name="names"/> of <paramref name="total"/> listed names contain, 0.25 to 1. The
    /// power softens rarity: full rarity would let one odd word outweigh a whole name.
    /// </summary>
    public static double OfRarity(int names, int total) =>
        Math.Max(0.25, Math.Pow(Math.Log((total + 1.0) / names) / Math.Log(total + 1.0), 0.6));

    /// <summary>Factor of a word's role.</summary>
    public static double OfRole(TokenRole role) => role is TokenRole.Particle or TokenRole.Initial ? SmallWord : 1;
}
