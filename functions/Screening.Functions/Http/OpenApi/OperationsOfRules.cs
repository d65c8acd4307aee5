using System.Collections.Immutable;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Operations on policies and the documents they depend on.</summary>
internal static class OperationsOfRules
{
    private const string Policies = "Policies";
    private const string Documents = "Country sets, control list, registries, party matching";

    private const string Set = """
        { "id": "AUKUS", "label": "AUKUS partners", "source": "Joint statement of 2021-09-15", "sourceDate": "2026-09-01",
          "members": [ { "country": "AU", "from": "2021-09-15" } ] }
        """;

    /// <summary>Example of a registry as authored.</summary>
    public const string Registry = """
        { "id": "agreements", "source": "Technology safeguards agreements, as published by the parties", "sourceDate": "2026-09-01",
          "entries": [ { "country": "NZ", "kind": "tsa", "status": "in_force", "from": "2016-12-31", "evidence": "Agreement of 2016" } ] }
        """;

    private const string ControlList = """
        { "id": "mtcr-annex", "edition": "2024-03-14", "source": "MTCR Annex, edition of 2024-03-14", "sourceDate": "2026-09-01",
          "items": [ { "code": "1.A.1", "category": "I", "kind": "system", "description": "Complete rocket systems",
              "thresholds": "payload >= 500 kg to range >= 300 km", "relief": null, "source": "MTCR Annex, Item 1" },
            { "code": "3.A.1", "category": "II", "kind": "subsystem", "description": "Turbojet and turbofan engines",
              "thresholds": "thrust > 400 N", "relief": null, "source": "MTCR Annex, Item 3" } ],
          "eccns": [ { "code": "9A101", "annex": [ "3.A.1" ], "description": "Turbojets and turbofans", "source": "15 CFR 774 Supp. 1" } ],
          "usml": [ { "code": "IV(a)(1)", "annex": [ "1.A.1" ], "mt": true, "description": "Rockets and missiles", "source": "22 CFR 121.1" } ] }
        """;

    private const string PartyMatching = """
        { "id": "party-matching", "t1": 0.83, "t2": 0.97, "source": "Calibrated on lists of our own", "sourceDate": "2026-09-01",
          "lists": [ { "code": "SDN", "title": "Specially Designated Nationals", "restricts": "all dealings", "source": "31 CFR chapter V" },
            { "code": "OWN-STOP", "title": "Our own stop list", "restricts": "all dealings, by our own decision", "source": "Our own", "strong": "PROHIBITED" } ],
          "redFlags": { "version": "our-2026-09", "codes": [ { "code": "evasive_customer", "text": "The customer is evasive about the end use" } ] } }
        """;

    /// <summary>Example of a proposal that changes one rule of the law, for comparison with it.</summary>
    private const string Policy = """
        { "id": "uas-as-before", "title": "Without the review of September 2025", "kind": "proposal", "status": "an idea, to be compared",
          "reviewBy": "2027-06-30", "extends": { "policy": "us-uas-2025-09", "version": 1 }, "sources": [ "Our own idea" ],
          "disclaimer": "Not law.", "derived": [],
          "ruleSets": [ { "id": "posture", "changes": [ { "remove": [ "R25U-AS-AIRCRAFT" ] } ] } ] }
        """;

    private static readonly Parameter PolicyId = Parameters.DocumentId("policy", "us-uas-2025-09");
    private static readonly Parameter DraftId = Parameters.DocumentId("policy", "uas-as-before");

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "GET", Route = "/api/v1/policies", Id = "listPolicies", Tag = Policies, Summary = "List the policies",
            Answers = [new(200, "The policies.", new("PolicyList",
                """{ "sourceVersion": 42, "policies": [ { "id": "us-uas-2025-09", "version": 1, "state": "active", "closedOn": null, "etag": "\"1-active\"" } ] }"""))],
        },
        Read("/api/v1/policies/{id}", "readPolicy", Policies, "Read the active version of a policy", Policy, DraftId),
        new()
        {
            Verb = "PUT", Route = "/api/v1/policies/{id}", Id = "draftPolicy", Tag = Policies, Summary = "Draft a version of a policy",
            Description = "Compiled with everything else before it is kept. A draft changes no answer until its activation is proposed and another person approves that.",
            Parameters = [DraftId, Parameters.IfMatch, Parameters.IfNoneMatch],
            Request = new("AuthoredDocument", Policy),
            Answers = [new(201, "The draft was kept.", new("PolicyDrafted", """{ "version": 2, "state": "draft" }"""))],
            Problems = [404, 412, 422, 428],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/policies/{id}/versions/{version}", Id = "readPolicyVersion", Tag = Policies, Summary = "Read one version of a policy",
            Parameters = [DraftId, new("version", "path", "The version.", () => Schema.Whole(1, int.MaxValue), "1")],
            Answers = [new(200, "The document as it was authored.", new("AuthoredDocument", Policy))],
            Problems = [404],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/policies/{id}/validate", Id = "validatePolicy", Tag = Policies, Summary = "Say what a draft would be refused for",
            Parameters = [DraftId],
            Request = new("AuthoredDocument", Policy),
            Answers = [new(200, "Nothing; it would compile.", new("PolicyValid", """{ "valid": true }"""))],
            Problems = [404, 422],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/policies/{id}/activate", Id = "activatePolicy", Tag = Policies, Summary = "Propose that a version goes live",
            Description = "Activating a law closes the one that is in force, in the same change. It takes effect when another person approves it.",
            Parameters = [PolicyId, .. OperationsOfProposals.Terms, Parameters.IfMatch, Parameters.IfNoneMatch],
            Request = new("Activation", """{ "version": 2 }"""),
            Answers = [OperationsOfProposals.Filed],
            Problems = [404, 409, 412, 422, 428],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/policies/{id}/retire", Id = "retirePolicy", Tag = Policies, Summary = "Propose that a policy is taken out",
            Description = "The law it had closed is open again in the same change. It takes effect when another person approves it.",
            Parameters = [PolicyId, .. OperationsOfProposals.Terms, Parameters.IfMatch],
            Answers = [OperationsOfProposals.Filed],
            Problems = [404, 409, 412, 422, 428],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/country-sets", Id = "listCountrySets", Tag = Documents, Summary = "List the country sets",
            Answers = [new(200, "The sets.", new("CountrySetList",
                """{ "sourceVersion": 42, "countrySets": [ { "id": "AUKUS", "version": 1, "etag": "\"1-active\"" } ] }"""))],
        },
        Read("/api/v1/country-sets/{id}", "readCountrySet", Documents, "Read a country set", Set, Parameters.DocumentId("set", "AUKUS")),
        Put("/api/v1/country-sets/{id}", "putCountrySet", "Propose a country set", Set, Parameters.DocumentId("set", "AUKUS")),
        Read("/api/v1/control-list", "readControlList", Documents, "Read the control list", ControlList),
        Put("/api/v1/control-list", "putControlList", "Propose the control list", ControlList),
        Read("/api/v1/party-matching", "readPartyMatching", Documents, "Read how parties are matched and what each list means", PartyMatching),
        Put("/api/v1/party-matching", "putPartyMatching", "Propose how parties are matched and what each list means", PartyMatching),
        Read("/api/v1/registries/{id}", "readRegistry", Documents, "Read a registry", Registry,
            Parameters.DocumentId("registry: assessments, programmes, agreements or partner-status", "agreements")),
        Put("/api/v1/registries/{id}", "putRegistry", "Propose a registry", Registry,
            Parameters.DocumentId("registry: assessments, programmes, agreements or partner-status", "agreements")),
    ];

    private static Operation Read(string route, string id, string tag, string summary, string example, params ImmutableArray<Parameter> parameters) => new()
    {
        Verb = "GET", Route = route, Id = id, Tag = tag, Summary = summary, Parameters = parameters,
        Answers =
        [
            new(200, "The document as it was authored.", new("AuthoredDocument", example))
            {
                Headers = [("ETag", "Names this state; send it in If-Match with a change.")],
            },
        ],
        Problems = [404],
    };

    private static Operation Put(string route, string id, string summary, string example, params ImmutableArray<Parameter> parameters) => new()
    {
        Verb = "PUT", Route = route, Id = id, Tag = Documents, Summary = summary,
        Description = "Compiled with everything else; live as soon as another person has approved it and it is built.",
        Parameters = [.. parameters, .. OperationsOfProposals.Terms, Parameters.IfMatch, Parameters.IfNoneMatch],
        Request = new("AuthoredDocument", example),
        Answers = [OperationsOfProposals.Filed],
        Problems = [404, 409, 412, 422, 428],
    };
}
