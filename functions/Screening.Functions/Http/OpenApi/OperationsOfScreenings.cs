using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Functions.Decisions;
using Screening.Functions.Development;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Operations on decisions and their records.</summary>
internal static class OperationsOfScreenings
{
    private const string Tag = "Screenings";

    private static readonly Parameter DryRun = Parameters.Query(
        ScreeningCall.DryRun, "true: decide and record nothing; the answer is a what-if.", "false", () => Schema.OneOf("true", "false"));

    private static readonly Parameter Detail = Parameters.Query(
        ScreeningCall.Detail,
        "summary: answer disposition, outcome, text, questions, winning findings, matches without explanation, and versions. The record is whole all the same.",
        "full", () => Schema.OneOf("full", DecisionSummary.Detail));

    private static readonly Parameter Key = new(
        IdempotencyKey.Header, "header", "The same key and body are answered with the recorded decision, for seven days.",
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255 }, "order-4711-line-10");

    private static readonly (string, string)[] Replayed =
        [(IdempotencyKey.ReplayedHeader, "true when it is the earlier answer to the same idempotency key.")];

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "POST", Route = "/api/v1/screenings", Id = "screen", Tag = Tag,
            Summary = "Ask whether a transaction may go ahead",
            Description = "Answers 200 also when the answer is BLOCK: the disposition says what the order desk may do. The decision is on "
                + "record before it is answered; what cannot be recorded is not answered. Facts that are left out are unknown, and an "
                + "undecided answer names those that would settle it.",
            Parameters = [DryRun, Detail, Key],
            Request = new("ScreeningRequest", Examples.Read("screening-request")),
            Answers = [new(200, "The recorded decision.", new("ScreeningAnswer", Examples.Read("screening-answer"))) { Headers = [.. Replayed] }],
            Problems = [409, 422],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/screenings/batch", Id = "screenBatch", Tag = Tag,
            Summary = "Ask for many transactions at once",
            Description = "Answers in the order of the transactions, and for each order the strictest of its own. A bad transaction fails alone. "
                + "Lines are answered as lines: one for each transaction and a last one with the orders.",
            Parameters = [DryRun, Detail, Key],
            Request = new("Batch", $"[ {SampleRequest.Json} ]") { Also = new(null, Examples.Lines(SampleRequest.Json, SampleRequest.Json), RequestBody.JsonLines) },
            Answers =
            [
                new(200, "What became of each.", new("BatchAnswer", Batch) { Also = new(null, Examples.Lines(BatchLine, $"{{ {BatchOrders} }}"), RequestBody.JsonLines) }),
            ],
            Problems = [409, 422],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/screenings/{id}", Id = "readScreening", Tag = Tag,
            Summary = "Read a record",
            Parameters = [Parameters.Part("id", "Id of the record, as the screening answered it.", "2026112309-0-000001"), Detail],
            Answers = [new(200, "The record.", new("ScreeningRecord", Examples.Read("screening-record")))],
            Problems = [400, 404],
        },
    ];

    private const string BatchLine =
        """
        { "index": 0, "status": "invalid", "reference": null, "orderId": "SO-10045",
          "errors": [ { "path": "items", "code": "required", "message": "is required" } ] }
        """;

    private const string BatchOrders =
        """
        "orders": [ { "orderId": "SO-10045", "disposition": "HOLD", "outcome": "HOLD_FOR_REVIEW", "worstIndex": 0, "lines": 1, "failed": [ 0 ], "notCurrent": [] } ]
        """;

    private const string Batch = $$"""{ "results": [ {{BatchLine}} ], {{BatchOrders}} }""";
}
