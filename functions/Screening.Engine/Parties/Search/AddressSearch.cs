using Screening.Engine.Parties.Addresses;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Parties.Search;

/// <summary>Finds the listed parties whose addresses may be the same premises as an address.</summary>
internal static class AddressSearch
{
    /// <summary>
    /// Most candidates of a search. Parties with more keys in common come first. Every match has a key in common, so a match is left out only
    /// when at least this many others have as many; the answer is then a possible match all the same, and a decision counts no more of them.
    /// </summary>
    public const int Most = 1_000;

    /// <summary>Parties with a key in common.</summary>
    public static IEnumerable<int> Candidates(IndexView index, PostalAddress address)
    {
        var shared = new Dictionary<int, int>();
        foreach (var key in address.Keys)
        {
            Count(index, unchecked((int)key), shared);
        }

        return shared.Count <= Most
            ? shared.Keys
            : shared.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(Most).Select(pair => pair.Key);
    }

    private static void Count(IndexView index, int key, Dictionary<int, int> shared)
    {
        var hashes = index.AddressHashes;
        var parties = index.AddressParties;
        var (low, high) = (0, hashes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = hashes[middle] < key ? (middle + 1, high) : (low, middle);
        }

        for (var at = low; at < hashes.Length && hashes[at] == key; at++)
        {
            shared[parties[at]] = shared.GetValueOrDefault(parties[at]) + 1;
        }
    }
}
