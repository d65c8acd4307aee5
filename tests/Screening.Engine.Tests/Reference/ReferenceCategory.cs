namespace Screening.Engine.Tests.Reference;

/// <summary>Decisions D14 and D15 as plain ifs: I, II or NONE for fully known facts.</summary>
internal static class ReferenceCategory
{
    private static readonly string[] Rockets = ["BALLISTIC_MISSILE", "SLV", "SOUNDING_ROCKET", "ROCKET"];
    private static readonly string[] Uavs = ["CRUISE_MISSILE", "UAS", "TARGET_DRONE", "OPV", "UAS_AEROSOL"];
    private static readonly string[] ReliefNotes = ["2.A.1.b", "2.A.1.c.2", "2.A.1.d", "2.A.1.e", "2.A.1.f"];
    private static readonly string[] Motors = ["SUBSYSTEM", "MATERIAL", "CAT_II_ITEM", "GENERIC"];

    /// <summary>Codes that cover items of both categories, by policy.md 3.2 and 3.3.</summary>
    private static readonly string[] Both = ["VIII(a)(5)", "9A012", "IV(d)(1)", "IV(i)", "9B115", "9B116", "9D101"];

    public static bool IsCompleteSystem(string itemClass) => Rockets.Contains(itemClass) || Uavs.Contains(itemClass);

    public static string Of(ReferenceFacts facts)
    {
        if (facts.Class == "MANNED_AIRCRAFT")
        {
            return "NONE";
        }

        if (!IsCompleteSystem(facts.Class) && IsRelieved(facts))
        {
            return "II";
        }

        return FromFigures(facts) is { } figures ? Reconcile(facts, figures) : FromCode(facts);
    }

    /// <summary>Whether the item is a production facility of Annex items 1 and 2, once its category is known to be I.</summary>
    public static bool IsFacility(ReferenceFacts facts) =>
        facts.Class == "PRODUCTION_FACILITY" || facts.Code is "1.B.1" or "2.B.1" or "9B116";

    /// <summary>I, II, I|II, or null when no code is declared.</summary>
    public static string? CategoryOfCode(string? code) => code switch
    {
        null => null,

        // Decision D35: codes of the Commerce Control List without the missile technology reason, and EAR99.
        "EAR99" or "3A991" or "3D991" or "1C990" or "1C202" or "9D004" => "NONE",
        _ when Both.Contains(code) => "I|II",
        "IV(h)(1)" => "I",
        "9A120" or "1C107" => "II",
        _ => code.StartsWith("1.", StringComparison.Ordinal) || code.StartsWith("2.", StringComparison.Ordinal) ? "I" : "II",
    };

    /// <summary>The figures classify complete systems always, motors and engines when the impulse is large enough.</summary>
    private static string? FromFigures(ReferenceFacts facts)
    {
        if (IsCompleteSystem(facts.Class))
        {
            if (facts.Points.Any(point => point.RangeKm >= 300 && point.PayloadKg >= 500)
                || (IsTradeOpen(facts) && facts.IsTradeReaching))
            {
                return "I";
            }

            // Decision D22: below 300 km but at 75 km or more, the greatest range decides.
            var isFar = facts.Points.Any(point => point.RangeKm >= 300)
                || (!facts.IsEnvelope && facts.IsFarAtBest && facts.Points.Any(point => point.RangeKm >= 75));
            var isSprayer = Uavs.Contains(facts.Class) && facts.AerosolL > 20 && facts.IsAutonomous;
            return isFar || isSprayer ? "II" : "NONE";
        }

        if (!Motors.Contains(facts.Class) || facts.ImpulseNs is not { } impulse)
        {
            return null;
        }

        return impulse >= 1.1e6 ? "I" : impulse >= 8.41e5 ? "II" : null;
    }

    /// <summary>Decision D22: whether trading range against payload may reach Category I.</summary>
    public static bool IsTradeOpen(ReferenceFacts facts)
    {
        if (facts.IsEnvelope)
        {
            return false;
        }

        return Rockets.Contains(facts.Class)
            ? facts.Points.Any(point => point.RangeKm >= 300) || facts.DeclaredPoints.Any(point => point.PayloadKg >= 500 && point.RangeKm >= 75)
            : facts.DeclaredPoints.Any(point => (point.RangeKm >= 300 || point.PayloadKg >= 500) && point.RangeKm * point.PayloadKg >= 150_000);
    }

    private static string Reconcile(ReferenceFacts facts, string figures)
    {
        var code = CategoryOfCode(facts.Code);
        var isAgreed = code is null or "NONE" || code == figures || code == "I|II";
        return isAgreed || !facts.IsCodeRight ? figures : code!;
    }

    private static string FromCode(ReferenceFacts facts) => CategoryOfCode(facts.Code) switch
    {
        "I|II" => facts.IsCodeRight ? "I" : "II",
        { } category => category,
        null => facts.Class switch
        {
            "CAT_II_ITEM" => "II",
            "GENERIC" or "SPACECRAFT" => "NONE",
            _ => facts.UndeclaredCode,
        },
    };

    /// <summary>Decision D5: the note equals the declared item or one below it, and the propulsion does not contradict it.</summary>
    private static bool IsRelieved(ReferenceFacts facts)
    {
        if (facts.ReliefNote is not { } note || facts.Code is null || !ReliefNotes.Contains(note))
        {
            return false;
        }

        // A USML paragraph declares the Annex item it stands for.
        var code = facts.Code == "IV(h)(1)" ? "2.A.1.d" : facts.Code;
        var isBeneath = note == code || note.StartsWith(code + ".", StringComparison.Ordinal);
        return isBeneath && (note != "2.A.1.c.2" || facts.Propulsion == "liquid");
    }
}
