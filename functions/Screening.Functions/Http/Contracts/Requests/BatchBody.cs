using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>
/// Splits the body of a batch into its transactions without validating them. Each transaction is parsed separately, so an invalid
/// one fails alone. The paths of its errors start at the transaction.
/// </summary>
public static class BatchBody
{
    // Excess depth inside a transaction is an error of that transaction, not of the batch.
    private const int WholeDepth = 1000;

    /// <summary>Splits a JSON array of transactions, or an object with the single member "transactions".</summary>
    public static Parsed<ImmutableArray<ReadOnlyMemory<byte>>> FromJson(ReadOnlyMemory<byte> utf8)
    {
        var lines = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        try
        {
            return Cut(utf8, lines) is { } error ? Failed(error) : Checked(lines.ToImmutable());
        }
        catch (JsonException exception)
        {
            var where = StrictJson.Invariant($"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
            return Failed(new("$", ErrorCodes.Malformed, $"not valid JSON at {where}; nothing was decided"));
        }
    }

    /// <summary>Splits JSON lines. Blank lines are skipped.</summary>
    public static Parsed<ImmutableArray<ReadOnlyMemory<byte>>> FromLines(ReadOnlyMemory<byte> utf8)
    {
        var lines = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (!utf8.IsEmpty && lines.Count <= Limits.BatchTransactions)
        {
            var end = utf8.Span.IndexOf((byte)'\n');
            var line = end < 0 ? utf8 : utf8[..end];
            utf8 = end < 0 ? default : utf8[(end + 1)..];
            if (line.Span.ContainsAnyExcept(" \t\r"u8))
            {
                lines.Add(line);
            }
        }

        return Checked(lines.ToImmutable());
    }

    /// <summary>The order that an invalid transaction belongs to.</summary>
    /// <returns>
    /// IsKnown is false if the order cannot be read, for example because the member is missing: it may be misspelt. OrderId is
    /// null if the transaction states that it has no order.
    /// </returns>
    public static (bool IsKnown, string? OrderId) OrderOf(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = WholeDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().Where(member => member.NameEquals("orderId")).ToArray() is [var order]
                ? OrderOf(order.Value)
                : (false, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (false, null);
        }
    }

    private static (bool IsKnown, string? OrderId) OrderOf(JsonElement order) => order.ValueKind switch
    {
        JsonValueKind.Null => (true, null),
        JsonValueKind.String when order.GetString() is { Length: <= Limits.CodeCharacters } text => (true, text),
        _ => (false, null),
    };

    private static RequestError? Cut(ReadOnlyMemory<byte> utf8, ImmutableArray<ReadOnlyMemory<byte>>.Builder lines)
    {
        const string Expected = "must be an array of transactions, or an object with the one member transactions";
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = WholeDepth });
        reader.Read();
        var isWrapped = reader.TokenType == JsonTokenType.StartObject;
        if (isWrapped && !(reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("transactions") && reader.Read()))
        {
            return new("$", ErrorCodes.WrongType, Expected);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new(isWrapped ? "transactions" : "$", ErrorCodes.WrongType, Expected);
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (lines.Count <= Limits.BatchTransactions)
            {
                lines.Add(utf8[start..(int)reader.BytesConsumed]);
            }
        }

        if (isWrapped && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            return new("$", ErrorCodes.UnknownMember, Expected);
        }

        reader.Read();
        return null;
    }

    private static Parsed<ImmutableArray<ReadOnlyMemory<byte>>> Checked(ImmutableArray<ReadOnlyMemory<byte>> lines) => lines.Length switch
    {
        0 => Failed(new("$", ErrorCodes.Required, "needs at least one transaction")),
        > Limits.BatchTransactions => Failed(new("$", ErrorCodes.TooMany, StrictJson.Invariant($"has more than {Limits.BatchTransactions} transactions"))),
        _ => Parsed.Of(lines),
    };

    private static Parsed<ImmutableArray<ReadOnlyMemory<byte>>> Failed(RequestError error) =>
        Parsed.Failed<ImmutableArray<ReadOnlyMemory<byte>>>([error]);
}
