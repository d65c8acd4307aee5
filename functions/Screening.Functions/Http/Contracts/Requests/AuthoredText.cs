using System.Text;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Authored documents are kept as they were written, so their bytes must be a text first.</summary>
internal static class AuthoredText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8; false when the bytes are none.</summary>
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
