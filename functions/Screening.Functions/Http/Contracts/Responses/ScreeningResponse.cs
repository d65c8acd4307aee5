using System.Globalization;
using System.Text.Json;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// The response to a screening: the recorded decision, in full or in its short form, and data that is not part of the decision.
/// </summary>
/// <param name="Id">Id of the record; null for a dry run, which has no record and must not be acted on.</param>
/// <param name="RecordedAt">Time of recording; null for a dry run.</param>
/// <param name="SnapshotAge">Time since this instance last confirmed its snapshot. Written in whole seconds.</param>
/// <param name="Decision">Canonical bytes of <see cref="DecisionJson"/>, embedded unchanged.</param>
public sealed record ScreeningResponse(
    string? Id, DateTimeOffset? RecordedAt, TimeSpan SnapshotAge, ReadOnlyMemory<byte> Decision)
{
    /// <summary>
    /// How long a recorded decision is valid if nothing has changed (contract 8). Goods that leave later must be screened again.
    /// A new list or a change of law ends the validity earlier; the decision names the versions it is based on.
    /// </summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    /// <summary>Whether the decision may be acted on. Always false for a what-if, whatever its outcome.</summary>
    public bool IsLive { get; init; }

    /// <summary>Whether this is an earlier response to the same idempotency key, returned again.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Whether an earlier response would be given again today; null for a new decision.</summary>
    public DecisionToday? Today { get; init; }

    /// <summary>Whether the decision is returned in its short form. The record is complete in either case.</summary>
    public bool IsSummary { get; init; }

    /// <summary>The response as UTF-8 JSON.</summary>
    public byte[] ToUtf8() => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        Write(writer);
        writer.WriteEndObject();
    });

    /// <summary>Writes the members into an object opened by the caller.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString("id", Id);
        writer.WriteString("recordedAt", RecordedAt is { } at ? Instant(at) : null);
        writer.WriteString("validUntil", ValidUntil(RecordedAt, IsLive && Today is not { IsSuperseded: true }));
        // The clocks of two machines may differ slightly. An age is never negative.
        writer.WriteNumber("snapshotAgeSeconds", Math.Max(0, (long)SnapshotAge.TotalSeconds));
        if (Id is null)
        {
            writer.WriteBoolean("recorded", false);
        }

        if (IsReplay)
        {
            writer.WriteBoolean("replayed", true);
        }

        Today?.Write(writer);

        writer.WritePropertyName("decision");
        if (IsSummary)
        {
            DecisionSummary.Write(writer, Decision);
        }
        else
        {
            writer.WriteRawValue(Decision.Span, skipInputValidation: true);
        }
    }

    /// <summary>End of the validity of a decision in wire format; null if the decision must not be acted on.</summary>
    public static string? ValidUntil(DateTimeOffset? recordedAt, bool isLive) => isLive && recordedAt is { } at ? Instant(at + Validity) : null;

    /// <summary>An instant in wire format: UTC with milliseconds.</summary>
    public static string Instant(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
