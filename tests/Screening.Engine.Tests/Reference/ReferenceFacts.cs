namespace Screening.Engine.Tests.Reference;

/// <summary>What a registry holds about one destination.</summary>
/// <param name="Country">ISO alpha-2.</param>
/// <param name="Assessment">not_assessed when none is on file.</param>
/// <param name="Partner">UNSTATED when none is on file.</param>
/// <param name="HasTsa">A technology safeguards agreement with this country is in force.</param>
/// <param name="IsCloseAlly">On file as a particularly close ally.</param>
internal sealed record ReferenceDestination(string Country, string Assessment, string Partner, bool HasTsa, bool IsCloseAlly)
{
    public bool IsAdverse => Assessment is "adversarial_posture" or "adversary_sway" or "diversion_risk";
}

/// <summary>
/// Everything the reference reads, fully known and in the plain words of the wire. Nothing here is a type of the engine.
/// </summary>
internal sealed record ReferenceFacts
{
    public required string Pack { get; init; }

    public required DateOnly AsOf { get; init; }

    public required string Class { get; init; }

    public (double RangeKm, double PayloadKg)[] Points { get; init; } = [];

    /// <summary>Whether every point names its range: what is not declared is itself a known fact (contract D8).</summary>
    public bool IsRangeDeclared { get; init; } = true;

    public double SpeedKmh { get; init; }

    public string Propulsion { get; init; } = "other";

    public string Jurisdiction { get; init; } = "ITAR";

    /// <summary>Annex item, ECCN or USML paragraph; null when none is declared.</summary>
    public string? Code { get; init; }

    /// <summary>What an undeclared code would have said: NONE, I or II. Read only when none is declared.</summary>
    public string UndeclaredCode { get; init; } = "NONE";

    /// <summary>Which is right when code and figures disagree. Nobody can know: always enumerated.</summary>
    public bool IsCodeRight { get; init; }

    public double AerosolL { get; init; }

    public bool IsAutonomous { get; init; }

    public bool IsForSlowUas { get; init; }

    public bool IsSlvRelated { get; init; }

    public bool IsFacilityComplete { get; init; } = true;

    public double? ImpulseNs { get; init; }

    public string? ReliefNote { get; init; }

    public required ReferenceDestination[] Destinations { get; init; }

    public required string PlaceOfDelivery { get; init; }

    public string[] Transit { get; init; } = [];

    public bool IsInEmbargoedRegion { get; init; }

    public string EndUse { get; init; } = "other";

    public bool IsForWmd { get; init; }

    public bool IsProgrammeVetted { get; init; }

    /// <summary>Year the programme started; null when none is on file, which is read as new.</summary>
    public int? ProgrammeStart { get; init; }

    public bool IsEndUserGovernment { get; init; }

    public bool HasOpenRedFlag { get; init; }

    /// <summary>Lists with a strong match: SDN, DPL, DTC, EL, EL-DENIAL, EL-CASE, MEU, ISN, UN, UVL, OWN-HOLD, ...</summary>
    public string[] Strong { get; init; } = [];

    /// <summary>Somebody may be listed.</summary>
    public bool HasPossibleMatch { get; init; }

    public double OwnedBySdnPercent { get; init; }

    public double OwnedByEntityPercent { get; init; }
}
