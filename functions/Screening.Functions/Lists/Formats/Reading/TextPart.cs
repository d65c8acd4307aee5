using System.Text;
using System.Text.Unicode;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>Text of a file: UTF-8, or Windows-1252 where an agency still writes it.</summary>
internal static class TextPart
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Whether every byte of a file belongs to a character of UTF-8.</summary>
    public static bool IsUtf8(ListPart part)
    {
        using var stream = part.Open();
        var buffer = new byte[64 * 1024];
        for (var kept = 0; ;)
        {
            var read = stream.Read(buffer.AsSpan(kept));
            var filled = kept + read;
            var whole = read == 0 ? filled : WholeCharacters(buffer, filled);
            if (!Utf8.IsValid(buffer.AsSpan(0, whole)))
            {
                return false;
            }

            if (read == 0)
            {
                return true;
            }

            kept = filled - whole;
            buffer.AsSpan(whole, kept).CopyTo(buffer);
        }
    }

    /// <summary>The file as UTF-8.</summary>
    public static Stream OpenUtf8(ListPart part, bool isUtf8) =>
        isUtf8 ? part.Open() : Encoding.CreateTranscodingStream(part.Open(), Western, new UTF8Encoding(false));

    // A character that the end of the buffer cuts is checked with the next bytes.
    private static int WholeCharacters(byte[] buffer, int filled)
    {
        for (var back = 1; back <= Math.Min(4, filled); back++)
        {
            var one = buffer[filled - back];
            if (one < 0x80)
            {
                return filled;
            }

            if (one >= 0xC0)
            {
                return (one >= 0xF0 ? 4 : one >= 0xE0 ? 3 : 2) > back ? filled - back : filled;
            }
        }

        return filled;
    }
}
