using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Proposals;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>The body of a new proposal.</summary>
/// <param name="Action">Put a document, activate a policy or retire one.</param>
/// <param name="Kind">Kind of the document.</param>
/// <param name="Id">Id within the kind.</param>
/// <param name="Version">For an activation: the drafted version.</param>
/// <param name="Document">For a document: its JSON text.</param>
/// <param name="Reason">Reason for the approver and the history. It must not name a person.</param>
/// <param name="Days">Days until it expires.</param>
public sealed record ProposalRequest(ProposalAction Action, DocumentKind Kind, string Id, int Version, string Document, string Reason, int Days)
{
    /// <summary>Actions that this body can state.</summary>
    public static readonly string[] Actions = ["put_document", "activate_policy", "retire_policy"];

    /// <summary>Kinds of documents that this body can state.</summary>
    public static readonly string[] Kinds = ["country_set", "control_list", "registry", "party_policy"];

    /// <summary>Reads a body.</summary>
    public static Parsed<ProposalRequest> Parse(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, Read);

    private static ProposalRequest Read(ObjectReader from)
    {
        var action = OneOf(from["action"].Required(), Actions);
        var isPut = action == Actions[0];
        var kind = OneOf(isPut ? from["kind"].Required() : from["kind"], Kinds);
        var id = from["id"].Required().Pattern(WireForms.RowId(), "the id of a document");
        var version = from["version"];
        var document = from["document"];
        if (action is not null)
        {
            Fits(version, action == Actions[1], "the drafted version");
            Fits(document, isPut, "the document as it is to be");
        }

        return new ProposalRequest(
            action switch { "activate_policy" => ProposalAction.ActivatePolicy, "retire_policy" => ProposalAction.RetirePolicy, _ => ProposalAction.PutDocument },
            isPut && kind is not null ? Enum.GetValues<DocumentKind>().First(one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.ToString()) == kind) : DocumentKind.Policy,
            id ?? "",
            KeyRotation.Whole(version, 1, int.MaxValue, "versions") ?? 0,
            document.ObjectText() ?? "{}",
            from["reason"].Required("say why; the approver reads it, and it stands in the history").Text(ProposalFlow.ReasonCharacters) ?? "",
            KeyRotation.Whole(from["days"], 1, ProposalFlow.MostDays, "days") ?? ProposalFlow.UsualDays);
    }

    private static void Fits(JsonInput input, bool isNeeded, string what)
    {
        if (isNeeded)
        {
            input.Required($"give {what}");
        }
        else if (input.IsGiven)
        {
            input.Fail(ErrorCodes.NotApplicable, "does not belong to this action");
        }
    }

    private static string? OneOf(JsonInput input, string[] codes)
    {
        if (input.Text(Limits.CodeCharacters) is not { } text)
        {
            return null;
        }

        if (codes.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        input.Fail(ErrorCodes.UnknownCode, $"must be one of {string.Join(", ", codes)}", [.. codes]);
        return null;
    }
}
