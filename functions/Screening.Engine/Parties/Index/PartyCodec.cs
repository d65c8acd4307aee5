using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Index;

/// <summary>Encodes a listed party as bytes and decodes it. Strings are UTF-8 with a length prefix.</summary>
internal static class PartyCodec
{
    private const int Absent = -1;

    // Characters; each has three bytes at most.
    private const int ShortText = 128;

    public static void Write(BinaryWriter target, ListedParty party)
    {
        WriteText(target, party.Feed);
        WriteText(target, party.Id);
        WriteText(target, party.List);
        target.Write((int)party.Kind);
        target.Write((int)party.KindRead);
        WriteText(target, party.Name);
        WriteMany(target, party.Names, (writer, name) =>
        {
            WriteText(writer, name.Text);
            writer.Write(name.IsWeak ? 1 : 0);
        });
        WriteMany(target, party.Countries, WriteText);
        WriteMany(target, party.Citizenships, WriteText);
        WriteMany(target, party.BirthDates, WriteText);
        WriteMany(target, party.Identifiers, (writer, identifier) =>
        {
            WriteText(writer, identifier.Type);
            WriteText(writer, identifier.Value);
        });
        WriteMany(target, party.Addresses, WriteText);
        WriteMany(target, party.Programs, WriteText);
        WriteText(target, party.LicenseRequirement);
        WriteText(target, party.LicensePolicy);
        WriteText(target, party.Notice);
        WriteMany(target, party.Relations, WriteText);
        WriteMany(target, party.Scope, WriteText);
        target.Write(party.StartDate?.DayNumber ?? Absent);
        target.Write(party.EndDate?.DayNumber ?? Absent);
    }

    public static ListedParty Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Reader(bytes);
        return new ListedParty
        {
            Feed = reader.Text(),
            Id = reader.Text(),
            List = reader.Text(),
            Kind = (PartyKind)reader.Number(),
            KindRead = (PartyKind)reader.Number(),
            Name = reader.Text(),
            Names = reader.Many(static (ref Reader from) => new ListedName(from.Text(), from.Number() == 1)),
            Countries = reader.Many(static (ref Reader from) => from.Text()),
            Citizenships = reader.Many(static (ref Reader from) => from.Text()),
            BirthDates = reader.Many(static (ref Reader from) => from.Text()),
            Identifiers = reader.Many(static (ref Reader from) => new PartyIdentifier(from.Text(), from.Text())),
            Addresses = reader.Many(static (ref Reader from) => from.Text()),
            Programs = reader.Many(static (ref Reader from) => from.Text()),
            LicenseRequirement = reader.OptionalText(),
            LicensePolicy = reader.OptionalText(),
            Notice = reader.OptionalText(),
            Relations = reader.Many(static (ref Reader from) => from.Text()),
            Scope = reader.Many(static (ref Reader from) => from.Text()),
            StartDate = reader.OptionalDate(),
            EndDate = reader.OptionalDate(),
        };
    }

    /// <summary>Reads the feed and the list code of a party and skips the rest.</summary>
    public static (string Feed, string List) ReadPlace(ReadOnlySpan<byte> bytes)
    {
        var reader = new Reader(bytes);
        var feed = reader.Text();
        reader.Skip();
        return (feed, reader.Text());
    }

    private static void WriteText(BinaryWriter target, string? text)
    {
        if (text is null)
        {
            target.Write(Absent);
            return;
        }

        // A build encodes every entry of every list to compare it, so short texts use no heap.
        Span<byte> bytes = text.Length <= ShortText ? stackalloc byte[3 * ShortText] : new byte[Encoding.UTF8.GetByteCount(text)];
        bytes = bytes[..Encoding.UTF8.GetBytes(text, bytes)];
        target.Write(bytes.Length);
        target.Write(bytes);
    }

    private static void WriteMany<T>(BinaryWriter target, ImmutableArray<T> values, Action<BinaryWriter, T> write)
    {
        target.Write(values.Length);
        foreach (var value in values)
        {
            write(target, value);
        }
    }

    private delegate T ReadOne<T>(ref Reader from);

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> rest = bytes;

        public int Number()
        {
            var number = BinaryPrimitives.ReadInt32LittleEndian(rest);
            rest = rest[4..];
            return number;
        }

        public DateOnly? OptionalDate()
        {
            var day = Number();
            return day == Absent ? null : DateOnly.FromDayNumber(day);
        }

        public string? OptionalText()
        {
            var length = Number();
            if (length == Absent)
            {
                return null;
            }

            var text = Encoding.UTF8.GetString(rest[..length]);
            rest = rest[length..];
            return text;
        }

        public void Skip()
        {
            var length = Number();
            rest = rest[Math.Max(length, 0)..];
        }

        public string Text() => OptionalText() ?? throw new InvalidDataException("watchlist section: a text is absent");

        public ImmutableArray<T> Many<T>(ReadOne<T> read)
        {
            var values = ImmutableArray.CreateBuilder<T>(Number());
            while (values.Count < values.Capacity)
            {
                values.Add(read(ref this));
            }

            return values.MoveToImmutable();
        }
    }
}
