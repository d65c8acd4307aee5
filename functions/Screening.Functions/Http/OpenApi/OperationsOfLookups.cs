using System.Collections.Immutable;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Lookups without a transaction. They make no decision and leave no record.</summary>
internal static class OperationsOfLookups
{
    private const string Tag = "Lookups";

    private const string Policy = """{ "id": "us-uas-2025-09", "version": 1, "hash": "sha256-10eeb606", "kind": "law" }""";

    private const string Rest =
        """
        "snapshot": { "revision": "sha256-27324ea3", "sourceVersion": 42 }, "notice": "A lookup, not a screening: no decision was made and no record was written."
        """;

    private static readonly Parameter AsOf = Parameters.Query("asOf", "Date asked about; today unless given.", "2026-11-23", Schema.Date);

    private static readonly Parameter Country = Parameters.Part("country", "ISO 3166-1 alpha-2 code, or the English name where it is not shared.", "AU");

    private static readonly Parameter PolicyId = Parameters.DocumentId("policy", "us-uas-2025-09");

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "POST", Route = "/api/v1/items/classify", Id = "classifyItems", Tag = Tag, Summary = "Classify items",
            Request = new("ItemsToClassify", """{ "items": [ { "id": "10", "class": "UAS", "performance": [ { "rangeKm": 10, "payloadKg": 2 } ] } ] }"""),
            Answers = [new(200, "How they are classified.", new("Classification",
                $$"""
                { "asOf": "2026-11-23", "policy": { "id": "us-uas-2025-09", "version": 1, "hash": "sha256-10eeb606" }, "edition": null,
                  "items": [ { "id": "10", "category": "NONE", "possibleCategories": [ "NONE" ], "annexItem": null, "annexItemsOfCodes": [],
                    "decisivePoint": { "rangeKm": 10, "payloadKg": 2 }, "explanation": "A complete system with a range of 10 km (below 300 km) is not an Annex system.",
                    "missing": [] } ], {{Rest}} }
                """))],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/parties/search", Id = "searchParties", Tag = Tag, Summary = "Look one party up on every list",
            Description = "The name is in the body, never in an address. Sensitivity may lower the score from which a match counts, never raise it. "
                + "A name that is a placeholder, has no letters or is in a script without a reading is in notCompared.",
            Request = new("PartyQuestion", """{ "name": "Shahid Hemat Industrial Group", "kind": "organization", "sensitivity": 0.8 }"""),
            Answers = [new(200, "What matches, and why.", new("PartyAnswer",
                """
                { "text": "listed parties found; this is no decision about a transaction", "thresholds": { "possible": 0.8, "strong": 0.95 },
                  "total": 0, "matches": [], "notCompared": [], "lists": [ { "feed": "csl", "date": "2026-07-31", "entries": 25921 } ], "revision": "sha256-27324ea3",
                  "snapshotAgeSeconds": 1 }
                """))],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/destinations/{country}", Id = "readDestination", Tag = Tag, Summary = "Read what is on file about a country",
            Parameters = [Country, AsOf],
            Answers = [new(200, "What is on file.", new("DestinationOnFile",
                $$"""
                { "country": "AU", "name": "Australia", "asOf": "2026-11-23", "follows": null, "memberships": [], "suspensions": [], "regimes": { "mtcr": true },
                  "embargo": { "earD5": false }, "missileConcernD4": false, "missileColumnMark": false, "embargoedRegions": [],
                  "assessment": { "status": "clear", "entries": [] }, "partnerStatus": { "status": "IMPLIED", "entries": [] },
                  "agreements": [], "programmes": [], {{Rest}} }
                """))],
            Problems = [400],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/policies/{id}/eligibility", Id = "listEligibility", Tag = Tag, Summary = "List how countries stand under a policy",
            Parameters = [PolicyId, AsOf],
            Answers = [new(200, "The countries.", new("Eligibility", $$"""{ "policy": {{Policy}}, "asOf": "2026-11-23", "countries": [], {{Rest}} }"""))],
            Problems = [400, 404],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/policies/{id}/eligibility/{country}/gap", Id = "readEligibilityGap", Tag = Tag, Summary = "Read what a country lacks",
            Parameters = [PolicyId, Country, AsOf],
            Answers = [new(200, "What it meets and lacks.", new("EligibilityGap",
                $$"""
                { "policy": {{Policy}}, "asOf": "2026-11-23", "country": "IN", "name": "India", "status": null, "unmet": [], "unknown": [], "met": [],
                  "derived": true, "derivedNote": "The conditions are read from the rules by this service; no government has published them as a list.", {{Rest}} }
                """))],
            Problems = [400, 404],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/registries/{id}/versions", Id = "listRegistryVersions", Tag = Tag, Summary = "List the versions of a registry",
            Parameters = [Parameters.DocumentId("registry", "agreements")],
            Answers = [new(200, "The versions.", new("RegistryVersions",
                """
                { "registry": "agreements", "versions": [ { "version": 1, "sourceVersion": 1, "actor": "seed", "at": "2026-11-23T12:00:00+00:00",
                  "live": true, "added": [], "removed": [] } ] }
                """))],
            Problems = [404],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/registries/{id}/versions/{version}", Id = "readRegistryVersion", Tag = Tag, Summary = "Read one version of a registry",
            Parameters = [Parameters.DocumentId("registry", "agreements"), new("version", "path", "The version.", () => Schema.Whole(1, int.MaxValue), "1")],
            Answers = [new(200, "The document as it was authored.", new("AuthoredDocument", OperationsOfRules.Registry))],
            Problems = [404],
        },
    ];
}
