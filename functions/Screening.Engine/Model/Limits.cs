namespace Screening.Engine.Model;

/// <summary>Limits of one request. Each is enforced when the request is read; the error names the JSON path.</summary>
public static class Limits
{
    /// <summary>Size of a screening body, bytes.</summary>
    public const int BodyBytes = 1024 * 1024;

    /// <summary>Size of a batch body, bytes.</summary>
    public const int BatchBytes = 16 * 1024 * 1024;

    /// <summary>Transactions per batch.</summary>
    public const int BatchTransactions = 1000;

    /// <summary>Nesting depth of a JSON body.</summary>
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

    /// <summary>Nesting depth of owners of owners; 1 is a direct owner.</summary>
    public const int OwnerDepth = 5;

    /// <summary>Minimum number of digits of a Harmonized System code.</summary>
    public const int HsCodeDigits = 6;

    /// <summary>Maximum number of digits of a Harmonized System code.</summary>
    public const int HsCodeDigitsMost = 10;

    /// <summary>Aliases per party.</summary>
    public const int Aliases = 20;

    /// <summary>Identifiers per party.</summary>
    public const int Identifiers = 20;

    /// <summary>Length of a name, characters.</summary>
    public const int NameCharacters = 300;

    /// <summary>
    /// Length of a name after compatibility composition, characters. A longer text is no name; the transaction is held. One
    /// character may stand for eighteen.
    /// </summary>
    public const int CharactersOfName = 2 * NameCharacters;

    /// <summary>Words of one name that is compared. A longer text is no name; the transaction is held.</summary>
    public const int WordsOfName = 60;

    /// <summary>Words of all names of a request that are compared, each different name counted once. The transaction is held for the others.</summary>
    public const int WordsOfNames = 2000;

    /// <summary>Length of a short code, reference or id, characters.</summary>
    public const int CodeCharacters = 100;

    /// <summary>Length of free text, characters.</summary>
    public const int TextCharacters = 2000;

    /// <summary>Matches shown per party, owner and list. All matches are counted and affect the outcome.</summary>
    public const int MatchesPerParty = 20;
}

/// <summary>
/// Counts the work of one decision, in steps that take about a microsecond, and gives the caller of the engine a regular chance to
/// end it. A decision that is ended throws; it is never a partial one. The count is the same for the same inputs, except that
/// parties found in the cache of a snapshot are not searched again. Not safe for concurrent use.
/// </summary>
/// <param name="check">Called at the latest after <see cref="Interval"/> steps. Throws to end the decision; null never ends it.</param>
public sealed class Work(Action? check = null)
{
    /// <summary>Steps between two calls of the check.</summary>
    public const int Interval = 4096;

    private int untilCheck = Interval;

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Counts steps.</summary>
    public void Add(int steps)
    {
        Steps += steps;
        untilCheck -= steps;
        if (untilCheck <= 0)
        {
            untilCheck = Interval;
            check?.Invoke();
        }
    }
}
