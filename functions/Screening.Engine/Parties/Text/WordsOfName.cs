namespace Screening.Engine.Parties.Text;

/// <summary>
/// The words of a name as the matching reads them: any script, in lower-case ASCII. For callers that store names only as keyed
/// hashes and search by them.
/// </summary>
public static class WordsOfName
{
    /// <summary>The distinct words of a name, in the order of their first occurrence.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. NameTokenizer.Split(name).Select(word => word.Text).Distinct(StringComparer.Ordinal)];
    }
}
