using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Engine.Tests.Parties;

/// <summary>The complete list in the data folder, read by a separate reader: the importer has its own tests.</summary>
internal static class RealList
{
    private static readonly Lazy<WatchlistIndex> Loaded = new(() => WatchlistIndex.Open(WatchlistIndexWriter.Write(Parties())));

    public static WatchlistIndex Index => Loaded.Value;

    /// <summary>Folder of the data. Skips the test where it is absent, but fails it where the data is mandatory (CI).</summary>
    public static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable("SCREENING_DATA");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); folder is null && at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "shared", "data");
            folder = Directory.Exists(candidate) ? candidate : null;
        }

        if (folder is null || !Directory.Exists(folder))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "the shared data is missing in CI");
            Assert.Skip("the shared data is not beside the project");
        }

        return folder;
    }

    public static PartyKind KindOf(string type) => type switch
    {
        "Individual" => PartyKind.Person,
        "Entity" => PartyKind.Organization,
        "Vessel" => PartyKind.Vessel,
        "Aircraft" => PartyKind.Aircraft,
        _ => PartyKind.Unknown,
    };

    public static IEnumerable<string[]> Queries() =>
        File.ReadLines(Path.Combine(Folder(), "pairs", "csl_queries_dev.tsv")).Skip(1).Select(line => line.Split('\t'));

    /// <summary>Entries with their names read, as a snapshot holds them.</summary>
    public static ListedParty[] Parties() => [.. Printed().Select(party => party.Read())];

    /// <summary>Entries as the list prints them.</summary>
    public static ListedParty[] Printed()
    {
        using var file = File.OpenRead(Path.Combine(Folder(), "watchlists", "csl_2026-07-31.flat.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
        return [.. Rows(reader.ReadToEnd()).Skip(1).Select((row, number) => new ListedParty
        {
            Feed = "csl",
            List = row[1],
            Id = $"{row[1]}-{(row[2].Length > 0 ? row[2] : $"row{number}")}",
            Kind = KindOf(row[3]),
            Name = row[4],
            Names = [new ListedName(row[4], false), .. Parts(row[5]).Select(alias => new ListedName(alias, false))],
            Countries = Parts(row[6]),
        })];
    }

    private static ImmutableArray<string> Parts(string text) => [.. text.Split("; ", StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<List<string>> Rows(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (quoted && character == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is (',' or '\n'))
            {
                row.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (character == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else
            {
                field.Append(character);
            }
        }
    }
}
