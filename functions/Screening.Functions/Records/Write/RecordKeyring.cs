using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Screening.Functions.Security;

namespace Screening.Functions.Records.Write;

/// <summary>
/// The record keys. The first one wraps data keys and makes seals; the others only read what they wrapped or sealed before. Each
/// purpose has its own derived key, so the index never shares a key with a ciphertext.
/// </summary>
public sealed class RecordKeyring
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int KeyBytes = 32;

    private const int IdBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int BlindBytes = 16;
    private const int MarkBytes = 16;

    private const string Hexadecimal = "0123456789abcdef";

    private readonly ImmutableArray<Purposes> keys;

    private RecordKeyring(ImmutableArray<Purposes> keys) => this.keys = keys;

    /// <summary>Creates a new key, as text for <see cref="Parse"/>.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Parses keys of 32 bytes in Base64, separated by commas.</summary>
    /// <param name="text">The setting.</param>
    /// <exception cref="FormatException">The text is not valid; the message does not repeat it.</exception>
    public static RecordKeyring Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Key).ToImmutableArray();
        return keys.IsEmpty ? throw new FormatException("no key is given") : new(keys);
    }

    /// <summary>Wraps a data key for one record.</summary>
    /// <param name="dataKey">Data key of the record.</param>
    /// <param name="recordId">The only record for which it can be unwrapped.</param>
    internal byte[] Wrap(ReadOnlySpan<byte> dataKey, string recordId)
    {
        var wrapped = new byte[IdBytes + NonceBytes + dataKey.Length + TagBytes];
        keys[0].Id.CopyTo(wrapped, 0);
        var nonce = wrapped.AsSpan(IdBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(keys[0].Wrapping, TagBytes);
        cipher.Encrypt(nonce, dataKey, wrapped.AsSpan(IdBytes + NonceBytes, dataKey.Length), wrapped.AsSpan(^TagBytes), Encoding.UTF8.GetBytes(recordId));
        return wrapped;
    }

    /// <summary>Name of the first key: four derived bytes in hexadecimal, which reveal nothing of the key.</summary>
    public string Id => Convert.ToHexStringLower(keys[0].Id);

    /// <summary>Whether a key with this name is configured.</summary>
    internal bool Has(string id) => keys.Any(key => string.Equals(Convert.ToHexStringLower(key.Id), id, StringComparison.Ordinal));

    /// <summary>Unwraps a data key.</summary>
    /// <exception cref="RecordKeyNotConfiguredException">The key that wrapped it is not configured.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or was wrapped for another record.</exception>
    internal byte[] Unwrap(ReadOnlySpan<byte> wrapped, string recordId)
    {
        if (wrapped.Length != IdBytes + NonceBytes + KeyBytes + TagBytes)
        {
            throw new InvalidDataException("the key of a record is damaged");
        }

        if (Find(wrapped[..IdBytes]) is not { } key)
        {
            throw new RecordKeyNotConfiguredException(Convert.ToHexStringLower(wrapped[..IdBytes]));
        }

        var dataKey = new byte[KeyBytes];
        using var cipher = new AesGcm(key.Wrapping, TagBytes);
        try
        {
            cipher.Decrypt(
                wrapped.Slice(IdBytes, NonceBytes), wrapped.Slice(IdBytes + NonceBytes, KeyBytes), wrapped[^TagBytes..],
                dataKey, Encoding.UTF8.GetBytes(recordId));
        }
        catch (CryptographicException failure)
        {
            throw new InvalidDataException("the key of a record is damaged, or that of another record", failure);
        }

        return dataKey;
    }

    /// <summary>Seals a text. Write access to storage without a key is not enough to forge a seal.</summary>
    internal string Seal(string text) => Convert.ToHexStringLower(keys[0].Id) + Convert.ToHexStringLower(Mac(keys[0].Sealing, text));

    /// <summary>Whether a seal is valid for a text.</summary>
    internal bool IsSealOf(string text, string? seal) => Check(text, seal) == SealState.Ours;

    /// <summary>Checks the seal of a text.</summary>
    internal SealState Check(string text, string? seal)
    {
        if (seal is null || seal.Length != 2 * (IdBytes + HMACSHA256.HashSizeInBytes) || !seal.All(Hexadecimal.Contains))
        {
            return SealState.Wrong;
        }

        var bytes = Convert.FromHexString(seal);
        if (Find(bytes.AsSpan(0, IdBytes)) is not { } key)
        {
            return SealState.KeyNotConfigured;
        }

        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(IdBytes), Mac(key.Sealing, text)) ? SealState.Ours : SealState.Wrong;
    }

    /// <summary>Name of the key a seal was made with; null when the text is not a seal.</summary>
    internal static string? KeyIdOf(string? seal) =>
        seal?.Length == 2 * (IdBytes + HMACSHA256.HashSizeInBytes) && seal.All(Hexadecimal.Contains) ? seal[..(2 * IdBytes)] : null;

    /// <summary>Name of the key that wrapped a data key; null when the length is not that of a wrapped key.</summary>
    internal static string? KeyIdOf(byte[] wrapped) =>
        wrapped.Length == IdBytes + NonceBytes + KeyBytes + TagBytes ? Convert.ToHexStringLower(wrapped.AsSpan(0, IdBytes)) : null;

    /// <summary>Keyed hash under which a value is indexed without being stored.</summary>
    internal string Blind(string kind, string value) => Blind(keys[0], kind, value);

    /// <summary>Keyed hashes a value may be indexed under, one per key, that of the first key first.</summary>
    internal ImmutableArray<string> BlindAll(string kind, string value) => [.. keys.Select(key => Blind(key, kind, value))];

    /// <summary>Marks of API keys and sessions, under a key derived from the record key.</summary>
    public KeyMarks Marks => new(Mark, IsMarkOf);

    /// <summary>Keyed hash that shows that this environment issued a text of a kind.</summary>
    private string Mark(string kind, string text) => Mark(keys[0], kind, text);

    /// <summary>Whether a mark was made for this text under any of the keys.</summary>
    private bool IsMarkOf(string kind, string text, string mark) => keys.Any(key =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mark(key, kind, text)), Encoding.ASCII.GetBytes(mark)));

    private static string Mark(Purposes key, string kind, string text) =>
        Base64Url.EncodeToString(Mac(key.Marking, $"{kind}\n{text}").AsSpan(0, MarkBytes));

    private static string Blind(Purposes key, string kind, string value) =>
        Convert.ToHexStringLower(Mac(key.Blinding, $"{kind}\n{value}").AsSpan(0, BlindBytes));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private Purposes? Find(ReadOnlySpan<byte> id)
    {
        foreach (var key in keys)
        {
            if (id.SequenceEqual(key.Id))
            {
                return key;
            }
        }

        return null;
    }

    private static Purposes Key(string text)
    {
        var key = new byte[KeyBytes + 2];
        if (!Convert.TryFromBase64String(text, key, out var length) || length != KeyBytes)
        {
            throw new FormatException($"a key is not {KeyBytes} bytes in Base64");
        }

        var root = key[..KeyBytes];
        byte[] Derive(string purpose, int bytes) => HKDF.DeriveKey(HashAlgorithmName.SHA256, root, bytes, info: Encoding.ASCII.GetBytes(purpose));
        return new(Derive("id", IdBytes), Derive("wrap", KeyBytes), Derive("seal", KeyBytes), Derive("blind", KeyBytes), Derive("mark", KeyBytes));
    }

    private sealed record Purposes(byte[] Id, byte[] Wrapping, byte[] Sealing, byte[] Blinding, byte[] Marking);
}

/// <summary>Result of checking a seal.</summary>
public enum SealState
{
    /// <summary>Made by this system for this text.</summary>
    Ours,

    /// <summary>Missing, malformed, or made for another text.</summary>
    Wrong,

    /// <summary>Made with a key that is not configured, so it cannot be checked.</summary>
    KeyNotConfigured,
}
