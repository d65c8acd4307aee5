namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// Bounds of single values on the wire, in addition to the counts in <see cref="Screening.Engine.Model.Limits"/>. They are wide:
/// they detect a wrong unit or a misplaced decimal point and do not imply what exists. All bounds are inclusive.
/// </summary>
public static class WireLimits
{
    /// <summary>Range, km. More than twice the circumference of the Earth indicates metres given as kilometres.</summary>
    public const double RangeKm = 100_000;

    /// <summary>Payload, kg.</summary>
    public const double PayloadKg = 10_000_000;

    /// <summary>True airspeed, km/h. More than twice the escape velocity.</summary>
    public const double AirspeedKmh = 100_000;

    /// <summary>Total impulse, newton seconds. A hundred times that of the largest first stage flown.</summary>
    public const double TotalImpulseNs = 1e12;

    /// <summary>Aerosol capacity, litres.</summary>
    public const double AerosolL = 1_000_000;

    /// <summary>Quantity, in the unit of the order.</summary>
    public const double Quantity = 1_000_000_000;

    /// <summary>Amount of money, in its currency.</summary>
    public const decimal Amount = 1_000_000_000_000_000m;

    /// <summary>End-use statements per transaction.</summary>
    public const int Statements = 20;

    /// <summary>Earliest asOf date: the day on which the MTCR was announced.</summary>
    public static DateOnly EarliestAsOf { get; } = new(1987, 4, 16);

    /// <summary>Earliest date of birth. An older date is a typing error, even for the oldest entries of the watchlists.</summary>
    public static DateOnly EarliestBirth { get; } = new(1850, 1, 1);

    /// <summary>Latest asOf date: one year ahead, which allows for announced amendments and excludes typing errors.</summary>
    /// <param name="today">Today, UTC; null sets no bound.</param>
    public static DateOnly LatestAsOf(DateOnly? today) => today?.AddYears(1) ?? DateOnly.MaxValue;
}
