using System.Globalization;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// What a screening answers: the recorded decision, byte for byte or in its short form, and beside it what is not part of the decision.
/// </summary>
/// <param name="Id">Id of the record; null for a dry run, which has none and may not be acted on.</param>
/// <param name="RecordedAt">When it was recorded; null for a dry run.</param>
/// <param name="SnapshotAge">Time since this instance last confirmed its snapshot; written in whole seconds.</param>
/// <param name="Decision">Canonical bytes of <see cref="DecisionJson"/>, embedded as they are.</param>
public sealed record ScreeningResponse(
    string? Id, DateTimeOffset? RecordedAt, TimeSpan SnapshotAge, ReadOnlyMemory<byte> Decision)
{
    /// <summary>
    /// How long a recorded decision may be relied on, when nothing has changed meanwhile (contract 8): goods that leave later are
    /// screened again. A new list or another law ends it earlier; the decision names those it was made from.
    /// </summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    /// <summary>Whether the decision may be acted on at all; a what-if may not, however it ends.</summary>
    public bool IsLive { get; init; }

    /// <summary>Whether it is an earlier answer to the same idempotency key, given again.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Whether the decision is answered in its short form; it is recorded whole all the same.</summary>
    public bool IsSummary { get; init; }

    /// <summary>The answer as UTF-8 JSON.</summary>
    public byte[] ToUtf8() => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        Write(writer);
        writer.WriteEndObject();
    });

    /// <summary>The members of the answer, inside an object of the caller.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString("id", Id);
        writer.WriteString("recordedAt", RecordedAt is { } at ? Instant(at) : null);
        writer.WriteString("validUntil", ValidUntil(RecordedAt, IsLive));
        // Clocks of two machines may disagree by a little; an age is never negative.
        writer.WriteNumber("snapshotAgeSeconds", Math.Max(0, (long)SnapshotAge.TotalSeconds));
        if (Id is null)
        {
            writer.WriteBoolean("recorded", false);
        }

        if (IsReplay)
        {
            writer.WriteBoolean("replayed", true);
        }

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

    /// <summary>The end of the validity of a decision, on the wire; null for one that may not be acted on.</summary>
    public static string? ValidUntil(DateTimeOffset? recordedAt, bool isLive) => isLive && recordedAt is { } at ? Instant(at + Validity) : null;

    /// <summary>An instant on the wire: UTC with milliseconds.</summary>
    public static string Instant(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
