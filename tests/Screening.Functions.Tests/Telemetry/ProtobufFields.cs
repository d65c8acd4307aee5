using System.Buffers.Binary;

namespace Screening.Functions.Tests.Telemetry;

/// <summary>The fields of one protobuf message, by number; the parts of the format that an exporter uses.</summary>
internal sealed class ProtobufFields
{
    private readonly List<(int Number, byte[] Value)> fields = [];

    /// <exception cref="InvalidDataException">The bytes are not a message.</exception>
    public ProtobufFields(ReadOnlySpan<byte> message)
    {
        while (!message.IsEmpty)
        {
            var key = Varint(ref message);
            var length = (key & 7) switch
            {
                0 => LengthOfVarint(message),
                1 => sizeof(ulong),
                2 => checked((int)Varint(ref message)),
                5 => sizeof(uint),
                var other => throw new InvalidDataException($"wire type {other}"),
            };
            if (length > message.Length)
            {
                throw new InvalidDataException("the message is cut off");
            }

            fields.Add(((int)(key >> 3), message[..length].ToArray()));
            message = message[length..];
        }
    }

    /// <summary>Every message in a field.</summary>
    public IEnumerable<ProtobufFields> Messages(int number) =>
        fields.Where(field => field.Number == number).Select(field => new ProtobufFields(field.Value));

    /// <summary>The bytes in a field; empty where it is absent.</summary>
    public byte[] Bytes(int number) => fields.Find(field => field.Number == number).Value ?? [];

    /// <summary>A 64-bit integer; 0 where it is absent.</summary>
    public long Fixed64(int number) => Bytes(number) is { Length: sizeof(long) } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    private static int LengthOfVarint(ReadOnlySpan<byte> message)
    {
        var rest = message;
        Varint(ref rest);
        return message.Length - rest.Length;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var at = 0; at < Math.Min(10, message.Length); at++)
        {
            value |= (ulong)(message[at] & 0x7F) << (7 * at);
            if (message[at] < 0x80)
            {
                message = message[(at + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("a number is cut off");
    }
}
