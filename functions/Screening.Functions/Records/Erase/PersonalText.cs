using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Screening.Functions.Records.Erase;

/// <summary>
/// Cuts the personal values out of a JSON text and restores them byte for byte. The remaining text has the same shape with every
/// personal string masked, so it can be shown.
/// </summary>
internal static class PersonalText
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly byte[] Mask = "\"***\""u8.ToArray();

    /// <summary>Cuts out the personal values.</summary>
    /// <param name="json">One JSON value.</param>
    /// <param name="places">Locations of the personal values.</param>
    /// <param name="cut">Receives the raw values in order.</param>
    /// <returns>The text with masks in place of the values.</returns>
    internal static string Split(string json, JsonPlaces places, List<byte[]> cut) =>
        Replace(Encoding.UTF8.GetBytes(json), places, raw =>
        {
            cut.Add(raw.ToArray());
            return Mask;
        });

    /// <summary>Restores the values.</summary>
    /// <param name="masked">Result of <see cref="Split"/>.</param>
    /// <param name="places">Locations of the personal values.</param>
    /// <param name="cut">The values; those used are dequeued.</param>
    /// <exception cref="InvalidDataException">There are fewer values than masks.</exception>
    internal static string Join(string masked, JsonPlaces places, Queue<byte[]> cut) =>
        Replace(Encoding.UTF8.GetBytes(masked), places, _ => cut.TryDequeue(out var value)
            ? value
            : throw new InvalidDataException("the sealed values of a record do not fit its text"));

    /// <summary>Encrypts values. The nonce is fixed, so a key must be used only once.</summary>
    internal static byte[] Encrypt(IReadOnlyList<byte[]> values, byte[] key)
    {
        var plain = new byte[values.Sum(value => 4 + value.Length)];
        var at = 0;
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(at), value.Length);
            value.CopyTo(plain, at + 4);
            at += 4 + value.Length;
        }

        var cipherText = new byte[plain.Length + TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(stackalloc byte[NonceBytes], plain, cipherText.AsSpan(0, plain.Length), cipherText.AsSpan(plain.Length));
        return cipherText;
    }

    /// <summary>Decrypts the result of <see cref="Encrypt"/>.</summary>
    /// <exception cref="InvalidDataException">The ciphertext is damaged, or the key is wrong.</exception>
    internal static Queue<byte[]> Decrypt(byte[] cipherText, byte[] key)
    {
        if (cipherText.Length < TagBytes)
        {
            throw new InvalidDataException("the sealed values of a record are damaged");
        }

        var plain = new byte[cipherText.Length - TagBytes];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(stackalloc byte[NonceBytes], cipherText.AsSpan(0, plain.Length), cipherText.AsSpan(plain.Length), plain);
        }
        catch (CryptographicException failure)
        {
            throw new InvalidDataException("the sealed values of a record are damaged", failure);
        }

        var values = new Queue<byte[]>();
        for (var at = 0; at < plain.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(at));
            values.Enqueue(plain.AsSpan(at + 4, length).ToArray());
            at += 4 + length;
        }

        return values;
    }

    private static string Replace(byte[] json, JsonPlaces places, Func<ReadOnlyMemory<byte>, byte[]> replacement)
    {
        var ranges = places.Find(json);
        var text = new ArrayBufferWriter<byte>(json.Length);
        var done = 0;
        foreach (var (start, length) in ranges)
        {
            text.Write(json.AsSpan(done, start - done));
            text.Write(replacement(json.AsMemory(start, length)));
            done = start + length;
        }

        text.Write(json.AsSpan(done));
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}

/// <summary>Locations in a JSON text, written as member names separated by dots. Arrays on the path are traversed.</summary>
internal sealed class JsonPlaces
{
    private readonly Node root = new();

    /// <summary>Creates locations such as <c>parties.name</c>.</summary>
    internal JsonPlaces(params ImmutableArray<string> paths)
    {
        foreach (var path in paths)
        {
            var node = root;
            foreach (var name in path.Split('.'))
            {
                node = node.Child(Encoding.UTF8.GetBytes(name));
            }

            node.IsPlace = true;
        }
    }

    /// <summary>Finds every string at these locations.</summary>
    /// <returns>Start and length of each in bytes, quotes included, in order.</returns>
    /// <param name="json">One JSON value.</param>
    /// <param name="most">Maximum number of results. The rest of a long text is then not read.</param>
    internal List<(int Start, int Length)> Find(ReadOnlySpan<byte> json, int most = int.MaxValue)
    {
        var found = new List<(int, int)>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Walk(ref reader, root, found, most);
        return found;
    }

    private static void Walk(ref Utf8JsonReader reader, Node node, List<(int Start, int Length)> found, int most)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                while (found.Count < most && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Walk(ref reader, node, found, most);
                }

                break;
            case JsonTokenType.StartObject:
                WalkMembers(ref reader, node, found, most);
                break;
            case JsonTokenType.String when node.IsPlace:
                found.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                break;
            default:
                break;
        }
    }

    private static void WalkMembers(ref Utf8JsonReader reader, Node node, List<(int Start, int Length)> found, int most)
    {
        while (found.Count < most && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var next = node.Find(ref reader);
            reader.Read();
            if (next is null)
            {
                reader.Skip();
            }
            else
            {
                Walk(ref reader, next, found, most);
            }
        }
    }

    private sealed class Node
    {
        private readonly List<(byte[] Name, Node Next)> children = [];

        public bool IsPlace { get; set; }

        public Node Child(byte[] name)
        {
            foreach (var (known, next) in children)
            {
                if (known.AsSpan().SequenceEqual(name))
                {
                    return next;
                }
            }

            children.Add((name, new Node()));
            return children[^1].Next;
        }

        public Node? Find(ref Utf8JsonReader reader)
        {
            foreach (var (name, next) in children)
            {
                if (reader.ValueTextEquals(name))
                {
                    return next;
                }
            }

            return null;
        }
    }
}
