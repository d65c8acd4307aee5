using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// The words of a name as matching reads them: any script, in lower-case ASCII. For whoever keeps names only as keyed
/// hashes and still wants to find them.
/// </summary>
public static class WordsOfName
{
    /// <summary>The distinct words of a name, in the order in which they first appear.</summary>
    /// <param name="name">The name.</param>
    public static IReadOnlyList<string> Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. NameTokenizer.Split(name).Select(word => word.Text).Distinct(StringComparer.Ordinal)];
    }
}
