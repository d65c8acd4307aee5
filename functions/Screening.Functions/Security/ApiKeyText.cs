using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Screening.Functions.Security;

/// <summary>
/// An API key as given to its holder: <c>scr_&lt;id&gt;_&lt;secret&gt;</c>. The id (64 bits, hexadecimal) identifies the row; the
/// secret (256 bits, Base64url) authenticates the holder. The text form is redacted.
/// </summary>
/// <param name="Id">Public part.</param>
/// <param name="Secret">Secret part.</param>
public sealed record ApiKeyText(string Id, string Secret)
{
    private const string Prefix = "scr_";
    private const int IdLength = 16;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    /// <summary>Creates a random key.</summary>
    public static ApiKeyText Create() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2)),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Parses a key; null if the text does not have exactly this form.</summary>
    public static ApiKeyText? TryParse(string? text)
    {
        if (text is null
            || text.Length != Prefix.Length + IdLength + 1 + SecretLength
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length + IdLength] != '_')
        {
            return null;
        }

        var id = text.Substring(Prefix.Length, IdLength);
        var secret = text[^SecretLength..];
        return id.All(char.IsAsciiHexDigitLower) && secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new ApiKeyText(id, secret)
            : null;
    }

    /// <summary>
    /// The stored hash: SHA-256 of the secret, hexadecimal. A slow hash is needed only for guessable passwords. 256 random bits
    /// cannot be guessed, and a fast hash keeps each request cheap.
    /// </summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>Compares the secret with a stored hash in constant time.</summary>
    public bool Matches(string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash()), Encoding.ASCII.GetBytes(hash ?? ""));

    /// <summary>The complete key, for its holder only.</summary>
    public string Reveal() => $"{Prefix}{Id}_{Secret}";

    /// <summary>The key without its secret.</summary>
    public override string ToString() => $"{Prefix}{Id}_(redacted)";
}
