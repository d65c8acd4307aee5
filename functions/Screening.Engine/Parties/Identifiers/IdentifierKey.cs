using Screening.Engine.Model;

namespace Screening.Engine.Parties.Identifiers;

/// <summary>
/// Identifiers in the form in which they are compared: the letters and digits of the value, and the type reduced to a family.
/// Short values are excluded, because they match by chance.
/// </summary>
internal static class IdentifierKey
{
    /// <summary>Minimum number of letters and digits of a value that identifies a party.</summary>
    public const int ShortestValue = 5;

    private const int LengthOfBank = 8;
    private const string HeadOffice = "xxx";

    /// <summary>
    /// The compared value; null when it is too short to identify a party, or is an IMO number with a wrong check digit.
    /// </summary>
    /// <param name="identifier">The identifier.</param>
    /// <param name="kind">Kind of the party that bears it.</param>
    public static string? ValueOf(PartyIdentifier identifier, PartyKind kind = PartyKind.Unknown)
    {
        if (ImoNumber.IsDeclared(identifier))
        {
            return ImoNumber.IsWrong(identifier, kind) ? null : ImoNumber.NumberOf(identifier);
        }

        var value = Compact(identifier.Value);
        // A bank code of eight characters is the one of its head office, which is also written with XXX at the end (ISO 9362).
        value = FamilyOf(identifier) == "swift" && value.Length == HeadOffice.Length + LengthOfBank && value.EndsWith(HeadOffice, StringComparison.Ordinal)
            ? value[..LengthOfBank] : value;
        return value.Length >= ShortestValue ? value : null;
    }

    /// <summary>
    /// Whether two identifiers may have the same type: both types belong to one family, or one of them is generic, such as
    /// "identification" or "registration".
    /// </summary>
    public static bool AreCompatible(PartyIdentifier left, PartyIdentifier right)
    {
        var (first, second) = (FamilyOf(left), FamilyOf(right));
        return first == second || first == "any" || second == "any";
    }

    private static string FamilyOf(PartyIdentifier identifier)
    {
        if (ImoNumber.IsDeclared(identifier))
        {
            return "imo";
        }

        var type = Compact(identifier.Type);

        if (type.Contains("duns", StringComparison.Ordinal))
        {
            return "duns";
        }

        if (type.Contains("passport", StringComparison.Ordinal) || type.Contains("traveldocument", StringComparison.Ordinal))
        {
            return "passport";
        }

        if (type.Contains("swift", StringComparison.Ordinal) || type is "bic")
        {
            return "swift";
        }

        return Generic(type) ? "any" : type;
    }

    // Lists and customers use many names for the same type. Only types that are clearly different are kept distinct.
    private static bool Generic(string type) =>
        type.Length == 0 || type is "other" or "id" or "number"
        || type.Contains("regist", StringComparison.Ordinal) || type.Contains("identif", StringComparison.Ordinal)
        || type.Contains("tax", StringComparison.Ordinal) || type.Contains("national", StringComparison.Ordinal)
        || type.Contains("company", StringComparison.Ordinal) || type.Contains("vat", StringComparison.Ordinal)
        || type.Contains("license", StringComparison.Ordinal) || type.Contains("cedula", StringComparison.Ordinal)
        || type is "inn" or "ogrn" or "nit" or "rfc" or "curp" or "ruc" or "nie" or "dni" or "rif" or "ssn" or "ein";

    private static string Compact(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
