using Screening.Engine.Model;

namespace Screening.Functions.Records.Erase;

/// <summary>
/// Which members of a record are personal: encrypted under a key of their own, masked for all but auditors, gone once
/// that key is destroyed. Ids, references and codes are not among them and must not hold names.
/// </summary>
internal static class PersonalFields
{
    /// <summary>Names of owners, and of their owners as deep as a request may nest them.</summary>
    private static readonly string[] OwnerNames =
        [.. Enumerable.Range(1, Limits.OwnerDepth).Select(depth => $"parties.{string.Concat(Enumerable.Repeat("owners.", depth))}name")];

    /// <summary>In a request.</summary>
    internal static readonly JsonPlaces Request = new([
        "parties.name",
        "parties.aliases",
        "parties.address",
        "parties.birthDate",
        "parties.identifiers.value",
        .. OwnerNames,
        "items.description",
        "items.foreignAvailability.evidence",
        "endUse.description",
        "endUse.statements",
        "redFlags.resolvedBy",
        "redFlags.resolution",
    ]);

    /// <summary>In a decision: the explanation of a match quotes the words of the party's name.</summary>
    internal static readonly JsonPlaces Decision = new("matches.owner", "matches.explanation");

    /// <summary>Names in a request by which a record can be found.</summary>
    internal static readonly JsonPlaces Names = new(["parties.name", "parties.aliases", .. OwnerNames]);

    /// <summary>Entries matched, in a decision.</summary>
    internal static readonly JsonPlaces EntryLists = new("matches.list");

    /// <summary>Ids of the entries matched, in a decision.</summary>
    internal static readonly JsonPlaces EntryIds = new("matches.entry");

    /// <summary>One-word members of a request and a decision that stand in columns of their own.</summary>
    internal static readonly (string Column, JsonPlaces Place)[] RequestColumns =
        [("Reference", new("reference")), ("OrderId", new("orderId"))];

    /// <summary>The same of a decision.</summary>
    internal static readonly (string Column, JsonPlaces Place)[] DecisionColumns =
        [("Disposition", new("disposition")), ("Outcome", new("outcome"))];
}
