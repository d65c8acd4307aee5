using Screening.Engine.Model;

namespace Screening.Engine.Parties.Identifiers;

/// <summary>
/// Numbers of the International Maritime Organization: seven digits, the last of which is a check digit. Ships (IMO resolution
/// A.1117(30)) and companies and registered owners (resolution MSC.160(78)) have numbers of different check digits. Lists print
/// both as "IMO 1234567", often under the same type.
/// </summary>
public static class ImoNumber
{
    private const int Digits = 7;

    /// <summary>
    /// Numbers from this first digit on belong to ships. Company numbers are issued in sequence and are far below: the highest
    /// on the lists of 2024 begins with 6.
    /// </summary>
    private const int FirstDigitOfShipsOnly = 7;

    private static readonly int[] ShipWeights = [7, 6, 5, 4, 3, 2];
    private static readonly int[] CompanyWeights = [8, 6, 4, 2, 9, 7];
    private static readonly string[] Suffixes = ["number", "no", "nr", "num", "id", "code"];

    /// <summary>Whether an identifier is declared to be an IMO number, by its type or in its value.</summary>
    public static bool IsDeclared(PartyIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return IndexIn(identifier.Type) >= 0 || IndexIn(identifier.Value) >= 0;
    }

    /// <summary>Whether an identifier is declared to be an IMO number and is none: not seven digits, or a wrong check digit.</summary>
    /// <param name="identifier">The identifier.</param>
    /// <param name="kind">Kind of the party. A vessel has the number of a ship; other kinds may have either number.</param>
    public static bool IsWrong(PartyIdentifier identifier, PartyKind kind) => IsDeclared(identifier) && !IsValid(NumberOf(identifier), kind);

    /// <summary>The digits of a declared IMO number, valid or not.</summary>
    public static string NumberOf(PartyIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        var digits = DigitsOf(identifier.Value);
        return digits.Length > 0 ? digits : DigitsOf(identifier.Type);
    }

    /// <summary>Whether seven digits have the check digit of a ship or, unless the party is a vessel, of a company.</summary>
    internal static bool IsValid(string digits, PartyKind kind) => digits.Length == Digits
        && (CheckOfShip(digits) == digits[^1] - '0' || (kind != PartyKind.Vessel && MayBeCompany(digits)));

    private static bool MayBeCompany(string digits) =>
        digits[0] - '0' < FirstDigitOfShipsOnly && (11 - (Sum(digits, CompanyWeights) % 11)) % 10 == digits[^1] - '0';

    private static int CheckOfShip(string digits) => Sum(digits, ShipWeights) % 10;

    private static int Sum(string digits, int[] weights) => weights.Select((weight, place) => weight * (digits[place] - '0')).Sum();

    // Digits of any script behind the last "IMO", or of the whole text without one. Full-width digits occur in Asian records.
    private static string DigitsOf(string text)
    {
        var at = IndexIn(text);
        return string.Concat(text.AsSpan(at < 0 ? 0 : at).ToArray()
            .Select(character => System.Globalization.CharUnicodeInfo.GetDecimalDigitValue(character))
            .Where(digit => digit >= 0).Select(digit => (char)('0' + digit)));
    }

    /// <summary>
    /// Position of the last "IMO" that is a word: "IMO 9074729", "VesselIMO", "imoNumber", "imono", and not "Timor" or "maximo".
    /// </summary>
    private static int IndexIn(string text)
    {
        for (var at = text.LastIndexOf("imo", StringComparison.OrdinalIgnoreCase); at >= 0;
            at = at == 0 ? -1 : text.LastIndexOf("imo", at - 1, StringComparison.OrdinalIgnoreCase))
        {
            if (StartsWord(text, at) && EndsWord(text, at + 3))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool StartsWord(string text, int at) =>
        at == 0 || !char.IsLetter(text[at - 1]) || (char.IsLower(text[at - 1]) && char.IsUpper(text[at]));

    private static bool EndsWord(string text, int end) =>
        end == text.Length || !char.IsLetter(text[end]) || (char.IsLower(text[end - 1]) && char.IsUpper(text[end]))
        || Suffixes.Any(suffix => text.AsSpan(end).StartsWith(suffix, StringComparison.OrdinalIgnoreCase)
            && (end + suffix.Length == text.Length || !char.IsLetter(text[end + suffix.Length])));
}
