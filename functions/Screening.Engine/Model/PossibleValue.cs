namespace Screening.Engine.Model;

/// <summary>
/// The possible values of a fact. A fact is a set of values and not "known or null", because a declared point without a payload
/// still restricts the payload.
/// </summary>
public readonly record struct PossibleValue
{
    private readonly double[]? several;

    private PossibleValue(ulong codes, double? only, double[]? several, double? from, FactValue shown) =>
        (Codes, Only, this.several, From, Shown) = (codes, only, several, from, shown);

    /// <summary>For coded and yes/no facts: one bit per possible value. No = bit 0, yes = bit 1.</summary>
    public ulong Codes { get; }

    /// <summary>For numbers and dates: the only possible value; null when there is not exactly one.</summary>
    public double? Only { get; }

    /// <summary>For numbers and dates: the discrete possible values when there are several.</summary>
    public ReadOnlySpan<double> Several => several;

    /// <summary>For numbers and dates: every value at or above this is also possible; null when there is no such range.</summary>
    public double? From { get; }

    /// <summary>The value as shown in evidence; unknown unless exactly one is possible.</summary>
    public FactValue Shown { get; }

    /// <summary>A known yes or no.</summary>
    public static PossibleValue Of(bool value) => new(value ? 0b10UL : 0b01UL, null, null, null, FactValue.Of(value));

    /// <summary>Yes, no, or unknown.</summary>
    public static PossibleValue Of(bool? value) => value is { } known ? Of(known) : new(0b11UL, null, null, null, FactValue.Unknown);

    /// <summary>A known yes, shown in words.</summary>
    public static PossibleValue OfYes(string shown) => new(0b10UL, null, null, null, FactValue.Of(shown));

    /// <summary>A known code, by its ordinal and spelling.</summary>
    public static PossibleValue OfCode(int ordinal, string code) => new(1UL << ordinal, null, null, null, FactValue.Of(code));

    /// <summary>One of several codes.</summary>
    public static PossibleValue OfCodes(ulong codes) => new(codes, null, null, null, FactValue.Unknown);

    /// <summary>A known number.</summary>
    public static PossibleValue Of(double value) => new(0, value, null, null, FactValue.Of(value));

    /// <summary>A known date; compared by day, shown as yyyy-MM-dd.</summary>
    public static PossibleValue Of(DateOnly date) =>
        new(0, date.DayNumber, null, null, FactValue.Of(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>One of several numbers, or any number at or above a lower bound.</summary>
    public static PossibleValue OfNumbers(double[] points, double? from) =>
        points is [var only] && from is null ? Of(only) : new(0, null, points.Length == 0 ? null : points, from, FactValue.Unknown);
}
