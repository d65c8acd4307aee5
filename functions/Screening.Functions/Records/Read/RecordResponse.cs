using System.Text;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Records.Read;

/// <summary>JSON of a record in the API: request, decision, caller, time and position in the chain.</summary>
public static class RecordResponse
{
    /// <summary>The record as UTF-8 JSON.</summary>
    /// <param name="stored">The record.</param>
    /// <param name="isSummary">Whether the decision is written in its short form. That of a damaged record is written as stored.</param>
    /// <param name="today">Whether the decision would be given again today; null when that was not asked.</param>
    public static byte[] ToUtf8(StoredRecord stored, bool isSummary = false, DecisionToday? today = null)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return CanonicalJson.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", stored.Stamp.Id);
            writer.WriteString("recordedAt", ScreeningResponse.Instant(stored.Stamp.RecordedAt));
            writer.WriteString("validUntil", ScreeningResponse.ValidUntil(stored.Stamp.RecordedAt, stored.Record.IsLive && stored.Damage is null && today is not { IsSuperseded: true }));
            writer.WriteNumber("snapshotAgeSeconds", stored.Record.SnapshotAgeSeconds);
            writer.WriteString("client", stored.Record.Client);
            writer.WriteString("kind", stored.Record.Kind);
            writer.WriteString("personal", stored.Personal.ToString().ToLowerInvariant());
            writer.WriteString("damage", stored.Damage);
            today?.Write(writer);
            writer.WriteString("hash", stored.Stamp.Hash);
            writer.WriteString("previousHash", stored.Stamp.PreviousHash);
            writer.WritePropertyName("inputs");
            writer.WriteRawValue(Encoding.UTF8.GetBytes(stored.Record.Inputs ?? "null"), skipInputValidation: true);
            writer.WritePropertyName("request");
            writer.WriteRawValue(Encoding.UTF8.GetBytes(stored.Record.RequestJson), skipInputValidation: true);
            writer.WritePropertyName("decision");
            var decision = Encoding.UTF8.GetBytes(stored.Record.DecisionJson);
            if (isSummary && stored.Damage is null)
            {
                DecisionSummary.Write(writer, decision);
            }
            else
            {
                writer.WriteRawValue(decision, skipInputValidation: true);
            }

            writer.WriteEndObject();
        });
    }
}
