using Screening.Engine.Model;

namespace Screening.Engine.Parties.Scoring;

/// <summary>Why a match is strong or only possible.</summary>
internal enum StrengthReason
{
    /// <summary>An equal identifier: strong by itself.</summary>
    Identifier,

    /// <summary>The same premises under another name: possible.</summary>
    Premises,

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

/// <summary>Computes the strength of a match.</summary>
internal static class Strength
{
    /// <summary>The reason that decides the strength: the first that applies.</summary>
    public static StrengthReason GroundOf(double score, MatchThresholds thresholds, bool isWeak, PartyEvidence evidence, bool isIndividual)
    {
        var t2 = thresholds.T2;
        var isByNameAlone = evidence.Agreements.Count == 0;
        return evidence.Identifier is not null ? StrengthReason.Identifier
            : score < thresholds.T1 && evidence.Premises is not null ? StrengthReason.Premises
            : score < t2 ? StrengthReason.BelowT2
            : isWeak && isByNameAlone ? StrengthReason.WeakAlias
            : evidence.KindDiffers && isByNameAlone ? StrengthReason.OtherKind
            : isIndividual && isByNameAlone ? StrengthReason.Individual
            : StrengthReason.Score;
    }

    /// <summary>The strength for a reason.</summary>
    public static MatchStrength Of(StrengthReason ground) =>
        ground is StrengthReason.Identifier or StrengthReason.Score ? MatchStrength.Strong : MatchStrength.Possible;
}
