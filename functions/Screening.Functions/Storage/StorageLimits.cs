namespace Screening.Functions.Storage;

/// <summary>
/// Limits of Table Storage. They are checked before sending, because the emulator accepts some rows that Azure refuses. Source:
/// Azure Storage documentation, "Understanding the Table service data model" and "Performing entity group transactions".
/// </summary>
public static class StorageLimits
{
    /// <summary>Entities per transaction.</summary>
    public const int BatchEntities = 100;

    /// <summary>Bytes of a transaction's payload. Below the service's limit of 4 MiB, to leave room for headers.</summary>
    public const int BatchBytes = 3_900_000;

    /// <summary>Bytes of one entity, property names and UTF-16 strings included.</summary>
    public const int EntityBytes = 1024 * 1024;

    /// <summary>Characters of one string property (64 KiB of UTF-16).</summary>
    public const int StringCharacters = 32 * 1024;

    /// <summary>Bytes of one binary property. Below the service's limit of 64 KiB.</summary>
    public const int BinaryBytes = 60_000;

    /// <summary>Characters of a partition or row key (1 KiB of UTF-16).</summary>
    public const int KeyCharacters = 512;

    /// <summary>Properties of an entity, without the three system properties.</summary>
    public const int Properties = 252;

    /// <summary>Characters in the text columns of one row, so that the entity stays below its limit.</summary>
    public const int TextCharactersPerRow = 14 * StringCharacters;
}
