using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Read;
using static Screening.Functions.Http.OpenApi.Schema;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Schemas of decisions and their records.</summary>
internal static class AnswerSchemas
{
    private const string Validity =
        "Until when it may be relied on unless lists or law change before: 30 days from recordedAt; null for what may not be acted on, and when disposition or outcome is another today or the request would be refused.";

    private const string Current =
        "Whether disposition, outcome, findings and matches would be the same today; null when that cannot be said, and then it must not be assumed.";

    public static IEnumerable<KeyValuePair<string, JsonObject>> All() => new Dictionary<string, JsonObject>
    {
        ["ScreeningAnswer"] = Answered("A recorded decision, and beside it what is not part of the decision.", [.. AnswerMembers(isRequired: true)]),
        ["ScreeningRecord"] = Answered(
            "A record: what was asked, what was answered, by whom, and its place in the chain.",
            Must("id", Text()),
            Must("recordedAt", Instant()),
            Must("validUntil", OrNull(Instant()), Validity),
            Must("snapshotAgeSeconds", Whole(0)),
            Must("client", Text(), "Name of the caller who asked."),
            Must("kind", Text(), "What is recorded."),
            Must("personal", OneOf("masked", "shown", "erased", "locked", "damaged"), "Whether personal fields are masked, shown, or were erased for good."),
            Must("damage", OrNull(Text()), "What is wrong with the record as stored, so that it must not be relied on; null when nothing was found."),
            Sometimes("current", OrNull(Flag()), $"Where one record is read. {Current}"),
            Sometimes("today", Ref("DecisionToday"), "Where one record is read: the decision of today beside the recorded one."),
            Must("hash", Text()),
            Must("previousHash", OrNull(Text())),
            Must("inputs", OrNull(new JsonObject { ["type"] = "object" }),
                "What else it was decided from: by list code the day it was last confirmed, and whether only the sample was on file. Null in earlier records."),
            Must("request", new JsonObject { ["type"] = "object", ["description"] = "The request in its canonical form: every member of the first version present, later ones when they are set, countries as codes." }),
            Must("decision", WholeOrShort(NoDecision()), "The whole decision, or its short form when the query asks for it.")),
        ["BatchAnswer"] = Answered(
            "Every transaction in the order it was sent, and what may happen to each order.",
            Must("results", ListOf(Ref("BatchResult"))),
            Must("orders", ListOf(Ref("OrderSummary")))),
        ["BatchResult"] = Answered(
            "What became of one transaction. One that is not decided holds its order.",
            [
                Must("index", Whole(0), "Its place, from 0."),
                Must("status", CodeOf<BatchStatus>()),
                Must("reference", OrNull(Text())),
                Must("orderId", OrNull(Text())),
                Sometimes("reason", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(BatchResult.TimeUsedUp) },
                    "Why it is unavailable, if its decision took too long; sending it again unchanged is likely to take as long."),
                .. AnswerMembers(isRequired: false),
                Sometimes("errors", ListOf(Ref("RequestError")), "Why it is invalid; paths begin at the transaction."),
            ]),
        ["OrderSummary"] = Answered(
            "The strictest of an order's transactions.",
            Must("orderId", Text()),
            Must("disposition", CodeOf<Disposition>()),
            Must("outcome", CodeOf<Outcome>()),
            Must("worstIndex", Whole(0)),
            Must("lines", Whole(1)),
            Must("failed", ListOf(Whole(0)), "Those without a decision that hold it."),
            Must("notCurrent", ListOf(Whole(0)), "Those with an earlier decision, returned again, that is not current: see current of each.")),
        ["DecisionToday"] = Answered(
            "The request decided now, without a record: what differs from the decision on record.",
            Must("asOf", OrNull(Date()), "Null when it cannot be decided now."),
            Must("revision", OrNull(Text())),
            Must("disposition", OrNull(CodeOf<Disposition>())),
            Must("outcome", OrNull(CodeOf<Outcome>())),
            Must("differs", ListOf(Text()), $"Paths within the decision; at most {JsonDifference.Most}."),
            Must("reason", OrNull(Text()), "Why it cannot be decided now.")),
        ["Decision"] = Decision(),
        ["DecisionSummary"] = Summary(),
        ["FindingSummary"] = WinningFinding(),
        ["MatchSummary"] = Answered("A listed entry found for a party or one of its owners, without why.", [.. MatchMembers()]),
        ["Undecided"] = Answered(
            "What is open: more than one outcome is possible.",
            Must("possible", ListOf(CodeOf<Outcome>()), "Every possible outcome, least severe first."),
            Must("worst", CodeOf<Outcome>()),
            Must("ask", ListOf(Text()), "Paths of the facts that would settle it; each was verified to matter."),
            Must("label", Text()),
            Must("exact", Flag(), "False when the search ended early: the set may be wider than necessary, never narrower.")),
        ["PolicyIdentity"] = Answered(
            "A policy.", Must("id", Text()), Must("version", Whole(1)), Must("hash", Text(), "SHA-256 of the exact rules applied.")),
        ["Finding"] = Finding(),
        ["ItemDecision"] = Answered(
            "How one item was classified and decided.",
            Must("id", Text()),
            Must("category", OrNull(OneOf("I", "II", "NONE")), "Null when more than one is possible."),
            Must("possibleCategories", ListOf(Text())),
            Must("annexItem", OrNull(Text())),
            Must("decisivePoint", OrNull(Ref("DecisivePoint"))),
            Must("explanation", Text()),
            Must("outcome", CodeOf<Outcome>()),
            Must("possible", ListOf(CodeOf<Outcome>()))),
        ["DecisivePoint"] = Answered(
            "The declared point that decides the category.",
            Must("rangeKm", OrNull(new JsonObject { ["type"] = "number" })),
            Must("payloadKg", OrNull(new JsonObject { ["type"] = "number" }))),
        ["PartyMatch"] = Match(),
        ["MustAnswer"] = Answered(
            "A question that was verified to be able to change the outcome.",
            Must("fact", Text(), "Path of the request member that answers it."),
            Must("question", Text()),
            Must("type", CodeOf<AnswerType>(), "What kind of value answers it; member: one that has to be added."),
            Must("unit", OrNull(Text()), "Unit of a number."),
            Must("options", ListOf(Text()), "Codes an answer may be; empty when any value of the type is."),
            Must("settles", CodeOf<Settles>(), "outcome: whatever the answer is, one outcome is left; part: some answers leave it open.")),
        ["ReviewNote"] = Answered(
            "Something a reviewer weighs; it changes no outcome by itself.",
            Must("fact", Text(), "Path that would supply it, or the factor it belongs to."), Must("note", Text())),
        ["Compared"] = Answered(
            "Who was compared with which lists.",
            Must("parties", ListOf(Text()), "Ids of the parties that were compared. A party whose name could not be compared is not among them; mustAnswer asks for the name."),
            Must("notFound", ListOf(Text()), "Ids of those of whom every name was compared, owners included, and for whom no entry was found."),
            Must("lists", ListOf(Ref("ComparedList"))),
            Must("entries", Whole(0), "Entries compared in all.")),
        ["ComparedList"] = Answered(
            "A list that was compared.",
            Must("list", Text(), "Code of the list."),
            Must("date", OrNull(Date()), "Date of the newest feed that carries it; null for the bodies that the matching policy names."),
            Must("entries", Whole(0)),
            Must("confirmedOn", OrNull(Date()), "Day it was last confirmed to be current; null when that was not recorded.")),
        ["MissingFact"] = Answered("A fact that is missing and matters.", Must("fact", Text()), Must("question", Text())),
        ["DefaultUsed"] = Answered(
            "A default that was used because the request was silent.",
            Must("fact", Text()), Must("value", Fact()), Must("reason", Text())),
        ["Factor"] = Answered(
            "A factor without an outcome of its own.",
            Must("id", Text()), Must("item", OrNull(Text())), Must("value", Fact()), Must("text", Text()),
            Must("destination", OrNull(Text())), Must("citation", Text())),
        ["ExceptionCandidate"] = Answered(
            "A licence exception or exemption checked against an item and a destination. It never changes the outcome.",
            Must("id", Text()), Must("title", Text()), Must("item", Text()), Must("destination", OrNull(Text())),
            Must("available", CodeOf<Availability>()), Must("why", Text()), Must("citation", Text())),
        ["Condition"] = Answered("A condition that any approval would carry.", Must("rule", Text()), Must("text", Text())),
        ["ListVintage"] = Answered(
            "A list that was searched.", Must("feed", Text()), Must("date", Date()), Must("entries", Whole(0))),
        ["SnapshotIdentity"] = Answered(
            "The snapshot that was decided from.", Must("revision", Text(), "SHA-256 of its bytes."), Must("sourceVersion", Whole(0))),
    };

    private static IEnumerable<Member> AnswerMembers(bool isRequired)
    {
        Member One(string name, JsonObject shape, string? description = null) => Must(name, shape, description) with { IsRequired = isRequired };
        return
        [
            One("id", OrNull(Text()), "Id of the record; null for a dry run."),
            One("recordedAt", OrNull(Instant()), "Null for a dry run."),
            One("validUntil", OrNull(Instant()), Validity),
            One("snapshotAgeSeconds", Whole(0), "Seconds since this instance last confirmed its snapshot."),
            Sometimes("recorded", Flag(), "False for a dry run, which has no record and may not be acted on."),
            Sometimes("replayed", Flag(), "True when it is the earlier answer to the same idempotency key."),
            Sometimes("current", OrNull(Flag()), $"With replayed. {Current}"),
            Sometimes("today", Ref("DecisionToday"), "With replayed: the decision of today beside the recorded one."),
            One("decision", WholeOrShort(), "The whole decision, or its short form when the query asks for it."),
        ];
    }

    /// <summary>The fact catalogue defines the type of each fact.</summary>
    private static JsonObject Fact() => new() { ["type"] = new JsonArray("string", "number", "boolean", "null") };

    private static JsonObject Decision() => Answered(
        "A function of request, snapshot, date and mode: the same four give the same bytes.",
        Must("mode", CodeOf<ScreeningMode>()),
        Must("asOf", Date()),
        Must("disposition", CodeOf<Disposition>(), "What the order desk may do."),
        Must("outcome", CodeOf<Outcome>(), "HOLD_FOR_REVIEW when undecided."),
        Must("text", Text()),
        Must("undecided", OrNull(Ref("Undecided"))),
        Must("policy", OrNull(Ref("PolicyIdentity")), "Null when none is in force."),
        Must("findings", ListOf(Ref("Finding"))),
        Must("items", ListOf(Ref("ItemDecision"))),
        Must("matches", ListOf(Ref("PartyMatch"))),
        Later("mustAnswer", ListOf(Ref("MustAnswer")), "Questions that can change the outcome, the one that settles most first."),
        Later("reviewNotes", ListOf(Ref("ReviewNote")), "What a reviewer weighs; changes no outcome by itself."),
        Must("missing", Deprecated(ListOf(Ref("MissingFact"))), "Deprecated: mustAnswer and reviewNotes together. It goes with the next version."),
        Later("compared", OrNull(Ref("Compared")), "Null when no party was given."),
        Must("defaultsUsed", ListOf(Ref("DefaultUsed"))),
        Must("factors", ListOf(Ref("Factor"))),
        Must("exceptionCandidates", ListOf(Ref("ExceptionCandidate")), "With why or why not; never an outcome."),
        Must("conditions", ListOf(Ref("Condition"))),
        Must("notChecked", ListOf(Text()), "What this decision did not look at."),
        Must("lists", ListOf(Ref("ListVintage"))),
        Must("snapshot", Ref("SnapshotIdentity")),
        Must("engine", Text()));

    private static JsonObject Finding() => Answered(
        "A rule that is true of the transaction, or possible while facts are missing.",
        Must("item", OrNull(Text()), "Null when it is about the whole transaction."),
        Must("destination", OrNull(Text())),
        Must("ruleSet", Text()),
        Must("rule", Text()),
        Must("outcome", CodeOf<Outcome>()),
        Must("wins", Flag()),
        Must("certain", Flag()),
        Must("text", Text()),
        Must("citation", Text()),
        Must("facts", new JsonObject { ["type"] = "object", ["additionalProperties"] = Fact() }));

    private static JsonObject Summary() => Answered(
        "The short form of a decision, answered with detail=summary. The record holds the whole one.",
        Must("detail", OneOf(DecisionSummary.Detail)),
        Must("mode", CodeOf<ScreeningMode>()),
        Must("asOf", Date()),
        Must("disposition", CodeOf<Disposition>(), "What the order desk may do."),
        Must("outcome", CodeOf<Outcome>(), "HOLD_FOR_REVIEW when undecided."),
        Must("text", Text()),
        Must("undecided", OrNull(Ref("Undecided"))),
        Must("policy", OrNull(Ref("PolicyIdentity")), "Null when none is in force."),
        Must("findings", ListOf(Ref("FindingSummary")), "The winning ones only."),
        Must("matches", ListOf(Ref("MatchSummary"))),
        Must("mustAnswer", ListOf(Ref("MustAnswer")), "Questions that can change the outcome, the one that settles most first."),
        Must("lists", ListOf(Ref("ListVintage"))),
        Must("snapshot", Ref("SnapshotIdentity")),
        Must("engine", Text()));

    private static JsonObject WinningFinding() => Answered(
        "A rule that decides its item, or the whole transaction.",
        Must("item", OrNull(Text()), "Null when it is about the whole transaction."),
        Must("destination", OrNull(Text())),
        Must("ruleSet", Text()),
        Must("rule", Text()),
        Must("outcome", CodeOf<Outcome>()),
        Must("text", Text()),
        Must("citation", Text()));

    /// <summary>A member that every current decision has. Records written before the member existed do not have it.</summary>
    private static Member Later(string name, JsonObject shape, string description) =>
        Must(name, shape, description + " Not in records of engine 1.") with { IsRequired = false };

    private static JsonObject WholeOrShort(params JsonObject[] more) => new() { ["anyOf"] = new JsonArray([Ref("Decision"), Ref("DecisionSummary"), .. more]) };

    private static JsonObject NoDecision() => new()
    {
        ["type"] = "object", ["maxProperties"] = 0, ["description"] = "Of an erasure, and of a record whose decision cannot be read.",
    };

    private static JsonObject Deprecated(JsonObject shape)
    {
        shape["deprecated"] = true;
        return shape;
    }

    private static JsonObject Match() => Answered(
        "A listed entry found for a party or one of its owners.",
        [
            .. MatchMembers(),
            May("relations", ListOf(Text()), "What the printed names say of the entry, such as its parent. Decisions of earlier versions lack it."),
            May("scope", ListOf(Text()), "What the printed names say that the entry also covers. Decisions of earlier versions lack it."),
            Later("chain", ListOf(Text()), "For an owner: names of the chain to it, the direct owner of the party first."),
            Later("startDate", OrNull(Date()), "First day on which the entry is in force."),
            Later("endDate", OrNull(Date()), "Last day on which the entry is in force; null when it is open."),
            Later("inForce", Flag(), "Whether it is in force on the day of the answer. A decision has no match with an entry out of force; reviewNotes names it."),
            Must("explanation", ListOf(Text())),
        ]);

    private static IEnumerable<Member> MatchMembers() =>
    [
        Must("party", Text()),
        Must("owner", OrNull(Text())),
        Later("share", OrNull(Number(0, 100)), "For an owner: its share of the party in percent, multiplied along each chain and added; null when not known."),
        Must("feed", Text()),
        Must("list", Text()),
        Must("entry", Text()),
        Must("name", Text()),
        Must("score", Number(0, 1)),
        Must("strength", CodeOf<MatchStrength>()),
        Must("restricts", OrNull(Text())),
    ];
}
