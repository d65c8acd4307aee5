using System.Buffers.Binary;
using System.Globalization;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>
/// Bytes of XML, up to a limit between two signs that begin markup. The reader of the framework keeps a tag with its attributes, and a
/// section of character data, in memory until it ends, however long it is; only the stream below can stop it.
/// </summary>
internal sealed class MarkupStream(Stream inner) : ReadOnlyStream
{
    /// <summary>"![CDATA[" as a number: behind it, signs of markup are text.</summary>
    private static readonly ulong CharacterData = BinaryPrimitives.ReadUInt64BigEndian("![CDATA["u8);

    /// <summary>Two closing brackets and a greater-than sign as a number.</summary>
    private const ulong EndOfCharacterData = 0x5D5D3E;

    private long since;
    private ulong last;
    private bool isText;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        foreach (var one in buffer[..read])
        {
            last = (last << 8) | one;
            since = one == (byte)'<' && !isText ? 0 : since + 1;
            isText = isText ? (last & 0xFFFFFF) != EndOfCharacterData : last == CharacterData;
            if (since > ImportLimits.RowBytes)
            {
                throw new UnusableListException(1, string.Create(CultureInfo.InvariantCulture, $"has a tag or a text of more than {ImportLimits.RowBytes} bytes"));
            }
        }

        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
