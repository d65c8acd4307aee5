using System.Collections.Immutable;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Operations on the shipped seed and the documents of the environment.</summary>
internal static class OperationsOfSeed
{
    private const string Tag = "Seed";

    private const string Plan =
        """
        { "shipped": "sha256-5f0c7ad2b3d1b7a9c0d5e2f1a4b6c8d0e2f4a6b8c0d2e4f6a8b0c2d4e6f8a0b2",
          "environment": "sha256-0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7",
          "sourceVersion": 42, "isCurrent": false, "isProgramOlder": false,
          "applied": { "sourceVersion": 1, "actor": "seed", "at": "2026-11-23T12:00:00+00:00", "reason": null },
          "conflicts": 1,
          "documents": [
            { "document": "country-sets/ITAR-126-1", "state": "update", "version": 1, "note": null, "clashes": [],
              "change": [ { "path": "members[CY]", "before": null, "after": "{\"country\":\"CY\"}" } ], "changeOmitted": 0,
              "local": [], "localOmitted": 0 },
            { "document": "registries/agreements", "state": "conflict", "version": 3, "note": null, "clashes": [ "entries[BR]" ],
              "change": [ { "path": "entries[BR].from", "before": "\"2019-12-01\"", "after": "\"2019-12-16\"" } ], "changeOmitted": 0,
              "local": [ { "path": "entries[BR].from", "before": "\"2019-12-20\"", "after": "\"2019-12-01\"" } ], "localOmitted": 0 } ] }
        """;

    private static readonly Parameter PlanTag = Parameters.IfMatch with
    {
        Description = "ETag of the plan you read. Another head or another program is another plan.",
        IsRequired = true,
    };

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "GET", Route = "/api/v1/seed", Id = "readSeedPlan", Tag = Tag, Summary = "Read what an upgrade to the shipped seed would change",
            Description = "Compares, for every document, the text the environment was last brought to, the active text and the text the running "
                + "program ships. Reading it changes nothing.",
            Answers =
            [
                new(200, "The plan.", new("SeedPlan", Plan))
                {
                    Headers = [("ETag", "Names this plan; send it in If-Match to carry it out.")],
                },
            ],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/seed/apply", Id = "applySeed", Tag = Tag, Summary = "Propose to bring the documents to the shipped seed",
            Description = "Everything in one change, compiled whole before it counts. What was changed here stays; a document that was changed "
                + "here and by the seed needs its name in `take` (the seed's text) or in `keep`. Old versions stay on file. It takes effect when another person approves it.",
            Parameters = [PlanTag],
            Request = new("SeedApply", """{ "reason": "release 1.1, ticket 4711", "take": [ "country-sets/ITAR-126-1" ], "keep": [ "registries/agreements" ] }"""),
            Answers =
            [
                new(200, "There was nothing to do.", new("SeedCurrent", """{ "isCurrent": true }""")),
                OperationsOfProposals.Filed,
            ],
            Problems = [409, 412, 422, 428],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/seed/revert", Id = "revertSeed", Tag = Tag, Summary = "Propose to take the last upgrade back",
            Description = "The documents it changed have the versions they had before, in one change. A document that was changed since stands in the way. It takes effect when another person approves it.",
            Parameters = [PlanTag],
            Request = new("SeedRevert", """{ "reason": "release 1.1 rolled back, ticket 4712" }"""),
            Answers = [OperationsOfProposals.Filed],
            Problems = [409, 412, 422, 428],
        },
    ];
}
