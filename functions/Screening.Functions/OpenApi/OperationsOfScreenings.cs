using System.Collections.Immutable;
using Screening.Functions.Hosting;

namespace Screening.Functions.OpenApi;

/// <summary>Decisions and their records.</summary>
internal static class OperationsOfScreenings
{
    private const string Tag = "Screenings";

    /// <summary>The rows.</summary>
    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "POST", Route = "/api/v1/screenings", Id = "screen", Tag = Tag,
            Summary = "Ask whether a transaction may go ahead",
            Description = "Answers 200 also when the answer is BLOCK: the disposition says what the order desk may do. The decision is on "
                + "record before it is answered; what cannot be recorded is not answered. Facts that are left out are unknown, and an "
                + "undecided answer names those that would settle it.",
            Request = new("ScreeningRequest", SampleRequest.Json),
            Answers = [new(200, "The recorded decision.", new("ScreeningAnswer", Examples.Read("screening-answer")))],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/screenings/{id}", Id = "readScreening", Tag = Tag,
            Summary = "Read a record",
            Parameters = [Parameters.Part("id", "Id of the record, as the screening answered it.", "2026112309-0-000001")],
            Answers = [new(200, "The record.", new("ScreeningRecord", Examples.Read("screening-record")))],
            Problems = [404],
        },
    ];
}
