using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>
/// Refuses a party or owner that owns itself: its name, compared by the words that the matching reads, occurs again in its own chain
/// of owners. No share can be computed from a cycle.
/// </summary>
internal static class OwnerCycles
{
    /// <summary>Adds an error for each owner that closes a cycle, at the JSON path of its name. Names are not quoted.</summary>
    public static void Refuse(JsonInput owners, Party party) => Refuse(party.Owners, owners.Path, [(Key(party.Name), "the party")], owners);

    private static void Refuse(
        ImmutableArray<Owner> owners, string place, ImmutableArray<(string Key, string What)> chain, JsonInput root)
    {
        for (var index = 0; index < owners.Length; index++)
        {
            var at = StrictJson.Invariant($"{place}[{index}]");
            var key = Key(owners[index].Name);
            var same = chain.FirstOrDefault(known => key.Length > 0 && string.Equals(known.Key, key, StringComparison.Ordinal));
            if (same.What is not null)
            {
                root.FailAt($"{at}.name", ErrorCodes.Cycle, $"has the name of {same.What}, which it would own: a chain of owners must not come back to its start");
                continue;
            }

            Refuse(owners[index].Owners, $"{at}.owners", chain.Add((key, at)), root);
        }
    }

    // A name in a script that cannot be read is compared as it is written.
    private static string Key(string name) => WordsOfName.Of(name) is { Count: > 0 } words ? string.Join(' ', words) : name.Trim();
}
