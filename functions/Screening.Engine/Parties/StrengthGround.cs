using Screening.Engine.Model;

namespace Screening.Engine.Parties;

/// <summary>Why a match is strong or only possible.</summary>
internal enum StrengthGround
{
    /// <summary>An exact identifier: strong by itself.</summary>
    Identifier,

    /// <summary>The score is below T2: possible.</summary>
    BelowT2,

    /// <summary>A weak alias by name alone: possible.</summary>
    WeakAlias,

    /// <summary>Another kind of party, by name alone: possible.</summary>
    OtherKind,

    /// <summary>An individual by name alone: possible.</summary>
    Individual,

    /// <summary>The score is at or above T2: strong.</summary>
    Score,
}

/// <summary>Decides how strong a match is.</summary>
internal static class Strength
{
    /// <summary>The ground that decides.</summary>
    public static StrengthGround GroundOf(double score, double t2, bool isWeak, PartyEvidence evidence, bool isIndividual)
    {
        var isByNameAlone = evidence.Agreements.Count == 0;
        return evidence.Identifier is not null ? StrengthGround.Identifier
            : score < t2 ? StrengthGround.BelowT2
            : isWeak && isByNameAlone ? StrengthGround.WeakAlias
            : evidence.KindDiffers && isByNameAlone ? StrengthGround.OtherKind
            : isIndividual && isByNameAlone ? StrengthGround.Individual
            : StrengthGround.Score;
    }

    /// <summary>The strength a ground gives.</summary>
    public static MatchStrength Of(StrengthGround ground) =>
        ground is StrengthGround.Identifier or StrengthGround.Score ? MatchStrength.Strong : MatchStrength.Possible;
}
