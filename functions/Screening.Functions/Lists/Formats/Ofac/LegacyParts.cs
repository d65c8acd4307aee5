using System.Globalization;
using System.Text;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>A file of the Treasury's legacy list: parties, their aliases, their addresses, or the continuation of their remarks.</summary>
internal enum LegacyKind
{
    /// <summary>sdn, cons_prim: number, name, type, programmes, title, call sign, vessel type, two tonnages, flag, owner, remarks.</summary>
    Parties = 12,

    /// <summary>alt, cons_alt: number, number of the alias, type, name, remarks.</summary>
    Aliases = 5,

    /// <summary>add, cons_add: number, number of the address, street, city with province and postal code, country, remarks.</summary>
    Addresses = 6,

    /// <summary>sdn_comments, cons_comments: number, the characters behind the first 1,000 of the remarks.</summary>
    Comments = 2,
}

/// <summary>
/// Rows of a legacy file. It has no header, "-0-" in empty columns, and often a last line of the one byte 0x1A. Columns are separated by
/// commas, at signs or bars, or have fixed widths.
/// </summary>
internal static class LegacyParts
{
    /// <summary>Stands alone in the last line, for the end of the file.</summary>
    private const char End = '\u001A';

    private static readonly (LegacyKind Kind, int[] Widths)[] Fixed =
    [
        (LegacyKind.Parties, [10, 350, 12, 50, 200, 8, 25, 14, 8, 40, 150, 1000]),
        (LegacyKind.Aliases, [10, 10, 8, 350, 200]),
        (LegacyKind.Addresses, [10, 10, 750, 116, 250, 200]),
    ];

    /// <summary>Kind and separator of a file by its first line; null when it is none of these files. The separator of fixed widths is zero.</summary>
    public static (LegacyKind Kind, char Separator)? Recognise(string line)
    {
        var plain = line.TrimEnd('\r', '\n');
        foreach (var (kind, widths) in Fixed)
        {
            if (plain.Length == widths.Sum() && plain.AsSpan(0, 10).Trim() is { Length: > 0 } number && number.IndexOfAnyExceptInRange('0', '9') < 0)
            {
                return (kind, '\0');
            }
        }

        var digits = plain.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0 || digits >= plain.Length || plain[digits] is not (',' or '@' or '|'))
        {
            return null;
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(plain));
        using var rows = new CsvRecords(stream, plain[digits], []);
        return rows.Read() && Enum.IsDefined((LegacyKind)rows.Values.Length) ? ((LegacyKind)rows.Values.Length, plain[digits]) : null;
    }

    /// <summary>Rows with the number of their party. A row that is none is an error.</summary>
    public static IEnumerable<(long Line, string Number, string[] Values)> Rows(ListPart part, LegacyKind kind, char separator, ListReading reading)
    {
        foreach (var (line, values) in separator == '\0' ? FixedRows(part, kind) : Separated(part, separator, reading))
        {
            if (reading.IsFull)
            {
                yield break;
            }

            var first = values[0].TrimStart(End);
            if (first.Length < values[0].Length && values.Length > 1)
            {
                reading.Note(line, "holds the byte 0x1A, which ends such files, before the end");
            }

            if (values.Length == 1 && first.Length == 0)
            {
                continue;
            }

            var number = first.Trim();
            if (values.Length != (int)kind || number.Length == 0 || !number.All(char.IsAsciiDigit))
            {
                reading.Error(line, "", string.Create(CultureInfo.InvariantCulture, $"has {values.Length} columns; {(int)kind} that begin with a number are expected"));
                continue;
            }

            yield return (line, number, values);
        }
    }

    /// <summary>A column without surrounding white space; empty for "-0-".</summary>
    public static string Value(string[] values, int column) => values[column].Trim() is var text && text != "-0-" ? text : "";

    private static IEnumerable<(long Line, string[] Values)> Separated(ListPart part, char separator, ListReading reading)
    {
        using var stream = TextPart.OpenUtf8(part, TextPart.IsUtf8(part));
        using var rows = new CsvRecords(stream, separator, reading.Errors);
        while (rows.Read())
        {
            yield return (rows.Line, rows.Values);
        }
    }

    private static IEnumerable<(long Line, string[] Values)> FixedRows(ListPart part, LegacyKind kind)
    {
        var widths = Fixed.First(form => form.Kind == kind).Widths;
        using var stream = TextPart.OpenUtf8(part, TextPart.IsUtf8(part));
        using var lines = new StreamReader(stream, Encoding.UTF8);
        for (long number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.Length != widths.Sum())
            {
                yield return (number, [line.Trim()]);
                continue;
            }

            var values = new string[widths.Length];
            for (var (column, at) = (0, 0); column < widths.Length; at += widths[column], column++)
            {
                values[column] = line.Substring(at, widths[column]).Trim();
            }

            yield return (number, values);
        }
    }
}
