using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>The status of one transaction of a batch.</summary>
[LowerCaseCodes]
public enum BatchStatus
{
    /// <summary>Decided, and recorded unless it is a dry run.</summary>
    Decided,

    /// <summary>The transaction has errors. Nothing was written.</summary>
    Invalid,

    /// <summary>The transaction could not be decided or recorded. It may be sent again.</summary>
    Unavailable,
}

/// <summary>The result of one transaction of a batch.</summary>
/// <param name="Index">Position in the batch, from 0.</param>
/// <param name="Status">Status of the transaction.</param>
public sealed record BatchResult(int Index, BatchStatus Status)
{
    /// <summary>Value of the member `reason` of a transaction whose decision took too long.</summary>
    public const string TimeUsedUp = "decision-time";

    /// <summary>Reference of the transaction; null if absent or unreadable.</summary>
    public string? Reference { get; init; }

    /// <summary>Order of the transaction; null if absent or unreadable.</summary>
    public string? OrderId { get; init; }

    /// <summary>Whether the order is unknown because the transaction could not be read.</summary>
    public bool IsOrderUnknown { get; init; }

    /// <summary>Response of a decided transaction; otherwise null.</summary>
    public ScreeningResponse? Answer { get; init; }

    /// <summary>Outcome of a decided transaction; otherwise HOLD_FOR_REVIEW.</summary>
    public Outcome Outcome { get; init; } = Outcome.HoldForReview;

    /// <summary>Disposition of a decided transaction; otherwise HOLD.</summary>
    public Disposition Disposition { get; init; } = Disposition.Hold;

    /// <summary>Errors of an invalid transaction. Paths start at the transaction.</summary>
    public ImmutableArray<RequestError> Errors { get; init; } = [];

    /// <summary>Whether the transaction was not decided because its decision took too long.</summary>
    public bool IsTimeUsedUp { get; init; }

    /// <summary>Writes the members into an object opened by the caller.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber("index", Index);
        writer.WriteString("status", Code<BatchStatus>.Of(Status));
        writer.WriteString("reference", Reference);
        writer.WriteString("orderId", OrderId);
        if (IsTimeUsedUp)
        {
            writer.WriteString("reason", TimeUsedUp);
        }

        Answer?.Write(writer);
        if (Status == BatchStatus.Invalid)
        {
            writer.Objects("errors", Errors, WriteError);
        }
    }

    private static void WriteError(Utf8JsonWriter writer, RequestError error)
    {
        writer.WriteString("path", error.Path);
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        if (error.Candidates is { } candidates)
        {
            writer.Texts("candidates", candidates);
        }
    }
}

/// <summary>Summary of an order, determined by the strictest of its transactions.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Disposition">
/// Disposition of the strictest transaction. At least HOLD if a transaction of the order failed, or if an unreadable transaction
/// may belong to the order.
/// </param>
/// <param name="Outcome">Outcome of the strictest transaction.</param>
/// <param name="WorstIndex">Index of the strictest transaction.</param>
/// <param name="Lines">Number of transactions of the order in this batch.</param>
/// <param name="Failed">Indexes of the transactions without a decision that hold the order.</param>
/// <param name="NotCurrent">
/// Indexes of the transactions with an earlier decision, returned again, that would not be given today or of which that is unknown.
/// </param>
public sealed record OrderSummary(
    string OrderId, Disposition Disposition, Outcome Outcome, int WorstIndex, int Lines, ImmutableArray<int> Failed, ImmutableArray<int> NotCurrent)
{
    /// <summary>Summarises a batch by order, sorted by first appearance.</summary>
    public static ImmutableArray<OrderSummary> Of(ImmutableArray<BatchResult> results)
    {
        // An unreadable transaction may belong to any order, so it holds all of them.
        var anywhere = results.Where(result => result.IsOrderUnknown).ToArray();
        return
        [
            .. results.Where(result => result.OrderId is not null)
                .GroupBy(result => result.OrderId!, StringComparer.Ordinal)
                .Select(order => Of(order.Key, [.. order], anywhere)),
        ];
    }

    /// <summary>Writes the members into an object opened by the caller.</summary>
    public static void Write(Utf8JsonWriter writer, OrderSummary order)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(order);
        writer.WriteString("orderId", order.OrderId);
        writer.WriteString("disposition", Code<Disposition>.Of(order.Disposition));
        writer.WriteString("outcome", Code<Outcome>.Of(order.Outcome));
        writer.WriteNumber("worstIndex", order.WorstIndex);
        writer.WriteNumber("lines", order.Lines);
        Indexes(writer, "failed", order.Failed);
        Indexes(writer, "notCurrent", order.NotCurrent);
    }

    private static void Indexes(Utf8JsonWriter writer, string name, ImmutableArray<int> indexes)
    {
        writer.WriteStartArray(name);
        foreach (var index in indexes)
        {
            writer.WriteNumberValue(index);
        }

        writer.WriteEndArray();
    }

    private static OrderSummary Of(string orderId, BatchResult[] own, BatchResult[] anywhere)
    {
        BatchResult[] all = [.. own, .. anywhere];
        var decided = all.Where(result => result.Disposition != Disposition.WhatIf).ToArray();
        // If all transactions are what-ifs, the order is a what-if. Otherwise each what-if counts as undecided and holds the
        // order.
        var isWhatIf = decided.Length == 0;
        var worst = all.OrderByDescending(result => Strictness(result, isWhatIf)).ThenByDescending(result => result.Outcome.Severity()).ThenBy(result => result.Index).First();
        var disposition = isWhatIf ? Disposition.WhatIf : worst.Disposition == Disposition.WhatIf ? Disposition.Hold : worst.Disposition;
        var outcome = !isWhatIf && worst.Disposition == Disposition.WhatIf ? Outcome.HoldForReview : worst.Outcome;
        ImmutableArray<int> failed = [.. all.Where(result => result.Status != BatchStatus.Decided).Select(result => result.Index).Order()];
        ImmutableArray<int> notCurrent = [.. own.Where(result => result.Answer?.Today is { IsCurrent: not true }).Select(result => result.Index).Order()];
        return new(orderId, disposition, outcome, worst.Index, own.Length, failed, notCurrent);
    }

    private static int Strictness(BatchResult result, bool isWhatIf) =>
        result.Disposition == Disposition.WhatIf && !isWhatIf ? (int)Disposition.Hold : (int)result.Disposition;
}

/// <summary>The response to a batch: all transactions in the order in which they were sent, then the orders.</summary>
/// <param name="Results">One per transaction.</param>
public sealed record BatchResponse(ImmutableArray<BatchResult> Results)
{
    /// <summary>The response as one JSON object.</summary>
    public byte[] ToJson() => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.Objects("results", Results, (inner, result) => result.Write(inner));
        writer.Objects("orders", OrderSummary.Of(Results), OrderSummary.Write);
        writer.WriteEndObject();
    });

    /// <summary>
    /// The response as JSON lines: one per transaction, then a last line with the orders. Without the last line the response is
    /// incomplete.
    /// </summary>
    public byte[] ToLines()
    {
        using var lines = new MemoryStream();
        foreach (var result in Results)
        {
            Line(lines, result.Write);
        }

        Line(lines, writer => writer.Objects("orders", OrderSummary.Of(Results), OrderSummary.Write));
        return lines.ToArray();
    }

    private static void Line(MemoryStream lines, Action<Utf8JsonWriter> members)
    {
        lines.Write(CanonicalJson.Bytes(writer =>
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }));
        lines.WriteByte((byte)'\n');
    }
}
