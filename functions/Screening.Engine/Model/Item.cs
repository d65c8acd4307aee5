using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Class of an item as declared by the exporter (MTCR Annex vocabulary).</summary>
public enum ItemClass
{
    /// <summary>Ballistic missile, a complete rocket system.</summary>
    BallisticMissile,

    /// <summary>Space launch vehicle, a complete rocket system.</summary>
    Slv,

    /// <summary>Sounding rocket, a complete rocket system.</summary>
    SoundingRocket,

    /// <summary>Any other complete rocket system.</summary>
    Rocket,

    /// <summary>Cruise missile, a complete unmanned aerial vehicle system.</summary>
    CruiseMissile,

    /// <summary>Unmanned aircraft system other than the classes below.</summary>
    Uas,

    /// <summary>Target drone.</summary>
    TargetDrone,

    /// <summary>Optionally piloted vehicle.</summary>
    Opv,

    /// <summary>Unmanned aircraft with an aerosol dispensing system.</summary>
    UasAerosol,

    /// <summary>Complete subsystem or component: stage, motor, engine, guidance set.</summary>
    Subsystem,

    /// <summary>Tooling and equipment for production, short of a facility.</summary>
    ProductionEquipment,

    /// <summary>Production facility: equipment and software integrated into installations.</summary>
    ProductionFacility,

    /// <summary>Technology, technical data.</summary>
    Technology,

    /// <summary>Software.</summary>
    Software,

    /// <summary>Material.</summary>
    Material,

    /// <summary>An item that the exporter has already classified as Category II.</summary>
    CatIiItem,

    /// <summary>Manned aircraft; outside the regime.</summary>
    MannedAircraft,

    /// <summary>Spacecraft.</summary>
    Spacecraft,

    /// <summary>Anything else.</summary>
    Generic,
}

/// <summary>How an item or its carrier is propelled.</summary>
[LowerCaseCodes]
public enum Propulsion
{
    /// <summary>Solid propellant.</summary>
    Solid,

    /// <summary>Liquid or gel propellant.</summary>
    Liquid,

    /// <summary>Hybrid propellant.</summary>
    Hybrid,

    /// <summary>Turbojet.</summary>
    Turbojet,

    /// <summary>Turbofan.</summary>
    Turbofan,

    /// <summary>Turboprop.</summary>
    Turboprop,

    /// <summary>Turboshaft.</summary>
    Turboshaft,

    /// <summary>Piston engine.</summary>
    Piston,

    /// <summary>Electric motor.</summary>
    Electric,

    /// <summary>Known, and none of the others.</summary>
    Other,
}

/// <summary>Which U.S. regulation an item is subject to.</summary>
public enum Jurisdiction
{
    /// <summary>International Traffic in Arms Regulations (22 CFR 120-130).</summary>
    Itar,

    /// <summary>Export Administration Regulations (15 CFR 730-774).</summary>
    Ear,
}

/// <summary>Kind of item for which embargoes have separate rules (15 CFR 746.4(a), 746.6(a)).</summary>
[LowerCaseCodes]
public enum Humanitarian
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>Food.</summary>
    Food,

    /// <summary>Medicine.</summary>
    Medicine,
}

/// <summary>State of a foreign-availability assessment (a factor, never an outcome).</summary>
[LowerCaseCodes]
public enum ForeignAvailability
{
    /// <summary>A comparable foreign product is documented.</summary>
    Comparable,

    /// <summary>Assessed; no comparable product exists.</summary>
    None,

    /// <summary>Not assessed.</summary>
    NotAssessed,
}

/// <summary>
/// One declared point of a range and payload curve. Points are used as given; no envelope is interpolated between them.
/// </summary>
/// <param name="RangeKm">Range in kilometres; null when not declared.</param>
/// <param name="PayloadKg">Payload in kilograms carried to that range; null when not declared.</param>
public sealed record PerformancePoint(double? RangeKm, double? PayloadKg);

/// <summary>Money, informative only: no rule reads it.</summary>
/// <param name="Amount">Amount in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record Money(decimal Amount, string Currency);

/// <summary>One line of the transaction. Null means not declared, which differs from "no".</summary>
public sealed record Item
{
    /// <summary>Identity within the request; unique.</summary>
    public required string Id { get; init; }

    /// <summary>Free text, informative only.</summary>
    public string? Description { get; init; }

    /// <summary>Declared class; null only when a control code is declared.</summary>
    public ItemClass? Class { get; init; }

    /// <summary>Declared points of range and payload.</summary>
    public ImmutableArray<PerformancePoint> Performance { get; init; } = [];

    /// <summary>Total impulse of a rocket motor or engine, newton seconds.</summary>
    public double? TotalImpulseNs { get; init; }

    /// <summary>Maximum true airspeed, km/h.</summary>
    public double? MaxTrueAirspeedKmh { get; init; }

    /// <summary>Propulsion.</summary>
    public Propulsion? Propulsion { get; init; }

    /// <summary>Regulation the item is subject to.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    /// <summary>Declared MTCR Annex item, such as 2.A.1.c.</summary>
    public string? AnnexItem { get; init; }

    /// <summary>Declared Export Control Classification Number, such as 1C107.</summary>
    public string? Eccn { get; init; }

    /// <summary>Declared U.S. Munitions List paragraph, such as VIII(a)(5).</summary>
    public string? Usml { get; init; }

    /// <summary>Capacity of an aerosol dispensing system, litres; absent means 0.</summary>
    public double? AerosolCapacityL { get; init; }

    /// <summary>Autonomous, or controlled beyond direct vision.</summary>
    public bool? AutonomousOrBeyondVisualLine { get; init; }

    /// <summary>A part, material, software or technology for a UAS slower than 800 km/h; absent means no.</summary>
    public bool? ForUasBelow800Kmh { get; init; }

    /// <summary>Related to a space launch vehicle; absent means no, except for class SLV.</summary>
    public bool? SlvRelated { get; init; }

    /// <summary>Whether a production facility has every capability to produce the system; absent means yes.</summary>
    public bool? FacilityComplete { get; init; }

    /// <summary>Annex item whose Category II relief note is claimed, end-use statement held.</summary>
    public string? CategoryIIReliefNote { get; init; }

    /// <summary>Foreign-availability assessment; a factor.</summary>
    public ForeignAvailability? ForeignAvailability { get; init; }

    /// <summary>Evidence for <see cref="ForeignAvailability"/>.</summary>
    public string? ForeignAvailabilityEvidence { get; init; }

    /// <summary>
    /// Whether the declared points are the outer limit of the system's performance, including trade-off of range against payload.
    /// Absent or no leaves trade-off open (15 CFR 772.1 and MTCR Annex, introduction).
    /// </summary>
    public bool? PerformanceIsEnvelope { get; init; }

    /// <summary>Greatest range with a payload of 500 kg, km; null when not declared.</summary>
    public double? RangeAt500KgKm { get; init; }

    /// <summary>Greatest payload carried to 300 km, kg; null when not declared.</summary>
    public double? PayloadAt300KmKg { get; init; }

    /// <summary>Greatest range at any payload, km; null when not declared.</summary>
    public double? MaxRangeKm { get; init; }

    /// <summary>Harmonized System or Schedule B code, 6 to 10 digits; null when not declared.</summary>
    public string? HsCode { get; init; }

    /// <summary>Whether the item is food or medicine; null means that the chapter of <see cref="HsCode"/> decides.</summary>
    public Humanitarian? Humanitarian { get; init; }

    /// <summary>Material number of the caller; recorded, informative only.</summary>
    public string? MaterialId { get; init; }

    /// <summary>Quantity, informative only.</summary>
    public double? Quantity { get; init; }

    /// <summary>Value, informative only.</summary>
    public Money? Value { get; init; }
}
