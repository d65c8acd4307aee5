using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Benchmarks.Cases;

/// <summary>Converts a row into the request that an integrator would send (contract 4).</summary>
internal static class CaseRequest
{
    /// <summary>Screening date of every row that does not set another.</summary>
    private const string DefaultAsOf = "2026-09-01";

    private static readonly HashSet<string> CompleteSystems =
        ["BALLISTIC_MISSILE", "SLV", "SOUNDING_ROCKET", "ROCKET", "CRUISE_MISSILE", "UAS", "TARGET_DRONE", "OPV", "UAS_AEROSOL", "MANNED_AIRCRAFT"];

    public static DateOnly AsOf(CaseRow row) => DateOnly.ParseExact(
        row.Flags.GetValueOrDefault("as_of", DefaultAsOf), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whether the attributes classify the item without its Annex item.</summary>
    public static bool CanDropAnnexItem(CaseRow row) => row.AnnexItem.Length > 0 && CompleteSystems.Contains(row.ItemClass);

    public static ScreeningRequest From(CaseRow row)
    {
        var country = CountryCode.Of(row.Destination);
        var isDeemed = Yes(row, "deemed_export") ?? false;
        return new ScreeningRequest
        {
            Reference = row.Id,
            AsOf = AsOf(row),
            Policy = row.Policy,
            Movement = isDeemed ? Movement.DeemedExport : row.Flags.ContainsKey("retransfer_from") ? Movement.Retransfer : Movement.Export,
            From = row.Flags.TryGetValue("retransfer_from", out var from) ? CountryCode.Of(from) : CountryCode.Of("US"),
            Items = [ItemFrom(row)],

            // The row's destination is the nationality of a deemed export. The release takes place in the United States.
            Destination = new Destination
            {
                Country = isDeemed ? CountryCode.Of("US") : country,
                Transit = [.. List(row, "transit").Select(CountryCode.Of)],
                Region = row.Flags.GetValueOrDefault("region") ?? CaseWorld.RegionOf(isDeemed ? CountryCode.Of("US") : country),
            },
            Nationalities = isDeemed ? [country] : [],
            Parties = CaseWorld.PartiesOf(row),
            EndUse = EndUseOf(row),
            RedFlags = [.. List(row, "red_flag").Select(code => new RedFlag { Code = code })],
        };
    }

    private static Item ItemFrom(CaseRow row) => new()
    {
        Id = "1",
        Description = row.Description,
        Class = Parse<ItemClass>(row.ItemClass),
        Performance = row.RangeKm is null && row.PayloadKg is null ? [] : [new PerformancePoint(row.RangeKm, row.PayloadKg)],
        // The values of a row are complete: no row tests the trade-off of range against payload.
        PerformanceIsEnvelope = true,
        MaxTrueAirspeedKmh = row.SpeedKmh,
        Propulsion = row.Propulsion.Length == 0 ? null : Parse<Propulsion>(row.Propulsion),

        // "1.A.1 or 19.A.1" declares nothing: the row tests classification by attributes.
        AnnexItem = row.AnnexItem.Length == 0 || row.AnnexItem.Contains(' ', StringComparison.Ordinal) ? null : row.AnnexItem,
        Jurisdiction = row.Flags.TryGetValue("jurisdiction", out var jurisdiction)
            ? jurisdiction == "UNKNOWN" ? null : Parse<Jurisdiction>(jurisdiction)
            : Jurisdiction.Itar,
        AerosolCapacityL = Number(row, "aerosol_l"),
        AutonomousOrBeyondVisualLine = Yes(row, "autonomous_or_bvlos"),
        ForUasBelow800Kmh = Yes(row, "for_uas_lt800"),
        SlvRelated = Yes(row, "slv_related"),
        FacilityComplete = Yes(row, "complete"),
        TotalImpulseNs = Number(row, "total_impulse_ns"),
        CategoryIIReliefNote = row.Flags.GetValueOrDefault("cat2_note"),
        ForeignAvailability = row.Flags.TryGetValue("foreign_availability", out var status) ? Parse<ForeignAvailability>(status) : null,
    };

    private static EndUse EndUseOf(CaseRow row)
    {
        var isKnown = Code<EndUseCode>.TryParse(row.EndUse, out var code);
        return new EndUse
        {
            Code = row.EndUse.Length == 0 ? EndUseCode.Unknown : isKnown ? code : EndUseCode.Other,
            Programme = CaseWorld.HasProgramme(row) ? CaseWorld.ProgrammeId : null,
            WmdDelivery = Yes(row, "wmd_delivery"),
        };
    }

    /// <summary>A yes/no flag; null when the row does not have it.</summary>
    public static bool? Yes(CaseRow row, string flag) => row.Flags.TryGetValue(flag, out var value)
        ? value switch
        {
            "yes" => true,
            "no" => false,
            _ => throw new FormatException($"{row.Id}: {flag}={value} is neither yes nor no"),
        }
        : null;

    /// <summary>A numeric flag; null when the row does not have it.</summary>
    public static double? Number(CaseRow row, string flag) =>
        row.Flags.TryGetValue(flag, out var value) ? double.Parse(value, CultureInfo.InvariantCulture) : null;

    private static string[] List(CaseRow row, string flag) =>
        row.Flags.TryGetValue(flag, out var value) ? value.Split([',', '|', '+'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];

    private static T Parse<T>(string code)
        where T : struct, Enum =>
        Code<T>.TryParse(code, out var value) ? value : throw new FormatException($"`{code}` is not one of {string.Join(", ", Code<T>.All)}");
}
