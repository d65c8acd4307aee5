namespace Screening.Functions.Records.Write;

/// <summary>Something was sealed with a key that this instance is not given: it may be sound, and cannot be read.</summary>
/// <param name="keyId">Name of the key that is missing, eight hexadecimal digits.</param>
public sealed class RecordKeyNotConfiguredException(string keyId)
    : Exception($"the record key {keyId} is not among those configured")
{
    /// <summary>Name of the key that is missing; its setting can be recognised by it.</summary>
    public string KeyId { get; } = keyId;
}
