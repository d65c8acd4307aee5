using System.Collections.Immutable;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Finds derived facts that depend on themselves. Their evaluation would not terminate.</summary>
internal static class DerivedCycle
{
    public static IEnumerable<string> Find(ImmutableArray<DerivedFact> derived)
    {
        var uses = derived.ToDictionary(
            fact => fact.Id,
            fact => fact.Rows.SelectMany(row => ConditionWalk.Atoms(row.When)).OfType<DerivedIs>().Select(atom => atom.Derived).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        return uses.Keys.Where(id => Reaches(id, id, uses, []));
    }

    private static bool Reaches(string from, string goal, Dictionary<string, HashSet<string>> uses, HashSet<string> seen) =>
        uses.TryGetValue(from, out var next) && next.Any(id => id == goal || (seen.Add(id) && Reaches(id, goal, uses, seen)));
}
