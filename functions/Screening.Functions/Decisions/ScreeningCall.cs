using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;

namespace Screening.Functions.Decisions;

/// <summary>Caller and options of a screening request, outside its body.</summary>
/// <param name="Client">Name of the caller.</param>
/// <param name="IdempotencyKey">Key sent by the caller; null when none was sent.</param>
/// <param name="IsDryRun">Whether nothing is recorded. The response is then a what-if, and the key is ignored.</param>
public sealed record ScreeningCall(string Client, string? IdempotencyKey, bool IsDryRun)
{
    /// <summary>Query parameter of a dry run.</summary>
    public const string DryRun = "dryRun";

    /// <summary>Query parameter of the form of the response.</summary>
    public const string Detail = "detail";

    /// <summary>Whether the decision is returned in its short form.</summary>
    public bool IsSummary { get; init; }

    /// <summary>Reads header and query, or returns the error.</summary>
    public static (ScreeningCall? Call, Problem? Refusal) Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var dryRun = context.Request.Query[DryRun].ToString();
        if (dryRun is not ("" or "true" or "false"))
        {
            return (null, Problems.InvalidRequest(DryRun, ErrorCodes.InvalidFormat, "must be true or false"));
        }

        if (ReadDetail(context) is not { } isSummary)
        {
            return (null, Problems.InvalidRequest(Detail, ErrorCodes.UnknownCode, $"must be full or {DecisionSummary.Detail}"));
        }

        var sent = context.Request.Headers[Records.Write.IdempotencyKey.Header];
        if (sent.Count > 0 && (sent.Count > 1 || !Records.Write.IdempotencyKey.IsValid(sent.ToString())))
        {
            const string Message = "must be one text of 1 to 255 visible ASCII characters";
            return (null, Problems.InvalidRequest(Records.Write.IdempotencyKey.Header, ErrorCodes.InvalidFormat, Message));
        }

        return (new(context.Actor(), sent.Count == 0 ? null : sent.ToString(), dryRun == "true") { IsSummary = isSummary }, null);
    }

    /// <summary>Whether the query requests the short form; null for an unknown form.</summary>
    public static bool? ReadDetail(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Query[Detail].ToString() switch
        {
            "" or "full" => false,
            DecisionSummary.Detail => true,
            _ => null,
        };
    }
}
