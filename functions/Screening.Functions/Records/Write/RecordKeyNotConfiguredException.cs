namespace Screening.Functions.Records.Write;

/// <summary>Data was sealed with a key that is not configured here. It may be sound but cannot be read.</summary>
/// <param name="keyId">Name of the missing key, eight hexadecimal digits.</param>
public sealed class RecordKeyNotConfiguredException(string keyId)
    : Exception($"the record key {keyId} is not among those configured")
{
    /// <summary>Name of the missing key, which identifies its setting.</summary>
    public string KeyId { get; } = keyId;
}
