using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Decisions;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>What became of one transaction of a batch.</summary>
[LowerCaseCodes]
public enum BatchStatus
{
    /// <summary>Decided, and recorded unless it is a dry run.</summary>
    Decided,

    /// <summary>It has errors; nothing was written.</summary>
    Invalid,

    /// <summary>It could not be recorded or decided, so there is no decision; it may be sent again.</summary>
    Unavailable,
}

/// <summary>One transaction of a batch, at the place it was sent.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Status">What became of it.</param>
public sealed record BatchResult(int Index, BatchStatus Status)
{
    /// <summary>Its reference; null when it has none or could not be read.</summary>
    public string? Reference { get; init; }

    /// <summary>Its order; null when it has none or could not be read.</summary>
    public string? OrderId { get; init; }

    /// <summary>Whether its order is unknown because it could not be read.</summary>
    public bool IsOrderUnknown { get; init; }

    /// <summary>The answer of a decided one; null of the others.</summary>
    public ScreeningResponse? Answer { get; init; }

    /// <summary>Outcome of a decided one; HOLD_FOR_REVIEW of the others, which nobody may act on.</summary>
    public Outcome Outcome { get; init; } = Outcome.HoldForReview;

    /// <summary>Disposition of a decided one; HOLD of the others.</summary>
    public Disposition Disposition { get; init; } = Disposition.Hold;

    /// <summary>Errors of an invalid one, paths from the transaction.</summary>
    public ImmutableArray<RequestError> Errors { get; init; } = [];

    /// <summary>The members, inside an object of the caller.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber("index", Index);
        writer.WriteString("status", Code<BatchStatus>.Of(Status));
        writer.WriteString("reference", Reference);
        writer.WriteString("orderId", OrderId);
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

/// <summary>The strictest of an order's transactions: what may happen to the order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Disposition">Of the strictest one; at least HOLD when one failed, or may belong here and cannot be read.</param>
/// <param name="Outcome">Of the strictest one.</param>
/// <param name="WorstIndex">Which one that is.</param>
/// <param name="Lines">How many transactions the order has in this batch.</param>
/// <param name="Failed">Those without a decision that hold it.</param>
public sealed record OrderSummary(
    string OrderId, Disposition Disposition, Outcome Outcome, int WorstIndex, int Lines, ImmutableArray<int> Failed)
{
    /// <summary>Sums a batch up by order, in the order in which orders first appear.</summary>
    public static ImmutableArray<OrderSummary> Of(ImmutableArray<BatchResult> results)
    {
        // A transaction that cannot be read may belong to any order: it holds them all.
        var anywhere = results.Where(result => result.IsOrderUnknown).ToArray();
        return
        [
            .. results.Where(result => result.OrderId is not null)
                .GroupBy(result => result.OrderId!, StringComparer.Ordinal)
                .Select(order => Of(order.Key, [.. order], anywhere)),
        ];
    }

    /// <summary>The members, inside an object of the caller.</summary>
    public static void Write(Utf8JsonWriter writer, OrderSummary order)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(order);
        writer.WriteString("orderId", order.OrderId);
        writer.WriteString("disposition", Code<Disposition>.Of(order.Disposition));
        writer.WriteString("outcome", Code<Outcome>.Of(order.Outcome));
        writer.WriteNumber("worstIndex", order.WorstIndex);
        writer.WriteNumber("lines", order.Lines);
        writer.WriteStartArray("failed");
        foreach (var index in order.Failed)
        {
            writer.WriteNumberValue(index);
        }

        writer.WriteEndArray();
    }

    private static OrderSummary Of(string orderId, BatchResult[] own, BatchResult[] anywhere)
    {
        BatchResult[] all = [.. own, .. anywhere];
        var decided = all.Where(result => result.Disposition != Disposition.WhatIf).ToArray();
        // What-ifs alone stay what they are; beside decisions each is a transaction nobody decided, and holds.
        var isWhatIf = decided.Length == 0;
        var worst = all.OrderByDescending(result => Strictness(result, isWhatIf)).ThenByDescending(result => result.Outcome.Severity()).ThenBy(result => result.Index).First();
        var disposition = isWhatIf ? Disposition.WhatIf : worst.Disposition == Disposition.WhatIf ? Disposition.Hold : worst.Disposition;
        var outcome = !isWhatIf && worst.Disposition == Disposition.WhatIf ? Outcome.HoldForReview : worst.Outcome;
        ImmutableArray<int> failed = [.. all.Where(result => result.Status != BatchStatus.Decided).Select(result => result.Index).Order()];
        return new(orderId, disposition, outcome, worst.Index, own.Length, failed);
    }

    private static int Strictness(BatchResult result, bool isWhatIf) =>
        result.Disposition == Disposition.WhatIf && !isWhatIf ? (int)Disposition.Hold : (int)result.Disposition;
}

/// <summary>The answer to a batch: every transaction in the order it was sent, then the orders.</summary>
/// <param name="Results">One per transaction.</param>
public sealed record BatchResponse(ImmutableArray<BatchResult> Results)
{
    /// <summary>As one JSON object.</summary>
    public byte[] ToJson() => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.Objects("results", Results, (inner, result) => result.Write(inner));
        writer.Objects("orders", OrderSummary.Of(Results), OrderSummary.Write);
        writer.WriteEndObject();
    });

    /// <summary>
    /// As lines: one per transaction, and a last one with the orders, without which the answer is not whole.
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
