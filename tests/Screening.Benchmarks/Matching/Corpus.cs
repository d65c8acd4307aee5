using System.IO.Compression;
using System.Text;
using AnyAscii;
using CsvHelper;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;

namespace Screening.Benchmarks.Matching;

/// <summary>Reads lists, pairs and names from files, gzip or plain, with a reader independent of the importer's.</summary>
internal static class Corpus
{
    /// <summary>Rows of a CSV file by column name; the first line holds the column names.</summary>
    public static IEnumerable<Dictionary<string, string>> Table(string path)
    {
        using var stream = Open(path);
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',', HasHeader = false }, true);
        if (!csv.Read())
        {
            yield break;
        }

        var header = csv.Current.ToArray().Select(name => name.Trim().TrimStart('\uFEFF')).ToArray();
        while (csv.Read())
        {
            yield return header.Zip(csv.Current.ToArray()).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }

    public static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(Open(path), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Listed parties of a list in the flat layout of the Consolidated Screening List.</summary>
    public static ListedParty[] List(string path) =>
        [.. Table(path).Select((row, number) => Listed(
            row["source_code"], Key(row["source_code"], row["entity_number"], number), row["type"], row["name"],
            row["alt_names"].Split("; ", StringSplitOptions.RemoveEmptyEntries)) with
        {
            Countries = [.. row["countries"].Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        })];

    /// <summary>Listed parties of a target file: index, type, name, aliases separated by <c>|</c>; no header.</summary>
    public static ListedParty[] Targets(string path) =>
        [.. Lines(path).Where(line => line.Length > 0).Select(line => line.Split('\t')).Select(row => Listed(
            "", row[0], row[1], row[2], row.Length > 3 ? row[3].Split('|', StringSplitOptions.RemoveEmptyEntries) : []))];

    /// <summary>The kind that the files name <paramref name="type"/>.</summary>
    public static PartyKind KindOf(string type) => type.ToLowerInvariant() switch
    {
        "individual" or "person" => PartyKind.Person,
        "entity" or "company" or "organization" => PartyKind.Organization,
        "vessel" => PartyKind.Vessel,
        "aircraft" => PartyKind.Aircraft,
        _ => PartyKind.Unknown,
    };

    /// <summary>A name in the form that is compared for equality: Latin letters and digits, one space between words.</summary>
    public static string Plain(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var sign in name.Normalize(NormalizationForm.FormKC).Transliterate())
        {
            if (char.IsAsciiLetterOrDigit(sign))
            {
                text.Append(char.ToLowerInvariant(sign));
            }
            else if (text.Length > 0 && text[^1] != ' ' && sign != '\'')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>A query with only a name.</summary>
    public static PartyQuery QueryOf(string name, PartyKind kind) => PartyQuery.FromName(name) with { Kind = kind };

    private static string Key(string source, string number, int row) => number.Length > 0 ? $"{source}-{number}" : $"{source}-row{row}";

    private static ListedParty Listed(string list, string id, string type, string name, string[] aliases) => new ListedParty
    {
        Feed = "csl",
        List = list,
        Id = id,
        Kind = KindOf(type),
        Name = name,
        Names = [new ListedName(name, false), .. aliases.Select(alias => new ListedName(alias.Trim(), false))],
    }.Read();

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
