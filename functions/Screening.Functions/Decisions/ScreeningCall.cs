using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Http.Endpoints;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;

namespace Screening.Functions.Decisions;

/// <summary>How a screening was asked for, beside its body.</summary>
/// <param name="Client">Name of the caller.</param>
/// <param name="IdempotencyKey">Key the caller sent; null without one.</param>
/// <param name="IsDryRun">Whether nothing is to be recorded; the answer is a what-if then, and its key is not read.</param>
public sealed record ScreeningCall(string Client, string? IdempotencyKey, bool IsDryRun)
{
    /// <summary>Query key of a dry run.</summary>
    public const string DryRun = "dryRun";

    /// <summary>Query key of the form of the answer.</summary>
    public const string Detail = "detail";

    /// <summary>Whether the decision is answered in its short form.</summary>
    public bool IsSummary { get; init; }

    /// <summary>Reads header and query, or says what is wrong with them.</summary>
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

    /// <summary>Whether the query asks for the short form; null when it asks for a form there is not.</summary>
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
