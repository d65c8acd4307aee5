using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Screening.Functions.Security;

/// <summary>
/// An API key as given to its holder: <c>scr_&lt;id&gt;_&lt;secret&gt;_&lt;mark&gt;</c>. The id (64 bits, hexadecimal) identifies the row;
/// the secret (256 bits, Base64url) authenticates the holder; the mark (128 bits, Base64url) shows without storage that this
/// environment issued the key. Keys from before marks existed end after the secret. The text form is redacted.
/// </summary>
/// <param name="Id">Public part.</param>
/// <param name="Secret">Secret part.</param>
public sealed record ApiKeyText(string Id, string Secret)
{
    private const string Prefix = "scr_";
    private const int PrefixLength = 4;
    private const int IdLength = 16;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int MarkLength = 22;
    private const int LengthWithoutMark = PrefixLength + IdLength + 1 + SecretLength;

    /// <summary>Mark of <see cref="KeyMarks"/>; null for a key without one.</summary>
    public string? Mark { get; init; }

    /// <summary>Creates a random key without a mark.</summary>
    public static ApiKeyText Create() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2)),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Parses a key; null if the text does not have exactly this form.</summary>
    public static ApiKeyText? TryParse(string? text)
    {
        if (text is null
            || text.Length is not (LengthWithoutMark or LengthWithoutMark + 1 + MarkLength)
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length + IdLength] != '_')
        {
            return null;
        }

        var id = text.Substring(Prefix.Length, IdLength);
        var secret = text[(LengthWithoutMark - SecretLength)..LengthWithoutMark];
        if (!id.All(char.IsAsciiHexDigitLower) || !secret.All(IsOfBase64Url))
        {
            return null;
        }

        if (text.Length == LengthWithoutMark)
        {
            return new ApiKeyText(id, secret);
        }

        var mark = text[^MarkLength..];
        return text[LengthWithoutMark] == '_' && mark.All(IsOfBase64Url) ? new ApiKeyText(id, secret) { Mark = mark } : null;
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
    public string Reveal() => Mark is null ? $"{Prefix}{Id}_{Secret}" : $"{Prefix}{Id}_{Secret}_{Mark}";

    /// <summary>The key without its secret.</summary>
    public override string ToString() => $"{Prefix}{Id}_(redacted)";

    private static bool IsOfBase64Url(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_';
}
