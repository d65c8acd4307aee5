using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Proposals;

/// <summary>A stop that a person asks for.</summary>
/// <param name="Scope">What it holds.</param>
/// <param name="Country">Country of a destination, or of a party if it is known.</param>
/// <param name="Name">Name of a party.</param>
/// <param name="Reason">Reason, shown in every decision that it holds. It must not name a person.</param>
public sealed record WantedStop(StopScope Scope, CountryCode? Country, string? Name, string Reason);

/// <summary>
/// Emergency stops: set at once by one person, because they can only make decisions stricter; lifted by a proposal that another person
/// approves.
/// </summary>
public sealed partial class EmergencyStopFlow
{
    /// <summary>Attempts to add a stop when other stops are set at the same time.</summary>
    private const int Attempts = 8;

    private readonly ScreeningStorage storage;
    private readonly ChangeFlow flow;
    private readonly ProposalFlow proposals;
    private readonly TimeProvider time;
    private readonly ILogger<EmergencyStopFlow> log;

    /// <summary>Creates the flow.</summary>
    public EmergencyStopFlow(
        ScreeningStorage storage, ChangeFlow flow, ProposalFlow proposals, TimeProvider time, ILogger<EmergencyStopFlow> log) =>
        (this.storage, this.flow, this.proposals, this.time, this.log) = (storage, flow, proposals, time, log);

    /// <summary>The stops in force.</summary>
    public async Task<EmergencyStops> ReadAsync(CancellationToken cancellation) =>
        EmergencyStops.Parse((await DocumentAsync(await storage.Head.ReadAsync(cancellation), cancellation)).ToJsonString(), []);

    /// <summary>Sets a stop.</summary>
    /// <returns>The change and the id of the stop; the id is null when it was not set.</returns>
    public async Task<(ChangeOutcome Outcome, string? Id)> SetAsync(WantedStop wanted, string actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var now = time.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"STOP-{now.UtcDateTime:yyyyMMddHHmmss}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        ChangeOutcome outcome = new ChangeOutcome.Conflict(null);
        for (var attempt = 0; attempt < Attempts && outcome is ChangeOutcome.Conflict; attempt++)
        {
            var head = await storage.Head.ReadAsync(cancellation);
            var document = await DocumentAsync(head, cancellation);
            document["stops"]!.AsArray().Add((JsonNode)Row(id, wanted, now));
            outcome = await flow.PutDocumentAsync(
                DocumentKind.EmergencyStops, EmergencyStops.DocumentId, document.ToJsonString(), ContextOf(head, actor) with { Reason = wanted.Reason }, cancellation);
        }

        if (outcome is not ChangeOutcome.Accepted accepted)
        {
            return (outcome, null);
        }

        LogSet(id, wanted.Scope, accepted.SourceVersion);
        return (outcome, id);
    }

    /// <summary>Proposes to lift a stop.</summary>
    /// <returns>The outcome; null when there is no such stop.</returns>
    public async Task<ProposalOutcome?> LiftAsync(string id, ProposalTerms terms, Person author, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(author);
        var head = await storage.Head.ReadAsync(cancellation);
        var document = await DocumentAsync(head, cancellation);
        var stops = document["stops"]!.AsArray();
        if (stops.FirstOrDefault(stop => (string?)stop!["id"] == id) is not { } found)
        {
            return null;
        }

        stops.Remove(found);
        return await proposals.LiftStopAsync(document.ToJsonString(), terms, author, ContextOf(head, author.Name), cancellation);
    }

    private static ChangeContext ContextOf(HeadState head, string actor)
    {
        var tag = head.Manifest.ETagOf(DocumentKind.EmergencyStops, EmergencyStops.DocumentId);
        return new ChangeContext(actor, tag) { IsCreation = tag is null };
    }

    private async Task<JsonNode> DocumentAsync(HeadState head, CancellationToken cancellation)
    {
        var pin = head.Manifest.Find(DocumentKind.EmergencyStops, EmergencyStops.DocumentId);
        var document = pin is null ? null : await storage.Documents.ReadAsync(DocumentKind.EmergencyStops, EmergencyStops.DocumentId, pin.Version, cancellation);
        return document is not null ? JsonNode.Parse(document.Json)!
            : pin is null ? new JsonObject { ["id"] = EmergencyStops.DocumentId, ["stops"] = new JsonArray() }
            : throw new InvalidDataException($"the emergency stops of version {pin.Version} are not there");
    }

    private static JsonObject Row(string id, WantedStop wanted, DateTimeOffset now)
    {
        var row = new JsonObject
        {
            ["id"] = id,
            ["scope"] = wanted.Scope switch { StopScope.Destination => "destination", StopScope.Party => "party", _ => "everything" },
        };
        if (wanted.Country is { } country)
        {
            row["country"] = country.ToString();
        }

        if (wanted.Name is { } name)
        {
            row["name"] = name;
        }

        row["reason"] = wanted.Reason;
        row["since"] = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return row;
    }

    [LoggerMessage(LogEvents.EmergencyStopFlowSet, LogLevel.Warning, "An emergency stop was set. Stop: {Stop}. Scope: {Scope}. Source version: {SourceVersion}.")]
    private partial void LogSet(string stop, StopScope scope, long sourceVersion);
}
