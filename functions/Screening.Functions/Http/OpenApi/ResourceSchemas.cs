using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;
using static Screening.Functions.Http.OpenApi.Schema;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Schemas of all responses other than decisions: problems, rules, lists, status, keys.</summary>
internal static class ResourceSchemas
{
    public static IEnumerable<KeyValuePair<string, JsonObject>> All() => Problems().Concat(Rules()).Concat(Operating());

    private static Dictionary<string, JsonObject> Problems() => new()
    {
        ["Problem"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "A refusal or failure, by RFC 9457. Its type is an address of this service that explains it.",
            ["properties"] = new JsonObject
            {
                ["type"] = OneOf([.. ProblemTypes.All.Select(type => "/problems/" + type.Slug)]),
                ["title"] = Text(),
                ["status"] = Whole(400, 599),
                ["detail"] = Text(),
                ["errors"] = ListOf(Ref("RequestError")),
                ["correlationId"] = Text(),
            },
            ["required"] = new JsonArray("type", "title", "status", "correlationId"),
        },
        ["RequestError"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "One thing that is wrong, and where.",
            ["properties"] = new JsonObject
            {
                ["path"] = Text(),
                ["code"] = OneOf([.. ErrorCodes.All.Keys]),
                ["message"] = Text(),
                ["candidates"] = ListOf(Text()),
            },
            ["required"] = new JsonArray("path", "code", "message"),
        },
    };

    private static Dictionary<string, JsonObject> Rules() => new()
    {
        ["PolicyList"] = Answered(
            "The policies, with what is live.",
            Must("sourceVersion", Whole(0)),
            Must("policies", ListOf(Answered(
                "One policy.", Must("id", Text()), Must("version", Whole(1)), Must("state", OneOf("active", "retired", "on_file")),
                Must("closedOn", OrNull(Date())), Must("etag", Text()))))),
        ["CountrySetList"] = Answered(
            "The country sets, with what is live.",
            Must("sourceVersion", Whole(0)),
            Must("countrySets", ListOf(Answered("One set.", Must("id", Text()), Must("version", Whole(1)), Must("etag", Text()))))),
        ["ImportAccepted"] = Answered(
            "An import that was made and is being built, or that is proposed.",
            Must("sourceVersion", OrNull(Whole(1)), "Source version with the import; null while it is proposed."),
            Must("version", OrNull(Text()), "Id of the import."), Must("status", Text(), "Address of the status, or of the proposal."),
            Must("proposal", OrNull(Ref("Proposal")), "Set when another person must approve it."),
            Must("leftOut", ListOf(Ref("LeftOutValue")), "Values of an official list that cannot be used. Their entries are kept without them.")),
        ["LeftOutValue"] = Answered(
            "A value that an entry was read without, such as an IMO number with a wrong check digit.",
            Must("line", Whole(1), "Line on which the row begins."), Must("column", Text()), Must("message", Text())),
        ["PolicyDrafted"] = Answered("A draft that was kept.", Must("version", Whole(1)), Must("state", OneOf("draft"))),
        ["PolicyValid"] = Answered("The whole would compile with this.", Must("valid", Flag())),
        ["ImportHeader"] = Answered(
            "One import of a list.",
            Must("feed", Text()), Must("importId", Text()), Must("title", Text()), Must("date", Date(), "Date of the list."),
            Must("source", Text()), Must("sha256", OrNull(Text())), Must("entries", Whole(0)), Must("actor", Text()),
            Must("importedAt", Instant()),
            Must("codes", OrNull(new JsonObject { ["type"] = "object", ["additionalProperties"] = Whole(0) }),
                "Entries per list code; 0 for a list that is confirmed to be empty; null for an import made before they were counted."),
            Must("reason", OrNull(Text()), "Why a drop or an empty list was confirmed."),
            Must("leftOut", OrNull(ListOf(Ref("LeftOutValue"))), "Values that its entries were read without; null for an import made before they were reported.")),
        ["ListConfirmation"] = Answered(
            "An import was found to be still what its source publishes.",
            Must("feed", Text()), Must("importId", Text()), Must("checkedOn", Date(), "Day on which the source was checked."),
            Must("reason", Text()), Must("actor", Text()), Must("at", Instant())),
        ["WatchlistConfirmed"] = Answered(
            "A list was confirmed.",
            Must("feed", Text()), Must("importId", Text()), Must("confirmedOn", Date(), "The newest day on which it was confirmed."),
            Must("confirmation", Ref("ListConfirmation"))),
        ["WatchlistList"] = Answered(
            "The active lists.", Must("sourceVersion", Whole(0)), Must("watchlists", ListOf(OrNull(Ref("ImportHeader"))))),
        ["WatchlistImport"] = Answered("One import, and whether it is the active one.", Must("active", Flag()), Must("import", Ref("ImportHeader")),
            Must("confirmedOn", Date(), "Day from which its age counts: that of the import, or of the newest confirmation."),
            Must("confirmations", ListOf(Ref("ListConfirmation")), "The newest day first, at most 100.")),
        ["ListSourceStatus"] = Answered(
            "How the refreshes of a list stand.",
            Must("feed", Text()), Must("host", Text(), "Host of the address."), Must("everyHours", Whole(1), "Hours between two refreshes."),
            Must("lastTryAt", OrNull(Instant())), Must("lastSuccessAt", OrNull(Instant()), "Last try that imported the list or found it unchanged."),
            Must("lastChangeAt", OrNull(Instant()), "Last try that imported the list."), Must("lastImportId", OrNull(Text()), "The import that it made."),
            Must("lastFailureAt", OrNull(Instant())), Must("lastFailure", OrNull(Text()), "Why it failed."),
            Must("nextTryAt", Instant(), "Earliest time of the next try."), Must("overdue", Flag(), "Whether no try has succeeded for two intervals.")),
        ["WatchlistSource"] = Answered(
            "Where a list is fetched from.",
            Must("feed", Text()), Must("address", Text()), Must("format", OneOf([.. Lists.Formats.ListFormats.All])), Must("everyHours", Whole(1)),
            Must("author", Text(), "Author of its proposal."), Must("approver", Text()), Must("proposal", Text(), "Id of the proposal."),
            Must("approvedAt", Instant()), Must("refresh", Ref("ListSourceStatus"))),
        ["WatchlistRefreshed"] = Answered(
            "What a refresh did.",
            Must("feed", Text()), Must("result", OneOf("imported", "unchanged", "failed")),
            Must("importId", OrNull(Text()), "The import that is active; null after a failure."),
            Must("sourceVersion", OrNull(Whole(1)), "Source version with a new import."), Must("reason", OrNull(Text()), "Why it failed.")),
        ["SnapshotDescription"] = Answered(
            "What a snapshot was compiled from.",
            Must("revision", Text()), Must("sourceVersion", Whole(0)), Must("format", Whole(1)),
            Must("documents", ListOf(Answered(
                "One document.", Must("kind", OneOf([.. Enum.GetValues<DocumentKind>().Select(kind => Code<DocumentKind>.Of(kind).ToLowerInvariant())])),
                Must("id", Text()), Must("version", Whole(1)), Must("closedOn", OrNull(Date()))))),
            Must("lists", ListOf(Ref("ListVintage"))),
            Must("thresholds", Answered("Thresholds of matching.", Must("t1", Number(0, 1)), Must("t2", Number(0, 1))))),
    };

    private static Dictionary<string, JsonObject> Operating() => new()
    {
        ["CompileError"] = Answered("Why the source does not compile.", Must("document", Text()), Must("path", Text()), Must("message", Text())),
        ["CompileReport"] = Answered(
            "How the last compilation went.",
            Must("sourceVersion", Whole(0)), Must("revision", OrNull(Text())), Must("at", Instant()), Must("milliseconds", Whole(0)),
            Must("errors", ListOf(Ref("CompileError")))),
        ["RequiredListStatus"] = Answered(
            "How a required list stands.",
            Must("code", Text()), Must("present", Flag(), "Whether an import holds it, or its importer confirmed that it is empty."),
            Must("confirmedOn", OrNull(Date())), Must("ageDays", OrNull(Whole(0))), Must("mostDays", Whole(0), "Greatest age in days.")),
        ["RecordCheckpoint"] = Answered(
            "How the checkpoints of the records stand.",
            Must("isConfigured", Flag(), "Whether an account outside is configured."),
            Must("link", OrNull(Whole(1)), "Link of the anchor chain last noted there."),
            Must("at", OrNull(Instant())),
            Must("note", OrNull(Text()), "What does not protect the records at present; null when everything does.")),
        ["Status"] = Answered(
            "How the service is.",
            Must("sourceVersion", Whole(0), "Count of accepted changes."),
            Must("activeRevision", OrNull(Text()), "What this instance decides from."),
            Must("activeSourceVersion", OrNull(Whole(0))),
            Must("activeBuiltAt", OrNull(Instant())),
            Must("snapshotAgeSeconds", OrNull(Whole(0))),
            Must("isAvailable", Flag(), "Whether decisions can be made."),
            Must("lastCompile", OrNull(Ref("CompileReport"))),
            Must("queueDepth", OrNull(Whole(0)), "About how many messages wait for the compiler; null when the queue cannot be read."),
            Must("poisonCount", Whole(0), "Messages that were dead-lettered and are kept."),
            Must("poisonQueueDepth", OrNull(Whole(0)), "About how many messages are in the poison queue itself; null when it cannot be read."),
            Must("lists", ListOf(Ref("ImportHeader"))),
            Must("requiredLists", ListOf(Ref("RequiredListStatus")), "The lists that must be there and fresh."),
            Must("listSources", ListOf(Ref("ListSourceStatus")), "How the refreshes of the lists with an address stand."),
            Must("isSample", Flag(), "Whether the shipped sample is all there is."),
            Must("recordCheckpoint", Ref("RecordCheckpoint"), "Checkpoints of the records outside their storage account."),
            Must("degraded", ListOf(Text()), "What is not as it should be, a sentence each.")),
        ["Key"] = Answered(
            "A key, without its secret.",
            Must("keyId", Text()), Must("name", Text()), Must("owner", OrNull(Text()), "Person who owns the key, as the subject of a token names a person."),
            Must("roles", ListOf(OneOf([.. Roles.All]))), Must("pending", Flag(), "Whether a second administrator must still approve it."),
            Must("createdAt", Instant()), Must("createdBy", OrNull(Text())), Must("approvedBy", OrNull(Text())), Must("replaces", OrNull(Text())), Must("expiresAt", OrNull(Instant())),
            Must("revokedAt", OrNull(Instant()))),
        ["KeyList"] = Answered("The keys.", Must("keys", ListOf(Ref("Key")))),
        ["IssuedKey"] = Answered(
            "A new key. This is the only time its secret is shown.", Must("key", Text()), Must("details", Ref("Key"))),
        ["SessionOpened"] = Answered(
            "A session of the pages; the cookie is in Set-Cookie.",
            Must("name", Text()), Must("roles", ListOf(OneOf([.. Roles.All]))), Must("expiresAt", Instant())),
        ["SessionEnded"] = Answered("The session is over.", Must("ended", Flag())),
    };
}
