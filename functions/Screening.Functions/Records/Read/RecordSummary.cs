using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Read;

/// <summary>A record in a list, built from its columns without its texts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RecordedAt">Commit time, UTC.</param>
/// <param name="Kind">One of <see cref="RecordKind"/>.</param>
/// <param name="Client">Name of the caller.</param>
/// <param name="Mode">live or what_if.</param>
/// <param name="AsOf">Date for which the law was applied, yyyy-MM-dd.</param>
/// <param name="Reference">Reference given by the caller; null when none was given.</param>
/// <param name="OrderId">Order id given by the caller; null when none was given.</param>
/// <param name="Disposition">Disposition; null when the record is not a decision.</param>
/// <param name="Outcome">Outcome; null when the record is not a decision.</param>
/// <param name="Revision">Revision of the snapshot used.</param>
public sealed record RecordSummary(
    string Id, DateTimeOffset RecordedAt, string Kind, string Client, string Mode, string AsOf, string? Reference, string? OrderId,
    string? Disposition, string? Outcome, string Revision)
{
    internal static RecordSummary Of(RecordRow row) => new(
        row.Place.Id,
        row.Stamp.RecordedAt,
        row.Kind,
        row.Text("Client") ?? "",
        row.Text("Mode") ?? "",
        row.Text("AsOf") ?? "",
        row.Text("Reference"),
        row.Text("OrderId"),
        row.Text("Disposition"),
        row.Text("Outcome"),
        row.Text("Revision") ?? "");
}

/// <summary>A page of records, newest first.</summary>
/// <param name="Records">At most the requested number.</param>
/// <param name="NextCursor">Cursor of the next page; null when there is none.</param>
/// <param name="KeysNotConfigured">
/// Names of record keys that are not configured here. Records indexed under them were not searched. Normally empty.
/// </param>
/// <param name="Damaged">
/// Records that the search came upon and that are damaged in storage, at most <see cref="MaxDamaged"/>. They are not among the
/// records, whether or not they would match. Normally empty.
/// </param>
public sealed record RecordPage(
    IReadOnlyList<RecordSummary> Records, string? NextCursor, IReadOnlyList<string> KeysNotConfigured, IReadOnlyList<DamagedRecord> Damaged)
{
    /// <summary>Maximum number of damaged records listed.</summary>
    public const int MaxDamaged = 100;
}

/// <summary>A record that is damaged in storage.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Damage">What is wrong with it, in one sentence.</param>
public sealed record DamagedRecord(string Id, string Damage);
