namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// Bounds of single values on the wire, beside the counts in <see cref="Screening.Engine.Model.Limits"/>. They are
/// wide: they catch a wrong unit or a slipped decimal point, and are no statement about what exists. All are inclusive.
/// </summary>
public static class WireLimits
{
    /// <summary>Range, km: more than twice around the Earth is metres written as kilometres.</summary>
    public const double RangeKm = 100_000;

    /// <summary>Payload, kg.</summary>
    public const double PayloadKg = 10_000_000;

    /// <summary>True airspeed, km/h: above twice escape velocity.</summary>
    public const double AirspeedKmh = 100_000;

    /// <summary>Total impulse, newton seconds: a hundred times the largest first stage flown.</summary>
    public const double TotalImpulseNs = 1e12;

    /// <summary>Aerosol capacity, litres.</summary>
    public const double AerosolL = 1_000_000;

    /// <summary>Quantity, in the unit of the order.</summary>
    public const double Quantity = 1_000_000_000;

    /// <summary>Amount of money, in its currency.</summary>
    public const decimal Amount = 1_000_000_000_000_000m;

    /// <summary>End-use statements per transaction.</summary>
    public const int Statements = 20;

    /// <summary>Earliest date the law may be asked about: the day the regime was announced.</summary>
    public static DateOnly EarliestAsOf { get; } = new(1987, 4, 16);

    /// <summary>Earliest date of birth: older is a typing error, also for the oldest entries of the lists.</summary>
    public static DateOnly EarliestBirth { get; } = new(1850, 1, 1);

    /// <summary>
    /// Latest date the law may be asked about: a year ahead, far enough for amendments to come, and no typo.
    /// </summary>
    /// <param name="today">Today, UTC; null sets no bound.</param>
    public static DateOnly LatestAsOf(DateOnly? today) => today?.AddYears(1) ?? DateOnly.MaxValue;
}
