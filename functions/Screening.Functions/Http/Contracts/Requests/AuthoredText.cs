using System.Text;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Decodes authored documents. They are stored as written, so their bytes must be valid UTF-8.</summary>
internal static class AuthoredText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8; false if the bytes are invalid.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, out string text)
    {
        try
        {
            text = Strict.GetString(utf8.Span);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }
}
