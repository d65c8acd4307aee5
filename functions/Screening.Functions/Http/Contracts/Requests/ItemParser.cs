using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Reads one element of items.</summary>
internal static class ItemParser
{
    /// <summary>The item. It is valid only if no errors were added.</summary>
    public static Item? Read(JsonInput input)
    {
        if (input.Object() is not { } from)
        {
            return null;
        }

        var availability = Availability(from["foreignAvailability"]);
        var item = new Item
        {
            Id = from["id"].Required().Text(Limits.CodeCharacters) ?? "",
            Description = from["description"].FreeText(Limits.TextCharacters),
            Class = Class(from),
            Performance =
            [
                .. from["performance"].Array(Limits.PerformancePoints).Select(Point).OfType<PerformancePoint>(),
            ],
            TotalImpulseNs = from["totalImpulseNs"].Number(0, WireLimits.TotalImpulseNs, "N.s"),
            MaxTrueAirspeedKmh = from["maxTrueAirspeedKmh"].Number(0, WireLimits.AirspeedKmh, "km/h"),
            Propulsion = from["propulsion"].Code<Propulsion>(),
            Jurisdiction = from["jurisdiction"].Code<Jurisdiction>(),
            AnnexItem = from["annexItem"].Pattern(WireForms.AnnexItem(), "one Annex item such as 2.A.1.c"),
            Eccn = from["eccn"].Pattern(WireForms.Eccn(), "an ECCN such as 9A012 or 9A610.a, or EAR99"),
            Usml = from["usml"].Pattern(WireForms.Usml(), "a USML paragraph such as VIII(a)(5)"),
            AerosolCapacityL = from["aerosolCapacityL"].Number(0, WireLimits.AerosolL, "litres"),
            AutonomousOrBeyondVisualLine = from["autonomousOrBeyondVisualLine"].Flag(),
            ForUasBelow800Kmh = from["forUasBelow800Kmh"].Flag(),
            SlvRelated = from["slvRelated"].Flag(),
            FacilityComplete = from["facilityComplete"].Flag(),
            CategoryIIReliefNote = from["categoryIIReliefNote"]
                .Pattern(WireForms.AnnexItem(), "one Annex item such as 2.A.1.d"),
            ForeignAvailability = availability.Status,
            ForeignAvailabilityEvidence = availability.Evidence,
            PerformanceIsEnvelope = from["performanceIsEnvelope"].Flag(),
            RangeAt500KgKm = from["rangeAt500KgKm"].Number(0, WireLimits.RangeKm, "km"),
            PayloadAt300KmKg = from["payloadAt300KmKg"].Number(0, WireLimits.PayloadKg, "kg"),
            MaxRangeKm = from["maxRangeKm"].Number(0, WireLimits.RangeKm, "km"),
            HsCode = HsCode(from["hsCode"]),
            Humanitarian = from["humanitarian"].Code<Humanitarian>(),
            MaterialId = from["materialId"].Text(Limits.CodeCharacters),
            Quantity = from["quantity"].Number(0, WireLimits.Quantity, ""),
            Value = Value(from["value"]),
        };
        from.Finish();
        return item;
    }

    // A declared code is sufficient for classification. A misspelt code counts as declared, so that only the misspelling is
    // reported.
    private static ItemClass? Class(ObjectReader from)
    {
        var isCoded = from["annexItem"].IsGiven || from["eccn"].IsGiven || from["usml"].IsGiven;
        var declared = from["class"];
        return (isCoded ? declared : declared.Required("is required unless annexItem, eccn or usml is given"))
            .Code<ItemClass>();
    }

    // 8471.30 and 847130 are the same code. Only the digits are compared and recorded.
    private static string? HsCode(JsonInput input) => input
        .Pattern(WireForms.HsCode(), "a Harmonized System or Schedule B code of 6 to 10 digits, such as 8471.30")
        ?.Replace(".", "", StringComparison.Ordinal);

    private static PerformancePoint? Point(JsonInput input)
    {
        if (input.Object() is not { } from)
        {
            return null;
        }

        var (range, payload) = (from["rangeKm"], from["payloadKg"]);
        if (!range.IsGiven && !payload.IsGiven)
        {
            input.Fail(ErrorCodes.Required, "needs rangeKm, payloadKg or both");
        }

        var point = new PerformancePoint(
            range.Number(0, WireLimits.RangeKm, "km"), payload.Number(0, WireLimits.PayloadKg, "kg"));
        from.Finish();
        return point;
    }

    private static (ForeignAvailability? Status, string? Evidence) Availability(JsonInput input)
    {
        if (input.Object() is not { } from)
        {
            return (null, null);
        }

        var status = from["status"].Required().Code<ForeignAvailability>();
        var evidence = from["evidence"].FreeText(Limits.TextCharacters);
        from.Finish();
        return (status, evidence);
    }

    private static Money? Value(JsonInput input)
    {
        if (input.Object() is not { } from)
        {
            return null;
        }

        var amount = from["amount"].Required().Amount(WireLimits.Amount);
        var currency = from["currency"].Required().Pattern(WireForms.Currency(), "an ISO 4217 currency such as USD");
        from.Finish();
        return new Money(amount ?? 0, currency ?? "");
    }
}
