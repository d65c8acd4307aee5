namespace Screening.Functions.Records.Write;

/// <summary>
/// One attempt to record under an idempotency key. Its marker is a row beside the record, added in the same
/// transaction: it is there exactly when the record is, unless another attempt put it there first to keep this one out.
/// </summary>
/// <param name="Partition">The one partition the attempt may commit to.</param>
/// <param name="Scope">Keyed hash of client, idempotency key and line.</param>
/// <param name="Attempt">Random; no two attempts share it.</param>
public sealed record RecordMarker(string Partition, string Scope, string Attempt)
{
    /// <summary>What row keys of markers begin with; after the digits of records and before the keys.</summary>
    internal const string Prefix = "i";

    /// <summary>Row key of the marker.</summary>
    internal string Row => $"{Prefix}{Scope}-{Attempt}";
}
