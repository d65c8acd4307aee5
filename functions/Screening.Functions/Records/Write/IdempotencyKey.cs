using System.Security.Cryptography;
using System.Text;

namespace Screening.Functions.Records.Write;

/// <summary>Idempotency key of a request. Only hashes are kept, never the key or the body.</summary>
/// <param name="Scope">SHA-256 of client and key, 16 bytes; the same key of another client has another scope.</param>
/// <param name="Body">HMAC-SHA-256 of the body, keyed with client and key, 16 bytes.</param>
public sealed record IdempotencyKey(string Scope, string Body)
{
    /// <summary>Request header of the key.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Response header that marks a recorded decision returned again.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>How long a key refers to its record. After that it can be used again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Maximum length of a key, in characters.</summary>
    public const int MaxCharacters = 255;

    /// <summary>Whether a text is a valid key: 1 to 255 visible ASCII characters.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaxCharacters && text.All(character => character is > ' ' and <= '~');
    }

    /// <summary>Creates the key of a client for a body.</summary>
    /// <param name="client">Name of the caller.</param>
    /// <param name="key">The key as sent by the caller.</param>
    /// <param name="body">The request in canonical form, so that whitespace does not matter.</param>
    public static IdempotencyKey Of(string client, string key, ReadOnlySpan<byte> body)
    {
        var sent = Encoding.UTF8.GetBytes($"{client.Length}\n{client}\n{key}");
        return new(
            Convert.ToHexStringLower(SHA256.HashData(sent).AsSpan(0, 16)),
            Convert.ToHexStringLower(HMACSHA256.HashData(sent, body).AsSpan(0, 16)));
    }
}

/// <summary>The key was used with another body; status 422.</summary>
public sealed class IdempotencyKeyReusedException() : Exception("the idempotency key was used with another body");
