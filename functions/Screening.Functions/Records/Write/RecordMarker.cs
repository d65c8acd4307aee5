namespace Screening.Functions.Records.Write;

/// <summary>
/// One attempt to record under an idempotency key. Its marker is a row added in the same transaction as the record. It exists
/// exactly when the record does, unless another attempt added it first to block this one.
/// </summary>
/// <param name="Partition">The only partition the attempt may commit to.</param>
/// <param name="Scope">Hash of client, idempotency key and line.</param>
/// <param name="Attempt">Random and unique per attempt.</param>
public sealed record RecordMarker(string Partition, string Scope, string Attempt)
{
    /// <summary>Prefix of the row keys of markers. Sorts after the digits of records and before the rows of keys.</summary>
    internal const string Prefix = "i";

    /// <summary>Row key of the marker.</summary>
    internal string Row => $"{Prefix}{Scope}-{Attempt}";
}
