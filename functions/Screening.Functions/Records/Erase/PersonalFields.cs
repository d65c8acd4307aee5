using Screening.Engine.Model;

namespace Screening.Functions.Records.Erase;

/// <summary>
/// Members of a record that hold personal data. They are encrypted under a key per record, masked for every caller except
/// auditors, and unreadable once that key is destroyed. Ids, references and codes are not personal and must not contain names.
/// </summary>
internal static class PersonalFields
{
    /// <summary>Names of owners at every nesting depth a request may have.</summary>
    private static readonly string[] OwnerNames =
        [.. Enumerable.Range(1, Limits.OwnerDepth).Select(depth => $"parties.{string.Concat(Enumerable.Repeat("owners.", depth))}name")];

    /// <summary>Personal members of a request.</summary>
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

    /// <summary>Personal members of a decision. The explanation of a match quotes words of the party's name.</summary>
    internal static readonly JsonPlaces Decision = new("matches.owner", "matches.chain", "matches.explanation");

    /// <summary>Names in a request by which a record is indexed.</summary>
    internal static readonly JsonPlaces Names = new(["parties.name", "parties.aliases", .. OwnerNames]);

    /// <summary>Lists of the matched entries in a decision.</summary>
    internal static readonly JsonPlaces EntryLists = new("matches.list");

    /// <summary>Ids of the matched entries in a decision.</summary>
    internal static readonly JsonPlaces EntryIds = new("matches.entry");

    /// <summary>Members of a request that are stored in columns of their own.</summary>
    internal static readonly (string Column, JsonPlaces Place)[] RequestColumns =
        [("Reference", new("reference")), ("OrderId", new("orderId"))];

    /// <summary>Members of a decision that are stored in columns of their own.</summary>
    internal static readonly (string Column, JsonPlaces Place)[] DecisionColumns =
        [("Disposition", new("disposition")), ("Outcome", new("outcome"))];
}
