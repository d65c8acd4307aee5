using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Benchmarks.Worlds;

/// <summary>The lists without which a transaction with parties is held.</summary>
internal static class RequiredLists
{
    /// <summary>The lists that the product requires unless its policy names others.</summary>
    private static readonly ImmutableArray<string> Usual = ["SDN", "EL", "DPL", "UVL", "MEU", "DTC", "ISN", "CAP", "SSI", "NS-MBS"];

    /// <summary>Codes of the default lists and of those that the policy of a snapshot names.</summary>
    public static ImmutableArray<string> Of(Snapshot snapshot) => [.. Usual.Union(snapshot.PartyPolicy.RequiredLists.Select(list => list.Code))];
}
