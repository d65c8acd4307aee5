using System.Text.Json.Nodes;
using Screening.Engine.Model;
using static Screening.Functions.OpenApi.Schema;

namespace Screening.Functions.OpenApi;

/// <summary>Decisions and their records, as they are answered.</summary>
internal static class AnswerSchemas
{
    /// <summary>The schemas by name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> All() => new Dictionary<string, JsonObject>
    {
        ["ScreeningAnswer"] = Answered(
            "A recorded decision, and beside it what is not part of the decision.",
            Must("id", Text(), "Id of the record."),
            Must("recordedAt", Instant()),
            Must("snapshotAgeSeconds", Whole(0), "Seconds since this instance last confirmed its snapshot."),
            Must("decision", Ref("Decision"))),
        ["ScreeningRecord"] = Answered(
            "A record: what was asked, what was answered, by whom, and its place in the chain.",
            Must("id", Text()),
            Must("recordedAt", Instant()),
            Must("snapshotAgeSeconds", Whole(0)),
            Must("client", Text(), "Name of the caller who asked."),
            Must("hash", Text()),
            Must("previousHash", OrNull(Text())),
            Must("request", new JsonObject { ["type"] = "object", ["description"] = "The request in its canonical form: every member present, countries as codes." }),
            Must("decision", Ref("Decision"))),
        ["Decision"] = Decision(),
        ["Undecided"] = Answered(
            "What is open: more than one outcome is possible.",
            Must("possible", ListOf(CodeOf<Outcome>()), "Every possible outcome, least severe first."),
            Must("worst", CodeOf<Outcome>()),
            Must("ask", ListOf(Text()), "Paths of the facts that would settle it; each was verified to matter."),
            Must("label", Text()),
            Must("exact", Flag(), "False when the search ended early: the set may be wider than necessary, never narrower.")),
        ["PolicyIdentity"] = Answered("A policy.", Must("id", Text()), Must("version", Whole(1))),
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
        ["MissingFact"] = Answered("A fact that is missing and matters.", Must("fact", Text()), Must("question", Text())),
        ["DefaultUsed"] = Answered(
            "A default that was used because the request was silent.",
            Must("fact", Text()), Must("value", Fact()), Must("reason", Text())),
        ["Factor"] = Answered(
            "A factor without an outcome of its own.",
            Must("id", Text()), Must("item", OrNull(Text())), Must("value", Fact()), Must("text", Text())),
        ["Condition"] = Answered("A condition that any approval would carry.", Must("rule", Text()), Must("text", Text())),
        ["ListVintage"] = Answered(
            "A list that was searched.", Must("feed", Text()), Must("date", Date()), Must("entries", Whole(0))),
        ["SnapshotIdentity"] = Answered(
            "The snapshot that was decided from.", Must("revision", Text(), "SHA-256 of its bytes."), Must("sourceVersion", Whole(0))),
    };

    /// <summary>A fact has the type its catalogue says.</summary>
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
        Must("missing", ListOf(Ref("MissingFact"))),
        Must("defaultsUsed", ListOf(Ref("DefaultUsed"))),
        Must("factors", ListOf(Ref("Factor"))),
        Must("exceptionCandidates", ListOf(Text()), "Worth a look; never an outcome."),
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

    private static JsonObject Match() => Answered(
        "A listed entry found for a party or one of its owners.",
        Must("party", Text()),
        Must("owner", OrNull(Text())),
        Must("feed", Text()),
        Must("list", Text()),
        Must("entry", Text()),
        Must("name", Text()),
        Must("score", Number(0, 1)),
        Must("strength", CodeOf<MatchStrength>()),
        Must("restricts", OrNull(Text())),
        Must("explanation", ListOf(Text())));
}
