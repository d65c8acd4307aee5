using Screening.Engine.Model;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Read;

/// <summary>A record in a list: what can be read of it without its texts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Client">Who asked.</param>
/// <param name="Mode">live or what_if.</param>
/// <param name="AsOf">Date the law was asked about, yyyy-MM-dd.</param>
/// <param name="Reference">Reference of the caller; null when it gave none.</param>
/// <param name="OrderId">Order of the caller; null when it gave none.</param>
/// <param name="Disposition">Disposition; null of a record that is no decision.</param>
/// <param name="Outcome">Outcome; null of a record that is no decision.</param>
/// <param name="Revision">Revision of the snapshot it was decided from.</param>
public sealed record RecordSummary(
    string Id, DateTimeOffset RecordedAt, string Kind, string Client, string Mode, string AsOf, string? Reference, string? OrderId,
    string? Disposition, string? Outcome, string Revision)
{
    internal static RecordSummary Of(RecordRow row) => new(
        row.Place.Id,
        row.Stamp.RecordedAt,
        row.Kind,
        row.Row.GetString("Client") ?? "",
        row.Row.GetString("Mode") ?? "",
        row.Row.GetString("AsOf") ?? "",
        row.Row.GetString("Reference"),
        row.Row.GetString("OrderId"),
        row.Row.GetString("Disposition"),
        row.Row.GetString("Outcome"),
        row.Row.GetString("Revision") ?? "");
}

/// <summary>Records found, newest first.</summary>
/// <param name="Records">At most as many as were asked for.</param>
/// <param name="NextCursor">Where the next ones begin; null when there are none.</param>
/// <param name="KeysNotConfigured">
/// Names of record keys that this service is not given: records indexed under them were not searched. Empty as a rule.
/// </param>
public sealed record RecordPage(IReadOnlyList<RecordSummary> Records, string? NextCursor, IReadOnlyList<string> KeysNotConfigured);
