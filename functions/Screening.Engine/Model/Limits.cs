namespace Screening.Engine.Model;

/// <summary>Limits of one request. Every one is enforced at the door, with its JSON path in the answer.</summary>
public static class Limits
{
    /// <summary>Bytes of a screening body.</summary>
    public const int BodyBytes = 1024 * 1024;

    /// <summary>Bytes of a batch body.</summary>
    public const int BatchBytes = 16 * 1024 * 1024;

    /// <summary>Transactions per batch.</summary>
    public const int BatchTransactions = 1000;

    /// <summary>Nesting of a JSON body.</summary>
    public const int JsonDepth = 16;

    /// <summary>Items per transaction.</summary>
    public const int Items = 200;

    /// <summary>Transit countries.</summary>
    public const int Transit = 10;

    /// <summary>Nationalities of a deemed export.</summary>
    public const int Nationalities = 10;

    /// <summary>Performance points per item.</summary>
    public const int PerformancePoints = 20;

    /// <summary>Red flags.</summary>
    public const int RedFlags = 50;

    /// <summary>Parties per transaction.</summary>
    public const int Parties = 50;

    /// <summary>Owners per party, owners of owners included.</summary>
    public const int Owners = 50;

    /// <summary>How deep owners of owners may be nested; 1 is a direct owner.</summary>
    public const int OwnerDepth = 5;

    /// <summary>Fewest and most digits of a Harmonized System code.</summary>
    public const int HsCodeDigits = 6;

    /// <inheritdoc cref="HsCodeDigits" />
    public const int HsCodeDigitsMost = 10;

    /// <summary>Aliases per party.</summary>
    public const int Aliases = 20;

    /// <summary>Identifiers per party.</summary>
    public const int Identifiers = 20;

    /// <summary>Characters of a name.</summary>
    public const int NameCharacters = 300;

    /// <summary>Characters of a short code, reference or identity.</summary>
    public const int CodeCharacters = 100;

    /// <summary>Characters of free text.</summary>
    public const int TextCharacters = 2000;

    /// <summary>Matches shown per party and list; what is left out is counted and still decides.</summary>
    public const int MatchesPerParty = 20;

    /// <summary>
    /// Matches of one name that are looked at, the strongest first. Far above what any name finds, so that a match on one
    /// list never hides one on another.
    /// </summary>
    public const int MatchesConsidered = 1000;
}
