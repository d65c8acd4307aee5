using System.Security.Cryptography;
using System.Text;
using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Records.Write;

/// <summary>A key a client sent with a request, as far as it is kept: hashes, never the key or the body.</summary>
/// <param name="Scope">SHA-256 of client and key; another client's same key is another scope.</param>
/// <param name="Body">Hash of the body, keyed by client and key.</param>
public sealed record IdempotencyKey(string Scope, string Body)
{
    /// <summary>Header a client sends it in.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Header of an answer that is a recorded one given again.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>How long a key stands for what was recorded under it; later it is as good as new.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Characters of a key.</summary>
    public const int MaxCharacters = 255;

    /// <summary>Whether a text may be a key: 1 to 255 visible ASCII characters.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaxCharacters && text.All(character => character is > ' ' and <= '~');
    }

    /// <summary>The key of a client for a body.</summary>
    /// <param name="client">Name of the caller.</param>
    /// <param name="key">What the caller sent.</param>
    /// <param name="body">The request in canonical form, so that spaces do not matter.</param>
    public static IdempotencyKey Of(string client, string key, ReadOnlySpan<byte> body)
    {
        var sent = Encoding.UTF8.GetBytes($"{client.Length}\n{client}\n{key}");
        return new(
            Convert.ToHexStringLower(SHA256.HashData(sent).AsSpan(0, 16)),
            Convert.ToHexStringLower(HMACSHA256.HashData(sent, body).AsSpan(0, 16)));
    }
}

/// <summary>The key stands for another body: 422.</summary>
public sealed class IdempotencyKeyReusedException() : Exception("the idempotency key was used with another body");
