using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Scoring;

/// <summary>Values formatted for a sentence.</summary>
internal static class MatchWording
{
    /// <summary>A score or an amount, with at most three decimals.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A kind in lower case, with its article.</summary>
    public static string AKind(PartyKind kind) => (kind is PartyKind.Organization or PartyKind.Aircraft ? "an " : "a ") + Code<PartyKind>.Of(kind).Replace('_', ' ');
}
