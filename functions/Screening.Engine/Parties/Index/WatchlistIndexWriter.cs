using Screening.Engine.Parties.Identifiers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Screening.Engine.Parties.Addresses;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Writes listed parties as one section of bytes, which <see cref="WatchlistIndex"/> searches in place. The order of the parties
/// does not affect the bytes.
/// </summary>
public static class WatchlistIndexWriter
{
    /// <summary>Writes the section.</summary>
    /// <exception cref="ArgumentException">
    /// Two parties have the same feed and id, or there are more distinct words than a token can store.
    /// </exception>
    public static byte[] Write(IReadOnlyList<ListedParty> parties)
    {
        var sorted = Sorted(parties);
        return Write(sorted, Encoded(sorted));
    }

    /// <summary>
    /// Returns <paramref name="previous"/> when it is a section of this version with the same parties, and otherwise writes the
    /// section. The result has the same bytes either way, because a section is a function of its version and its parties, and it
    /// stores every member of its parties.
    /// </summary>
    /// <param name="parties">The parties.</param>
    /// <param name="previous">A section written earlier. Bytes that are none, or are damaged, are not used.</param>
    public static (ReadOnlyMemory<byte> Section, bool IsReused) WriteOrReuse(IReadOnlyList<ListedParty> parties, ReadOnlyMemory<byte> previous)
    {
        var sorted = Sorted(parties);
        var encoded = Encoded(sorted);
        return IsOf(previous, encoded) ? (previous, true) : (Write(sorted, encoded), false);
    }

    private static byte[] Write(ListedParty[] sorted, (byte[] Starts, byte[] Bytes) encoded)
    {
        var names = IndexedNames.Of(sorted);
        var arrays = new byte[IndexFormat.Arrays][];
        names.WriteTo(sorted, arrays);
        NeighbourTable.Write(names.Words, arrays);
        PhoneticTable.Write(names.Words, arrays);
        (arrays[(int)IndexArray.PartyStarts], arrays[(int)IndexArray.PartyBytes]) = encoded;
        WriteIdentifiers(sorted, arrays);
        WriteAddresses(sorted, arrays);
        return Assemble(arrays);
    }

    private static ListedParty[] Sorted(IReadOnlyList<ListedParty> parties)
    {
        ArgumentNullException.ThrowIfNull(parties);
        var sorted = parties.OrderBy(party => party.Feed, StringComparer.Ordinal)
            .ThenBy(party => party.Id, StringComparer.Ordinal).ToArray();
        RequireDistinct(sorted);
        return sorted;
    }

    private static bool IsOf(ReadOnlyMemory<byte> section, (byte[] Starts, byte[] Bytes) encoded)
    {
        if (section.IsEmpty)
        {
            return false;
        }

        try
        {
            return new IndexView(section).Holds(encoded.Starts, encoded.Bytes);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The bytes of an integer array in the format of the section.</summary>
    internal static byte[] BytesOf(ReadOnlySpan<int> numbers)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new NotSupportedException("watchlist sections are little-endian and used as they stand");
        }

        return MemoryMarshal.AsBytes(numbers).ToArray();
    }

    private static void RequireDistinct(ListedParty[] sorted)
    {
        for (var index = 1; index < sorted.Length; index++)
        {
            var (party, previous) = (sorted[index], sorted[index - 1]);
            if (string.Equals(party.Id, previous.Id, StringComparison.Ordinal)
                && string.Equals(party.Feed, previous.Feed, StringComparison.Ordinal))
            {
                throw new ArgumentException($"feed `{party.Feed}` has two entries `{party.Id}`");
            }
        }
    }

    private static (byte[] Starts, byte[] Bytes) Encoded(ListedParty[] parties)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var starts = new int[parties.Length + 1];
        for (var index = 0; index < parties.Length; index++)
        {
            PartyCodec.Write(writer, parties[index]);
            starts[index + 1] = (int)stream.Position;
        }

        return (BytesOf(starts), stream.ToArray());
    }

    private static void WriteIdentifiers(ListedParty[] parties, byte[][] arrays)
    {
        var rows = new SortedSet<(int Hash, int Party)>();
        for (var index = 0; index < parties.Length; index++)
        {
            foreach (var identifier in parties[index].Identifiers)
            {
                if (IdentifierKey.ValueOf(identifier, parties[index].Kind) is { } value)
                {
                    rows.Add((NeighbourKeys.OfText(value), index));
                }
            }
        }

        arrays[(int)IndexArray.IdentifierHashes] = BytesOf([.. rows.Select(row => row.Hash)]);
        arrays[(int)IndexArray.IdentifierParties] = BytesOf([.. rows.Select(row => row.Party)]);
    }

    private static void WriteAddresses(ListedParty[] parties, byte[][] arrays)
    {
        var rows = new List<(int Hash, int Party)>();
        for (var index = 0; index < parties.Length; index++)
        {
            foreach (var address in parties[index].Addresses)
            {
                foreach (var key in AddressReader.Read(address).Keys)
                {
                    rows.Add((unchecked((int)key), index));
                }
            }
        }

        (int Hash, int Party)[] sorted = [.. rows.Distinct().Order()];
        arrays[(int)IndexArray.AddressHashes] = BytesOf([.. sorted.Select(row => row.Hash)]);
        arrays[(int)IndexArray.AddressParties] = BytesOf([.. sorted.Select(row => row.Party)]);
    }

    private static byte[] Assemble(byte[][] arrays)
    {
        // Arrays start at multiples of four bytes, so integers are aligned when the section is aligned.
        var total = IndexFormat.HeaderBytes + arrays.Sum(array => (array.Length + 3) & ~3);
        var section = new byte[total];
        var header = section.AsSpan(IndexFormat.HashBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header, IndexFormat.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], IndexFormat.Version);
        var position = IndexFormat.HeaderBytes;
        for (var index = 0; index < arrays.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header[(8 + (4 * index))..], arrays[index].Length);
            arrays[index].CopyTo(section, position);
            position += (arrays[index].Length + 3) & ~3;
        }

        SHA256.HashData(section.AsSpan(IndexFormat.HashBytes), section);
        return section;
    }
}
