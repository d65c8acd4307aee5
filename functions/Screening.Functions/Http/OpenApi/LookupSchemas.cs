using System.Text.Json.Nodes;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using static Screening.Functions.Http.OpenApi.Schema;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Schemas of lookups and of operations on stored records.</summary>
internal static class LookupSchemas
{
    public static IEnumerable<KeyValuePair<string, JsonObject>> All() => Lookups().Concat(Records());

    private static Dictionary<string, JsonObject> Records() => new()
    {
        ["PartySearch"] = Sent(
            "A name, which is never part of an address.",
            Must("party", Line(Screening.Engine.Model.Limits.NameCharacters), "Words of a name."),
            May("from", Line(100), "Instant or date, inclusive."),
            May("to", Line(100), "Instant or date, exclusive."),
            May("limit", Number(1, RecordQuery.MaxLimit)),
            May("cursor", Line(500), "The nextCursor of an earlier answer.")),
        ["ErasureRequest"] = Sent("Why personal fields are erased.", Must("reason", Line(RecordErasure.ReasonCharacters))),
        ["RecordPage"] = RecordShape.Of<RecordPage>("Records found, newest first."),
        ["ReplayResult"] = RecordShape.Of<ReplayResult>("A decision made again: the same to the byte, or why not."),
        ["VerifyReport"] = RecordShape.Of<VerifyReport>("What a verification of the chains found."),
        ["ErasureResult"] = RecordShape.Of<ErasureResult>("The record, and the record of its erasure."),
        ["Reindexing"] = Answered("The index is built anew in the background.", Must("partitions", Whole(0))),
        ["RegistryVersions"] = Answered(
            "The versions of a registry that were live, oldest first.",
            Must("registry", Text()),
            Must("versions", ListOf(Answered(
                "One version.", Must("version", Whole(1)), Must("sourceVersion", Whole(0)), Must("actor", Text()), Must("at", Instant()),
                Must("live", Flag()), Must("added", Things("Entries that were added.")), Must("removed", Things("Entries that were removed.")))))),
    };

    private static Dictionary<string, JsonObject> Lookups() => new()
    {
        ["ItemsToClassify"] = Sent(
            "Items, as in a transaction.",
            Must("items", ListOf(Ref("Item"), Screening.Engine.Model.Limits.Items, 1)), May("asOf", Date(), "Today unless given.")),
        ["PartyQuestion"] = Sent(
            "One party, outside any transaction.",
            Must("name", Line(Screening.Engine.Model.Limits.NameCharacters)),
            May("kind", CodeOf<Screening.Engine.Model.PartyKind>(), "Unknown unless given."),
            May("aliases", ListOf(Line(Screening.Engine.Model.Limits.NameCharacters), Screening.Engine.Model.Limits.Aliases)),
            May("country", Country()),
            May("address", Text(Screening.Engine.Model.Limits.TextCharacters)),
            May("birthDate", Date()),
            May("identifiers", ListOf(Ref("PartyIdentifier"), Screening.Engine.Model.Limits.Identifiers)),
            May("sensitivity", Number(Contracts.Requests.PartySearchParser.LeastSensitivity, 1), "Score from which a match counts; at most the policy's."),
            May("limit", Number(1, Contracts.Requests.PartySearchParser.MostMatches))),
        ["PartyAnswer"] = Answered(
            "What matches and why, strong before possible. A lookup, not a screening.",
            Must("text", Text()),
            Must("thresholds", Answered("Scores from which a match counts.", Must("possible", Number(0, 1)), Must("strong", Number(0, 1)))),
            Must("total", Whole(0), "Number of entries that match, also those beyond the limit."),
            Must("matches", ListOf(Ref("PartyMatch"))),
            Must("notCompared", ListOf(Text()), "Names that could not be compared, such as a placeholder. For these the absence of a match says nothing."),
            Must("lists", ListOf(Ref("ListVintage"))),
            Must("revision", Text()),
            Must("snapshotAgeSeconds", Whole(0))),
        ["Classification"] = Answered(
            "How items are classified. A lookup, not a screening.",
            Must("asOf", Date()),
            Must("policy", Ref("PolicyIdentity")),
            Must("edition", OrNull(Text()), "Edition of the control list."),
            Must("items", ListOf(Answered(
                "One item.", Must("id", Text()), Must("category", OrNull(OneOf("I", "II", "NONE"))), Must("possibleCategories", ListOf(Text())),
                Must("annexItem", OrNull(Text())), Must("annexItemsOfCodes", ListOf(Text())), Must("decisivePoint", OrNull(Ref("DecisivePoint"))),
                Must("explanation", Text()), Must("missing", ListOf(Ref("MissingFact")))))),
            Must("snapshot", Ref("SnapshotIdentity")),
            Must("notice", Text())),
        ["DestinationOnFile"] = Answered(
            "What is on file about a country at a date. A lookup, not a screening.",
            Must("country", Text()), Must("name", Text()), Must("asOf", Date()), Must("follows", OrNull(Text()), "Country whose standing it has."),
            Must("memberships", ListOf(Row("A membership, also one that has ended, not begun, or is suspended."))),
            Must("suspensions", ListOf(Row("A row that says the country is no member in its interval, whatever the memberships say."))),
            Must("regimes", Flags()), Must("embargo", Flags()),
            Must("missileConcernD4", Flag()), Must("missileColumnMark", Flag()),
            Must("embargoedRegions", ListOf(Answered(
                "A region under an embargo of its own.", Must("region", Text()), Must("embargo", Text()), Must("name", Text())))),
            Must("assessment", OnFile()), Must("partnerStatus", OnFile()),
            Must("agreements", Entries()),
            Must("programmes", ListOf(Answered(
                "A programme on file.", Must("id", Text()), Must("name", OrNull(Text())), Must("startYear", OrNull(Whole(1900, 2200))), Must("vetted", Flag()),
                Must("from", OrNull(Date())), Must("to", OrNull(Date())), Must("holds", Flag()), Must("evidence", Text())))),
            Must("snapshot", Ref("SnapshotIdentity")), Must("notice", Text())),
        ["PolicyReference"] = Answered(
            "A policy.", Must("id", Text()), Must("version", Whole(1)), Must("hash", Text()), Must("kind", Text())),
        ["Eligibility"] = Answered(
            "How countries stand under a policy. A lookup, not a screening.",
            Must("policy", Ref("PolicyReference")), Must("asOf", Date()),
            Must("countries", ListOf(Answered(
                "One country.", Must("country", Text()), Must("name", Text()), Must("status", Text()), Must("why", Text()), Must("citation", Text()),
                Must("groups", ListOf(Answered("A membership.", Must("set", Text()), Must("from", OrNull(Date())), Must("to", OrNull(Date())))))))),
            Must("snapshot", Ref("SnapshotIdentity")), Must("notice", Text())),
        ["EligibilityGap"] = Answered(
            "What a country meets and lacks. A lookup, not a screening.",
            Must("policy", Ref("PolicyReference")), Must("asOf", Date()), Must("country", Text()), Must("name", Text()), Must("status", OrNull(Text())),
            Must("unmet", Conditions()), Must("unknown", Conditions()), Must("met", Conditions()),
            Must("derived", Flag()), Must("derivedNote", Text()), Must("snapshot", Ref("SnapshotIdentity")), Must("notice", Text())),
    };

    private static JsonObject Conditions() => ListOf(Answered(
        "One condition.", Must("id", Text()), Must("text", Text()), Must("actor", Text()), Must("required", Flag()), Must("citation", Text()),
        Must("derived", Flag())));

    private static JsonObject OnFile() => Answered("What is on file.", Must("status", Text()), Must("entries", Entries()));

    private static JsonObject Entries() => ListOf(Answered(
        "An entry of a registry.", [Must("status", Text()), Must("from", OrNull(Date())), Must("to", OrNull(Date()), "The day it ends, exclusive."),
        Must("holds", Flag(), "Whether it holds on the date asked about."), Must("assessor", OrNull(Text())), Must("evidence", Text()),
        .. Origin()]));

    private static JsonObject Row(string description) => Answered(
        description, [Must("set", Text()), Must("label", Text()), Must("from", OrNull(Date())), Must("to", OrNull(Date()), "The day it ends, exclusive."),
        Must("holds", Flag(), "Whether it holds on the date asked about."), .. Origin(), Must("note", OrNull(Text()))]);

    /// <summary>The source of a fact and the date until which the fact is confirmed.</summary>
    private static Member[] Origin() =>
    [
        Must("source", Text()), Must("sourceDate", OrNull(Date())),
        Must("basis", OneOf("source", "assumption", "memory"), "Whether the source was read, or the fact is assumed or general knowledge."),
        Must("confirmBy", OrNull(Date()), "Last day on which it is relied on unless it is confirmed."),
        Must("confirmer", OrNull(Text()), "Who must confirm it."),
        Must("sentence", OrNull(Text()), "What it says and what is not confirmed."),
    ];

    private static JsonObject Flags() => new() { ["type"] = "object", ["additionalProperties"] = Flag() };

    /// <summary>Objects whose shape is defined by their author.</summary>
    private static JsonObject Things(string description) =>
        new() { ["type"] = "array", ["description"] = description, ["items"] = new JsonObject { ["type"] = "object" } };
}
