using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Endpoints;
using Screening.Functions.Proposals;
using Screening.Functions.Security;
using static Screening.Functions.Http.OpenApi.Schema;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Operations on proposals, and their schemas.</summary>
internal static class OperationsOfProposals
{
    /// <summary>Example of a proposal.</summary>
    public const string Proposal = """
        { "id": "2516180543989999999-3f1c9a7e", "state": "open", "action": "put_document", "kind": "country_set", "target": "AUKUS", "version": "2",
          "what": "put CountrySet AUKUS", "author": "ana", "reason": "Joint statement of 2026-11-20", "createdAt": "2026-11-23T12:00:00+00:00",
          "expiresAt": "2026-12-07T12:00:00+00:00", "approverRole": "policy-approver",
          "difference": [ { "path": "country-sets/AUKUS: members[NZ]", "before": null, "after": "{\"country\":\"NZ\",\"from\":\"2026-11-20\"}" } ],
          "differenceOmitted": 0, "entries": null, "decidedBy": null, "decidedAt": null, "decisionReason": null, "sourceVersion": null }
        """;

    private const string Tag = "Proposals";

    private static readonly Parameter Id = Parameters.Part("id", "Id of the proposal.", "2516180543989999999-3f1c9a7e");

    /// <summary>The query of a route that files a proposal.</summary>
    public static ImmutableArray<Parameter> Terms { get; } =
    [
        Parameters.Query("reason", "Why; the approver reads it, and it stands in the history. It must not name a person.", "ticket 4711",
            () => Text(ProposalFlow.ReasonCharacters)) with { IsRequired = true },
        Parameters.Query("days", "Days until the proposal expires; 14 unless given.", "14", () => Whole(1, ProposalFlow.MostDays)),
    ];

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "GET", Route = "/api/v1/proposals", Id = "listProposals", Tag = Tag, Summary = "List the proposals",
            Description = $"Newest first, at most {ProposalEndpoints.MostShown}.",
            Parameters = [Parameters.Query("state", "Only proposals in this state.", "open", () => OneOf(Codes<ProposalState>()))],
            Answers = [new(200, "The proposals.", new("ProposalList", $$"""{ "proposals": [ {{Proposal}} ] }"""))],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/proposals", Id = "fileProposal", Tag = Tag, Summary = "Propose a change of rule data",
            Description = "The change is tried with everything that is live, and takes effect when another person approves it. A put of a document, "
                + "the activation and retirement of a policy, an import that removes or changes entries and an upgrade to the shipped seed file a proposal too.",
            Parameters = [Parameters.IfMatch, Parameters.IfNoneMatch],
            Request = new("ProposalRequest", """
                { "action": "activate_policy", "id": "us-uas-2025-09", "version": 2, "reason": "Federal Register of 2026-11-20, ticket 4711", "days": 7 }
                """),
            Answers = [Filed],
            Problems = [404, 409, 412, 422, 428],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/proposals/{id}", Id = "readProposal", Tag = Tag, Summary = "Read a proposal with its difference",
            Parameters = [Id],
            Answers = [new(200, "The proposal.", new("Proposal", Proposal))],
            Problems = [404],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/proposals/{id}/approve", Id = "approveProposal", Tag = Tag, Summary = "Approve a proposal and carry it out",
            Description = "Imports of lists are approved by a list-approver, everything else by a policy-approver. The owner of the approver's "
                + "credentials differs from the owner of the author's. What it changes must be as it was when it was proposed.",
            Parameters = [Id],
            Request = new("ProposalDecision", """{ "reason": "compared with the published notice" }"""),
            Answers = [Decided("It is carried out and being built; sourceVersion says when it is in use.")],
            Problems = [404, 409, 422],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/proposals/{id}/reject", Id = "rejectProposal", Tag = Tag, Summary = "Reject a proposal, or withdraw one's own",
            Parameters = [Id],
            Request = new("ProposalDecision", """{ "reason": "the notice names another date" }"""),
            Answers = [Decided("It is ended; nothing was changed.")],
            Problems = [404, 409],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/emergency-stops", Id = "listEmergencyStops", Tag = Tag, Summary = "List the emergency stops in force",
            Answers = [new(200, "The stops.", new("EmergencyStopList", """
                { "stops": [ { "id": "STOP-20261123120000-3f1c9a", "scope": "destination", "country": "TR", "name": null, "reason": "diversion found, ticket 4711", "since": "2026-11-23" } ] }
                """))],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/emergency-stops", Id = "setEmergencyStop", Tag = Tag, Summary = "Hold everything, a destination or a party at once",
            Description = "It takes effect without a second person, because it can only make decisions stricter. Lifting it needs two.",
            Request = new("EmergencyStopRequest", """{ "scope": "destination", "country": "TR", "reason": "diversion found, ticket 4711" }"""),
            Answers =
            [
                new(202, "It is set and being built.", new("EmergencyStopSet", """{ "id": "STOP-20261123120000-3f1c9a", "sourceVersion": 42, "status": "/api/v1/status" }"""))
                {
                    Headers = [("Location", "Address of the status, which says when the change is in use.")],
                },
            ],
            Problems = [412, 422],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/emergency-stops/{id}/lift", Id = "liftEmergencyStop", Tag = Tag, Summary = "Propose to lift an emergency stop",
            Parameters = [Parameters.Part("id", "Id of the stop.", "STOP-20261123120000-3f1c9a")],
            Request = new("ProposalDecision", """{ "reason": "explained, ticket 4711 closed" }"""),
            Answers = [Filed],
            Problems = [404, 409, 412, 422],
        },
    ];

    /// <summary>The response to a change that is filed as a proposal.</summary>
    public static Answer Filed => new(202, "It is proposed; another person approves it.", new("Proposal", Proposal))
    {
        Headers = [("Location", "Address of the proposal.")],
    };

    public static IEnumerable<KeyValuePair<string, JsonObject>> Schemas() => new Dictionary<string, JsonObject>
    {
        ["ProposalList"] = Answered("Proposals, newest first.", Must("proposals", ListOf(Ref("Proposal")))),
        ["Proposal"] = Answered(
            "A change of rule data that takes effect when another person approves it.",
            Must("id", Text()), Must("state", OneOf(Codes<ProposalState>())), Must("action", OneOf(Codes<ProposalAction>())),
            Must("kind", OrNull(OneOf([.. ProposalRequest.Kinds, "policy", "emergency_stops"])), "Kind of the document; null for a list, its address and the seed."),
            Must("target", Text(), "Id of the document, the policy or the feed."),
            Must("version", OrNull(Text()), "Version of the document, or id of the import; null for the address of a list and the seed."),
            Must("what", Text(), "The change as it stands in the history."), Must("author", Text()), Must("reason", Text()),
            Must("createdAt", Instant()), Must("expiresAt", Instant()),
            Must("approverRole", OneOf(Roles.PolicyApprover, Roles.ListApprover)),
            Must("difference", ListOf(Ref("SeedDifference")), $"What it changes, at most {ProposalComparison.MostRows} places; removed entries come first."),
            Must("differenceOmitted", Whole(0), "Differences that are not shown."),
            Must("entries", OrNull(Answered("Entries of a list.", Must("added", Whole(0)), Must("removed", Whole(0)), Must("changed", Whole(0))))),
            Must("decidedBy", OrNull(Text())), Must("decidedAt", OrNull(Instant())), Must("decisionReason", OrNull(Text())),
            Must("sourceVersion", OrNull(Whole(0)), "Source version after the change; null until it is carried out.")),
        ["ProposalRequest"] = Sent(
            "A change of rule data.",
            Must("action", OneOf([.. ProposalRequest.Actions])),
            May("kind", OneOf([.. ProposalRequest.Kinds]), "For put_document."),
            Must("id", Form(WireForms.RowId()), "Id of the document or the policy."),
            May("version", Whole(1, int.MaxValue), "For activate_policy: the drafted version."),
            May("document", new JsonObject { ["type"] = "object" }, "For put_document: the document as it is to be."),
            Must("reason", Line(ProposalFlow.ReasonCharacters), "Kept in the history; it must not name a person."),
            May("days", Whole(1, ProposalFlow.MostDays), "Days until it expires; 14 unless given.")),
        ["EmergencyStopList"] = Answered("The emergency stops in force.", Must("stops", ListOf(Answered(
            "One stop.",
            Must("id", Text()), Must("scope", CodeOf<StopScope>()), Must("country", OrNull(Text())), Must("name", OrNull(Text())),
            Must("reason", Text()), Must("since", Date()))))),
        ["EmergencyStopRequest"] = Sent(
            "What is to be held.",
            Must("scope", CodeOf<StopScope>()),
            May("country", Country(), "For a destination; for a party if it is known."),
            May("name", Line(Limits.NameCharacters), "For a party: it is matched like the name of a listed party."),
            Must("reason", Line(EmergencyStops.ReasonCharacters), "Shown in every decision that it holds; it must not name a person.")),
        ["EmergencyStopSet"] = Answered(
            "A stop that is set and being built.", Must("id", Text()), Must("sourceVersion", Whole(1)), Must("status", Text(), "Address of the status.")),
        ["ProposalDecision"] = Sent(
            "Why it is approved or ended.",
            Must("reason", Line(SeedRequest.ReasonCharacters), "Kept with the proposal; it must not name a person.")),
    };

    private static Answer Decided(string description) => new(200, description, new("Proposal", Proposal.Replace("\"open\"", "\"approved\"", StringComparison.Ordinal)))
    {
        Headers = [("Location", "Address of the proposal.")],
    };

    private static string[] Codes<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(code => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString()))];
}
