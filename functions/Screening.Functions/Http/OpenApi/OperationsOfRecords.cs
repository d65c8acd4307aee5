using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Endpoints;
using Screening.Functions.Records.Read;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Search for records, and operations on stored records.</summary>
internal static class OperationsOfRecords
{
    private const string Tag = "Records";

    private const string Page =
        """
        { "records": [ { "id": "2026112312-5v2zcqe6-01-0000000001", "recordedAt": "2026-11-23T12:00:00+00:00", "kind": "decision",
            "client": "erp-prod", "mode": "live", "asOf": "2026-11-23", "reference": "SO-10045/10", "orderId": "SO-10045",
            "disposition": "APPLY", "outcome": "CASE_BY_CASE_ELIGIBLE", "revision": "sha256-27324ea3" } ], "nextCursor": null,
          "keysNotConfigured": [], "damaged": [] }
        """;

    private const string Rows =
        "id,recordedAt,kind,client,mode,asOf,reference,orderId,movement,from,destination,disposition,outcome,possible,policy,policyVersion,"
        + "rules,matches,lists,snapshot,sourceVersion,engine,hash,previousHash,damage\r\n"
        + "\"2026112309-5v2zcqe6-01-0000000001\",\"2026-11-23T09:30:00.000Z\",\"decision\",\"erp-prod\",\"live\",\"2026-11-23\",\"SO-10045/10\","
        + "\"SO-10045\",\"EXPORT\",\"US\",\"KE\",\"CONTINUE_OTHER_CHECKS\",\"NO_MTCR_CONTROL\",,\"us-uas-2025-09\",\"1\",\"B-NOT-ANNEX\",,"
        + "\"csl:2026-07-31:25921\",\"sha256-53929b0ee7b13126e0e257efb561174c3de51d52d67bafc4fbd879c3ee385f18\",\"42\",\"1.0.0\","
        + "\"0719703b63cb5b84543eb289da352163bf66cbff38a9571a4a4e58905b848598\",\"0000000000000000000000000000000000000000000000000000000000000000\",\r\n";

    private static readonly Parameter Id = Parameters.Part("id", "Id of the record.", "2026112312-5v2zcqe6-01-0000000001");

    private static readonly Parameter From = Parameters.Query("from", "Instant or date, inclusive; a while before to unless given.", "2026-11-01");

    private static readonly Parameter To = Parameters.Query("to", "Instant or date, to its end; now unless given.", "2026-11-23");

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "GET", Route = "/api/v1/screenings", Id = "findScreenings", Tag = Tag, Summary = "Find records, newest first",
            Parameters =
            [
                Parameters.Query("reference", "Your reference.", "SO-10045/10"),
                Parameters.Query("orderId", "Order.", "SO-10045"),
                From, To,
                Parameters.Query("disposition", "Disposition.", "HOLD", Schema.CodeOf<Disposition>),
                Parameters.Query("outcome", "Outcome.", "HOLD_FOR_REVIEW", Schema.CodeOf<Outcome>),
                Parameters.Query("listEntry", "Entry that was matched, by the id that `matches` shows, or a list code; another form is refused.", "SDN-9053", () => Schema.Form(WireForms.ListEntry())),
                Parameters.Query("cursor", "The nextCursor of an earlier answer.", "MjAyNg", () => Schema.Text(500)),
                Parameters.Query("limit", "Records at most.", "50", () => Schema.Whole(1, RecordQuery.MaxLimit)),
            ],
            Description = "A record that is damaged in storage is named in `damaged` and is not among the records.",
            Answers = [new(200, "The records.", new("RecordPage", Page))],
            Problems = [400],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/screenings/search", Id = "findScreeningsByParty", Tag = Tag, Summary = "Find records by a party",
            Request = new("PartySearch", """{ "party": "Rift Valley Crop Surveys", "from": "2026-11-01", "limit": 50 }"""),
            Answers = [new(200, "The records.", new("RecordPage", Page))],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/screenings/{id}/replay", Id = "replayScreening", Tag = Tag, Summary = "Make a recorded decision again",
            Parameters = [Id],
            Description = "From the request, snapshot, date, mode and inputs on record. Where another version decides otherwise, the places that differ are named.",
            Answers = [new(200, "The same to the byte, or why not.", new("ReplayResult",
                """
                { "id": "2026112312-5v2zcqe6-01-0000000001", "identical": false, "reason": "engine_differs", "revision": "sha256-27324ea3",
                  "recordedEngine": "1.0.0", "engine": "2.0.0", "recordedSha256": "9f86d081", "replayedSha256": "5f1c03aa",
                  "differs": [ "findings[0].text", "engine" ], "detail": null }
                """))],
            Problems = [404],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/records/verify", Id = "verifyRecords", Tag = Tag, Summary = "Verify the chains of records",
            Description = "Every hash, type, seal, link, body and key of the period; the chain over its anchors, which counts every partition and record; and the newest checkpoint outside, if one is configured.",
            Parameters = [From, To],
            Answers = [new(200, "What was found.", new("VerifyReport",
                """
                { "isSound": true, "from": "2026-11-23T00:00:00+00:00", "before": "2026-11-24T00:00:00+00:00", "partitions": 4, "records": 120,
                  "erased": 0, "retired": 0, "retiring": 0, "unclosed": [], "damages": [],
                  "anchorChain": { "countsFrom": "2026-11-01T08:00:00+00:00", "links": 412, "partitions": 96, "records": 2410 },
                  "checkpoint": { "isConfigured": true, "link": 412, "at": "2026-11-23T12:00:00+00:00" } }
                """))],
            Problems = [400],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/records/export", Id = "exportRecords", Tag = Tag, Summary = "Export records as lines or CSV",
            Description = $"A part at a time: `{RecordEndpoints.NextCursor}` names where the next one begins. Formulas are defused in CSV. A damaged record says so in `damage`.",
            Parameters =
            [
                Parameters.Query("format", "csv or ndjson.", "ndjson", () => Schema.OneOf("csv", "ndjson")),
                From, To,
                Parameters.Query("cursor", $"The {RecordEndpoints.NextCursor} of an earlier answer.", "2026112312-5v2zcqe6-01-0000000001"),
                Parameters.Query("limit", "Records at most.", "1000", () => Schema.Whole(1, RecordExport.MaxLimit)),
                Parameters.Query("personal", "shown: with personal fields.", "masked", () => Schema.OneOf("masked", "shown")),
            ],
            Answers =
            [
                new(200, "The records.", new(null, Examples.Lines(Examples.Exported()), RequestBody.JsonLines) { Also = new(null, Rows, "text/csv") })
                {
                    Headers = [(RecordEndpoints.NextCursor, "Where the next part begins; absent after the last.")],
                },
            ],
            Problems = [400],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/records/reindex", Id = "reindexRecords", Tag = Tag, Summary = "Build the index of records anew",
            Parameters = [From, To],
            Answers = [new(202, "It is being built.", new("Reindexing", """{ "partitions": 4 }"""))],
            Problems = [400],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/records/{id}/erase", Id = "eraseRecord", Tag = Tag, Summary = "Erase the personal fields of a record",
            Description = "Destroys their key. The record and its chain stay valid; the erasure is itself on record.",
            Parameters = [Id],
            Request = new("ErasureRequest", """{ "reason": "request 4711 of the person, granted 2026-11-23" }"""),
            Answers = [new(200, "They cannot be read any more.", new("ErasureResult",
                """{ "id": "2026112312-5v2zcqe6-01-0000000001", "erasureId": "2026112312-5v2zcqe6-01-0000000002" }"""))],
            Problems = [404, 409],
        },
    ];
}
