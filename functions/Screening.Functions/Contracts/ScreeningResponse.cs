using System.Globalization;

namespace Screening.Functions.Contracts;

/// <summary>
/// What a screening answers: the recorded decision, byte for byte, and beside it what is not part of the decision.
/// </summary>
/// <param name="Id">Id of the record.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="SnapshotAge">Time since this instance last confirmed its snapshot; written in whole seconds.</param>
/// <param name="Decision">Canonical bytes of <see cref="DecisionJson"/>, embedded as they are.</param>
public sealed record ScreeningResponse(
    string Id, DateTimeOffset RecordedAt, TimeSpan SnapshotAge, ReadOnlyMemory<byte> Decision)
{
    /// <summary>The answer as UTF-8 JSON.</summary>
    public byte[] ToUtf8() => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("recordedAt", Instant(RecordedAt));
        // Clocks of two machines may disagree by a little; an age is never negative.
        writer.WriteNumber("snapshotAgeSeconds", Math.Max(0, (long)SnapshotAge.TotalSeconds));
        writer.WritePropertyName("decision");
        writer.WriteRawValue(Decision.Span, skipInputValidation: true);
        writer.WriteEndObject();
    });

    /// <summary>An instant on the wire: UTC with milliseconds.</summary>
    public static string Instant(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
