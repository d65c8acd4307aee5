using System.Collections.Immutable;
using Screening.Functions.Security;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Operations on status, snapshots, keys, sessions and probes.</summary>
internal static class OperationsOfOperating
{
    private const string Operating = "Operating";
    private const string Keys = "Keys";

    private static readonly Parameter KeyId = Parameters.Part("id", "Id of the key: the middle part of it, 16 hexadecimal digits.", "3f1c9a7e5b2d4860");

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "GET", Route = "/api/v1/status", Id = "readStatus", Tag = Operating, Summary = "Read how the service is",
            Answers = [new(200, "The status.", new("Status", Status))],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/snapshots/{revision}", Id = "readSnapshot", Tag = Operating, Summary = "Read what a snapshot was compiled from",
            Parameters = [Parameters.Part("revision", "current, or a revision that a decision names.", "current")],
            Answers = [new(200, "The snapshot.", new("SnapshotDescription", Snapshot))],
            Problems = [404],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/keys", Id = "listKeys", Tag = Keys, Summary = "List the keys",
            Answers = [new(200, "The keys, without their secrets.", new("KeyList", $$"""{ "keys": [ {{Examples.Key}} ] }"""))],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/keys", Id = "createKey", Tag = Keys, Summary = "Make a key",
            Description = $"A key with one of the roles {string.Join(", ", Roles.OfTwoAdministrators)} takes effect when another administrator approves it.",
            Request = new("KeyRequest", """{ "name": "erp-prod", "roles": [ "screener" ], "days": 90 }"""),
            Answers = [new(201, "The key; its secret is not shown again.", Issued)],
            Problems = [409],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/keys/{id}/rotate", Id = "rotateKey", Tag = Keys, Summary = "Make a key in the place of another",
            Description = "The new key has the name and roles of the old one, which stays good for the overlap. A key with a role that two administrators grant takes effect, and the overlap begins, when another administrator approves it.",
            Parameters = [KeyId],
            Request = new("KeyRotation", """{ "days": 90, "overlapHours": 48 }"""),
            Answers = [new(201, "The new key; its secret is not shown again.", Issued)],
            Problems = [404, 409],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/keys/{id}/approve", Id = "approveKey", Tag = Keys, Summary = "Approve a key that another administrator made",
            Parameters = [KeyId],
            Answers = [new(200, "The key, which is in effect now.", new("Key", Examples.Key))],
            Problems = [404, 409],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/keys/{id}/revoke", Id = "revokeKey", Tag = Keys, Summary = "Revoke a key",
            Description = "An instance that has just used it may accept it for 15 seconds more.",
            Parameters = [KeyId],
            Answers = [new(200, "The key.", new("Key", Examples.Key))],
            Problems = [404],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/sessions", Id = "openSession", Tag = "Sessions", Summary = "Sign in to the pages with a key",
            Answers = [new(200, "A session of an hour, in a cookie.", new("SessionOpened",
                """{ "name": "erp-prod", "roles": [ "screener" ], "expiresAt": "2026-11-23T13:00:00+00:00" }"""))
            {
                Headers = [("Set-Cookie", "The session. Scripts cannot read it, no other site can send it, and it counts beside X-Screening-Page alone.")],
            }],
            Problems = [409],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/sessions/end", Id = "endSession", Tag = "Sessions", Summary = "Sign out of the pages",
            Answers = [new(200, "The session is over.", new("SessionEnded", """{ "ended": true }"""))
            {
                Headers = [("Set-Cookie", "Removes the session from the browser.")],
            }],
        },
        new()
        {
            Verb = "GET", Route = "/openapi/v1.json", Id = "readDescription", Tag = Operating, Summary = "Read this description",
            Answers = [new(200, "OpenAPI 3.1.", new("OpenApiDescription", """{ "openapi": "3.1.1" }"""))
            {
                Headers = [("ETag", "Names this text; send it in If-None-Match to get 304 while it is the same.")],
            }],
        },
        new()
        {
            Verb = "GET", Route = "/healthz", Id = "isAlive", Tag = Operating, Summary = "Ask whether the process answers",
            Description = "Behind the Functions host an app whose settings are invalid answers 503, and says which setting.",
            Answers = [new(200, "It does.", new(null, "healthy", "text/plain"))],
            Problems = [503],
        },
        new()
        {
            Verb = "GET", Route = "/readyz", Id = "isReady", Tag = Operating, Summary = "Ask whether a transaction could be decided now",
            Answers = [new(200, "It could.", new(null, "ready", "text/plain"))],
            Problems = [503],
        },
    ];

    private const string Snapshot =
        """
        { "revision": "sha256-b84beed31175a16c5d8ef85cb2f681f93726d1a2e36c0a2113e253a2462f8368", "sourceVersion": 42, "format": 1,
          "documents": [ { "kind": "policy", "id": "us-uas-2025-09", "version": 1, "closedOn": null } ],
          "lists": [ { "feed": "csl", "date": "2026-07-31", "entries": 25921 } ], "thresholds": { "t1": 0.84, "t2": 0.97 } }
        """;

    private static Body Issued => new(
        "IssuedKey",
        $$"""{ "key": "scr_3f1c9a7e5b2d4860_(43 letters, digits, hyphens and underscores)_(22 of them)", "details": {{Examples.Key}} }""");

    private static string Status =>
        $$"""
        { "sourceVersion": 42, "activeRevision": "sha256-b84beed31175a16c5d8ef85cb2f681f93726d1a2e36c0a2113e253a2462f8368",
          "activeSourceVersion": 42, "activeBuiltAt": "2026-11-23T12:00:00+00:00", "snapshotAgeSeconds": 0, "isAvailable": true,
          "lastCompile": { "sourceVersion": 42, "revision": "sha256-b84beed31175a16c5d8ef85cb2f681f93726d1a2e36c0a2113e253a2462f8368",
            "at": "2026-11-23T12:00:00+00:00", "milliseconds": 812, "errors": [] },
          "queueDepth": 0, "poisonCount": 0, "poisonQueueDepth": 0, "lists": [ {{Examples.Import}} ],
          "requiredLists": [ { "code": "SDN", "present": true, "confirmedOn": "2026-11-23", "ageDays": 0, "mostDays": 10 } ],
          "listSources": [ {{OperationsOfLists.RefreshStatus}} ], "isSample": false,
          "recordCheckpoint": { "isConfigured": true, "link": 412, "at": "2026-11-23T12:00:00+00:00", "note": null }, "degraded": [] }
        """;
}
