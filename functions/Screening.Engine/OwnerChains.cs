using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine;

/// <summary>An owner for which a listed entry was found, under every chain of owners that names it.</summary>
/// <param name="Owner">The owner as first named.</param>
/// <param name="Chain">Names of the first chain: the direct owner of the party first, this owner last.</param>
/// <param name="Share">Share of the party, percent: the shares of a chain multiplied, all chains added; null when one is unknown.</param>
/// <param name="Sentences">How the share is computed.</param>
internal sealed record FoundOwner(Owner Owner, ImmutableArray<string> Chain, decimal? Share, ImmutableArray<string> Sentences);

/// <summary>
/// The chains of owners that lead to listed ones. An owner named under several branches is one owner: names are the same when their
/// words are, in the reading of the matching.
/// </summary>
internal sealed class OwnerChains
{
    private readonly OrderedDictionary<string, List<(ImmutableArray<Owner> Path, decimal? Share)>> found = new(StringComparer.Ordinal);
    private readonly Dictionary<Owner, decimal> wholes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The form in which names of owners are compared; the name itself when no word of it can be read.</summary>
    public static string KeyOf(string name) => WordsOfName.Of(name) is { Count: > 0 } words ? string.Join(' ', words) : name.Trim();

    /// <summary>Adds a chain if its last owner has a match.</summary>
    public void Add(ImmutableArray<Owner> path, decimal? share, bool isFound)
    {
        if (!isFound)
        {
            return;
        }

        var key = KeyOf(path[^1].Name);
        if (!found.TryGetValue(key, out var chains))
        {
            found[key] = chains = [];
        }

        chains.Add((path, share));
    }

    /// <summary>Adds an owner that counts whole, because listed parties own half or more of it.</summary>
    public void AddWhole(Owner owner, decimal counted) => wholes[owner] = counted;

    /// <summary>The owners with a match, each once.</summary>
    public ImmutableArray<FoundOwner> Found() => [.. found.Values.Select(Of)];

    private FoundOwner Of(List<(ImmutableArray<Owner> Path, decimal? Share)> chains)
    {
        var (first, _) = chains[0];
        var share = chains.Aggregate((decimal?)0, (sum, chain) => sum + chain.Share);
        var sentences = chains.Select(chain => Sentence(chain.Path, chain.Share)).ToList();
        if (chains.Count > 1)
        {
            sentences.Add(share is { } sum
                ? $"Through all of these it owns {Percent(sum)} of the party."
                : "What it owns of the party through all of these is not known.");
        }

        sentences.AddRange(chains.SelectMany(chain => chain.Path).Distinct<Owner>(ReferenceEqualityComparer.Instance)
            .Where(wholes.ContainsKey)
            .Select(owner => $"Listed parties own {Percent(wholes[owner])} of `{owner.Name}`, half or more, so it counts as listed with its whole share."));
        return new FoundOwner(first[^1], [.. first.Select(owner => owner.Name)], share is > 100 ? 100 : share, [.. sentences]);
    }

    private static string Sentence(ImmutableArray<Owner> path, decimal? share)
    {
        var steps = path.Reverse().Select((owner, step) =>
        {
            var owned = step == path.Length - 1 ? "the party" : $"`{path[path.Length - 2 - step].Name}`";
            return $"owns {(owner.Percent is { } percent ? Percent((decimal)percent) : "an unknown share")} of {owned}";
        });
        var product = path.Length == 1 ? "" : share is { } known ? $": {Percent(known)} of the party" : ": an unknown share of the party";
        return $"The owner `{path[^1].Name}` {string.Join(", which ", steps)}{product}.";
    }

    private static string Percent(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.####} %");
}
